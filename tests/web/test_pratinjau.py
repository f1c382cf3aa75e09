"""The preview opened kabupaten by kabupaten, held and let go; two months line by line (R96, R126)."""

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from django.test import Client

from opensiks.infra.scope import scope_nasional
from opensiks.jejak.models import Jejak
from opensiks.keluarga.models import Keluarga
from opensiks.keluarga.services import set_status_keluarga
from opensiks.penetapan.models import Pemeriksaan, Penetapan
from opensiks.rules.registri import StatusKeluarga
from tests import cast
from tests.factories.kantor import Masuk, buat_batch_menunggu, masuk_lain, teks
from tests.factories.pengesahan import buat_keluarga
from tests.factories.verval import DESA, KAB, RATNA, buat_wilayah, wib
from tests.web.test_penetapan import ALAMAT, TETAPKAN, tetapkan

CATATAN = "Sudah ditelepon ke Dinas, benar."
KABUPATEN = f"/penetapan/pratinjau/{KAB}/?bulan=2023-10&wilayah="


@pytest.fixture
def rudi(pemeran: dict[str, cast.Pemeran]) -> Client:
    return masuk_lain("rudi")


@pytest.fixture
def tidak_biasa(pemeran: dict[str, cast.Pemeran], masuk: Masuk, rudi: Client) -> Iterator[list[Keluarga]]:
    """August and September without a loss; in October four families of three are frozen."""
    with scope_nasional():
        buat_wilayah(DESA)
        keluarga = buat_keluarga(DESA, 6, program=["PKH"])
        tetapkan(masuk("ratna"), rudi, "2023-08", "AGUSTUS 2023")
        tetapkan(masuk("ratna"), rudi, "2023-09", "SEPTEMBER 2023")
        beku = [k.pk for k in keluarga[:4]]
        set_status_keluarga(beku, StatusKeluarga.BEKU, "R73", by=RATNA, at=wib(2023, 10, 1), sumber="R73")
        yield keluarga


def test_R126_the_preview_names_the_next_kabupaten_and_says_against_what(
    tidak_biasa: list[Keluarga], masuk: Masuk
) -> None:
    isi = teks(masuk("ratna"), ALAMAT.format("2023-10"))
    assert "Periksa 1 kabupaten" in isi
    assert "rata-rata 1 bulan. Belum genap 12 bulan." in isi
    assert "Belum bisa: periksa 1 kabupaten, lalu minta persetujuan." in isi
    assert "18 + 0 − 12 = 6. Cocok." in isi
    assert "Ajukan untuk ditetapkan" not in isi


def test_R126_opened_read_and_marked_it_can_be_put_forward_and_set(
    tidak_biasa: list[Keluarga], masuk: Masuk, rudi: Client
) -> None:
    ratna = masuk("ratna")
    assert ratna.post(ALAMAT.format("2023-10"), {"catatan": ""}).status_code == 422
    isi = teks(ratna, KABUPATEN)
    assert "12 orang keluar" in isi
    assert "data-fokus" not in isi
    assert ratna.post(KABUPATEN, {"aksi": "DIPERIKSA", "catatan": "ya"}).status_code == 422
    assert ratna.post(KABUPATEN, {"aksi": "DIPERIKSA", "catatan": CATATAN}).status_code == 302
    assert "1 kabupaten tidak biasa sudah diperiksa" in teks(ratna, ALAMAT.format("2023-10"))
    assert CATATAN in teks(ratna, KABUPATEN)
    assert tetapkan(ratna, rudi, "2023-10", "OKTOBER 2023") == 302
    assert Penetapan.objects.latest("bulan").jumlah_individu == 6


