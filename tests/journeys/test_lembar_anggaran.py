"""What the worksheet may cost: bytes to load, seconds to open, milliseconds to save."""

import gzip
import time
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import Page

from opensiks.akun.models import Akun
from opensiks.infra import clock
from opensiks.infra.scope import scope_nasional
from opensiks.paket import services
from opensiks.paket.segel import make_kunci
from opensiks.paket.tanda import KunciTanda
from opensiks.rules.aktor import Actor
from tests.cast import DESA, HARUN, SARI
from tests.factories.paket import Laptop as LaptopPython
from tests.journeys import lembar_kerja as kerja
from tests.journeys.conftest import Desa
from tests.journeys.lembar import PIN, Laptop, ke

pytestmark = [pytest.mark.browser, pytest.mark.tenang]

BERKAS_MAKS, GAYA_MAKS = 120 * 1024, 15 * 1024
BUKA_MAKS, SIMPAN_MAKS, KETIK_MAKS = 2.0, 150.0, 100.0
UBAHAN = 5_000
# Milliseconds from a press to the change of the screen that says "saved", measured in the page itself.
_SIMPAN = """(nama) => new Promise((jadi) => {
  const tombol = [...document.querySelectorAll("button")].find((b) => b.innerText.startsWith("Tandai TETAP"));
  const mulai = performance.now();
  new MutationObserver((_, o) => {
    if (!(document.querySelector(".pesan")?.innerText || "").includes(`TETAP untuk ${nama}.`)) return;
    o.disconnect();
    jadi(performance.now() - mulai);
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
  tombol.click();
})"""
_KETIK = """(kata) => new Promise((jadi) => {
  const isian = document.querySelector("input[type=search]"), mulai = performance.now();
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(isian, kata);
  isian.dispatchEvent(new Event("input", { bubbles: true }));
  requestAnimationFrame(() => setTimeout(() => jadi(performance.now() - mulai)));
})"""


def test_the_bundle_is_small() -> None:
    besar, gaya = (timbang(f"lembar/lembar.{akhiran}") for akhiran in ("js", "css"))
    print(f"\nlembar.js {besar / 1024:.1f} KB gz dari {BERKAS_MAKS / 1024:.0f}")
    assert besar <= BERKAS_MAKS
    assert gaya <= GAYA_MAKS


def timbang(nama: str) -> int:
    """Bytes of a static file as it travels."""
    path = finders.find(nama)
    assert isinstance(path, str)
    return len(gzip.compress(Path(path).read_bytes(), 9))


def pelan(laptop: Laptop, kali: int) -> None:
    assert laptop.konteks is not None
    laptop.konteks.new_cdp_session(laptop.page).send("Emulation.setCPUThrottlingRate", {"rate": kali})


def ukur_simpan(page: Page, keluarga: list[str]) -> list[float]:
    hasil = []
    for satu in keluarga:
        ke(page, f"#/keluarga/{satu}")
        page.get_by_role("button", name="Tandai TETAP").wait_for()
        page.wait_for_function("(id) => location.hash.endsWith(id)", arg=satu)
        hasil.append(float(page.evaluate(_SIMPAN, page.locator("#judul-keluarga").inner_text())))
    return hasil


def ukur_buka(laptop: Laptop) -> float:
    """Seconds from Enter on the PIN to the opened worksheet, at a processor 4x slower."""
    page = laptop.buka()
    isian = page.get_by_label("PIN", exact=True)
    isian.fill(PIN)
    pelan(laptop, 4)
    mulai = time.perf_counter()
    isian.press("Enter")
    page.locator("nav.tab").first.wait_for()
    lama = time.perf_counter() - mulai
    pelan(laptop, 1)
    return lama


def test_opening_saving_and_searching_are_quick_with_5000_records(desa: Desa, tmp_path: Path) -> None:
    """Unlock with 5,000 records at a processor 4x slower; a decision with its strict commit; a letter of a search."""
    laptop = desa.laptop()
    page = laptop.kerja()
    semua = kerja.list_keluarga(page)
    kosong = sorted(ukur_simpan(page, semua[:9]))[4]
    berkas = tmp_path / "banyak.age"
    berkas.write_bytes(buat_paket_besar(desa, semua[20:]))
    ke(page, "#/serahkan")
    page.get_by_text("Muat kembali dari paket atau cadangan lama").click()
    page.get_by_label("Kunci pemulihan").fill(desa.bekal.kertas)
    page.locator("#berkas-cadangan").set_input_files(berkas)
    page.get_by_text("5.000 keputusan kembali").wait_for(timeout=60_000)
    penuh = sorted(ukur_simpan(page, semua[9:18]))[4]
    laptop.pulas()

    laptop.nyalakan()
    page = laptop.page
    # The best of three: what the program needs, not what the machine does beside it.
    buka = min(ukur_buka(laptop) for _ in range(3))
    ke(page, "#/verval")
    page.get_by_role("searchbox").wait_for()
    ketik = max(float(page.evaluate(_KETIK, kata)) for kata in ("ha", "hak", "haki", "hakim"))
    print(
        f"\nbuka {buka:.2f} s (4x), simpan {kosong:.0f} ms, pada {UBAHAN} {penuh:.0f} ms, ketik {ketik:.0f} ms"
    )
    assert buka <= BUKA_MAKS
    assert kosong <= SIMPAN_MAKS
    assert penuh <= SIMPAN_MAKS
    assert ketik <= KETIK_MAKS


def buat_paket_besar(desa: Desa, keluarga: list[str]) -> bytes:
    """5,000 notes of a second laptop of the same village, sealed for its paper key among others."""
    at = clock.now()
    with scope_nasional():
        akun = Akun.objects.get(username="sari")
        sari = Actor(akun.pk, SARI.nama, SARI.peran, SARI.cakupan, SARI.asal)
        kunci, (rahasia, umum) = KunciTanda.generate("ES256"), make_kunci()
        p = services.request_perangkat(DESA, kunci.jwk, umum, "Laptop lama", "ES256", by=sari, at=at)
        services.enrol_perangkat(p, by=HARUN, at=at)
    lama = LaptopPython(p, sari, kunci, rahasia)
    for n in range(UBAHAN):
        lama.catat(
            "catatan", keluarga[n % len(keluarga)], {"isi": f"Kunjungan ke-{n}, tetangga ditanya."}, at
        )
    return lama.paket(at)
