"""Doors of the worksheet: PIN, lock, another person, lost data, a wrong clock, an old browser, a private window."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from opensiks.infra import clock
from opensiks.infra.scope import scope_nasional
from opensiks.paket.models import Ubahan
from tests.cast import KAB
from tests.journeys import lembar_kerja as kerja
from tests.journeys import lembar_meja as meja
from tests.journeys.conftest import Desa
from tests.journeys.lembar import (
    PERAMBAN_LAMA,
    PIN,
    UNDUH_BIASA,
    angka_pita,
    baca_kata,
    ke,
    masuk_akun,
    tekan,
)

pytestmark = pytest.mark.browser

# What a private window of Chrome 109 says of itself: no promise to keep, and a share of the memory for a disk.
PENYAMARAN = """Object.defineProperty(navigator.storage, "estimate", {
  value: async () => ({ quota: 1_934_567_890, usage: 0 }) });"""


def test_a_wrong_pin_costs_time_and_nothing_else(desa: Desa) -> None:
    """Kegagalan 10: ten times wrong waits longer each time, wipes nothing, and the right one opens everything."""
    laptop = desa.laptop()
    desa.peladen.matikan()
    page = laptop.kerja()
    kerja.tandai_satu(page, kerja.list_keluarga(page)[0])
    laptop.pulas()
    laptop.nyalakan()
    page = laptop.page
    page.clock.install(time=clock.now())
    laptop.buka()
    jeda = [_salah(page) for _ in range(10)]
    assert jeda[:4] == [0, 0, 0, 0]
    assert jeda[4:] == sorted(jeda[4:])
    assert (jeda[4], jeda[9]) == (15, 480)
    laptop.masuk_pin()
    assert angka_pita(page) == 1


def _salah(page: Page) -> int:
    """One wrong PIN, after the wait that the last one cost; seconds to wait now."""
    isian = page.get_by_label("PIN", exact=True)
    isian.fill("salah sekali 1")
    tekan(page, "Buka lembar kerja")
    expect(page.locator("#pin-masuk-galat")).to_have_text("PIN salah. Data di sini tidak hilang.")
    tunggu = page.locator(".sebab-mati")
    if not tunggu.count():
        return 0
    angka, satuan = re.findall(r"(\d+) (detik|menit)", tunggu.inner_text())[0]
    detik = int(angka) * (60 if satuan == "menit" else 1)
    page.clock.fast_forward(detik * 1000 + 500)
    page.reload()
    expect(isian).to_be_visible()
    expect(tunggu).to_have_count(0)
    return detik


def test_the_lock_keeps_the_text_and_the_cursor(desa: Desa) -> None:
    """Kegagalan 12: a quarter of an hour idle in the middle of a form; after the PIN the same text, the same place."""
    laptop = desa.laptop()
    desa.peladen.matikan()
    laptop.nyalakan()
    page = laptop.page
    page.clock.install(time=clock.now())
    laptop.buka()
    laptop.masuk_pin()
    ke(page, f"#/isi/PERBAIKAN_DATA/{kerja.list_keluarga(page)[0]}")
    isian = page.locator("#bidang-alamat")
    isian.fill("JL. KENANGA NO. 21")
    isian.evaluate("(e) => e.setSelectionRange(4, 11)")
    page.clock.fast_forward(16 * 60_000)
    expect(page.get_by_role("dialog", name="Terkunci")).to_be_visible()
    page.get_by_role("dialog").get_by_label("PIN", exact=True).fill(PIN)
    tekan(page, "Buka lembar kerja")
    expect(page.get_by_role("dialog", name="Terkunci")).to_have_count(0)
    expect(isian).to_be_focused()
    assert isian.input_value() == "JL. KENANGA NO. 21"
    assert isian.evaluate("(e) => [e.selectionStart, e.selectionEnd]") == [4, 11]


def test_another_person_on_the_laptop_sees_nothing(desa: Desa, tmp_path: Path) -> None:
    """Kegagalan 13: Budi signs in here; nothing of Sari's is shown, and hers is whole afterwards."""
    laptop = desa.laptop()
    page = laptop.kerja()
    assert kerja.tandai_semua(page, "dedi") > 10
    ada = angka_pita(page)
    laptop.pulas()
    laptop.nyalakan()
    page = laptop.page
    masuk_akun(page, desa.peladen.alamat, "budi")
    expect(page.get_by_role("button", name="Pasang lembar kerja di laptop ini")).to_be_visible()
    isi = page.locator("body").inner_text()
    for kata in ("Dedi", "Sari", "Way Mengaku", str(ada)):
        assert kata not in isi
    laptop.pulas()
    laptop.nyalakan()
    masuk_akun(laptop.page, desa.peladen.alamat, "sari")
    page = laptop.masuk_pin()
    assert angka_pita(page) == ada
    keluar = kerja.salin(page, tmp_path)
    assert len(keluar.buka(desa.bekal.kertas, desa.bekal.registrar).ubahan) == ada