def test_a_held_kabupaten_keeps_its_last_list_and_says_so_until_it_is_let_go(
    tidak_biasa: list[Keluarga], masuk: Masuk, rudi: Client
) -> None:
    ratna = masuk("ratna")
    ratna.post(KABUPATEN, {"aksi": "DITAHAN", "catatan": CATATAN})
    isi = teks(ratna, ALAMAT.format("2023-10"))
    assert "Tidak ada yang keluar selama tahanan berlaku." in isi
    assert "18 + 0 − 0 = 18. Cocok." in isi
    isi = teks(ratna, KABUPATEN)
    assert "Lepas tahanan" in isi
    assert "12 orang keluar" in isi
    ratna.post(KABUPATEN, {"aksi": "DILEPAS", "catatan": CATATAN})
    assert "Periksa 1 kabupaten" in teks(ratna, ALAMAT.format("2023-10"))
    ratna.post(KABUPATEN, {"aksi": "DITAHAN", "catatan": CATATAN})
    assert tetapkan(ratna, rudi, "2023-10", "OKTOBER 2023") == 302
    isi = teks(ratna, f"/penetapan/{Penetapan.objects.latest('bulan').pk}/")
    assert "1 kabupaten ditahan" in isi
    assert CATATAN in isi
    assert ratna.post(KABUPATEN, {"aksi": "DILEPAS", "catatan": CATATAN}).status_code == 422


def test_what_was_put_forward_falls_with_a_hold(
    tidak_biasa: list[Keluarga], masuk: Masuk, rudi: Client
) -> None:
    ratna = masuk("ratna")
    ratna.post(KABUPATEN, {"aksi": "DIPERIKSA", "catatan": CATATAN})
    ratna.post(ALAMAT.format("2023-10"), {"catatan": ""})
    ratna.post(KABUPATEN, {"aksi": "DITAHAN", "catatan": CATATAN})
    jawab = rudi.post(TETAPKAN.format("2023-10"), {"nomor_sk": "SK", "ketik": "OKTOBER 2023"})
    assert "Angka berubah sejak diajukan" in jawab.content.decode()


def test_a_kabupaten_sent_back_reads_why(tidak_biasa: list[Keluarga], masuk: Masuk) -> None:
    masuk("ratna").post(KABUPATEN, {"aksi": "DIKEMBALIKAN", "catatan": CATATAN})
    assert CATATAN in teks(masuk("jaya"), "/batch/")
    assert CATATAN in teks(masuk("harun"), "/batch/")


@pytest.mark.parametrize("nama", ["jaya", "wati", "sari"])
def test_only_the_centre_opens_a_kabupaten(tidak_biasa: list[Keluarga], masuk: Masuk, nama: str) -> None:
    assert masuk(nama).get(KABUPATEN).status_code == 403
    assert masuk(nama).post(KABUPATEN, {"aksi": "DITAHAN", "catatan": CATATAN}).status_code == 403
    assert not Pemeriksaan.objects.exists()


@pytest.mark.parametrize("kode", ["18", DESA, "abc"])
def test_an_address_that_is_no_kabupaten_is_not_there(masuk: Masuk, kode: str) -> None:
    assert masuk("ratna").get(f"/penetapan/pratinjau/{kode}/?bulan=2023-10&wilayah=").status_code == 404


def test_R96_names_of_the_preview_go_down_to_the_village(tidak_biasa: list[Keluarga], masuk: Masuk) -> None:
    ratna = masuk("ratna")
    alamat = "/penetapan/pratinjau/nama/?" + urlencode(
        {"bulan": "2023-10", "wilayah": "", "arah": "KELUAR", "sebab": "BEKU", "kode": KAB}
    )
    isi = teks(ratna, alamat)
    assert "Per kecamatan" in isi
    assert "kode=18.04.01" in isi
    assert isi.count("data-baris") == 0
    isi = ratna.post(alamat, {"tujuan": "Arsip"}).content.decode()
    assert isi.count("data-baris") == 12
    assert "••••••" in isi
    peristiwa = Jejak.objects.get(peristiwa="data.exported")
    assert (peristiwa.ringkasan["jumlah"], peristiwa.ringkasan["wilayah"]) == (12, KAB)


