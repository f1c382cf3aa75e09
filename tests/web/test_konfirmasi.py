"""Numbers Disdukcapil is asked about: the list with its age, one answer, a sheet checked before it counts (R68)."""

import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from opensiks.infra import clock
from opensiks.infra.scope import scope_nasional
from opensiks.jejak.models import Jejak
from opensiks.pemadanan.antrian import Ditanyakan
from opensiks.pemadanan.models import Konfirmasi
from opensiks.web.presenters.konfirmasi import list_baris
from tests import cast
from tests.factories.kantor import teks
from tests.factories.padan_desa import Padan, siapkan_padan

Masuk = Callable[[str], Client]


@pytest.fixture
def padan(pemeran: dict[str, cast.Pemeran], tmp_path: Path) -> Padan:
    return siapkan_padan(tmp_path)


@pytest.fixture
def jaya(masuk: Masuk) -> Client:
    return masuk("jaya")


def isian(**ganti: str) -> dict[str, str]:
    hari = clock.today(cast.KAB)
    tanggal = {"tanggal_0": str(hari.day), "tanggal_1": str(hari.month), "tanggal_2": str(hari.year)}
    return {"jawaban": "NIK_BENAR", "nik_lain": "", "nomor_surat": "470/12/2026", **tanggal, **ganti}


def lembar(jaya: Client, **isi: str) -> bytes:
    """The sheet that the page gives, its first line filled in."""
    jawab = jaya.post("/padan/konfirmasi/templat/", {"tujuan": "Ditanyakan ke Disdukcapil"})
    buku = load_workbook(io.BytesIO(jawab.content))
    halaman = buku["Konfirmasi"]
    kolom = {sel.value: sel.column for sel in halaman[1]}
    for nama, nilai in isi.items():
        halaman.cell(row=2, column=kolom[nama.replace("_", " ")], value=nilai)
    keluar = io.BytesIO()
    buku.save(keluar)
    return keluar.getvalue()


def kirim(jaya: Client, isi: bytes) -> str:
    berkas = SimpleUploadedFile("jawaban.xlsx", isi)
    return str(jaya.post("/padan/konfirmasi/periksa/", {"berkas": berkas}).content.decode())


def test_the_list_says_who_waits_and_how_long(padan: Padan, jaya: Client) -> None:
    isi = teks(jaya, "/padan/konfirmasi/")
    assert "1 NIK menunggu jawaban Disdukcapil" in isi
    assert padan.siapa["tiada"].nama.title() in isi
    assert padan.siapa["tiada"].nik not in isi
    assert "Desa belum melihat KTP" in isi
    assert "Tidak ada yang cocok." in teks(jaya, "/padan/konfirmasi/?cari=zzzz")


@pytest.mark.parametrize(("jam", "umur"), [(-5, "hari ini"), (5, "hari ini"), (49, "2 hari")])
def test_a_clock_that_is_behind_makes_nobody_wait_less_than_nothing(jam: int, umur: str) -> None:
    sejak = datetime(2021, 10, 6, tzinfo=UTC)
    d = Ditanyakan(1, 2, "SUMINAH", "", cast.DESA, "Sukabumi", sejak, False)
    (b,) = list_baris([d], sejak + timedelta(hours=jam))
    assert b.umur == umur


def test_R68_one_answer_from_a_letter(padan: Padan, jaya: Client) -> None:
    alamat = f"/padan/konfirmasi/{padan.tugas('tiada').pk}/"
    assert "Apa akibatnya" in teks(jaya, alamat)
    jawab = jaya.post(alamat, isian(), follow=True).content.decode()
    assert "tercatat." in jawab
    assert "Tidak ada NIK yang menunggu jawaban" in jawab
    with scope_nasional():
        assert Konfirmasi.objects.get().nomor_surat == "470/12/2026"


