"""Hands that never touch the mouse: what a story presses is reached by Tab and pressed by key.

`hanya_papan_ketik` changes what Playwright's own verbs do, so that a story told once is told again by keyboard, in the
very same words. At each stop on the way the focus must show, lie in sight, and lie under nothing (WCAG 2.4.7, 2.4.11).
"""

from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.layar.periksa import lihat_fokus, nilai_fokus

# More stops than this between two things is no way for a person.
BATAS_LANGKAH = 150
_DI_SINI = "(e) => e === document.activeElement"
# Whether the thing lies before the focus in the document.
_SEBELUM = """(e) => {
  const kini = document.activeElement;
  return Boolean(kini && kini !== document.body && kini.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_PRECEDING);
}"""
_PILIHAN = "(e, nilai) => [...e.options].findIndex((o) => o.value === nilai || o.text === nilai)"


class Jari:
    """What the hands met on their way."""

    def __init__(self) -> None:
        self.cacat: list[str] = []
        self.langkah = 0

    def capai(self, sasaran: Locator) -> None:
        """Tab until the focus is there."""
        page = sasaran.page
        expect(sasaran).to_be_visible()
        kunci = "Shift+Tab" if sasaran.evaluate(_SEBELUM) else "Tab"
        for _ in range(BATAS_LANGKAH):
            if sasaran.evaluate(_DI_SINI):
                return
            page.keyboard.press(kunci)
            self.langkah += 1
            fokus = lihat_fokus(page)
            salah = nilai_fokus(fokus) if fokus["nama"] else ""
            if salah:
                self.cacat.append(f"{page.url}: {salah}")
        pytest.fail(
            f"{page.url}: tidak tercapai dengan Tab: {sasaran.evaluate('(e) => e.outerHTML.slice(0, 200)')}"
        )

    def klik(self, sasaran: Locator, **_: Any) -> None:
        sasaran = sasaran.first if sasaran.count() > 1 else sasaran
        self.capai(sasaran)
        if sasaran.evaluate("(e) => e.matches('[type=checkbox], [type=radio]')"):
            sasaran.page.keyboard.press("Space")
        else:
            sasaran.page.keyboard.press("Enter")

    def centang(self, sasaran: Locator, **_: Any) -> None:
        if not sasaran.is_checked():
            self.capai(sasaran)
            sasaran.page.keyboard.press("Space")
            expect(sasaran).to_be_checked()

    def isi(self, sasaran: Locator, nilai: str, **_: Any) -> None:
        self.capai(sasaran)
        sasaran.page.keyboard.press("Control+a")
        sasaran.page.keyboard.type(nilai) if nilai else sasaran.page.keyboard.press("Delete")

    def pilih(self, sasaran: Locator, nilai: str, **_: Any) -> None:
        self.capai(sasaran)
        ke = sasaran.evaluate(_PILIHAN, nilai)
        assert ke >= 0, f"tidak ada pilihan {nilai}"
        sasaran.page.keyboard.press("Home")
        for _ in range(ke):
            sasaran.page.keyboard.press("ArrowDown")
        assert sasaran.evaluate("(e) => e.selectedIndex") == ke


def hanya_papan_ketik(monkeypatch: pytest.MonkeyPatch) -> Jari:
    """From now on, and until the test ends, every click, tick, word and choice is made by key."""
    jari = Jari()
    unggah = Locator.set_input_files

    def taruh(sasaran: Locator, *isi: Any, **sifat: Any) -> None:
        # The window in which a file is chosen is the system's; the way to it is ours.
        jari.capai(sasaran)
        unggah(sasaran, *isi, **sifat)

    monkeypatch.setattr(Locator, "click", lambda s, **k: jari.klik(s, **k))
    monkeypatch.setattr(Locator, "check", lambda s, **k: jari.centang(s, **k))
    monkeypatch.setattr(Locator, "fill", lambda s, nilai, **k: jari.isi(s, nilai, **k))
    monkeypatch.setattr(Locator, "select_option", lambda s, nilai, **k: jari.pilih(s, nilai, **k))
    monkeypatch.setattr(Locator, "set_input_files", taruh)
    return jari
