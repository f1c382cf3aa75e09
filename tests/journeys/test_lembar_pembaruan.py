"""A new version waits, or does not come at all; the rescue page saves what lies here, whatever else is broken."""

import json
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import lembar_kerja as kerja
from tests.journeys.conftest import Desa
from tests.journeys.lembar import PIN, Jawab, Laptop, angka_pita, ke, tekan, tunggu_terpasang

pytestmark = pytest.mark.browser

LEMBAR_JS = "/static/lembar/lembar.js"
DAFTAR_CACHE = "() => caches.keys().then((k) => k.filter((n) => n.startsWith('lembar-')).sort())"


def ambil(desa: Desa, jalur: str) -> str:
    with urlopen(desa.peladen.alamat + jalur) as jawab:
        return str(jawab.read().decode())


def sebar_versi(desa: Desa, versi: str, program: bytes | None = None) -> None:
    """Deploy another version: a new worker, and another program where one is given."""
    awal, _, sisa = ambil(desa, "/lembar/sw.js").partition("\n")
    isi = json.loads(awal.removeprefix("self.LEMBAR=").rstrip(";")) | {"versi": versi}
    sw = f"self.LEMBAR={json.dumps(isi)};\n{sisa}".encode()
    desa.peladen.ganti["/lembar/sw.js"] = lambda: (200, "text/javascript", sw)
    if program is not None:
        jawab: Jawab = (200, "text/javascript", program)
        desa.peladen.ganti[LEMBAR_JS] = lambda: jawab


def periksa_pembaruan(page: Page) -> str:
    """Ask for a new worker, as the browser does by itself once a day; what became of it."""
    return str(
        page.evaluate(
            """async () => {
              const r = await navigator.serviceWorker.getRegistration("/lembar/");
              await r.update().catch(() => null);
              for (let i = 0; i < 100 && r.installing; i += 1) await new Promise((s) => setTimeout(s, 50));
              return r.waiting ? "menunggu" : "tidak ada";
            }"""
        )
    )


def test_an_update_waits_for_the_form_and_for_the_operator(desa: Desa) -> None:
    """Kegagalan 19: nothing reloads over an open form, the offer comes after it, and then the new version runs."""
    laptop = desa.laptop()
    page = laptop.kerja()
    satu, *_ = kerja.list_keluarga(page)
    tunggu_terpasang(page)
    ke(page, f"#/isi/PERBAIKAN_DATA/{satu}")
    page.locator("#bidang-alamat").fill("JL. KENANGA NO. 12")
    page.evaluate("() => { window.belumDimuatUlang = true; }")
    sebar_versi(desa, "versi-dua", ambil(desa, LEMBAR_JS).encode() + b"\nwindow.versiDua = true;")
    assert periksa_pembaruan(page) == "menunggu"
    pita = page.get_by_label("Versi baru")
    expect(pita).to_contain_text("Dipasang setelah isian ini disimpan")
    expect(pita.get_by_role("button")).to_have_count(0)
    assert page.locator("#bidang-alamat").input_value() == "JL. KENANGA NO. 12"
    tekan(page, "Simpan usulan")
    page.wait_for_function("() => location.hash.startsWith('#/keluarga/')")
    sebelum = angka_pita(page)
    assert sebelum >= 1
    assert page.evaluate("() => window.belumDimuatUlang && !window.versiDua")
    pita.get_by_role("button", name="Pasang sekarang").click()
    page.wait_for_function("() => window.versiDua && !window.belumDimuatUlang")
    laptop.masuk_pin()
    assert angka_pita(page) == sebelum


def test_a_version_with_a_missing_file_is_not_installed(desa: Desa) -> None:
    """Kegagalan 18: one file answers 404; the old version goes on, without a line too."""
    laptop = desa.laptop()
    page = laptop.kerja()
    tunggu_terpasang(page)
    assert kerja.tandai_semua(page, "ahmad") > 10
    ada, cache = angka_pita(page), page.evaluate(DAFTAR_CACHE)
    sebar_versi(desa, "versi-rusak")
    desa.peladen.ganti["/static/lembar/penyelamat.js"] = lambda: (404, "text/plain", b"")
    assert periksa_pembaruan(page) == "tidak ada"
    assert page.evaluate(DAFTAR_CACHE) == cache
    laptop.pulas()
    desa.peladen.matikan()
    page = laptop.kerja()
    assert angka_pita(page) == ada