@pytest.mark.parametrize(
    ("ganti", "kata"),
    [
        ({"jawaban": ""}, "Pilih jawaban Disdukcapil."),
        ({"jawaban": "NIK_LAIN"}, "Isi NIK yang benar menurut Disdukcapil."),
        ({"jawaban": "NIK_LAIN", "nik_lain": "1804"}, "NIK selalu 16 angka. Anda menulis 4."),
        ({"nomor_surat": ""}, "Isi nomor surat jawaban."),
        ({"tanggal_2": str(clock.today(cast.KAB).year + 1)}, "Tanggal surat belum tiba."),
        ({"nik_lain": "1804012005849007"}, "butuh NIK lain yang sah; jawaban selain itu tanpa NIK."),
    ],
)
def test_a_wrong_answer_is_told_at_its_field(
    padan: Padan, jaya: Client, ganti: dict[str, str], kata: str
) -> None:
    jawab = jaya.post(f"/padan/konfirmasi/{padan.tugas('tiada').pk}/", isian(**ganti))
    assert jawab.status_code == 422
    assert kata in jawab.content.decode()
    with scope_nasional():
        assert not Konfirmasi.objects.exists()


def test_R69_another_number_comes_to_the_village_as_one_press(
    padan: Padan, jaya: Client, sari: Client
) -> None:
    jaya.post(
        f"/padan/konfirmasi/{padan.tugas('tiada').pk}/",
        isian(jawaban="NIK_LAIN", nik_lain="1804 0120 0584 9007"),
    )
    assert "4 bisa Anda selesaikan sekarang" in teks(sari, "/padan/")
    isi = teks(sari, f"/padan/{padan.tugas('tiada').pk}/")
    assert "Disdukcapil menjawab: NIK yang benar lain" in isi
    jawab = sari.post("/padan/usulkan/", {"tugas": padan.tugas("tiada").pk, "setuju": "ya"}, follow=True)
    assert "Perbaikan diusulkan untuk 1 orang." in jawab.content.decode()


def test_R96_the_sheet_is_given_for_a_purpose_and_recorded(padan: Padan, jaya: Client) -> None:
    tanpa = jaya.post("/padan/konfirmasi/templat/", {"tujuan": ""})
    assert tanpa.status_code == 422
    assert "Pilih untuk apa lembar ini." in tanpa.content.decode()
    isi = lembar(jaya)
    assert padan.siapa["tiada"].nik in {str(s.value) for s in load_workbook(io.BytesIO(isi))["Konfirmasi"][2]}
    with scope_nasional():
        assert Jejak.objects.filter(peristiwa="data.exported").exists()


def test_a_sheet_is_looked_at_before_it_counts(padan: Padan, jaya: Client) -> None:
    isi = lembar(
        jaya, Jawaban="NIK_BENAR", Nomor_surat="470/1", Tanggal_surat=f"{clock.today(cast.KAB):%d-%m-%Y}"
    )
    periksa = kirim(jaya, isi)
    assert "Lembar ini menjawab 1 orang, semua barisnya benar" in periksa
    with scope_nasional():
        assert not Konfirmasi.objects.exists()
    sidik = periksa.split('name="sidik" value="')[1].split('"')[0]
    jawab = jaya.post("/padan/konfirmasi/terapkan/", {"sidik": sidik}, follow=True).content.decode()
    assert "1 jawaban Disdukcapil tercatat." in jawab
    with scope_nasional():
        assert Konfirmasi.objects.count() == 1


def test_wrong_lines_are_named_by_number_and_rule(padan: Padan, jaya: Client) -> None:
    periksa = kirim(jaya, lembar(jaya, Jawaban="MUNGKIN", Nomor_surat=""))
    assert "0 dari 1 baris benar" in periksa
    assert "R148" in periksa
    assert 'name="sidik"' not in periksa
    assert "kolom seperti contohnya" in kirim(jaya, b"bukan lembar")
    jawab = jaya.post("/padan/konfirmasi/terapkan/", {"sidik": "0" * 64}, follow=True).content.decode()
    assert "tidak ada lagi" in jawab


def test_only_the_dinas_of_the_place_confirms(padan: Padan, masuk: Masuk) -> None:
    tugas = padan.tugas("tiada")
    for nama in ("sari", "wati", "ratna"):
        assert masuk(nama).get("/padan/konfirmasi/").status_code == 403
    assert masuk("sari").post(f"/padan/konfirmasi/{tugas.pk}/", isian()).status_code in (403, 404)
    assert masuk("harun").get("/padan/konfirmasi/").status_code == 200


def test_the_list_asks_few_queries(padan: Padan, jaya: Client) -> None:
    jaya.get("/padan/konfirmasi/")
    with CaptureQueriesContext(connection) as kueri:
        jaya.get("/padan/konfirmasi/")
    assert len(kueri) <= 35
