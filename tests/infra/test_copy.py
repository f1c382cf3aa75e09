"""Bulk rows pass the same wall as single ones."""

import pytest
from django.db import DatabaseError, connection, transaction

from opensiks.infra.copy import copy_into, copy_more, copy_temp, next_ids
from opensiks.infra.scope import scope, scope_nasional
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
