"""What every test stands on: a real PostgreSQL, migrated by the owner and used by the application role."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from tests.dukungan import basis_data


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """Clone the migrated template for this process; drop the clone at the end."""
    name = basis_data.name_of_process()
    with django_db_blocker.unblock():
        basis_data.start_server()
        basis_data.drop_leftovers()
        basis_data.make_clone(name)
    yield
    with django_db_blocker.unblock():
        from django.db import connections

        for connection in connections.all(initialized_only=True):
            connection.close()
        basis_data.drop(name)


@pytest.fixture
def transactional_db(transactional_db: None) -> Iterator[None]:
    """pytest-django's, and the queue emptied at the end: its tables are not among those that Django flushes."""
    yield
    from opensiks.infra.prepare import connect

    with connect(basis_data.address(basis_data.name_of_process())) as owner:
        owner.execute("DELETE FROM procrastinate_periodic_defers")
        owner.execute("DELETE FROM procrastinate_jobs")


@pytest.fixture
def owner_db(db: None) -> Iterator[Any]:
    """A psycopg connection of the owner, autocommit: sees and changes what no person may, once committed."""
    from opensiks.infra.prepare import connect

    with connect(basis_data.address(basis_data.name_of_process())) as connection:
        yield connection


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A headless Chromium for one module's tests; its event loop must be gone before a job's own is run.

    Chromium is the one CHROMIUM names, else the one on the PATH.
    """
    from playwright.sync_api import sync_playwright

    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not program:
        pytest.fail("Chromium tidak ditemukan: jalankan script/test, atau isi CHROMIUM dengan letaknya.")
    # Playwright's synchronous API keeps an event loop in this thread, which Django would take for async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage"]
    offline = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=quiet + offline)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page in a fresh profile of Indonesian language; scripts that fail make the test fail."""
    context = browser.new_context(
        locale="id-ID", timezone_id="Asia/Jakarta", viewport={"width": 1280, "height": 900}
    )
    context.set_default_timeout(30_000)
    page = context.new_page()
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    yield page
    context.close()
    assert not failures, failures