def selamatkan(laptop: Laptop, folder: Path) -> tuple[kerja.Keluar, kerja.Keluar | None]:
    """The rescue page's backup without a PIN, and its package with it where that still works."""
    page = laptop.buka("/lembar/penyelamat/")
    tombol = page.get_by_role("button", name="Simpan cadangan")
    expect(tombol).to_be_visible()
    cadangan = kerja.ambil_unduhan(page, tombol.click, folder)
    page.get_by_text("Buat paket untuk Dinas dengan PIN").click()
    page.get_by_label("PIN").fill(PIN)
    tombol = page.get_by_role("button", name="Buat paket")
    if page.evaluate("() => indexedDB.databases().then((d) => d.some((x) => x.version > 1))"):
        tombol.click()
        expect(page.locator("#penyelamat [role=alert]")).to_be_visible()
        return cadangan, None
    return cadangan, kerja.ambil_unduhan(page, tombol.click, folder)


def test_the_rescue_page_works_where_the_program_does_not(desa: Desa, tmp_path: Path) -> None:
    """Kegagalan 21: a version that does not start leads to the rescue page, and that saves everything, offline."""
    laptop = desa.laptop()
    page = laptop.kerja()
    tunggu_terpasang(page)
    assert kerja.tandai_semua(page, "bambang") > 10
    ada = angka_pita(page)
    sebar_versi(desa, "versi-tiga", b"(() => { throw new Error('rusak sejak mulai'); })();")
    assert periksa_pembaruan(page) == "menunggu"
    page.get_by_label("Versi baru").get_by_role("button", name="Pasang sekarang").click()
    page.wait_for_load_state()
    expect(page.get_by_role("link", name="halaman penyelamat")).to_be_visible()
    desa.peladen.matikan()
    cadangan, paket = selamatkan(laptop, tmp_path)
    assert len(json.loads(cadangan.isi)["toko"]["ubahan"]) == ada
    assert paket is not None
    assert len(paket.buka(desa.bekal.kertas, desa.bekal.registrar).ubahan) == ada
    # A few openings later the worker shows the version that had worked.
    for _ in range(4):
        page = laptop.buka()
    expect(page.get_by_label("PIN", exact=True)).to_be_visible()
    laptop.masuk_pin()
    assert angka_pita(page) == ada
    assert [g for g in laptop.gangguan if "rusak sejak mulai" not in g] == []
    laptop.gangguan.clear()


NAIKKAN = """(akun) => new Promise((ada, gagal) => {
  const m = indexedDB.open(`opensiks-lembar-${akun}`, 99);
  m.onsuccess = () => { m.result.close(); ada(true); };
  m.onerror = () => gagal(m.error);
})"""


def test_a_newer_database_is_not_opened_and_not_overwritten(desa: Desa, tmp_path: Path) -> None:
    """Kegagalan 9: what this program cannot open stays as it is, and the rescue page saves it."""
    laptop = desa.laptop()
    desa.peladen.matikan()
    page = laptop.kerja()
    assert kerja.tandai_semua(page, "cecep") > 10
    ada = angka_pita(page)
    page.goto(laptop.alamat + "/lembar/penyelamat/")
    expect(page.get_by_role("button", name="Simpan cadangan")).to_be_visible()
    akun = page.evaluate("() => indexedDB.databases().then((d) => d[0].name.split('-').pop())")
    page.evaluate(NAIKKAN, akun)
    page = laptop.buka()
    expect(page.get_by_role("heading", name="data Anda masih ada")).to_be_visible()
    cadangan, paket = selamatkan(laptop, tmp_path)
    assert paket is None
    isi = json.loads(cadangan.isi)
    assert (len(isi["toko"]["ubahan"]), isi["rusak"]) == (ada, [])
