"""Makes a database ready: creates it and its application role, migrates as the owner, grants the least.

Every step may be repeated. Works on the embedded server and on any PostgreSQL >= 15 where the owner may
create a database and a role, or where both exist already.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from fnmatch import fnmatch

import psycopg
from django.core.management import call_command
from django.db import connections
from psycopg import sql

from opensiks.infra import dburl, grants
from opensiks.infra.dburl import Address

# One preparation at a time per database; the number only has to be ours.
LOCK = 7_105_318


def prepare_database(verbosity: int = 0) -> None:
    """Create the database and role if missing, bring the tables up to date, and apply the grants."""
    owner, app = dburl.owner_address(), dburl.app_address()
    ensure_database(owner)
    with connect(owner) as guard:
        guard.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        ensure_role(owner, app)
        call_command("migrate", database="owner", interactive=False, verbosity=verbosity)
        connections["owner"].close()
        apply_grants(guard, app.user)


def reset_database() -> None:
    """Throw the whole database away; for example data only, so the caller must know that it is one."""
    owner = dburl.owner_address()
    connections["owner"].close()
    connections["default"].close()
    with connect(replace(owner, name="postgres")) as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(owner.name)))


def connect(address: Address) -> psycopg.Connection[tuple[object, ...]]:
    """An autocommit connection outside Django."""
    return psycopg.connect(**address.for_psycopg(), autocommit=True)  # type: ignore[arg-type]


def ensure_database(owner: Address, template: str = "") -> None:
    """Create the database of `owner` unless it is there; text in byte order, the same on every machine."""
    try:
        connect(owner).close()
        return
    except psycopg.OperationalError as error:
        if "does not exist" not in str(error):
            raise
    with connect(replace(owner, name="postgres")) as server:
        source = sql.SQL("TEMPLATE {}").format(sql.Identifier(template)) if template else _byte_order(server)
        with suppress(psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
            server.execute(sql.SQL("CREATE DATABASE {} {}").format(sql.Identifier(owner.name), source))


def _byte_order(server: psycopg.Connection[tuple[object, ...]]) -> sql.Composable:
    """The clause for a UTF-8 database that sorts by bytes, whatever the server's own default is."""
    if server.info.server_version >= 170000:
        return sql.SQL(
            "TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'"
        )
    return sql.SQL("TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'")


def ensure_role(owner: Address, app: Address) -> None:
    """Create the application's login role if missing; refuse one that could walk through the wall."""
    with connect(owner) as server:
        role = server.execute(
            "SELECT rolsuper OR rolbypassrls OR rolcreaterole FROM pg_roles WHERE rolname = %s", [app.user]
        ).fetchone()
        if role is None:
            _create_role(server, app)
        elif role[0]:
            raise PermissionError(
                f"Peran basis data {app.user} terlalu berkuasa: harus NOSUPERUSER NOBYPASSRLS NOCREATEROLE."
            )
        elif app.password and not dburl.is_embedded() and app.host == owner.host:
            _set_password_if_refused(server, app)


def _create_role(server: psycopg.Connection[tuple[object, ...]], app: Address) -> None:
    statement = sql.SQL(
        "CREATE ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOINHERIT"
    ).format(sql.Identifier(app.user))
    if app.password:
        statement += sql.SQL(" PASSWORD {}").format(sql.Literal(app.password))
    with suppress(psycopg.errors.DuplicateObject, psycopg.errors.UniqueViolation):
        server.execute(statement)


def _set_password_if_refused(server: psycopg.Connection[tuple[object, ...]], app: Address) -> None:
    """A new OPENSIKS_HOME has a new key; the role follows it."""
    try:
        connect(app).close()
    except psycopg.OperationalError:
        server.execute(
            sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(app.user), sql.Literal(app.password))
        )


def apply_grants(server: psycopg.Connection[tuple[object, ...]], role: str) -> None:
    """Give `role` exactly what infra.grants says on every table of the schema, and take back the rest."""
    tables = server.execute(
        "SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace "
        "AND c.relkind IN ('r', 'p', 'v', 'm') ORDER BY 1"
    ).fetchall()
    who = sql.Identifier(role)
    with server.transaction():
        for statement in _schema_grants(server.info.dbname):
            server.execute(statement.format(role=who))
        for (table,) in tables:
            may = sql.SQL(", ").join(sql.SQL(right) for right in rights(str(table)))
            named = sql.Identifier(str(table))
            server.execute(sql.SQL("REVOKE ALL ON {} FROM {}").format(named, who))
            server.execute(sql.SQL("GRANT {} ON {} TO {}").format(may, named, who))


def _schema_grants(dbname: str) -> Iterable[sql.SQL]:
    database = sql.Identifier(dbname).as_string(None)
    return (
        sql.SQL(f"GRANT CONNECT, TEMPORARY ON DATABASE {database} TO {{role}}"),
        sql.SQL("REVOKE CREATE ON SCHEMA public FROM PUBLIC, {role}"),
        sql.SQL("GRANT USAGE ON SCHEMA public TO {role}"),
        sql.SQL("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}"),
        sql.SQL("GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {role}"),
    )


def rights(table: str) -> tuple[str, ...]:
    """The rights of the application role on one table, narrowest list first."""
    if _any(grants.READ_ONLY, table):
        return ("SELECT",)
    if _any(grants.APPEND_ONLY, table):
        return ("SELECT", "INSERT")
    if _any(grants.DELETABLE, table):
        return ("SELECT", "INSERT", "UPDATE", "DELETE")
    return ("SELECT", "INSERT", "UPDATE")


def _any(patterns: Iterable[str], table: str) -> bool:
    return any(fnmatch(table, pattern) for pattern in patterns)
