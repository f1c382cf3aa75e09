"""The databases of a test run: a template migrated once, and one clone per process."""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from psycopg import sql

from opensiks.infra import dburl, postgres, prepare

KEPT = 4
SRC = Path(prepare.__file__).resolve().parents[1]
HERE = Path(__file__).resolve().parent
UNSAFE_BUT_FAST = "fsync = off\nfull_page_writes = off\nsynchronous_commit = off\n"


def address(name: str) -> dburl.Address:
    """A database of the test server, as its owner."""
    return replace(dburl.owner_address(), name=name)


def app_address(name: str) -> dburl.Address:
    """The same database as the application role of the tests."""
    role = settings.DATABASES["default"]
    return replace(address(name), user=role["USER"], password=role["PASSWORD"])


def start_server() -> None:
    if dburl.is_embedded():
        postgres.embedded(settings.OPENSIKS_HOME).start(extra_conf=UNSAFE_BUT_FAST)


def make_clone(name: str) -> None:
    """A fresh copy of the migrated template under `name`; this thread's connections to it end first, in order."""
    for connection in connections.all(initialized_only=True):
        connection.close()
    with locked():
        ensure_template()
        drop(name)
        prepare.ensure_database(address(name), template=template_name())
        prepare.ensure_role(address(name), app_address(name))
        with prepare.connect(address(name)) as server:
            prepare.apply_grants(server, app_address(name).user)


def ensure_template() -> None:
    """Migrate a template unless there is one for these very migrations, grants and libraries."""
    if template_name() in templates():
        return
    draft = "opensiks_test_draf"
    drop(draft)
    prepare.ensure_database(address(draft))
    _migrate(draft)
    with prepare.connect(address("postgres")) as server:
        # Renamed when complete: a template that was cut short is never taken for one.
        server.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                sql.Identifier(draft), sql.Identifier(template_name())
            )
        )
    for old in templates()[:-KEPT]:
        drop(old)


def _migrate(name: str) -> None:
    owner = connections["owner"]
    former = owner.settings_dict["NAME"]
    owner.close()
    owner.settings_dict["NAME"] = name
    try:
        call_command("migrate", database="owner", interactive=False, verbosity=0)
    finally:
        owner.close()
        owner.settings_dict["NAME"] = former


@cache
def template_name() -> str:
    """Changes with everything that a migrated database depends on; fixed for the life of this process."""
    digest = hashlib.sha256()
    walls = (SRC / "infra" / name for name in ("fields.py", "grants.py", "prepare.py", "rls.py"))
    for path in sorted([*SRC.glob("*/migrations/*.py"), *HERE.glob("migrations/*.py"), *walls]):
        digest.update(path.read_bytes())
    for package in ("django", "django-allauth", "procrastinate"):
        digest.update(version(package).encode())
    return f"opensiks_test_templat_{digest.hexdigest()[:12]}"


def templates() -> list[str]:
    """The templates on the server, oldest first; a few are kept for runs of other branches."""
    with prepare.connect(address("postgres")) as server:
        rows = server.execute(
            "SELECT datname FROM pg_database WHERE datname ~ '^opensiks_test_templat_' ORDER BY oid"
        )
        return [str(name) for (name,) in rows.fetchall()]


def drop(name: str) -> None:
    with prepare.connect(address("postgres")) as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def drop_leftovers() -> None:
    """Remove the databases of runs that were killed: their name holds a process id that is gone."""
    with prepare.connect(address("postgres")) as server:
        names = server.execute(
            "SELECT datname FROM pg_database WHERE datname ~ '^opensiks_test_[0-9]+(_[a-z]+)?$'"
        ).fetchall()
    for (name,) in names:
        if not Path(f"/proc/{str(name).split('_')[2]}").exists():
            drop(str(name))


def keep_copy(label: str) -> str:
    """The process's database as it is now, kept under a name of its own; nobody may be connected."""
    copy = f"{name_of_process()}_{label}"
    drop(copy)
    prepare.ensure_database(address(copy), template=name_of_process())
    return copy


def bring_back(copy: str) -> None:
    """The process's database as it was when the copy was kept."""
    name = name_of_process()
    drop(name)
    prepare.ensure_database(address(name), template=copy)
    prepare.ensure_role(address(name), app_address(name))


@contextmanager
def locked() -> Iterator[None]:
    """One process at a time builds or copies the template."""
    settings.OPENSIKS_HOME.mkdir(parents=True, exist_ok=True)
    with (settings.OPENSIKS_HOME / "template.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def name_of_process() -> str:
    return f"opensiks_test_{os.getpid()}"
