"""The monthly list in pages: two hands, the month typed, names for a purpose, files, two months (R96, R122)."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client

from opensiks.infra.scope import scope_nasional
from opensiks.jejak.models import Jejak
from opensiks.keluarga.models import Keluarga
from opensiks.keluarga.services import set_status_keluarga
from opensiks.penetapan.models import Penetapan
from opensiks.rules.registri import StatusKeluarga
from tests import cast
from tests.factories.kantor import Masuk, masuk_lain, teks
from tests.factories.pengesahan import buat_keluarga
from tests.factories.verval import DESA, RATNA, buat_wilayah, wib

ALAMAT = "/penetapan/pratinjau/?bulan={}&wilayah="
TETAPKAN = "/penetapan/tetapkan/?bulan={}&wilayah="


@pytest.fixture
def keluarga(pemeran: dict[str, cast.Pemeran]) -> Iterator[list[Keluarga]]:
    with scope_nasional():
        buat_wilayah(DESA)
        yield buat_keluarga(DESA, 4, program=["PKH"])


@pytest.fixture
def rudi(pemeran: dict[str, cast.Pemeran]) -> Client:
    return masuk_lain("rudi")


def tetapkan(satu: Client, dua: Client, bulan: str, ketik: str) -> int:
    satu.post(ALAMAT.format(bulan), {"catatan": "sudah dilihat", "periksa": "on"})
    return dua.post(TETAPKAN.format(bulan), {"nomor_sk": f"SK-{bulan}", "ketik": ketik}).status_code


def test_preview_changes_nothing(keluarga: list[Keluarga], masuk: Masuk) -> None:
    isi = teks(masuk("ratna"), ALAMAT.format("2023-08"))
    assert "Pratinjau penetapan Agustus 2023" in isi
    assert "0 + 12 − 0 = 12" in isi
    assert not Penetapan.objects.exists()


def test_R122_one_prepares_another_sets(keluarga: list[Keluarga], masuk: Masuk, rudi: Client) -> None:
    ratna = masuk("ratna")
    assert tetapkan(ratna, ratna, "2023-08", "AGUSTUS 2023") == 422
    assert "Orang kedua yang menetapkan" in teks(ratna, ALAMAT.format("2023-08"))
    assert not Penetapan.objects.exists()
    assert tetapkan(ratna, rudi, "2023-08", "agustus 2023") == 302
    daftar = Penetapan.objects.get()
    assert (daftar.jumlah_individu, daftar.disiapkan_oleh, daftar.ditetapkan_oleh) == (12, "Ratna", "Rudi")


def test_nobody_sets_what_was_not_put_forward_or_has_changed(
    keluarga: list[Keluarga], masuk: Masuk, rudi: Client
) -> None:
    assert "ajukan dahulu" in teks(rudi, ALAMAT.format("2023-08")) or "Ajukan untuk ditetapkan" in teks(
        rudi, ALAMAT.format("2023-08")
    )
    isi = {"nomor_sk": "SK", "ketik": "AGUSTUS 2023"}
    assert rudi.post(TETAPKAN.format("2023-08"), isi).status_code == 422
    masuk("ratna").post(ALAMAT.format("2023-08"), {"catatan": ""})
    buat_keluarga(DESA, 1)
    jawab = rudi.post(TETAPKAN.format("2023-08"), isi)
    assert "Angka berubah sejak diajukan" in jawab.content.decode()
    assert not Penetapan.objects.exists()


@pytest.mark.parametrize("ketik", ["", "AGUSTUS 2032", "ya"])
def test_month_must_be_typed(keluarga: list[Keluarga], masuk: Masuk, rudi: Client, ketik: str) -> None:
    assert tetapkan(masuk("ratna"), rudi, "2023-08", ketik) == 422
    assert not Penetapan.objects.exists()


@pytest.fixture
def dua_bulan(keluarga: list[Keluarga], masuk: Masuk, rudi: Client) -> list[Penetapan]:
    """August, then September without one frozen family."""
    tetapkan(masuk("ratna"), rudi, "2023-08", "AGUSTUS 2023")
    set_status_keluarga(
        [keluarga[0].pk], StatusKeluarga.BEKU, "R73", by=RATNA, at=wib(2023, 9, 1), sumber="R73"
    )  # fmt: skip
    assert "Tiga bulan penuh tidak diverval (R73)" in teks(rudi, ALAMAT.format("2023-09"))
    tetapkan(masuk("ratna"), rudi, "2023-09", "SEPTEMBER 2023")
    return list(Penetapan.objects.order_by("bulan"))


def test_list_shows_hash_and_change(dua_bulan: list[Penetapan], masuk: Masuk) -> None:
    ratna = masuk("ratna")
    assert "−3" in teks(ratna, "/penetapan/")
    isi = teks(ratna, f"/penetapan/{dua_bulan[1].pk}/")
    assert dua_bulan[1].sha256 in isi
    assert "Jejak sampai hari penetapan masih utuh" in isi


def test_two_months_compared(dua_bulan: list[Penetapan], masuk: Masuk) -> None:
    jawab = masuk("wati").get(f"/penetapan/{dua_bulan[1].pk}/banding/{dua_bulan[0].pk}/")
    banding = jawab.context["banding"]
    assert (banding.sama, banding.hanya_a, banding.hanya_b) == (9, 3, 0)


def test_R96_names_for_a_purpose_and_masked(dua_bulan: list[Penetapan], masuk: Masuk) -> None:
    ratna = masuk("ratna")
    alamat = f"/penetapan/{dua_bulan[1].pk}/nama/?arah=KELUAR&sebab=BEKU"
    assert "UJI" not in teks(ratna, alamat).upper().split("<MAIN")[1].replace("DIUJI", "")
    jawab = ratna.post(alamat, {"tujuan": "Arsip"})
    isi = jawab.content.decode()
    assert isi.count("data-buka") == 3
    assert "••••••" in isi
    assert Jejak.objects.get(peristiwa="data.exported").ringkasan["jumlah"] == 3


def test_R96_export_is_parquet_with_manifest(dua_bulan: list[Penetapan], masuk: Masuk) -> None:
    alamat = f"/penetapan/{dua_bulan[0].pk}/unduh/"
    assert masuk("ratna").post(alamat).status_code == 302
    jawab = masuk("ratna").post(alamat, {"tujuan": "Arsip"})
    with zipfile.ZipFile(io.BytesIO(jawab.content)) as berkas:
        assert sorted(berkas.namelist()) == ["daftar.parquet", "manifest.json"]
    assert Jejak.objects.filter(peristiwa="penetapan.exported").count() == 1
    assert masuk("wati").post(alamat, {"tujuan": "Arsip"}).status_code == 403


def test_who_may_not(dua_bulan: list[Penetapan], masuk: Masuk) -> None:
    for nama in ("jaya", "wati"):
        assert masuk(nama).get(ALAMAT.format("2023-10")).status_code == 403
        assert masuk(nama).post(TETAPKAN.format("2023-10")).status_code == 403
    assert masuk("jaya").get("/penetapan/99999/").status_code == 404


def test_month_is_the_next_one_when_none_is_asked(dua_bulan: list[Penetapan], masuk: Masuk) -> None:
    assert masuk("ratna").get("/penetapan/pratinjau/").context["bulan"] == date(2023, 10, 1)
    assert masuk("ratna").get(ALAMAT.format("bukan")).context["bulan"] == date(2023, 10, 1)
