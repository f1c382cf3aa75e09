"""The second wall stands around every table that knows a place, and nobody may rewrite history."""

from fnmatch import fnmatch
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from opensiks.infra import grants, prepare
from opensiks.infra.scope import current, scope, scope_nasional
from opensiks.rules.wilayah import Cakupan
from tests.cast import DESA
from tests.dukungan import basis_data

TEMPAT = ("kode_desa", "kode_kabupaten", "kode_kecamatan", "kode_provinsi", "kode_wilayah", "rantai")
# Tables without a wall, each with the reason. Whatever is not here must have one.
TANPA_DINDING = {
    "wilayah_wilayah": "the official list of areas is public",
    "wilayah_pendahulu": "so is its history",
    "wilayah_penduduk": "published figures of areas, no person",
    "akun_akun": "signing in comes before there is a scope; no registry data",
    "akun_penugasan": "says which scope a person has, so it is read before one is open",
    "account_emailaddress": "signing in",
    "account_emailconfirmation": "signing in",
    "auth_group": "the framework's; unused",
    "auth_group_permissions": "the framework's; unused",
    "auth_permission": "the framework's",
    "django_content_type": "the framework's",
    "django_migrations": "the framework's",
    "django_session": "signing in",
    "procrastinate_events": "the job queue holds ids only",
    "procrastinate_jobs": "the job queue holds ids only",
    "procrastinate_periodic_defers": "the job queue holds ids only",
    "procrastinate_workers": "the job queue holds ids only",
}


def query(statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


def list_tabel() -> list[str]:
    """Our tables and the framework's; not those of tests/dukungan, which test the wall itself."""
    rows = query("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
    return [nama for (nama,) in rows if not nama.startswith("dukungan_")]


def refused(statement: str) -> bool:
    """True when the application's role lacks the right, whatever the rows."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as galat:
        return "permission denied" in str(galat)
    return False


def test_every_table_is_behind_the_wall_or_on_the_list(db: None) -> None:
    terbuka = query(
        "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace "
        "AND NOT (relrowsecurity AND relforcerowsecurity) ORDER BY 1"
    )
    tanpa = {nama for (nama,) in terbuka if not nama.startswith("dukungan_")}
    assert tanpa - set(TANPA_DINDING) == set()
    assert set(TANPA_DINDING) - tanpa == set(), "no longer there, or walled now: take it off the list"


def test_a_table_that_knows_a_place_is_behind_the_wall(db: None) -> None:
    dengan_tempat = query(
        "SELECT DISTINCT table_name FROM information_schema.columns WHERE table_schema = 'public' "
        f"AND column_name IN ({', '.join(repr(k) for k in TEMPAT)}) ORDER BY 1"
    )
    tanpa = {nama for (nama,) in dengan_tempat} & set(TANPA_DINDING)
    assert tanpa == {"akun_penugasan"}


def test_each_wall_has_its_four_policies_and_they_ask_for_the_scope(db: None) -> None:
    rows = query(
        "SELECT c.relname, array_agg(p.polname::text ORDER BY p.polname),"
        " bool_and(coalesce(pg_get_expr(p.polqual, p.polrelid), '') ||"
        "          coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '') LIKE '%cakupan%') "
        "FROM pg_class c LEFT JOIN pg_policy p ON p.polrelid = c.oid WHERE c.relrowsecurity GROUP BY 1"
    )
    assert len(rows) > 20
    kebijakan = ["cakupan_hapus", "cakupan_lihat", "cakupan_tambah", "cakupan_ubah"]
    assert [r for r in rows if r[1:] != (kebijakan, True)] == []


def test_without_a_scope_no_walled_table_shows_a_row(db: None) -> None:
    for tabel in set(list_tabel()) - set(TANPA_DINDING):
        assert query(f'SELECT count(*) FROM "{tabel}"') == [(0,)], tabel


def test_the_role_of_the_application_owns_nothing_and_commands_nobody(db: None) -> None:
    [(nama, *kuasa)] = query(
        "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication "
        "FROM pg_roles WHERE rolname = current_user"
    )
    assert nama == basis_data.app_address(basis_data.name_of_process()).user
    assert kuasa == [False] * 5
    assert query("SELECT relname FROM pg_class WHERE pg_get_userbyid(relowner) = current_user") == []
    assert query("SELECT proname FROM pg_proc WHERE pg_get_userbyid(proowner) = current_user") == []
    assert query("SELECT nspname FROM pg_namespace WHERE nspowner = current_user::regrole") == []
    assert query("SELECT 1 FROM pg_auth_members WHERE member = current_user::regrole") == []


def test_no_registry_row_can_be_deleted(db: None) -> None:
    with scope_nasional():
        for tabel in list_tabel():
            boleh = any(fnmatch(tabel, pola) for pola in grants.DELETABLE)
            assert refused(f'DELETE FROM "{tabel}" WHERE false') is not boleh, tabel
            assert refused(f'TRUNCATE "{tabel}"'), tabel


def test_what_may_be_deleted_is_no_registry_table() -> None:
    from django.apps import apps
    from django.conf import settings

    milik = {m._meta.db_table for noun in settings.NOUNS for m in apps.get_app_config(noun).get_models()}
    assert [t for t in milik if any(fnmatch(t, pola) for pola in grants.DELETABLE)] == []


@pytest.mark.parametrize("pola", grants.APPEND_ONLY)
def test_history_refuses_to_be_rewritten(db: None, pola: str) -> None:
    tabel = [t for t in list_tabel() if fnmatch(t, pola)]
    assert tabel, "no table has this name: the list in infra/grants.py is out of date"
    with scope_nasional():
        for nama in tabel:
            assert refused(f'UPDATE "{nama}" SET id = id WHERE false'), nama
            assert prepare.rights(nama) == ("SELECT", "INSERT")


# Functions that look past the wall with the owner's right, each with what they let through.
MELIHAT_LEBIH = {
    "keluarga_nik_terdaftar": "how many others carry a NIK, and a hint of the first",
    "keluarga_refresh_statistik": "nothing; ANALYZE belongs to the owner",
}


def test_only_known_functions_look_past_the_wall(db: None) -> None:
    rows = query(
        "SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace ORDER BY 1"
    )
    assert [nama for (nama,) in rows] == sorted(MELIHAT_LEBIH)


def test_no_function_needs_a_superuser_to_be_made(db: None) -> None:
    """PostgreSQL lets only a superuser write our setting into a function; an owner is enough for everything else."""
    assert query("SELECT proname FROM pg_proc WHERE array_to_string(proconfig, ' ') LIKE '%opensiks.%'") == []


def test_looking_past_the_wall_gives_the_scope_back(db: None) -> None:
    with scope(Cakupan((DESA,))):
        assert (
            query(
                f"SELECT * FROM keluarga_nik_terdaftar('{{1}}', '{{{'1804011205865001'}}}', '{{A}}', '{{{DESA}}}')"
            )
            == []
        )
        assert current() == DESA
