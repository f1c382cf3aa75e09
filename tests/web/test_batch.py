"""Batches in pages: sent by the kabupaten, answered by file or at the desk, every bad line by its number (R90-R92)."""

from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from opensiks.infra.scope import scope_nasional
from opensiks.jejak.models import Jejak
from opensiks.pengesahan.berkas import DITETAPKAN, DITOLAK, BarisHasil, write_hasil, write_hasil_xlsx
from opensiks.pengesahan.models import Batch
from tests import cast
from tests.factories.kantor import Masuk, Meja, buat_meja, masuk_lain, status_kini, teks
from tests.web.test_pengesahan import sahkan, susun


@pytest.fixture
def meja(pemeran: dict[str, cast.Pemeran], masuk: Masuk) -> Iterator[Meja]:
    """Confirmed by a letter: ready to be sent."""
    with scope_nasional():
        meja = buat_meja()
        masuk("jaya").post(f"/kotak-masuk/{meja.serahan.pk}/terima/")
        masuk("harun").post("/kotak-masuk/saring/")
        sahkan(masuk("harun"), susun(masuk("harun")))
        yield meja


@pytest.fixture
def batch(meja: Meja, masuk: Masuk) -> Batch:
    p = meja.periode.daftar_pengesahan.get()
    assert masuk("jaya").post(f"/batch/kirim/{p.pk}/").status_code == 302
    return Batch.objects.get()


def jawab(meja: Meja) -> list[BarisHasil]:
    return [BarisHasil(meja.mampu.pk, 0, DITETAPKAN), BarisHasil(meja.alamat.pk, 0, DITOLAK, "E1")]


def unggah(client: Client, batch: Batch, nama: str, isi: bytes) -> object:
    return client.post(f"/batch/{batch.pk}/hasil/", {"berkas": SimpleUploadedFile(nama, isi)})


def test_offers_the_letter_and_sends_it(meja: Meja, masuk: Masuk) -> None:
    assert "Kirim 2 usulan" in teks(masuk("jaya"), "/batch/")
    p = meja.periode.daftar_pengesahan.get()
    assert masuk("harun").post(f"/batch/kirim/{p.pk}/").status_code == 403
    assert masuk_lain("tetangga").post(f"/batch/kirim/{p.pk}/").status_code == 404
    assert masuk("jaya").post(f"/batch/kirim/{p.pk}/").status_code == 302
    assert status_kini(meja.mampu) == "TERKIRIM"
    assert "Kirim 2 usulan" not in teks(masuk("jaya"), "/batch/")


def test_R92_account_is_shown(batch: Batch, masuk: Masuk) -> None:
    kalimat = "2 terkirim − 0 ditetapkan − 0 ditolak = 2 menunggu"
    assert kalimat in teks(masuk("jaya"), "/batch/")
    assert kalimat in teks(masuk("ratna"), "/batch/")


def test_R96_download_asks_for_a_purpose(batch: Batch, masuk: Masuk) -> None:
    ratna = masuk("ratna")
    assert ratna.post(f"/batch/{batch.pk}/unduh/").status_code == 302
    assert not Jejak.objects.filter(peristiwa="batch.exported").exists()
    berkas = ratna.post(f"/batch/{batch.pk}/unduh/", {"tujuan": "Arsip"})
    assert berkas.content.startswith(b"BATCH,BARIS,")
    assert Jejak.objects.get(peristiwa="batch.exported").ringkasan["tujuan"] == "Arsip"
    assert masuk("jaya").post(f"/batch/{batch.pk}/unduh/", {"tujuan": "Arsip"}).content[:2] == b"PK"
    assert masuk("harun").post(f"/batch/{batch.pk}/unduh/", {"tujuan": "Arsip"}).status_code == 403


@pytest.mark.parametrize("bentuk", ["csv", "xlsx"])
def test_R91_result_file_sets_and_rejects(meja: Meja, batch: Batch, masuk: Masuk, bentuk: str) -> None:
    tulis = write_hasil if bentuk == "csv" else write_hasil_xlsx
    ratna = masuk("ratna")
    unggah(ratna, batch, f"hasil.{bentuk}", tulis(batch.nomor, jawab(meja)))
    assert (status_kini(meja.mampu), status_kini(meja.alamat)) == ("DITETAPKAN", "DITOLAK_PUSDATIN")
    isi = teks(ratna, f"/batch/{batch.pk}/?hasil=DITOLAK")
    assert "E1: Alamat belum lengkap." in isi
    assert "2 terkirim − 1 ditetapkan − 1 ditolak = 0 menunggu" in teks(ratna, "/batch/")


