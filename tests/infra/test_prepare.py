"""The application's database role: owns nothing, deletes next to nothing, rewrites no history."""

from fnmatch import fnmatch
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction
from psycopg import sql

from opensiks.infra import dburl, grants, prepare
from opensiks.infra.scope import scope_nasional
from tests.dukungan import basis_data


def query(statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


def tables() -> list[str]:
    return [
        row[0]
        for row in query("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
    ]


def test_role_is_plain_and_owns_nothing(db: None) -> None:
    assert query(
        "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user"
    ) == [(False, False, False, False)]
    assert query("SELECT relname FROM pg_class WHERE pg_get_userbyid(relowner) = current_user") == []


def test_role_cannot_lift_the_wall(db: None) -> None:
    for statement in (
        "ALTER TABLE dukungan_uji NO FORCE ROW LEVEL SECURITY",
        "ALTER TABLE dukungan_uji DISABLE ROW LEVEL SECURITY",
        "DROP POLICY cakupan_lihat ON dukungan_uji",
        "SET ROLE postgres",
        "ALTER ROLE current_user BYPASSRLS",
        "CREATE TABLE milikku (id int)",
        "TRUNCATE dukungan_uji",
        "COPY dukungan_uji TO PROGRAM 'true'",
    ):
        with (
            pytest.raises(Exception, match=r"must be|permission denied|does not exist"),
            transaction.atomic(),
        ):
            query(statement)


def test_every_table_has_the_rights_of_its_list(db: None) -> None:
    for table in tables():
        may = {
            right
            for right in ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE")
            if query(f"SELECT has_table_privilege('\"{table}\"', '{right}')") == [(True,)]
        }
        assert may == set(prepare.rights(table)), table


def test_history_is_never_rewritten_nor_deleted(db: None) -> None:
    history = [table for table in tables() if any(fnmatch(table, name) for name in grants.APPEND_ONLY)]
    for table in history:
        assert prepare.rights(table) == ("SELECT", "INSERT")
    with scope_nasional():
        for verb in ("UPDATE dukungan_uji SET id = id", "DELETE FROM dukungan_uji"):
            if verb.startswith("UPDATE"):
                query(f"{verb} RETURNING 1")
                continue
            with pytest.raises(Exception, match="permission denied"), transaction.atomic():
                query(verb)


# Who may sign in where must be known before there is a scope.
WITHOUT_WALL = ["akun_penugasan"]


def test_every_table_with_a_place_is_behind_the_wall(db: None) -> None:
    open_tables = query(
        "SELECT DISTINCT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid "
        "WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace "
        "AND a.attname IN ('kode_desa', 'kode_kabupaten', 'kode_wilayah', 'rantai') "
        "AND NOT (c.relrowsecurity AND c.relforcerowsecurity) ORDER BY 1"
    )
    assert [table for (table,) in open_tables] == WITHOUT_WALL


def test_preparing_again_changes_nothing(db: None) -> None:
    name = basis_data.name_of_process()
    owner, app = basis_data.address(name), basis_data.app_address(name)
    prepare.ensure_database(owner)
    prepare.ensure_role(owner, app)
    with prepare.connect(owner) as server:
        prepare.apply_grants(server, app.user)


def test_powerful_role_is_refused(db: None) -> None:
    owner = basis_data.address(basis_data.name_of_process())
    with prepare.connect(owner) as server:
        server.execute("CREATE ROLE opensiks_test_kuat LOGIN CREATEROLE")
        try:
            with pytest.raises(PermissionError, match="terlalu berkuasa"):
                prepare.ensure_role(owner, dburl.Address(owner.name, "opensiks_test_kuat"))
        finally:
            server.execute(sql.SQL("DROP ROLE opensiks_test_kuat"))


def test_text_sorts_by_bytes(db: None) -> None:
    assert query("SELECT 'a' < 'B', 'Z' < 'a', upper('é')") == [(False, True, "É")]


def test_missing_database_is_created_and_reported_otherwise(db: None) -> None:
    name = basis_data.name_of_process() + "_baru"
    try:
        prepare.ensure_database(basis_data.address(name))
        prepare.connect(basis_data.address(name)).close()
    finally:
        basis_data.drop(name)
    with pytest.raises(psycopg.OperationalError):
        prepare.connect(basis_data.address(name))
