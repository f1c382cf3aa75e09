"""A phone brings pages by a link that can do nothing else: short, single, ended at will, and small without EXIF."""

import io
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from PIL import Image

from opensiks.akun.access import TidakAda, TidakBerhak
from opensiks.infra import files
from opensiks.infra.scope import scope, scope_nasional
from opensiks.jejak.queries import list_jejak
from opensiks.musyawarah.models import BeritaAcara
from opensiks.musyawarah.services import print_berita_acara, upload_halaman_berita_acara
from opensiks.rules.rule import AksiDitolak
from opensiks.rules.tautan import MASA_TAUTAN, Bagian, FaktaTautan, check_tautan, has_halaman
from opensiks.tautan.access import access_halaman, access_tanda, access_tautan
from opensiks.tautan.models import HalamanUnggah, TautanUnggah
from opensiks.tautan.queries import count_halaman, find_tautan, list_halaman
from opensiks.tautan.services import (
    cancel_halaman,
    confirm_halaman,
    create_tautan,
    get_pengirim,
    revoke_tautan,
    upload_halaman,
)
from tests.cast import BUDI, DARMO, SARI
from tests.dukungan.tolak import kode
from tests.factories.foto import foto_uji
from tests.factories.keluarga import buat_wilayah
from tests.factories.musyawarah import RAPAT, musyawarah_selesai
from tests.factories.verval import DESA, periode_juli, wib

OBJEK = "beritaacara:7"
SEMUA = (Bagian.BERITA_ACARA, Bagian.DAFTAR_HADIR, Bagian.FOTO_MUSYAWARAH)


KECIL = foto_uji()


@pytest.fixture
def desa(db: None) -> Iterator[None]:
    with scope_nasional():
        buat_wilayah()
    with scope(SARI.cakupan):
        yield


@pytest.fixture
def tautan(desa: None) -> TautanUnggah:
    return create_tautan(DESA, OBJEK, "Berita acara 07", SEMUA, by=SARI, at=RAPAT)


def kirim(t: TautanUnggah, bagian: str = "BERITA_ACARA", isi: bytes = KECIL, menit: int = 1) -> HalamanUnggah:
    at = RAPAT + timedelta(minutes=menit)
    return upload_halaman(t, bagian, isi, by=get_pengirim(t, "10.0.0.9"), at=at)


def test_a_page_is_small_upright_and_says_nothing_about_its_phone(tautan: TautanUnggah) -> None:
    halaman = kirim(tautan, isi=foto_uji(2400, 3200, putar=6))
    isi = files.load(halaman.sha256)
    with Image.open(io.BytesIO(isi)) as simpanan:
        assert (simpanan.format, simpanan.size) == ("JPEG", (1600, 1200))
        assert not simpanan.getexif()
    assert b"Telepon" not in isi
    assert len(isi) <= 300 * 1024
    assert len(files.load(halaman.kecil_sha256)) <= 6 * 1024


def test_a_photo_of_people_is_smaller_than_a_sheet(tautan: TautanUnggah) -> None:
    halaman = kirim(tautan, "FOTO_MUSYAWARAH", foto_uji(2400, 3200))
    with Image.open(io.BytesIO(files.load(halaman.sha256))) as simpanan:
        assert max(simpanan.size) == 1280


def test_R145_link_ends_after_half_an_hour_and_says_what_to_do(tautan: TautanUnggah) -> None:
    kirim(tautan, menit=29)
    with pytest.raises(AksiDitolak) as salah:
        kirim(tautan, menit=30)
    assert kode(salah) == ["R145"]
    [v] = salah.value.violations
    assert str(v) == "Tautan ini sudah habis masanya."
    assert v.langkah == "Minta kode QR baru di laptop, lalu pindai lagi."
    assert find_tautan(DESA, OBJEK, RAPAT + MASA_TAUTAN) is None


def test_R145_link_can_be_ended_and_a_new_one_ends_the_old(tautan: TautanUnggah) -> None:
    baru = create_tautan(DESA, OBJEK, "Berita acara 07", SEMUA, by=SARI, at=RAPAT)
    with pytest.raises(AksiDitolak):
        kirim(tautan)
    kirim(baru)
    revoke_tautan(baru, by=SARI, at=RAPAT)
    with pytest.raises(AksiDitolak):
        kirim(baru)
    assert len(list_halaman(DESA, OBJEK)) == 1


def test_R145a_link_takes_only_what_it_was_opened_for(desa: None) -> None:
    satu = create_tautan(DESA, "sptjm:3", "SPTJM 1", (Bagian.SPTJM,), by=SARI, at=RAPAT)
    with pytest.raises(AksiDitolak) as salah:
        kirim(satu, "BERITA_ACARA")
    assert kode(salah) == ["R145a"]
    with pytest.raises(AksiDitolak):
        kirim(satu, "APA_SAJA")


def test_R145b_link_is_full_after_sixty_pages() -> None:
    fakta = FaktaTautan(at=RAPAT, berakhir_at=RAPAT + MASA_TAUTAN, jumlah=60)
    assert [v.kode for v in check_tautan(fakta)] == ["R145b"]


