"""The meeting by keys in a real Chromium: decided, refused with its reason, undone, and found again after a crash."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from opensiks.infra import clock
from opensiks.infra.scope import scope_nasional
from opensiks.musyawarah.models import Musyawarah
from opensiks.rules.jenis import Jenis
from tests.cast import DESA
from tests.factories import pengesahan as pabrik
from tests.factories.musyawarah import adakan
from tests.journeys.langkah import duduk, siapkan_cerita

pytestmark = pytest.mark.browser


def siapkan_rapat() -> int:
    cerita = siapkan_cerita()
    at = clock.now() - timedelta(hours=1)
    with scope_nasional():
        for k in cerita.keluarga[:4]:
            pabrik.usul(
                cerita.periode, Jenis.TIDAK_LAYAK, keluarga=k, program="PKH", kode_alasan="MAMPU", kode_desa=DESA, at=at
            )  # fmt: skip
        adakan(cerita.periode, DESA, tanggal=clock.today(DESA), at=at)
        return Musyawarah.objects.get().pk


def test_keys_decide_and_a_killed_browser_finds_its_line_again(live_server: Any, browser: Any) -> None:
    m = siapkan_rapat()
    with duduk(browser, live_server.url, "sari") as sari:
        sari.page.set_viewport_size({"width": 1366, "height": 768})
        sari.buka(f"/musyawarah/{m}/layar/")
        expect(sari.page.locator("#letak")).to_contain_text("usulan 1 dari 4")
        assert sari.page.evaluate("document.documentElement.scrollHeight <= innerHeight")
        sari.page.keyboard.press("1")
        expect(sari.page.locator("#letak")).to_contain_text("usulan 2 dari 4")
        # a refusal wants its reason before the next line appears
        sari.page.keyboard.press("2")
        expect(sari.page.locator("#alasan")).to_be_focused()
        expect(sari.page.locator("#letak")).to_contain_text("usulan 2 dari 4")
        sari.page.keyboard.type("Masih layak menurut RT.")
        sari.page.keyboard.press("Enter")
        expect(sari.page.locator("#letak")).to_contain_text("usulan 3 dari 4")
        sari.page.keyboard.press("u")
        expect(sari.page.locator("#letak")).to_contain_text("usulan 2 dari 4")
        sari.page.keyboard.press("ArrowRight")
        expect(sari.page.locator("#letak")).to_contain_text("usulan 3 dari 4")
        sari.page.keyboard.press("+")
        assert sari.page.evaluate("document.documentElement.style.fontSize") == "110%"
    # the browser is gone, its session and all; another one opens at the same line
    with duduk(browser, live_server.url, "sari") as sari:
        sari.buka(f"/musyawarah/{m}/layar/")
        expect(sari.page.locator("#letak")).to_contain_text("usulan 3 dari 4")
        expect(sari.page.locator(".tabel-hitung")).to_contain_text("Disetujui")
