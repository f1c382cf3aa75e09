"""The worksheet's screens for everybody: no barrier (axe), usable by keys alone, whole on a phone and at 200 %."""

import pytest
from playwright.sync_api import expect

from tests.journeys import lembar_kerja as kerja
from tests.journeys.conftest import Desa
from tests.journeys.lembar import angka_pita, ke
from tests.layar.periksa import UKURAN, cari_hambatan

pytestmark = pytest.mark.browser
UKURAN_LEMBAR = ("laptop", "hp", "zoom200")


def test_every_screen_is_free_of_barriers_and_fits_at_200_percent(desa: Desa) -> None:
    laptop = desa.laptop()
    desa.peladen.matikan()
    page = laptop.kerja()
    satu, *_ = kerja.list_keluarga(page)
    layar = (
        "#/beranda", "#/verval", f"#/keluarga/{satu}", f"#/isi/TIDAK_LAYAK/{satu}", "#/isi/BARU", "#/usulan",
        "#/musyawarah", "#/musyawarah/baru", "#/serahkan",
    )  # fmt: skip
    cacat = []
    for satu_layar in layar:
        for ukuran in UKURAN_LEMBAR:
            lebar, tinggi = UKURAN[ukuran]
            page.set_viewport_size({"width": lebar, "height": tinggi})
            ke(page, satu_layar)
            expect(page.locator("main h1").first).to_be_attached()
            cacat += [f"{satu_layar} {ukuran}: {c}" for c in cari_hambatan(page)]
            if page.evaluate("() => document.documentElement.scrollWidth > innerWidth + 1"):
                cacat.append(f"{satu_layar} {ukuran}: meluap")
    assert cacat == []


def test_families_are_decided_with_keys_alone(desa: Desa) -> None:
    laptop = desa.laptop()
    desa.peladen.matikan()
    page = laptop.kerja()
    kerja.list_keluarga(page)
    page.keyboard.press("Escape")
    for tombol in ("j", "x", "j", "x", "t"):
        page.keyboard.press(tombol)
    tanda = page.get_by_role("button", name="Ya, tandai 2 keluarga TETAP")
    expect(tanda).to_be_visible()
    for _ in range(40):
        if tanda.evaluate("(e) => e === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("searchbox")).to_be_visible()
    assert angka_pita(page) == 2
