"""The letter in pages: what is ready, the paper, the signature of one officer or of two (R8, R9, R89)."""

from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from opensiks.infra import clock
from opensiks.infra.scope import scope_nasional
from opensiks.pengesahan.models import Pengesahan
from tests import cast
from tests.factories.kantor import Masuk, Meja, buat_meja, masuk_lain, status_kini, teks
from tests.factories.pengesahan import PDF, buat_keluarga, rapat, serahkan_desa, verval_semua
from tests.factories.verval import DESA, buat_wilayah, periode_juli


@pytest.fixture
def meja(pemeran: dict[str, cast.Pemeran], masuk: Masuk) -> Iterator[Meja]:
    """Received and let pass: ready for a letter."""
    with scope_nasional():
        meja = buat_meja()
        masuk("jaya").post(f"/kotak-masuk/{meja.serahan.pk}/terima/")
        masuk("harun").post("/kotak-masuk/saring/")
        yield meja


def surat(**ubah: str) -> dict[str, str]:
    kini = clock.today()
    return {
        "nomor": "460/7/2023", "tanggal_0": str(kini.day), "tanggal_1": str(kini.month), "tanggal_2": str(kini.year),
        "penandatangan": "Parosil", "jabatan": "Bupati", **ubah,
    }  # fmt: skip


def susun(client: Client, **ubah: str) -> Pengesahan:
    client.post("/pengesahan/", surat(**ubah))
    return Pengesahan.objects.get()


def sahkan(client: Client, p: Pengesahan, isi: bytes = PDF) -> int:
    return client.post(f"/pengesahan/{p.pk}/", {"scan": SimpleUploadedFile("surat.pdf", isi)}).status_code


def test_shows_what_a_letter_can_confirm(meja: Meja, masuk: Masuk) -> None:
    isi = teks(masuk("harun"), "/pengesahan/")
    assert "1 desa siap disahkan, 2 usulan" in isi
    assert "Susun surat" in isi
    assert "Susun surat" not in teks(masuk("jaya"), "/pengesahan/")


def test_R8_drafted_printed_signed(meja: Meja, masuk: Masuk) -> None:
    harun = masuk("harun")
    p = susun(harun)
    assert harun.get(f"/pengesahan/{p.pk}/cetak/").content.startswith(b"%PDF")
    assert sahkan(harun, p) == 302
    assert status_kini(meja.mampu) == status_kini(meja.alamat) == "DISAHKAN"
    assert "Berlaku" in teks(masuk("jaya"), f"/pengesahan/{p.pk}/")


@pytest.mark.parametrize(
    ("ubah", "kata"),
    [
        ({"nomor": ""}, "Isi nomor surat."),
        ({"tanggal_2": "2020"}, "Isi tanggal surat antara final desa terakhir dan hari ini."),
        ({"tanggal_2": "2090"}, "Tanggal surat masih terlalu jauh. Periksa tahunnya."),
        ({"jabatan": ""}, "Isi jabatan."),
    ],
)
def test_R8_half_a_letter_is_no_letter(meja: Meja, masuk: Masuk, ubah: dict[str, str], kata: str) -> None:
    jawab = masuk("harun").post("/pengesahan/", surat(**ubah))
    assert jawab.status_code == 422
    assert kata in jawab.content.decode()
    assert not Pengesahan.objects.exists()


def test_R8_without_a_readable_scan_nothing_is_confirmed(meja: Meja, masuk: Masuk) -> None:
    harun = masuk("harun")
    p = susun(harun)
    assert sahkan(harun, p, b"bukan pdf") == 422
    assert harun.post(f"/pengesahan/{p.pk}/").status_code == 422
    assert status_kini(meja.mampu) == "LOLOS_KAB"


def test_R9_two_officers_where_the_profile_says_so(meja: Meja, masuk: Masuk) -> None:
    type(meja.periode).objects.filter(pk=meja.periode.pk).update(profil="dtsen_2025")
    harun, vera, kadis = masuk("harun"), masuk_lain("vera"), masuk_lain("kadis")
    p = susun(harun)
    assert "verifikator belum memeriksa" in teks(kadis, f"/pengesahan/{p.pk}/")
    assert "kepala dinas yang mengesahkan" in teks(harun, f"/pengesahan/{p.pk}/")
    assert sahkan(kadis, p) == 422
    assert harun.post(f"/pengesahan/{p.pk}/periksa/").status_code == 403
    assert vera.post(f"/pengesahan/{p.pk}/periksa/").status_code == 302
    assert sahkan(kadis, p) == 302
    assert status_kini(meja.mampu) == "DISAHKAN"


def test_operator_signs_nothing(meja: Meja, masuk: Masuk) -> None:
    p = susun(masuk("harun"))
    jaya = masuk("jaya")
    assert "Belum bisa: surat disahkan oleh supervisor" in teks(jaya, f"/pengesahan/{p.pk}/")
    assert sahkan(jaya, p) == 403
    assert status_kini(meja.mampu) == "LOLOS_KAB"


def test_neighbour_sees_no_letter(meja: Meja, masuk: Masuk) -> None:
    p = susun(masuk("harun"))
    lain = masuk_lain("tetangga_sv")
    assert teks(lain, f"/pengesahan/{p.pk}/", 404) == teks(lain, "/pengesahan/99999/", 404)
    assert lain.get(f"/pengesahan/{p.pk}/cetak/").status_code == 404


def test_R89_district_minutes_add_up(meja: Meja, masuk: Masuk) -> None:
    harun = masuk("harun")
    jawab = harun.get("/pengesahan/berita-acara/")
    total = jawab.context["jumlah"]
    assert total.g == total.a + total.f == 2
    assert "g = a + f di semua baris" in jawab.content.decode()
    assert harun.get("/pengesahan/berita-acara/cetak/").content.startswith(b"%PDF")


@pytest.fixture
def nihil(pemeran: dict[str, cast.Pemeran], masuk: Masuk) -> Iterator[None]:
    """A village that changes nothing, received."""
    with scope_nasional():
        buat_wilayah(DESA)
        periode = periode_juli()
        verval_semua(periode, DESA, buat_keluarga(DESA, 2))
        rapat(periode, DESA)
        masuk("jaya").post(f"/kotak-masuk/{serahkan_desa(periode, DESA).pk}/terima/")
        yield


def test_R25_a_letter_without_lines_ends_with_its_signature_and_says_why(nihil: None, masuk: Masuk) -> None:
    p = susun(masuk("harun"))
    assert (p.jumlah_desa, p.jumlah_usulan) == (1, 0)
    assert sahkan(masuk("harun"), p) == 302
    sebab = "1 desa nihil: tidak ada usulan, jadi tidak ada yang dikirim ke pusat."
    isi = teks(masuk("jaya"), f"/pengesahan/{p.pk}/")
    assert sebab in isi
    assert "Kirim ke pusat" not in isi
    assert "Disahkan, selesai (nihil)" in teks(masuk("jaya"), "/pengesahan/")
    isi = teks(masuk("jaya"), "/batch/")
    assert "Surat tanpa batch" in isi
    assert sebab in isi