@pytest.mark.parametrize("isi", [b"", b"bukan foto", b"%PDF-1.7 uji", b"\xff\xd8\xff rusak"])
def test_what_is_no_photo_is_refused_in_one_sentence(tautan: TautanUnggah, isi: bytes) -> None:
    with pytest.raises(AksiDitolak) as salah:
        kirim(tautan, isi=isi)
    assert kode(salah) == ["R17"]
    assert not HalamanUnggah.objects.exists()


def test_pages_become_one_pdf_for_each_part_and_a_late_page_joins(tautan: TautanUnggah) -> None:
    for bagian in ("BERITA_ACARA", "BERITA_ACARA", "DAFTAR_HADIR"):
        kirim(tautan, bagian)
    pdf = confirm_halaman(DESA, OBJEK, by=SARI, at=RAPAT)
    assert {b: count_pages(isi) for b, isi in pdf.items()} == {Bagian.BERITA_ACARA: 2, Bagian.DAFTAR_HADIR: 1}
    assert confirm_halaman(DESA, OBJEK, by=SARI, at=RAPAT) == {}
    kirim(tautan)
    lagi = confirm_halaman(DESA, OBJEK, by=SARI, at=RAPAT)
    assert {b: count_pages(isi) for b, isi in lagi.items()} == {Bagian.BERITA_ACARA: 3}


def count_pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b(?!s)", pdf))


def test_a_blurred_page_is_thrown_away_and_does_not_count(tautan: TautanUnggah) -> None:
    kabur = kirim(tautan)
    cancel_halaman(kabur, by=SARI, at=RAPAT)
    assert confirm_halaman(DESA, OBJEK, by=SARI, at=RAPAT) == {}
    assert count_halaman(tautan) == dict.fromkeys(SEMUA, 0)


def test_every_act_is_an_event_of_the_one_who_opened_the_link(tautan: TautanUnggah) -> None:
    halaman = kirim(tautan)
    revoke_tautan(tautan, by=SARI, at=RAPAT)
    assert [j.peristiwa for j in list_jejak(f"tautanunggah:{tautan.pk}")] == [
        "tautan.created",
        "tautan.revoked",
    ]
    [datang] = list_jejak(f"halamanunggah:{halaman.pk}")
    assert (datang.peristiwa, datang.aktor, datang.asal) == ("halaman.uploaded", "Sari", "HP 10.0.0.9")


def test_address_is_signed_and_opens_its_own_village_only(tautan: TautanUnggah) -> None:
    tanda = access_tanda(tautan)
    with access_tautan(tanda) as dibuka:
        assert dibuka.pk == tautan.pk
    palsu = tanda.replace(f"{tautan.pk}-", f"{tautan.pk + 1}-", 1)
    for salah in (palsu, tanda[:-2], "", f"{tautan.pk}-{DESA}"):
        with pytest.raises(TidakAda), access_tautan(salah):
            pass


def test_neighbour_and_head_open_no_link_and_see_no_page(tautan: TautanUnggah) -> None:
    halaman = kirim(tautan)
    with pytest.raises(AksiDitolak):
        create_tautan(DESA, OBJEK, "x", SEMUA, by=BUDI, at=RAPAT)
    with pytest.raises(TidakBerhak):
        create_tautan(DESA, OBJEK, "x", SEMUA, by=DARMO, at=RAPAT)
    for tulis in (revoke_tautan, cancel_halaman):
        with pytest.raises(AksiDitolak):
            tulis(halaman if tulis is cancel_halaman else tautan, by=BUDI, at=RAPAT)  # type: ignore[operator]
    with pytest.raises(AksiDitolak):
        confirm_halaman(DESA, OBJEK, by=BUDI, at=RAPAT)
    with scope(BUDI.cakupan):
        assert not HalamanUnggah.objects.exists()
        with pytest.raises(TidakAda):
            access_halaman(BUDI, halaman.pk)


def test_pages_become_the_files_of_the_berita_acara(desa: None) -> None:
    with scope_nasional():
        periode = periode_juli()
        m = musyawarah_selesai(periode)
        ba, _ = print_berita_acara(m, by=SARI, at=RAPAT)
        objek = f"beritaacara:{ba.pk}"
        t = create_tautan(DESA, objek, "Berita acara", SEMUA, by=SARI, at=RAPAT)
        kirim(t)
        kirim(t, "DAFTAR_HADIR")
        hasil = upload_halaman_berita_acara(
            ba, by=SARI, at=wib(2023, 7, 12), ttd_kades=True, ttd_operator=True
        )
        assert hasil.kekurangan == ()
        ba = BeritaAcara.objects.get()
        assert files.load(ba.scan.sha256).startswith(b"%PDF-")  # type: ignore[union-attr]
        assert (ba.daftar_hadir_id is not None, ba.foto_id) == (True, None)
        with pytest.raises(AksiDitolak) as salah:
            upload_halaman_berita_acara(ba, by=SARI, at=RAPAT)
    assert kode(salah) == [has_halaman.kode] == ["R145c"]
