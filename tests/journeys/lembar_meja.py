"""What happens at the Dinas: files fall on the desk, are judged, conflicts are settled, receipts go home."""

import base64
import io
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Playwright, expect

from tests.journeys.langkah import Orang, duduk
from tests.journeys.lembar import DIAM, baca_kata, cari_chromium

_JATUHKAN = """(daftar) => {
  const dt = new DataTransfer();
  for (const [nama, isi] of daftar)
    dt.items.add(new File([Uint8Array.from(atob(isi), (c) => c.charCodeAt(0))], nama));
  document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: dt, bubbles: true, cancelable: true }));
}"""


@contextmanager
def di_meja(mesin: Playwright, alamat: str, nama: str = "jaya") -> Iterator[Orang]:
    """Somebody of the Dinas at a computer of the office."""
    peramban = mesin.chromium.launch(executable_path=cari_chromium(), args=list(DIAM))
    try:
        with duduk(peramban, alamat, nama, (1366, 900)) as orang:
            yield orang
    finally:
        peramban.close()


def setujui(mesin: Playwright, alamat: str, kata: list[str]) -> None:
    """Jaya compares the six words and lets the newest laptop in."""
    with di_meja(mesin, alamat) as jaya:
        jaya.buka("/meja/perangkat/")
        jaya.page.locator("main tbody a").first.click()
        expect(jaya.page.locator(".kata-perangkat")).to_be_visible()
        assert baca_kata(jaya.page, ".kata-perangkat") == kata
        jaya.tekan("Sama, setujui")
        jaya.baca("disetujui")


def jatuhkan(orang: Orang, daftar: Sequence[tuple[str, bytes]]) -> str:
    """Drop the files anywhere on the desk and wait until each is safe; what the page says."""
    orang.buka("/meja/")
    expect(orang.page.locator("form.meja-siap")).to_be_visible()
    orang.page.evaluate(_JATUHKAN, [[nama, base64.b64encode(isi).decode()] for nama, isi in daftar])
    judul = orang.page.locator("#meja-maju h2")
    expect(judul).to_have_text(f"{len(daftar)} berkas sudah aman di Dinas", timeout=60_000)
    return str(orang.page.locator("#meja-maju").inner_text())


def nilai(orang: Orang) -> None:
    orang.buka("/meja/")
    if orang.page.get_by_role("button", name="Nilai sekarang").count():
        orang.tekan("Nilai sekarang")
        expect(orang.page.get_by_role("button", name="Nilai sekarang")).to_have_count(0, timeout=120_000)


def baca_baris(orang: Orang) -> dict[str, str]:
    """File name -> the answer on its line."""
    orang.buka("/meja/")
    baris = orang.page.locator("#daftar-berkas tr[data-baris]")
    return {
        str(b.locator("th .kode").inner_text()): str(b.locator("td").first.inner_text()) for b in baris.all()
    }


def ambil_tanda(orang: Orang) -> dict[str, bytes]:
    """All receipts of the period, as the desk packs them: name -> bytes."""
    orang.buka("/meja/")
    with orang.page.expect_download() as unduhan:
        orang.page.locator("a[href*='tanda.zip']").first.click()
    with zipfile.ZipFile(io.BytesIO(_baca(unduhan.value))) as z:
        return {n: z.read(n) for n in z.namelist()}


def selesaikan_bentrok(orang: Orang, alasan: str, pilihan: str) -> str:
    """Open the one conflict, read both sides, settle it with a reason; what stood on the page."""
    orang.buka("/meja/bentrok/")
    orang.page.locator("main tbody a, main .daftar-aksi a").first.click()
    expect(orang.page.locator("#id_alasan")).to_be_visible()
    isi = str(orang.page.locator("main").inner_text())
    orang.isi("alasan", alasan)
    orang.tekan(pilihan)
    orang.baca("Tidak ada bentrok")
    return isi


def _baca(unduhan: Any) -> bytes:
    with open(unduhan.path(), "rb") as berkas:
        return berkas.read()
