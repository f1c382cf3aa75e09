"""Keyboard and saving state of opensiks.js, in a real browser, on /gaya under the strict CSP."""

import mimetypes
from pathlib import Path
from typing import Any

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.staticfiles import finders
from django.test import RequestFactory
from playwright.sync_api import expect

from opensiks.web.pages import gaya

pytestmark = pytest.mark.browser
ALAMAT = "http://opensiks.test/gaya/"
# No inline script, no inline style, nothing from elsewhere.
CSP = "default-src 'self'; object-src 'none'; base-uri 'none'"


@pytest.fixture
def layar(page: Any) -> Any:
    """/gaya in the browser, answered from here: no server, no database. POST to /gaya counts as saved."""
    request = RequestFactory().get("/gaya/")
    request._messages = CookieStorage(request)
    html = gaya.home(request).content.decode()
    pelanggaran: list[str] = []

    def answer(route: Any) -> None:
        jalan = route.request.url.removeprefix("http://opensiks.test")
        if route.request.method == "POST":
            route.fulfill(status=204, headers={"Date": "Mon, 19 Oct 2026 07:02:00 GMT"})
        elif jalan.startswith("/static/"):
            berkas = Path(str(finders.find(jalan.removeprefix("/static/").split("?")[0])))
            jenis = mimetypes.guess_type(berkas.name)[0] or "text/plain"
            route.fulfill(body=berkas.read_bytes(), headers={"Content-Type": jenis})
        else:
            route.fulfill(
                body=html,
                headers={"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": CSP},
            )

    page.on("console", lambda m: pelanggaran.append(m.text) if "Content Security Policy" in m.text else None)
    page.route("**/*", answer)
    page.goto(ALAMAT)
    page.evaluate("document.activeElement.blur()")
    yield page
    assert not pelanggaran


def current(layar: Any) -> str:
    """Name in the focused row, or the id of what has the focus."""
    return layar.evaluate(
        "(e => e.matches('tr') ? e.querySelector('.utama').textContent : e.id)(document.activeElement)"
    )


def enter(layar: Any) -> None:
    layar.focus("#contoh-tabel tr[data-baris]")


def test_j_and_k_move_in_the_list(layar: Any):
    enter(layar)
    assert current(layar) == "Bejo Santika"
    layar.keyboard.press("j")
    assert current(layar) == "Kasmadi Purwo"
    assert layar.inner_text("[data-baris-kini]") == "Baris 2 dari 2"
    layar.keyboard.press("k")
    assert current(layar) == "Bejo Santika"


def test_x_picks_and_the_band_counts_families_and_persons(layar: Any):
    enter(layar)
    layar.keyboard.press("x")
    assert layar.inner_text("[data-jumlah-pilih]") == "1 keluarga dipilih, 4 orang"
    layar.keyboard.press("Escape")
    assert not layar.is_visible("[data-pita-pilih]")


def test_row_with_a_blocking_finding_is_not_picked_and_says_why(layar: Any):
    enter(layar)
    layar.keyboard.press("End")
    layar.keyboard.press("x")
    expect(layar.locator("#gawat")).to_have_text("Belum bisa: ibu kandung kosong")
    assert not layar.is_visible("[data-pita-pilih]")


def test_control_a_picks_only_rows_that_can_be(layar: Any):
    enter(layar)
    layar.keyboard.press("Control+a")
    assert layar.inner_text("[data-jumlah-pilih]") == "1 keluarga dipilih, 4 orang"


def test_slash_searches_and_enter_goes_to_the_first_hit(layar: Any):
    layar.keyboard.press("/")
    assert current(layar) == "isian-cari"
    layar.keyboard.type("kasm")
    assert layar.locator("#contoh-tabel tr[data-baris]:visible").count() == 1
    layar.keyboard.press("Enter")
    assert current(layar) == "Kasmadi Purwo"


def test_search_without_a_hit_says_so(layar: Any):
    layar.keyboard.press("/")
    layar.keyboard.type("zzz")
    assert "Tidak ada yang cocok." in layar.inner_text("#contoh-tabel [data-tanpa-hasil]")


def test_single_letters_can_be_switched_off(layar: Any):
    layar.evaluate("document.body.dataset.tombolHuruf = 'tidak'")
    layar.keyboard.press("j")
    layar.keyboard.press("/")
    assert current(layar) == ""


def test_question_mark_lists_the_keys_of_this_screen(layar: Any):
    layar.keyboard.press("?")
    assert layar.is_visible("#panel-tombol")
    assert "Tinjau lalu tandai TETAP" in layar.inner_text("#panel-tombol")
    layar.keyboard.press("Escape")
    assert not layar.is_visible("#panel-tombol")


def test_mosaic_is_one_stop_and_arrows_move_in_it(layar: Any):
    assert layar.locator("[data-kotak][tabindex='0']").count() == 1
    layar.focus("[data-kotak]")
    layar.keyboard.press("ArrowRight")
    assert layar.evaluate("document.activeElement.getAttribute('aria-label')") == "Suka Rami, Berjalan"
    assert "612 dari 876 orang" in layar.inner_text(".kartu-apung")
    layar.keyboard.press("Escape")
    assert layar.locator(".kartu-apung").count() == 0


def test_field_saves_itself_by_the_clock_of_the_server(layar: Any):
    layar.fill("[data-simpan]", "Aminah")
    expect(layar.locator("[data-keadaan]")).to_have_text("Tersimpan 14.02")


def test_failed_save_is_said_aloud_and_stays_on_screen(layar: Any):
    layar.route("**/gaya", lambda route: route.abort())
    layar.fill("[data-simpan]", "Aminah")
    expect(layar.locator("[data-keadaan]")).to_have_text("Belum tersimpan")
    assert layar.is_visible("[data-pita-galat]")
    assert layar.input_value("[data-simpan]") == "Aminah"


def test_busy_and_closed_buttons_do_nothing(layar: Any):
    layar.evaluate("document.addEventListener('click', () => { window.ditekan = true; })")
    layar.locator("[aria-disabled='true']").first.click(force=True)
    layar.locator("[aria-busy='true']").first.click(force=True)
    assert layar.evaluate("window.ditekan") is None


@pytest.mark.parametrize("lebar", [320, 360, 683, 1024, 1366])
def test_no_sideways_scroll(layar: Any, lebar: int):
    layar.set_viewport_size({"width": lebar, "height": 768})
    assert layar.evaluate("document.documentElement.scrollWidth") <= lebar


def test_targets_are_large_enough_on_a_phone(layar: Any):
    layar.set_viewport_size({"width": 360, "height": 800})
    kecil = layar.evaluate(
        """[...document.querySelectorAll('button, .tombol, .saringan a, .tab-bawah a, select, textarea')]
        .filter((e) => e.getClientRects().length && !e.closest('.tabel-kerja') && !e.matches('.tautan-tombol'))
        .filter((e) => e.getBoundingClientRect().height < 43.5).map((e) => e.textContent)"""
    )
    assert kecil == []