@pytest.fixture
def tiga_bulan(tidak_biasa: list[Keluarga], masuk: Masuk, rudi: Client) -> list[Penetapan]:
    """August, September alike; October without four families, with a new one."""
    buat_keluarga(DESA, at=wib(2023, 10, 2))
    masuk("ratna").post(KABUPATEN, {"aksi": "DIPERIKSA", "catatan": CATATAN})
    tetapkan(masuk("ratna"), rudi, "2023-10", "OKTOBER 2023")
    return list(Penetapan.objects.order_by("bulan"))


def test_two_months_line_by_line_with_search_and_reason(tiga_bulan: list[Penetapan], masuk: Masuk) -> None:
    ratna, (agustus, _, oktober) = masuk("ratna"), tiga_bulan
    alamat = f"/penetapan/{oktober.pk}/banding/{agustus.pk}/"
    isi = teks(ratna, alamat)
    assert "15 baris berbeda" in isi
    assert "tidak cocok" not in isi
    assert "data-baris" not in isi
    assert teks(ratna, f"{alamat}?tujuan=Arsip").count("data-baris") == 15
    assert teks(ratna, f"{alamat}?tujuan=Arsip&arah=KELUAR&sebab=BEKU").count("data-baris") == 12
    orang = oktober.daftar_selisih.filter(arah="MASUK").first()
    assert orang is not None
    assert teks(ratna, f"{alamat}?tujuan=Arsip&cari={orang.id_individu}").count("data-baris") == 1
    assert "Tidak ada yang cocok" in teks(ratna, f"{alamat}?tujuan=Arsip&cari=%25")
    assert Jejak.objects.filter(peristiwa="data.exported").count() == 4


def test_the_older_month_stands_first_and_the_box_leads_to_a_pair(
    tiga_bulan: list[Penetapan], masuk: Masuk
) -> None:
    ratna, (agustus, september, oktober) = masuk("ratna"), tiga_bulan
    jawab = ratna.get(f"/penetapan/{agustus.pk}/banding/{oktober.pk}/")
    assert jawab.headers["Location"] == f"/penetapan/{oktober.pk}/banding/{agustus.pk}/"
    jawab = ratna.get(f"/penetapan/{oktober.pk}/banding/?dengan={september.pk}")
    assert jawab.headers["Location"] == f"/penetapan/{oktober.pk}/banding/{september.pk}/"
    assert ratna.get(f"/penetapan/{oktober.pk}/banding/?dengan=x").status_code == 302


def test_names_of_two_months_are_not_for_a_programme(tiga_bulan: list[Penetapan]) -> None:
    alamat = f"/penetapan/{tiga_bulan[2].pk}/banding/{tiga_bulan[1].pk}/?tujuan=Arsip"
    isi = teks(masuk_lain("pipit"), alamat)
    assert "15 baris" in isi
    assert "data-baris" not in isi


def test_a_list_shows_the_receipt_of_each_programme(tiga_bulan: list[Penetapan], masuk: Masuk) -> None:
    pipit, id_ = masuk_lain("pipit"), tiga_bulan[2].pk
    assert "Tarik penerima" in teks(pipit, f"/penetapan/{id_}/")
    pipit.post(f"/bansos/tarik/{id_}/", {"program": "PKH"})
    tarikan = tiga_bulan[2].daftar_penarikan.get()
    isi = teks(masuk("ratna"), f"/penetapan/{id_}/")
    assert tarikan.sha256[:12] in isi
    assert "2 keluarga" in isi


def test_R91_the_gate_names_each_batch_that_owes_an_answer(tidak_biasa: list[Keluarga], masuk: Masuk) -> None:
    buat_batch_menunggu("1804-2023-0912", 14)
    isi = teks(masuk("ratna"), ALAMAT.format("2023-10"))
    assert "Batch 1804-2023-0912</a>: 14 baris tanpa hasil." in isi
    assert "1 batch belum dijawab" in isi
