"""Pages opened in Chromium one after the other, at every size, with everything they say to the console remembered."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page

from tests.layar.jelajah import Halaman, Peserta, kue
from tests.layar.periksa import (
    UKURAN,
    buka_semua,
    cari_cacat,
    cari_cacat_jarak,
    cari_hambatan,
    telusuri_fokus,
)


@contextmanager
def duduk(browser: Browser, dasar: str, peserta: Peserta, **sifat: Any) -> Iterator[tuple[Page, list[str]]]:
    """A page of this account, and what goes wrong in it: console errors, failing scripts, answers of 400 and above."""
    konteks = browser.new_context(
        locale="id-ID", timezone_id="Asia/Jakarta", **({"viewport": {"width": 1366, "height": 768}} | sifat)
    )
    konteks.set_default_timeout(30_000)
    konteks.add_cookies(kue(dasar, peserta))  # type: ignore[arg-type]
    page = konteks.new_page()
    gangguan: list[str] = []
    page.on("pageerror", lambda e: gangguan.append(f"skrip: {e}"))
    page.on(
        "console", lambda m: gangguan.append(f"konsol: {m.text}") if m.type in ("error", "warning") else None
    )
    page.on("response", lambda r: gangguan.append(f"{r.status} {r.url}") if r.status >= 400 else None)
    try:
        yield page, gangguan
    finally:
        konteks.close()


def tinjau(
    browser: Browser, dasar: str, daftar: Iterable[Halaman], periksa: Callable[[Page], list[str]]
) -> dict[str, list[str]]:
    """`periksa` on every page; address and account → what was found there, console included."""
    per_orang: dict[Peserta, list[Halaman]] = defaultdict(list)
    for h in daftar:
        per_orang[h.peserta].append(h)
    temuan: dict[str, list[str]] = {}
    for peserta, halaman in per_orang.items():
        with duduk(browser, dasar, peserta) as (page, gangguan):
            for h in halaman:
                page.goto(dasar + h.alamat, wait_until="load")
                cacat = periksa(page) + gangguan
                gangguan.clear()
                if cacat:
                    temuan[f"{peserta.nama} {h.alamat}"] = cacat
    return temuan


def periksa_semua(page: Page) -> list[str]:
    """Everything that is looked for, folded out and folded in, at the four sizes."""
    cacat = []
    buka_semua(page)
    cacat += [f"axe: {x}" for x in cari_hambatan(page)]
    for nama, (lebar, tinggi) in UKURAN.items():
        page.set_viewport_size({"width": lebar, "height": tinggi})
        cacat += [f"{nama}, {x}" for x in cari_cacat(page)]
        if nama == "hp":
            cacat += [f"axe, hp: {x}" for x in cari_hambatan(page)]
        if nama in ("laptop", "sempit"):
            cacat += [f"{nama}, {x}" for x in cari_cacat_jarak(page)]
        if nama in ("laptop", "zoom200"):
            cacat += [f"{nama}, {x}" for x in telusuri_fokus(page)]
    page.set_viewport_size({"width": 1366, "height": 768})
    return list(dict.fromkeys(cacat))
