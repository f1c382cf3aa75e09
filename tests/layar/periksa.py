"""What is looked for on a page that stands open in Chromium: barriers (axe), overflow, overlaps, lost focus."""

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

# WCAG 2.0 to 2.2, A and AA, and what axe calls best practice.
ATURAN = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# Laptop, the same at 200 %, phone, and the width of WCAG 1.4.10.
UKURAN = {"laptop": (1366, 768), "zoom200": (683, 384), "hp": (360, 800), "sempit": (320, 640)}
JARAK_TEKS = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }"""


@cache
def _sumber_axe() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8") + "\n;0"


@cache
def _sumber() -> str:
    return Path(__file__).with_suffix(".js").read_text("utf-8")


def _tanya(page: Page, apa: str, isi: Any = None) -> Any:
    """One of the searches of periksa.js; it comes in through the debugger, so the page's own CSP stays."""
    page.evaluate(_sumber())
    return page.evaluate(f"(isi) => window.__layar.{apa}(isi)", isi)


def cari_hambatan(page: Page) -> list[str]:
    """What axe finds."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_sumber_axe())
    return list(_tanya(page, "hambatan", list(ATURAN)))


def buka_semua(page: Page) -> int:
    """Open everything that can be folded out in place, but for menus, which cover what they hang over; how many."""
    return int(_tanya(page, "bukaSemua"))


def cari_cacat(page: Page) -> list[str]:
    """Overflow, cut words, overlapping controls and small targets at the size the page has now."""
    return [f"{apa}: {x}" for apa in ("meluap", "terpotong", "tindih", "kecil") for x in _tanya(page, apa)]


def cari_cacat_jarak(page: Page) -> list[str]:
    """What is lost with the reader's own spacing of text (WCAG 1.4.12): cut words, controls on one spot."""
    _tanya(page, "jarakTeks", JARAK_TEKS)
    cacat = [f"jarak teks, {apa}: {x}" for apa in ("terpotong", "tindih") for x in _tanya(page, apa)]
    _tanya(page, "jarakTeks", "")
    return cacat


def lihat_fokus(page: Page) -> dict[str, Any]:
    """nama, kunci (which element), cincin (it shows), dalamLayar (in sight), bebas (not covered)."""
    return dict(_tanya(page, "fokus"))


def nilai_fokus(fokus: dict[str, Any]) -> str:
    """What is wrong with where the focus is; empty when nothing is."""
    kata = {"cincin": "fokus tak terlihat", "dalamLayar": "fokus di luar layar", "bebas": "fokus tertutup"}
    return next((f"{k}: {fokus['nama']}" for sifat, k in kata.items() if not fokus[sifat]), "")


def telusuri_fokus(page: Page, batas: int = 70) -> list[str]:
    """Go through the page by Tab: every stop shows where it is, lies in sight and under nothing."""
    cacat, dikenal = [], set()
    page.evaluate("() => { document.activeElement?.blur(); window.scrollTo(0, 0); }")
    for _ in range(batas):
        page.keyboard.press("Tab")
        fokus = lihat_fokus(page)
        if not fokus["nama"] or fokus["kunci"] in dikenal:
            break
        dikenal.add(fokus["kunci"])
        salah = nilai_fokus(fokus)
        if salah:
            cacat.append(salah)
    return cacat[:4]
