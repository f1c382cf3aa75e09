"""The second wall: what the scope does not cover is neither seen nor written, by any way in."""

import pytest
from django.db import DatabaseError, connection, transaction

from opensiks.infra.scope import current, encode, scope, scope_nasional
from opensiks.rules.wilayah import KOSONG, NASIONAL, Cakupan
from tests.dukungan.models import Uji, UjiInduk

DESA_A = "18.04.01.2001"
DESA_B = "18.04.02.2001"
DESA_JAUH = "17.06.01.2001"


@pytest.fixture
def tiga_desa(db: None) -> None:
    with scope_nasional():
        for kode in (DESA_A, DESA_B, DESA_JAUH):
            Uji.objects.create(kode_desa=kode, nik="1804010101905001")


def seen() -> list[str]:
    return sorted(Uji.objects.values_list("kode_desa", flat=True))


def test_unset_scope_sees_nothing(tiga_desa: None) -> None:
    assert seen() == []


def test_empty_scope_sees_nothing(tiga_desa: None) -> None:
    with scope(KOSONG):
        assert seen() == []


@pytest.mark.parametrize(
    ("cakupan", "expected"),
    [
        (NASIONAL, [DESA_JAUH, DESA_A, DESA_B]),
        (Cakupan(("18",)), [DESA_A, DESA_B]),
        (Cakupan(("18.04.01",)), [DESA_A]),
        (Cakupan((DESA_B,)), [DESA_B]),
        (Cakupan((DESA_B, "17.06")), [DESA_JAUH, DESA_B]),
        (Cakupan(("19",)), []),
    ],
)
def test_scope_shows_its_own_rows(tiga_desa: None, cakupan: Cakupan, expected: list[str]) -> None:
    with scope(cakupan):
        assert seen() == expected


def test_nested_scope_gives_back_the_outer_one(tiga_desa: None) -> None:
    with scope(Cakupan((DESA_A,))):
        with scope_nasional():
            assert len(seen()) == 3
        assert seen() == [DESA_A]
        with pytest.raises(ZeroDivisionError), scope_nasional():
            raise ZeroDivisionError
        assert seen() == [DESA_A]
    assert current() == ""


def test_scope_ends_with_its_transaction(transactional_db: None) -> None:
    with scope_nasional():
        Uji.objects.create(kode_desa=DESA_A)
        assert current() == "*"
    assert current() == ""
    assert seen() == []


def test_row_of_another_place_cannot_be_added_or_changed(tiga_desa: None) -> None:
    with scope(Cakupan((DESA_A,))):
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Uji.objects.create(kode_desa=DESA_B)
        assert Uji.objects.filter(kode_desa=DESA_B).update(nik="") == 0
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Uji.objects.update(kode_desa=DESA_B)


def test_nothing_is_added_without_a_scope(db: None) -> None:
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Uji.objects.create(kode_desa=DESA_A)


def test_raw_sql_meets_the_same_wall(tiga_desa: None) -> None:
    with scope(Cakupan((DESA_A,))), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM dukungan_uji")
        assert cursor.fetchone() == (1,)


def test_parent_rows_are_seen_below_and_written_above(db: None) -> None:
    with scope_nasional():
        for kode in ("", "18", "18.04", "18.05", DESA_A):
            UjiInduk.objects.create(kode=kode)
    with scope(Cakupan((DESA_A,))):
        assert sorted(UjiInduk.objects.values_list("kode", flat=True)) == ["", "18", "18.04", DESA_A]
        assert UjiInduk.objects.filter(kode="18.04").update(kode="18.04") == 0
    assert UjiInduk.objects.count() == 0


@pytest.mark.parametrize("kode", ["18.04,17", "*", "18'", "٣٢"])
def test_scope_refuses_a_text_that_is_no_code(kode: str) -> None:
    with pytest.raises(ValueError, match="no kode wilayah"):
        encode((kode,))


def test_lookup_by_code_uses_the_index_under_the_policy(tiga_desa: None) -> None:
    with scope(Cakupan(("18.04",))), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN SELECT * FROM dukungan_uji WHERE kode_desa = %s", [DESA_A])
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "Index Cond: ((kode_desa)::text = " in plan
