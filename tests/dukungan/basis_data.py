"""The databases of a test run: a template migrated once, and one clone per process."""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from psycopg import sql

from opensiks.infra import dburl, postgres, prepare

TEMPLATE = "opensiks_test_template"
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
    """A fresh copy of the migrated template under `name`."""
    with locked():
        ensure_template()
        drop(name)
        prepare.ensure_database(address(name), template=TEMPLATE)
        with prepare.connect(address(name)) as server:
            prepare.apply_grants(server, app_address(name).user)


def ensure_template() -> None:
    """Migrate the template again when a migration, a grant or a library that brings tables has changed."""
    wanted = fingerprint()
    if wanted == template_fingerprint():
        return
    drop(TEMPLATE)
    prepare.ensure_database(address(TEMPLATE))
    prepare.ensure_role(address(TEMPLATE), app_address(TEMPLATE))
    owner = connections["owner"]
    former = owner.settings_dict["NAME"]
    owner.close()
    owner.settings_dict["NAME"] = TEMPLATE
    try:
        call_command("migrate", database="owner", interactive=False, verbosity=0)
    finally:
        owner.close()
        owner.settings_dict["NAME"] = former
    with prepare.connect(address("postgres")) as server:
        server.execute(
            sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(TEMPLATE), sql.Literal(wanted))
        )


def fingerprint() -> str:
    """Changes with everything that the migrated template depends on."""
    digest = hashlib.sha256()
    for path in sorted(
        [*SRC.glob("*/migrations/*.py"), *SRC.glob("infra/*.py"), *HERE.glob("migrations/*.py")]
    ):
        digest.update(path.read_bytes())
    for package in ("django", "django-allauth", "procrastinate"):
        digest.update(version(package).encode())
    return digest.hexdigest()


def template_fingerprint() -> str | None:
    with prepare.connect(address("postgres")) as server:
        row = server.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [TEMPLATE]
        ).fetchone()
    return None if row is None else str(row[0])


def drop(name: str) -> None:
    with prepare.connect(address("postgres")) as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def drop_leftovers() -> None:
    """Remove the databases of runs that were killed: their name ends in a process id that is gone."""
    with prepare.connect(address("postgres")) as server:
        names = server.execute(
            "SELECT datname FROM pg_database WHERE datname ~ '^opensiks_test_[0-9]+$'"
        ).fetchall()
    for (name,) in names:
        if not Path(f"/proc/{str(name).rsplit('_', 1)[1]}").exists():
            drop(str(name))


@contextmanager
def locked() -> Iterator[None]:
    """One process at a time builds or copies the template."""
    settings.OPENSIKS_HOME.mkdir(parents=True, exist_ok=True)
    with (settings.OPENSIKS_HOME / "template.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def name_of_process() -> str:
    return f"opensiks_test_{os.getpid()}"
