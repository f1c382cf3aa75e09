"""The pictures of the guides show pages that still are, with the words the guide speaks of."""

from typing import Any

import pytest

from tests.layar.conftest import Contoh
from tests.layar.jelajah import Peta
from tests.layar.panduan import DAFTAR, Gambar, buka
from tests.layar.tinjau import duduk

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("gambar", DAFTAR, ids=lambda g: g.nama)
def test_a_picture_shows_what_the_page_still_says(
    browser: Any, contoh: Contoh, peta: Peta, gambar: Gambar
) -> None:
    with duduk(browser, contoh.dasar, contoh.siapa(gambar.siapa), viewport=gambar.viewport) as (page, _):
        salah = buka(page, contoh.dasar, peta, gambar)
    assert not salah, f"{salah}. Sesudah panduannya benar, ambil lagi gambarnya: script/screens --panduan"


@pytest.mark.parametrize("siapa", ["operator_desa-berjalan", "operator_kab", "tksk", "auditor"])
def test_help_opens_at_the_section_of_the_screen(browser: Any, contoh: Contoh, siapa: str) -> None:
    """One key away, and not at the top of a long guide."""
    with duduk(browser, contoh.dasar, contoh.siapa(siapa)) as (page, gangguan):
        page.goto(contoh.dasar + ("/verval/" if siapa.startswith("operator_desa") else "/kabar/"))
        page.keyboard.press("F1")
        panel = page.locator("#panel-bantuan")
        panel.wait_for(state="visible")
        bagian = page.locator("[data-bantuan]").get_attribute("href").partition("#")[2]
        if bagian:
            judul = panel.locator(f"#{bagian}").bounding_box()
            kotak = panel.bounding_box()
            assert judul["y"] < kotak["y"] + kotak["height"] / 2
        page.keyboard.press("Escape")
        assert not gangguan
