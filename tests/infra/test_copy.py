"""Bulk rows pass the same wall as single ones."""

import json
from datetime import UTC, datetime, time
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from opensiks.infra.copy import copy_into, copy_more, copy_temp, next_ids
from opensiks.infra.scope import scope, scope_nasional
from opensiks.infra.sisip import BANYAK
from opensiks.rules.wilayah import Cakupan
from tests.dukungan.models import Uji, Warna

KOLOM = ("kode_desa", "nik", "warna", "isi")


def baris(kode: str, many: int) -> list[tuple[object, ...]]:
    return [(kode, f"{n:016d}", Warna.PUTIH, {"nomor": n, "catatan": "a\tb\nc\\d"}) for n in range(many)]


def test_copy_into_counts_and_keeps_every_value(db: None) -> None:
    with scope(Cakupan(("18.04",))):
        assert copy_into("dukungan_uji", KOLOM, baris("18.04.01.2001", 500)) == 500
        assert copy_into("dukungan_uji", KOLOM, []) == 0
        assert Uji.objects.count() == 500
        one = Uji.objects.get(nik=f"{7:016d}")
    assert (one.warna, one.isi) == (Warna.PUTIH, {"nomor": 7, "catatan": "a\tb\nc\\d"})


@pytest.mark.parametrize(
    ("kode", "banyak"), [("18.04.01.2001", 1), ("18.04.01.2001", BANYAK), ("18.04.01.2001", BANYAK + 1)]
)
def test_any_number_of_rows_goes_in_by_one_way_or_the_other(db: None, kode: str, banyak: int) -> None:
    with scope_nasional():
        assert copy_into("dukungan_uji", KOLOM, iter(baris(kode, banyak))) == banyak
        assert Uji.objects.filter(nik=f"{banyak - 1:016d}", isi__nomor=banyak - 1).count() == 1


@pytest.mark.parametrize(
    "teks", ["", "'", "\\", "\\N", "a\x1fb", "\x1e", "\x1d", "é€𝄞", '{"a":1}', "NULL", "a\r\n"]
)
def test_any_text_comes_back_as_it_was(db: None, teks: str) -> None:
    """Also one that holds what the lines are taken apart by."""
    with scope_nasional():
        copy_into("dukungan_uji", KOLOM, [("18.04.01.2001", teks, Warna.MERAH, {"teks": teks})] * 2)
        assert list(Uji.objects.values_list("nik", "isi")) == [(teks, {"teks": teks})] * 2


def test_every_kind_of_value_comes_back_as_it_was(db: None) -> None:
    kini = datetime(2023, 7, 1, 9, 30, 15, 123456, tzinfo=UTC)
    nilai: list[tuple[str, object]] = [
        ("bigint", -(2**40)), ("numeric", Decimal("12.50")), ("boolean", False), ("timestamptz", kini),
        ("date", kini.date()), ("time", time(9, 5)), ("text", None), ("jsonb", {"a": [1, None, "é"]}),
    ]  # fmt: skip
    kolom = [f"k{n}" for n in range(len(nilai))]
    with scope_nasional(), connection.cursor() as cursor:
        dibuat = ", ".join(f"{k} {tipe}" for k, (tipe, _) in zip(kolom, nilai, strict=True))
        cursor.execute(f"CREATE TEMP TABLE semua_jenis ({dibuat}) ON COMMIT DROP")
        copy_into("semua_jenis", kolom, [[v for _, v in nilai]] * 3)
        cursor.execute("SELECT * FROM semua_jenis")
        rows = [(*r[:-1], json.loads(r[-1]) if isinstance(r[-1], str) else r[-1]) for r in cursor.fetchall()]
        assert rows == [tuple(v for _, v in nilai)] * 3


def test_copy_into_refuses_rows_of_another_place(db: None) -> None:
    with scope(Cakupan(("18.04.01",))):
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            copy_into("dukungan_uji", KOLOM, baris("18.04.01.2001", 3) + baris("17.06.01.2001", 1))
        assert Uji.objects.count() == 0


def test_copy_needs_an_open_transaction(transactional_db: None) -> None:
    with pytest.raises(RuntimeError, match="open transaction"):
        copy_into("dukungan_uji", KOLOM, baris("18.04.01.2001", 1))
    with scope_nasional():
        assert Uji.objects.count() == 0


def test_copy_temp_makes_a_table_that_ends_with_the_transaction(transactional_db: None) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        assert copy_temp("masuk", "nomor int, nik text", [(1, "a"), (2, None)]) == 2
        assert copy_more("masuk", [(3, "c")]) == 1
        cursor.execute("SELECT nomor, nik FROM masuk ORDER BY nomor")
        assert cursor.fetchall() == [(1, "a"), (2, None), (3, "c")]
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('pg_temp.masuk')")
        assert cursor.fetchone() == (None,)


def test_next_ids_are_fresh_and_usable(db: None) -> None:
    with scope_nasional():
        ids = next_ids("dukungan_uji", 3)
        copy_into("dukungan_uji", ("id", *KOLOM), [(i, "18.04.01.2001", "", Warna.MERAH, {}) for i in ids])
        later = Uji.objects.create(kode_desa="18.04.01.2001")
        assert set(Uji.objects.values_list("id", flat=True)) == {*ids, later.pk}
        assert len({*ids, later.pk}) == 4
