"""A long list of values is one array for the database, and finds what the short one finds."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import EmptyResultSet

from opensiks.infra.larik import SEDIKIT
from opensiks.infra.scope import scope_nasional
from tests.dukungan.models import Uji, Warna

BANYAK = SEDIKIT + 1


@pytest.mark.parametrize(
    ("kolom", "nilai", "tipe"),
    [
        ("nik", [f"{n:016d}" for n in range(BANYAK)], "text"),
        ("id", list(range(1_000_000, 1_000_000 + BANYAK)), "bigint"),
        ("warna", [Warna.PUTIH, *map(str, range(BANYAK))], "text"),
    ],
)
def test_a_long_list_is_one_array(kolom: str, nilai: list[Any], tipe: str) -> None:
    sql, isi = Uji.objects.filter(**{f"{kolom}__in": nilai}).query.sql_with_params()
    assert f"= ANY(%s::{tipe}[])" in sql
    assert len(isi) == 1
    assert isi[0].count(",") == len(nilai) - 1


def test_short_lists_and_other_columns_stay_as_they_are() -> None:
    pendek = str(Uji.objects.filter(nik__in=["1", "2"]).query)
    lain = str(Uji.objects.filter(isi__in=[{"n": n} for n in range(BANYAK)]).query)
    dalam = str(Uji.objects.filter(id__in=Uji.objects.filter(nik="1").values("id")).query)
    assert " IN (" in pendek
    assert " IN (" in lain
    assert " IN (" in dalam


def test_it_finds_the_same(db: None) -> None:
    with scope_nasional():
        ada = [Uji.objects.create(kode_desa="18.04.01.2001", nik=f"{n:016d}") for n in range(3)]
        semua: list[str | None] = [f"{n:016d}" for n in range(BANYAK)]
        rows = Uji.objects.order_by("id")
        assert list(rows.filter(nik__in=[*semua, *semua, None])) == ada
        assert list(rows.filter(id__in={u.pk for u in ada} | set(range(-BANYAK, 0)))) == ada
        assert not rows.exclude(nik__in=semua).exists()
        with pytest.raises(EmptyResultSet):
            str(rows.filter(nik__in=[None] * BANYAK).query)


@pytest.mark.parametrize("teks", ["", " ", "null", "NULL", '"', "\\", '\\"', "{}", "a,b", "'", "é€", "%s"])
def test_any_text_is_found_among_many(db: None, teks: str) -> None:
    with scope_nasional():
        ada = Uji.objects.create(kode_desa="18.04.01.2001", nik=teks)
        Uji.objects.create(kode_desa="18.04.01.2001", nik="lain")
        semua = [teks, *(f"{n:016d}" for n in range(BANYAK))]
        assert list(Uji.objects.filter(nik__in=semua)) == [ada]


def test_rows_behind_a_foreign_key_are_found_by_row_and_by_number(db: None) -> None:
    with scope_nasional():
        jenis = list(ContentType.objects.order_by("id"))
        assert len(jenis) > SEDIKIT
        izin = Permission.objects.order_by("id")
        assert "ANY(" in str(izin.filter(content_type__in=jenis).query)
        assert list(izin.filter(content_type__in=jenis)) == list(izin)
        assert list(izin.filter(content_type_id__in=[j.pk for j in jenis])) == list(izin)
        dimuat = ContentType.objects.order_by("id").prefetch_related("permission_set")
        assert sum(len(j.permission_set.all()) for j in dimuat) == izin.count()
