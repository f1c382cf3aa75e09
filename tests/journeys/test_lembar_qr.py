"""A laptop that never had a line is let in at the desk: by the camera of the office, or by a photo of its QR."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import segno
from PIL import Image, ImageFilter
from playwright.sync_api import Page, expect

from tests.journeys import lembar
from tests.journeys.conftest import Desa
from tests.journeys.langkah import Orang, duduk
from tests.journeys.lembar import DIAM, Laptop, baca_kata, cari_chromium, tekan

pytestmark = pytest.mark.browser
KAMERA = (1280, 720)


def shoot(layar: bytes, ukuran: tuple[int, int], putar: float, sisi: int) -> bytes:
    """A screen as a camera sees it: small in the picture, askew, in lamp light, a little out of focus."""
    qr = Image.open(io.BytesIO(layar)).convert("RGB").resize((sisi, sisi))
    kertas = Image.new("RGB", ukuran, (138, 128, 112))
    miring = qr.rotate(putar, expand=True, fillcolor=(138, 128, 112), resample=Image.Resampling.BICUBIC)
    kertas.paste(miring, ((ukuran[0] - miring.width) // 2, (ukuran[1] - miring.height) // 2))
    redup = kertas.point(lambda n: 20 + n * 0.75).filter(ImageFilter.GaussianBlur(0.8))
    kotak = io.BytesIO()
    redup.save(kotak, "JPEG", quality=80)
    return kotak.getvalue()


@contextmanager
def at_the_desk(desa: Desa, *kamera: str) -> Iterator[Orang]:
    """Jaya at the page of the laptops, at a computer with this camera or without one."""
    peramban = desa.mesin.chromium.launch(executable_path=cari_chromium(), args=[*DIAM, *kamera])
    try:
        with duduk(peramban, desa.peladen.alamat, "jaya", (1366, 900)) as jaya:
            jaya.buka("/meja/perangkat/")
            yield jaya
    finally:
        peramban.close()


@pytest.fixture
def baru(desa: Desa, tmp_path: Path) -> Iterator[Laptop]:
    """A second laptop: Sari signed in once, then the line went; it shows its six words and its QR."""
    laptop = Laptop(desa.mesin, tmp_path / "baru", desa.peladen.alamat)
    laptop.nyalakan()
    lembar.masuk_akun(laptop.page, laptop.alamat, "sari")
    tombol = laptop.page.get_by_role("button", name="Pasang lembar kerja di laptop ini")
    expect(tombol).to_be_visible()
    desa.peladen.matikan()
    tombol.click()
    laptop.page.get_by_label("PIN baru").fill(lembar.PIN)
    laptop.page.get_by_label("Ulangi PIN").fill(lembar.PIN)
    tekan(laptop.page, "Lanjut")
    tekan(laptop.page, "Tampilkan QR")
    yield laptop
    laptop.bunuh()
    laptop.kubur()
    assert laptop.gangguan == []


def let_in(desa: Desa, jaya: Orang, laptop: Laptop, folder: Path) -> None:
    """The words are the same on both screens; the worksheet goes back on a stick and opens."""
    expect(jaya.page.locator(".kata-perangkat")).to_be_visible()
    assert baca_kata(jaya.page, ".kata-perangkat") == baca_kata(laptop.page, ".enam-kata")
    jaya.tekan("Sama, setujui")
    jaya.baca("disetujui")
    with jaya.page.expect_download() as unduhan:
        jaya.tekan("Unduh lembar")
    unduhan.value.save_as(folder / "lembar.age")
    desa.peladen.matikan()
    laptop.page.get_by_label("Berkas lembar kerja (.age)").set_input_files(folder / "lembar.age")
    expect(laptop.page.locator("nav.tab").first).to_be_visible(timeout=60_000)


def photo_of(page: Page, putar: float, ukuran: tuple[int, int], sisi: int) -> bytes:
    expect(page.locator(".kode-qr svg")).to_be_visible()
    return shoot(page.locator(".kode-qr svg").screenshot(), ukuran, putar, sisi)


def test_the_camera_of_the_desk_reads_the_screen_of_a_laptop(
    desa: Desa, baru: Laptop, tmp_path: Path
) -> None:
    film = tmp_path / "kamera.mjpeg"
    film.write_bytes(photo_of(baru.page, 4, KAMERA, 560))
    kamera = ("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
              f"--use-file-for-fake-video-capture={film}")  # fmt: skip
    desa.peladen.nyalakan()
    with at_the_desk(desa, *kamera) as jaya:
        tekan(jaya.page, "Pindai QR dengan kamera")
        let_in(desa, jaya, baru, tmp_path)


def test_a_photo_of_the_screen_does_as_well(desa: Desa, baru: Laptop, tmp_path: Path) -> None:
    """Without a camera it says so; a photo without a QR and another QR are told apart; the right one goes up."""
    foto = photo_of(baru.page, -7, (4000, 3000), 1500)
    kosong = shoot(_png(Image.new("RGB", (90, 90), "white")), KAMERA, 0, 500)
    lain = io.BytesIO()
    segno.make("https://contoh.invalid/").save(lain, kind="png", scale=8)
    desa.peladen.nyalakan()
    with at_the_desk(desa) as jaya:
        page = jaya.page
        kata = page.locator(".pindai [role=status]")
        tekan(page, "Pindai QR dengan kamera")
        expect(kata).to_have_text("Kamera tidak ada atau tidak diizinkan. Pilih foto QR-nya sebagai berkas.")
        choose(page, kosong)
        expect(kata).to_contain_text("QR tidak terbaca di foto itu.")
        choose(page, shoot(lain.getvalue(), KAMERA, 3, 500))
        expect(kata).to_contain_text("QR ini bukan permintaan perangkat.")
        choose(page, foto)
        let_in(desa, jaya, baru, tmp_path)


def choose(page: Page, isi: bytes) -> None:
    page.get_by_label("Berkas permintaan").set_input_files(
        {"name": "IMG_2027.jpg", "mimeType": "image/jpeg", "buffer": isi}
    )


def _png(gambar: Image.Image) -> bytes:
    kotak = io.BytesIO()
    gambar.save(kotak, "PNG")
    return kotak.getvalue()
