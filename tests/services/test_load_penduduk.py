"""Published population: read from CSV and XLSX, whole or not at all; the same area and year again replaces (R79)."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from openpyxl import Workbook

from opensiks.infra.scope import scope_nasional
from opensiks.jejak.models import Jejak
from opensiks.pantau.kuota import list_terbaru
from opensiks.rules.rule import AksiDitolak
from opensiks.wilayah.models import Penduduk
from opensiks.wilayah.penduduk import CONTOH, BarisPenduduk, load_penduduk, read_penduduk
from tests.cast import HARUN, KAB, RATNA
from tests.factories.keluarga import buat_wilayah

AT = datetime(2023, 7, 3, 3, tzinfo=UTC)
KEPALA = "kode,tahun,jumlah,sumber\n"


@pytest.fixture(autouse=True)
def wilayah(db: None) -> Iterator[None]:
    buat_wilayah()
    with scope_nasional():
        yield


def satu(jumlah: int = 302_139, kode: str = KAB, tahun: int = 2020) -> BarisPenduduk:
    return BarisPenduduk(kode, tahun, jumlah, "BPS, Sensus Penduduk 2020")


def test_the_examples_file_names_its_source_on_every_line() -> None:
    daftar = read_penduduk(CONTOH.read_bytes(), CONTOH.name)
    assert {b.kode: b.jumlah for b in daftar}["18.04"] == 302_139
    assert {b.sumber for b in daftar} == {"BPS, Sensus Penduduk 2020"}


def test_reads_a_workbook_with_columns_in_any_order() -> None:
    buku = Workbook()
    buku.active.append(["Sumber", "Jumlah", "Kode", "Tahun"])
    buku.active.append(["BPS", 302139, "18.04", 2020])
    isi = io.BytesIO()
    buku.save(isi)
    assert read_penduduk(isi.getvalue(), "penduduk.XLSX") == [BarisPenduduk("18.04", 2020, 302139, "BPS")]


def test_reads_thousands_with_points_and_semicolons() -> None:
    assert read_penduduk(b"kode;tahun;jumlah;sumber\n18.04;2020;302.139;BPS\n", "a.csv")[0].jumlah == 302139


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        ("kode,jumlah\n18.04,5\n", "Kolom tahun, sumber tidak ada."),
        (KEPALA + "1804,2020,5,BPS\n", "Baris 2: kode"),
        (KEPALA + "18.04,20,5,BPS\n", "tahun harus 4 angka"),
        (KEPALA + "18.04,2020,lima,BPS\n", "jumlah harus angka bulat"),
        (KEPALA + "18.04,2020,5,\n", "sumber masih kosong"),
        (KEPALA, "tidak berisi baris"),
    ],
)
def test_says_which_line_is_wrong(isi: str, kata: str) -> None:
    with pytest.raises(AksiDitolak, match=kata):
        read_penduduk(isi.encode(), "a.csv")


@pytest.mark.parametrize("nama", ["a.csv", "a.xlsx"])
def test_a_file_that_is_something_else_is_refused(nama: str) -> None:
    with pytest.raises(AksiDitolak):
        read_penduduk(b"\xff\xfe\x00rusak", nama)


def test_R79_same_area_and_year_replaces_and_leaves_an_event() -> None:
    load_penduduk([satu(300_000)], by=RATNA, at=AT)
    assert load_penduduk([satu(), satu(310_990, tahun=2024)], by=RATNA, at=AT) == 2
    assert list(Penduduk.objects.order_by("tahun").values_list("tahun", "jumlah")) == [
        (2020, 302_139),
        (2024, 310_990),
    ]
    assert [p.jumlah for p in list_terbaru()] == [310_990]
    assert Jejak.objects.filter(peristiwa="penduduk.loaded").count() == 2


def test_unknown_area_refuses_the_whole_file() -> None:
    with pytest.raises(AksiDitolak, match=r"Kode tidak dikenal: 99\.99"):
        load_penduduk([satu(), satu(5, "99.99")], by=RATNA, at=AT)
    assert not Penduduk.objects.exists()


def test_only_the_ministry_loads() -> None:
    with pytest.raises(AksiDitolak):
        load_penduduk([satu()], by=HARUN, at=AT)