def test_R81_same_file_twice_changes_nothing(meja: Meja, batch: Batch, masuk: Masuk) -> None:
    ratna, isi = masuk("ratna"), write_hasil(batch.nomor, jawab(meja))
    unggah(ratna, batch, "hasil.csv", isi)
    unggah(ratna, batch, "hasil.csv", isi)
    assert "sudah pernah diimpor" in teks(ratna, f"/batch/{batch.pk}/")


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        (b"", "kosong"),
        (b"\xff\xfe\x00", "Berkas tidak terbaca"),
        (b"BATCH,BARIS\nx,1\n", "Kolom REVISI, HASIL, KODE ALASAN tidak ada."),
        (b"BATCH,BARIS,REVISI,HASIL,KODE ALASAN\n{n},1,0,MUNGKIN,\n", "HASIL MUNGKIN tidak dikenal"),
        (
            b"BATCH,BARIS,REVISI,HASIL,KODE ALASAN\nLAIN,1,0,DITETAPKAN,\n",
            "Baris ini milik batch LAIN",
        ),
        (b"BATCH,BARIS,REVISI,HASIL,KODE ALASAN\n{n},999,0,DITETAPKAN,\n", "2 belum dijawab"),
        (b"BATCH,BARIS,REVISI,HASIL,KODE ALASAN\n{n},1,0,DITOLAK,ZZ\n", "KODE ALASAN ZZ tidak ada di daftar"),
    ],
)
def test_R91_bad_file_names_its_lines_and_changes_nothing(
    meja: Meja, batch: Batch, masuk: Masuk, isi: bytes, kata: str
) -> None:
    hasil = unggah(masuk("ratna"), batch, "hasil.csv", isi.replace(b"{n}", batch.nomor.encode()))
    assert hasil.status_code == 422  # type: ignore[attr-defined]
    assert kata in hasil.content.decode()  # type: ignore[attr-defined]
    assert status_kini(meja.mampu) == "TERKIRIM"


def test_answers_at_the_desk(meja: Meja, batch: Batch, masuk: Masuk) -> None:
    ratna = masuk("ratna")
    alamat = f"/batch/{batch.pk}/putuskan/"
    assert "diusulkan ditetapkan" in teks(ratna, alamat)
    berkas = ratna.post(alamat, {f"jawaban-{meja.alamat.pk}": "E1", "aksi": "unduh"})
    assert b"DITOLAK,E1" in berkas.content
    assert status_kini(meja.alamat) == "TERKIRIM"
    ratna.post(alamat, {f"jawaban-{meja.alamat.pk}": "E1", "aksi": "terapkan"})
    assert (status_kini(meja.mampu), status_kini(meja.alamat)) == ("DITETAPKAN", "DITOLAK_PUSDATIN")


def test_R7_only_the_centre_answers(meja: Meja, batch: Batch, masuk: Masuk) -> None:
    for nama in ("jaya", "harun", "wati"):
        assert masuk(nama).get(f"/batch/{batch.pk}/putuskan/").status_code == 403
        assert unggah(masuk(nama), batch, "h.csv", b"x").status_code == 403  # type: ignore[attr-defined]
    lain = masuk_lain("tetangga")
    assert teks(lain, f"/batch/{batch.pk}/", 404) == teks(lain, "/batch/99999/", 404)


def test_R91_each_fault_stands_in_a_table_with_its_line(meja: Meja, batch: Batch, masuk: Masuk) -> None:
    baris = f"{batch.nomor},1,0,MUNGKIN,\nLAIN,2,0,DITETAPKAN,\n"
    isi = f"BATCH,BARIS,REVISI,HASIL,KODE ALASAN\n{baris}".encode()
    teks_ = unggah(masuk("ratna"), batch, "hasil.csv", isi).content.decode()  # type: ignore[attr-defined]
    assert '<th scope="row" class="n">2</th><td>HASIL MUNGKIN tidak dikenal' in teks_
    assert '<th scope="row" class="n">3</th><td>Baris ini milik batch LAIN' in teks_


def test_a_file_is_looked_at_first_and_then_the_very_same_is_applied(
    meja: Meja, batch: Batch, masuk: Masuk
) -> None:
    ratna, isi = masuk("ratna"), write_hasil(batch.nomor, jawab(meja))
    alamat = f"/batch/{batch.pk}/hasil/"
    hasil = ratna.post(alamat, {"berkas": SimpleUploadedFile("hasil.csv", isi), "aksi": "periksa"})
    assert "Berkas ini menjawab 2 usulan, semua barisnya benar" in hasil.content.decode()
    assert "Ditolak E1: Alamat belum lengkap." in hasil.content.decode()
    assert (status_kini(meja.mampu), status_kini(meja.alamat)) == ("TERKIRIM", "TERKIRIM")
    uji = hasil.context["uji"]
    assert ratna.post(alamat, {"sidik": uji.sidik, "nama": uji.nama}).status_code == 302
    assert (status_kini(meja.mampu), status_kini(meja.alamat)) == ("DITETAPKAN", "DITOLAK_PUSDATIN")


@pytest.mark.parametrize("sidik", ["0" * 64, "../secret", "x"])
def test_a_file_that_was_never_looked_at_is_not_applied(batch: Batch, masuk: Masuk, sidik: str) -> None:
    ratna = masuk("ratna")
    ratna.post(f"/batch/{batch.pk}/hasil/", {"sidik": sidik, "nama": "h.csv"})
    assert "Unggah dan periksa lagi" in teks(ratna, f"/batch/{batch.pk}/")
    assert masuk("jaya").post(f"/batch/{batch.pk}/hasil/", {"sidik": sidik}).status_code == 403
