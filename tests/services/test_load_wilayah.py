"""The official list of areas: whole, repeatable, and nothing is ever deleted from it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import transaction

from opensiks.infra.scope import scope
from opensiks.jejak.models import Jejak
from opensiks.rules.wilayah import NASIONAL, Cakupan
from opensiks.wilayah import queries
from opensiks.wilayah.models import Pendahulu, Wilayah
from opensiks.wilayah.services import load_wilayah
from tests.cast import SISTEM

AT = datetime(2021, 6, 1, 3, tzinfo=UTC)
HARI = date(2021, 6, 1)


@pytest.fixture(scope="module")
def resmi(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[int, int]]:
    """The list is loaded once for this file; its transaction is thrown away at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        with scope(NASIONAL):
            jumlah = load_wilayah(by=SISTEM, at=AT, pada=HARI)
        yield jumlah
        transaction.set_rollback(True)


def test_every_area_of_the_nation_is_there(resmi: dict[int, int]) -> None:
    assert resmi == {1: 38, 2: 514, 3: 7285, 4: 83762}
    assert queries.count_tingkat() == resmi


@pytest.mark.parametrize(
    ("kode", "kecamatan", "jenis", "sebutan"),
    [
        ("17.06", 15, {"desa": 148, "kelurahan": 3}, {"desa": "desa", "kelurahan": "kelurahan"}),
        ("18.04", 15, {"desa": 131, "kelurahan": 5}, {"desa": "pekon", "kelurahan": "kelurahan"}),
    ],
)
def test_the_two_kabupaten_of_the_reports(
    resmi: object, kode: str, kecamatan: int, jenis: dict[str, int], sebutan: dict[str, str]
) -> None:
    assert queries.list_anak(kode).count() == kecamatan
    desa = queries.list_desa(Cakupan((kode,)))
    assert {j: sum(d.jenis == j for d in desa) for j in jenis} == jenis
    assert {d.jenis: d.sebutan for d in desa} == sebutan


def test_names_on_the_way_up(resmi: object) -> None:
    jalur = queries.list_jalur("18.04.04.1001")
    assert [w.nama for w in jalur] == ["Lampung", "Kabupaten Lampung Barat", "Balik Bukit", "Pasar Liwa"]
    assert queries.get_nama(["18.04", "99"]) == {"18.04": "Kabupaten Lampung Barat"}


def test_two_numberings_and_three_time_zones(resmi: object) -> None:
    lambar = Wilayah.objects.get(kode="18.04")
    assert (lambar.kode_bps, lambar.zona) == ("1801", "Asia/Jakarta")
    assert set(Wilayah.objects.values_list("zona", flat=True)) == {
        "Asia/Jakarta",
        "Asia/Makassar",
        "Asia/Jayapura",
    }


def test_R29_a_split_is_known_and_is_no_move(resmi: object) -> None:
    assert queries.is_pemekaran("18.04.10.2001", "18.13.01.2001")
    assert not queries.is_pemekaran("18.04.10.2001", "18.03.01.2001")
    assert queries.is_dikenal("17.03")
    assert not queries.is_dikenal("99.01")


def test_loading_twice_changes_nothing_and_a_code_that_left_the_list_ends(resmi: object) -> None:
    with scope(NASIONAL):
        Wilayah.objects.create(
            kode="18.04.99", nama="Lama", tingkat=3, jenis="kecamatan", sebutan="kecamatan", induk_kode="18.04",
            zona="Asia/Jakarta",
        )  # fmt: skip
        jumlah = load_wilayah(by=SISTEM, at=AT, pada=date(2022, 1, 1))
        assert jumlah == resmi
        assert Wilayah.objects.get(kode="18.04.99").berlaku_sampai == date(2022, 1, 1)
        assert Wilayah.objects.filter(berlaku_sampai__isnull=False).count() == 1
        assert Wilayah.objects.filter(berlaku_sejak__isnull=False).count() == 0
        assert Pendahulu.objects.filter(kode="18.13").count() == 1
        assert Jejak.objects.filter(peristiwa="wilayah.loaded", rantai="").count() == 2
        assert queries.is_berlaku("18.04.99", date(2021, 12, 31))
        assert not queries.is_berlaku("18.04.99", date(2022, 1, 1))
