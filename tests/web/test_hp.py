"""Pages from a phone: the laptop shows a QR, the phone sends without an account, the laptop makes files of it."""

import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from opensiks.infra.scope import scope
from opensiks.musyawarah.models import BeritaAcara, Musyawarah
from opensiks.tautan.models import HalamanUnggah, TautanUnggah
from opensiks.web.presenters.hp import draw_qr
from tests import cast
from tests.factories.foto import foto_uji
from tests.web.conftest import Pekon
from tests.web.test_musyawarah import isi_hadir, tutup, undang

HP = re.compile(r'href="http://testserver(/hp/[^"]+)"')


@pytest.fixture
def kertas(sari: Client, pekon: Pekon) -> BeritaAcara:
    """A printed berita acara that waits for its signed pages."""
    undang(sari, pekon)
    with scope(cast.SARI.cakupan):
        m = Musyawarah.objects.get()
    isi_hadir(sari, m)
    tutup(sari, m)
    sari.post(f"/musyawarah/{m.pk}/berita-acara/print/")
    with scope(cast.SARI.cakupan):
        return BeritaAcara.objects.get()


def buka(sari: Client, ba: BeritaAcara) -> str:
    """Open a link; its address for the phone."""
    isi = sari.post(f"/unggah-hp/beritaacara:{ba.pk}/create/", follow=True).content.decode()
    temu = HP.search(isi)
    assert temu is not None
    return temu[1]


def kotak_dari(sari: Client, ba: BeritaAcara) -> str:
    r = sari.get(f"/unggah-hp/beritaacara:{ba.pk}/", headers={"HX-Request": "true"})
    return r.content.decode()


def kirim(alamat: str, *foto: bytes, bagian: str = "BERITA_ACARA") -> str:
    berkas = [SimpleUploadedFile(f"{n}.jpg", isi) for n, isi in enumerate(foto)]
    return Client().post(alamat, {"bagian": bagian, "foto": berkas}).content.decode()


def test_phone_sends_without_an_account_and_the_laptop_makes_files_of_it(
    sari: Client, kertas: BeritaAcara
) -> None:
    alamat = buka(sari, kertas)
    awal = Client().get(alamat)
    assert awal.headers["Cache-Control"] == "no-store"
    assert f"Berita acara {kertas.nomor}" in awal.content.decode()
    assert "Diterima: 2 foto, berita acara bertanda tangan." in kirim(alamat, foto_uji(), foto_uji())
    assert "2 diterima" in kirim(alamat, foto_uji(), bagian="DAFTAR_HADIR")
    kotak = kotak_dari(sari, kertas)
    assert f"Berita acara bertanda tangan: 2 halaman dari {kertas.halaman}" in kotak
    gambar = sari.get(re.findall(r'src="(/halaman/\d+/)"', kotak)[0])
    assert (gambar.headers["Content-Type"], gambar.content[:3]) == ("image/jpeg", b"\xff\xd8\xff")
    isi = sari.post(
        f"/unggah-hp/beritaacara:{kertas.pk}/confirm/",
        {"ttd_kades": "on", "ttd_operator": "on"},
        follow=True,
    )
    assert "Halaman dari HP tersimpan. Semua berkas lengkap." in isi.content.decode()
    with scope(cast.SARI.cakupan):
        ba = BeritaAcara.objects.get()
        assert (ba.scan_id is not None, ba.daftar_hadir_id is not None, ba.ttd_kades) == (True, True, True)
    assert "Tautan ini sudah habis masanya." in Client().get(alamat).content.decode()


def test_box_is_not_sent_again_while_nothing_is_new(sari: Client, kertas: BeritaAcara) -> None:
    alamat = buka(sari, kertas)
    tanya = re.findall(r'hx-get="([^"]+)"', kotak_dari(sari, kertas))[0]
    assert sari.get(tanya, headers={"HX-Request": "true"}).status_code == 204
    kirim(alamat, foto_uji())
    assert sari.get(tanya, headers={"HX-Request": "true"}).status_code == 200


def test_one_unreadable_photo_does_not_take_the_others_along(sari: Client, kertas: BeritaAcara) -> None:
    isi = kirim(buka(sari, kertas), foto_uji(), b"bukan foto")
    assert "Diterima: 1 foto" in isi
    assert "Foto ini tidak terbaca." in isi


def test_expired_link_says_what_to_do(sari: Client, kertas: BeritaAcara) -> None:
    alamat = buka(sari, kertas)
    with scope(cast.SARI.cakupan):
        t = TautanUnggah.objects.get()
        t.berakhir_at = t.dibuat_at
        t.save(update_fields=["berakhir_at"])
    r = Client().get(alamat)
    assert r.status_code == 410
    assert "Minta kode QR baru di laptop, lalu pindai lagi." in r.content.decode()
    assert "Tautan ini sudah habis masanya." in kirim(alamat, foto_uji())
    with scope(cast.SARI.cakupan):
        assert not HalamanUnggah.objects.exists()


def test_forged_link_shows_nothing_and_says_so(db: None) -> None:
    r = Client().get("/hp/1-18.04.01.2001~palsu/")
    assert r.status_code == 404
    assert "Tautan ini tidak dikenal" in r.content.decode()


def test_phone_sees_no_name_and_no_number_of_the_register(
    sari: Client, kertas: BeritaAcara, pekon: Pekon
) -> None:
    alamat = buka(sari, kertas)
    kirim(alamat, foto_uji())
    isi = Client().get(alamat).content.decode()
    for k in pekon.keluarga:
        assert k.kepala_nama.title() not in isi
        assert k.no_kk not in isi
    assert "/halaman/" not in isi


def test_operator_throws_a_page_away_and_ends_the_link(sari: Client, kertas: BeritaAcara) -> None:
    alamat = buka(sari, kertas)
    kirim(alamat, foto_uji())
    with scope(cast.SARI.cakupan):
        halaman = HalamanUnggah.objects.get()
    sari.post(f"/halaman/{halaman.pk}/cancel/")
    isi = sari.post(f"/unggah-hp/beritaacara:{kertas.pk}/revoke/", follow=True).content.decode()
    assert "Kode QR dimatikan." in isi
    assert "Jadikan berkas dan simpan" not in isi
    assert Client().get(alamat).status_code == 410


@pytest.mark.parametrize(
    ("nama", "kode"), [("budi", 404), ("orang_asing", 404), ("darmo", 403), ("tika", 403)]
)
def test_others_open_no_link_and_see_no_page(
    sari: Client, masuk: Callable[[str], Client], kertas: BeritaAcara, nama: str, kode: int
) -> None:
    kirim(buka(sari, kertas), foto_uji())
    with scope(cast.SARI.cakupan):
        halaman = HalamanUnggah.objects.get()
    lain = masuk(nama)
    for langkah in ("create", "revoke", "confirm"):
        assert lain.post(f"/unggah-hp/beritaacara:{kertas.pk}/{langkah}/").status_code == kode
    assert lain.get(f"/halaman/{halaman.pk}/").status_code == kode
    assert lain.post(f"/halaman/{halaman.pk}/cancel/").status_code == kode
    assert sari.post("/unggah-hp/keluarga:1/create/").status_code == 404


def test_qr_is_drawn_in_the_page() -> None:
    assert draw_qr("http://contoh/hp/1~x/").startswith("<svg")
