"""Photos of a family: small and without EXIF, where they were taken kept apart, cards only for who may see a NIK."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import ExifTags, Image

from opensiks.infra import files
from opensiks.infra.scope import scope
from opensiks.jejak.queries import list_jejak
from opensiks.keluarga.models import Foto
from opensiks.rules.foto import BYTE_FOTO, BYTE_KECIL, LEBAR_FOTO, LEBAR_KECIL
from tests import cast
from tests.web.conftest import Pekon


@pytest.fixture(autouse=True)
def _own_store(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("opensiks.infra.home.home", lambda: tmp_path)


def jepret(lebar: int = 3000, tinggi: int = 2000, *, letak: bool = True) -> bytes:
    """What a phone gives: large, full of detail, with the place and a remark in its EXIF, held on its side."""
    gambar = Image.effect_noise((lebar // 4, tinggi // 4), 60).resize((lebar, tinggi)).convert("RGB")
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.Make] = "TELEPON RAHASIA"
    if letak:
        gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
        gps[ExifTags.GPS.GPSLatitudeRef], gps[ExifTags.GPS.GPSLatitude] = "S", (5.0, 1.0, 48.0)
        gps[ExifTags.GPS.GPSLongitudeRef], gps[ExifTags.GPS.GPSLongitude] = "E", (104.0, 5.0, 24.0)
    keluar = io.BytesIO()
    gambar.save(keluar, "JPEG", exif=exif, quality=90)
    return keluar.getvalue()


def kirim(client: Client, keluarga: int, isi: bytes, jenis: str = "RUMAH", **lain: Any) -> Any:
    foto = SimpleUploadedFile("IMG_1804011205865001.jpg", isi, "image/jpeg")
    return client.post(f"/keluarga/{keluarga}/foto/", {"jenis": jenis, "foto": foto, **lain})


def terakhir() -> Foto:
    with scope(cast.SARI.cakupan):
        return Foto.objects.order_by("-id")[:1].get()


def test_a_photo_is_kept_small_upright_and_without_its_remarks(sari: Client, pekon: Pekon) -> None:
    k = pekon.keluarga[0].pk
    assert "Foto rumah belum ada" in sari.get(f"/keluarga/{k}/").content.decode()
    assert kirim(sari, k, jepret()).status_code == 302
    f = terakhir()
    isi, kecil = files.load(f.sha256), files.load(f.sha256_kecil)
    assert (len(isi) <= BYTE_FOTO, len(kecil) <= BYTE_KECIL, f.ukuran) == (True, True, len(isi))
    with Image.open(io.BytesIO(isi)) as gambar, Image.open(io.BytesIO(kecil)) as mini:
        assert (max(gambar.size), max(mini.size)) == (LEBAR_FOTO, LEBAR_KECIL)
        assert gambar.height > gambar.width, "turned as it was held"
        assert not gambar.getexif()
    assert b"RAHASIA" not in isi
    assert (round(float(f.lintang or 0), 4), round(float(f.bujur or 0), 4)) == (-5.03, 104.09)
    isi_halaman = sari.get(f"/keluarga/{k}/").content.decode()
    assert "Foto rumah belum ada" not in isi_halaman
    assert f"/foto/{f.pk}/kecil/" in isi_halaman
    assert "Foto rumah ditambahkan, Sari." in isi_halaman
    assert b"".join(sari.get(f"/foto/{f.pk}/kecil/")) == kecil


def test_the_place_comes_from_the_phones_own_file_when_the_page_made_it_smaller(
    sari: Client, pekon: Pekon
) -> None:
    kepala = SimpleUploadedFile("kepala.jpg", jepret()[: 64 * 1024], "image/jpeg")
    assert kirim(sari, pekon.keluarga[0].pk, jepret(640, 480, letak=False), kepala=kepala).status_code == 302
    assert terakhir().lintang is not None
    kirim(sari, pekon.keluarga[0].pk, jepret(640, 480, letak=False))
    assert terakhir().lintang is None


def test_a_newer_photo_takes_the_place_and_the_older_stays(sari: Client, pekon: Pekon) -> None:
    k = pekon.keluarga[0].pk
    kirim(sari, k, jepret(640, 480))
    lama = terakhir().pk
    kirim(sari, k, jepret(480, 640))
    isi = sari.get(f"/keluarga/{k}/").content.decode()
    assert f"/foto/{lama}/kecil/" not in isi
    assert "Foto rumah diganti, Sari." in isi
    assert sari.get(f"/foto/{lama}/").status_code == 200


def test_R95_a_card_opens_for_who_may_see_a_nik_and_leaves_its_event(
    sari: Client, masuk: Callable[[str], Client], pekon: Pekon
) -> None:
    k = pekon.keluarga[0]
    kirim(sari, k.pk, jepret(640, 480), "KTP")
    f = terakhir()
    assert sari.get(f"/foto/{f.pk}/").status_code == 200
    with scope(cast.SARI.cakupan):
        assert [j.peristiwa for j in list_jejak(f"foto:{f.pk}")] == ["foto.added"]
        assert list_jejak(f"keluarga:{k.pk}").filter(peristiwa="keluarga.revealed").count() == 1
    tika = masuk("tika")
    assert [tika.get(f"/foto/{f.pk}/{b}").status_code for b in ("", "kecil/")] == [403, 403]
    assert f"/foto/{f.pk}/kecil/" not in tika.get(f"/keluarga/{k.pk}/").content.decode()
    assert masuk("budi").get(f"/foto/{f.pk}/").status_code in (403, 404)


@pytest.mark.parametrize("isi", [b"%PDF-1.7 bukan foto", b"\xff\xd8\xff rusak", b""])
def test_what_is_no_photo_is_refused_in_a_sentence(sari: Client, pekon: Pekon, isi: bytes) -> None:
    jawab = kirim(sari, pekon.keluarga[0].pk, isi)
    assert jawab.status_code == 422
    assert "Foto" in jawab.content.decode()
    with scope(cast.SARI.cakupan):
        assert not Foto.objects.exists()


def test_who_only_looks_adds_no_photo(masuk: Callable[[str], Client], pekon: Pekon) -> None:
    assert kirim(masuk("tika"), pekon.keluarga[0].pk, jepret(640, 480)).status_code == 403