def test_lost_data_starts_recovery_and_comes_back_from_the_stick(desa: Desa, tmp_path: Path) -> None:
    """Kegagalan 7 dan 8: the store is gone; recovery is shown, and the stick with the paper key brings all back."""
    laptop = desa.laptop()
    page = laptop.kerja()
    assert kerja.tandai_semua(page, "eko") > 10
    keluar = kerja.salin(page, tmp_path)
    semula = keluar.buka(desa.bekal.kertas, desa.bekal.registrar).ubahan
    assert laptop.konteks is not None
    page.goto("about:blank")
    cdp = laptop.konteks.new_cdp_session(page)
    apa = "indexeddb,service_workers,cache_storage"
    cdp.send("Storage.clearDataForOrigin", {"origin": laptop.alamat, "storageTypes": apa})
    masuk_akun(page, desa.peladen.alamat, "sari")
    expect(page.get_by_role("heading", name="Data lembar kerja di laptop ini hilang")).to_be_visible()
    expect(page.locator("main")).to_contain_text(f"pernah menyimpan {len(semula)} keputusan")
    expect(page.locator("main")).to_contain_text("membuat 1 paket")
    tekan(page, "Pasang lagi, lalu muat berkas lama")
    page.get_by_label("PIN baru").fill(PIN)
    page.get_by_label("Ulangi PIN").fill(PIN)
    tekan(page, "Pasang lagi")
    expect(page.locator(".enam-kata li")).to_have_count(6)
    meja.setujui(desa.mesin, desa.peladen.alamat, baca_kata(page, ".enam-kata"))
    tekan(page, "Periksa sekarang")
    expect(page.locator("nav.tab").first).to_be_visible(timeout=60_000)
    ke(page, "#/serahkan")
    page.get_by_text("Muat kembali dari paket atau cadangan lama").click()
    page.get_by_label("Kunci pemulihan").fill(desa.bekal.kertas)
    page.locator("#berkas-cadangan").set_input_files(keluar.path)
    expect(page.locator("main")).to_contain_text(f"{len(semula)} keputusan kembali, 0 sudah ada.")
    lagi = kerja.salin(page, tmp_path).buka(desa.bekal.kertas, desa.bekal.registrar).ubahan
    assert [(u.id, u.jenis, u.pokok, u.isi) for u in lagi] == [
        (u.id, u.jenis, u.pokok, u.isi) for u in semula
    ]


def test_a_wrong_clock_is_told_and_stops_nobody(desa: Desa, tmp_path: Path) -> None:
    """Kegagalan 14 dan 15: the clock stands in 2019, is put right, jumps back; warned, saved, and counted upwards."""
    laptop = desa.laptop()
    desa.peladen.matikan()
    laptop.nyalakan()
    page = laptop.page
    page.clock.install(time="2019-03-04T09:00:00+07:00")
    laptop.buka()
    laptop.masuk_pin()
    expect(page.locator("main")).to_contain_text("Batas dihitung dari jam Dinas")
    a, b, c, *_ = kerja.list_keluarga(page)
    kerja.tandai_satu(page, a)
    page.clock.set_system_time(clock.now())
    kerja.tandai_satu(page, b)
    pertama = kerja.kirim_wa(page, tmp_path)
    page.clock.set_system_time(clock.now() - timedelta(days=300))
    kerja.tandai_satu(page, c)
    kedua = kerja.kirim_wa(page, tmp_path)
    isi = [k.buka(desa.bekal.kertas, desa.bekal.registrar) for k in (pertama, kedua)]
    assert [p.manifes["urutan"] for p in isi] == sorted({p.manifes["urutan"] for p in isi})
    assert [(u.n, u.pokok) for u in isi[1].ubahan] == [(1, a), (2, b), (3, c)]
    with desa.hidup(), meja.di_meja(desa.mesin, desa.peladen.alamat) as jaya:
        meja.jatuhkan(jaya, [("jam.txt", kedua.isi)])
        meja.nilai(jaya)
        assert "ditolak" not in meja.baca_baris(jaya)["jam.txt"]
    with scope_nasional():
        assert Ubahan.objects.filter(kode_desa__startswith=KAB, pokok__in=[a, b, c]).count() == 3


def test_an_old_browser_seals_as_well(desa: Desa, tmp_path: Path) -> None:
    """Without X25519, Ed25519, locks and the newer doors to the system it decides, saves and seals all the same."""
    laptop = desa.laptop()
    desa.peladen.matikan()
    laptop.awal = PERAMBAN_LAMA + UNDUH_BIASA
    page = laptop.kerja()
    assert page.evaluate("() => !navigator.locks && !window.showSaveFilePicker && !navigator.share")
    assert kerja.tandai_semua(page, "fajar") > 10
    ada = angka_pita(page)
    for keluar in (kerja.kirim_wa(page, tmp_path), kerja.salin(page, tmp_path)):
        assert len(keluar.buka(desa.bekal.kertas, desa.bekal.registrar).ubahan) == ada


def test_a_private_window_is_refused_before_a_word_is_typed(desa: Desa) -> None:
    """Kegagalan 16: where the browser lets itself be known; nothing to type, nothing stored."""
    laptop = desa.laptop()
    desa.peladen.matikan()
    laptop.awal = PENYAMARAN
    laptop.tetap = False
    laptop.nyalakan()
    page = laptop.buka()
    expect(page.get_by_role("heading", name="Ini jendela penyamaran")).to_be_visible()
    assert page.locator("input").count() == 0
