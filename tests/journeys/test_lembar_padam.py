"""Browsers that die, tabs that fight, fingers that press twice: what was shown as saved is there, and there once."""

import os
import random
import threading
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page, expect

from tests.journeys import lembar_kerja as kerja
from tests.journeys.conftest import Desa
from tests.journeys.lembar import Laptop, angka_pita, ke, tekan

pytestmark = pytest.mark.browser

# Random deaths of the browser; a long run sets the number, and the seed of a failing one.
MATI = int(os.environ.get("OPENSIKS_MATI", "4"))
BENIH = int(os.environ.get("OPENSIKS_BENIH", "20211106"))
CATAT = """() => {
  const lihat = () => { const t = document.querySelector('[role=status].kecil')?.innerText || '';
    const n = /^(\\d+) dari/.exec(t); if (n) window.tersimpan(Number(n[1])); };
  new MutationObserver(lihat).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""


@pytest.mark.berat
def test_whatever_was_shown_as_saved_survives_every_death(desa: Desa, tmp_path: Path) -> None:
    """Kegagalan 1 dan 25: at random moments of saving and of making a package; nothing lost, nothing twice."""
    acak, laptop = random.Random(BENIH), desa.laptop()
    desa.peladen.matikan()
    mulai = batas = tampak = 0
    sekali = min(40, max(6, 200 // MATI))
    for ke_berapa in range(MATI):
        page = laptop.kerja()
        ada = angka_pita(page)
        assert mulai <= ada <= batas or ke_berapa == 0, f"benih {BENIH}, mati ke-{ke_berapa}"
        terlihat = [0]
        # Every fourth time a package is being made, else decisions are being saved.
        banyak = 0 if ke_berapa % 4 == 3 else min(sekali, 240 - ada)
        if banyak:
            page.expose_function("tersimpan", lambda n, t=terlihat: t.append(n))
            page.evaluate(CATAT)
        _mati_sambil_kerja(laptop, page, banyak, acak.uniform(0.0, min(0.9, 0.1 + banyak * 0.04)))
        mulai, batas = ada + max(terlihat), ada + banyak
        tampak += max(terlihat)
    page = laptop.kerja()
    ada = angka_pita(page)
    assert mulai <= ada <= batas
    print(f"\nmati {MATI} kali: {tampak} tampak tersimpan sebelum mati, {ada} ada, nomor 1 sampai {ada}")
    _nothing_twice(desa, kerja.salin(page, tmp_path), ada)


def _mati_sambil_kerja(laptop: Laptop, page: Page, banyak: int, sesudah: float) -> None:
    """Start saving (or a package, when all is decided), and die a while later."""
    jam = threading.Timer(sesudah, laptop.bunuh)
    try:
        if banyak:
            baris = kerja.tandai_rentang(page, "", banyak)
            jam.start()
            baris.wait_for(state="detached", timeout=20_000)
        else:
            ke(page, "#/serahkan/flashdisk")
            jam.start()
            page.locator("#flashdisk").get_by_role("button", name="Salin").click()
        page.wait_for_timeout(3_000)
    except Error:
        pass
    jam.join()
    laptop.bunuh()
    laptop.kubur()


def _nothing_twice(desa: Desa, keluar: kerja.Keluar, ada: int) -> None:
    isi = keluar.buka(desa.bekal.kertas, desa.bekal.registrar)
    assert [u.n for u in isi.ubahan] == list(range(1, ada + 1))
    assert len({u.id for u in isi.ubahan}) == ada
    assert len({u.pokok for u in isi.ubahan}) == ada


def test_pressed_twice_is_one_decision(desa: Desa, tmp_path: Path) -> None:
    """Kegagalan 6: double click and Enter twice, on a verdict, on a whole list, on a proposal."""
    laptop = desa.laptop()
    desa.peladen.matikan()
    page = laptop.kerja()
    satu, dua, *_ = kerja.list_keluarga(page)
    ke(page, f"#/keluarga/{satu}")
    page.get_by_role("button", name="Tandai TETAP").dblclick()
    page.wait_for_timeout(300)
    assert angka_pita(page) == 1
    kerja.pilih_semua(page, "ahmad santoso")
    page.get_by_role("button", name="Ya, tandai").dblclick()
    expect(page.get_by_role("searchbox")).to_be_visible()
    setelah = angka_pita(page)
    ke(page, f"#/isi/PERBAIKAN_DATA/{dua}")
    page.locator("#bidang-alamat").fill("JL. KENANGA NO. 4")
    page.locator("#bidang-alamat").press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_function("() => !location.hash.startsWith('#/isi/')")
    page.wait_for_timeout(300)
    isi = kerja.salin(page, tmp_path).buka(desa.bekal.kertas, desa.bekal.registrar)
    assert len(isi.ubahan) == setelah + 2
    for jenis in ("verval", "usulan"):
        pokok = [u.pokok for u in isi.ubahan if u.jenis == jenis]
        assert len(set(pokok)) == len(pokok)
    assert [u.isi["jenis"] for u in isi.ubahan if u.jenis == "usulan"] == ["PERBAIKAN_DATA"]


def test_one_tab_writes_and_the_next_takes_over(desa: Desa, tmp_path: Path) -> None:
    """Kegagalan 4 dan 5: the second tab only looks, takes over when asked, and at once when the first one dies."""
    laptop = desa.laptop()
    desa.peladen.matikan()
    pertama = laptop.kerja()
    a, b, c, *_ = kerja.list_keluarga(pertama)
    assert laptop.konteks is not None
    kedua = laptop.konteks.new_page()
    kedua.goto(laptop.alamat + "/lembar/")
    expect(kedua.get_by_role("heading", name="Lembar ini sudah terbuka di jendela lain")).to_be_visible()
    tekan(kedua, "Lihat saja")
    laptop.masuk_pin(page=kedua)
    ke(kedua, f"#/keluarga/{a}")
    expect(kedua.locator("#judul-keluarga")).to_be_visible()
    expect(kedua.get_by_role("button", name="Tandai TETAP")).to_have_count(0)
    kedua.keyboard.press("t")
    kerja.tandai_satu(pertama, a)
    expect(kedua.locator(".pita-salin strong")).to_contain_text("1 keputusan")
    tekan(kedua, "Pakai di jendela ini")
    expect(kedua.get_by_text("Di sini hanya bisa melihat")).to_have_count(0)
    expect(pertama.get_by_text("Di sini hanya bisa melihat")).to_be_visible()
    kerja.tandai_satu(kedua, b)
    expect(pertama.locator(".pita-salin strong")).to_contain_text("2 keputusan")

    with suppress(Error):
        kedua.goto("chrome://crash", timeout=3_000)
    expect(pertama.get_by_text("Di sini hanya bisa melihat")).to_have_count(0, timeout=2_000)
    kerja.tandai_satu(pertama, c)
    isi = kerja.salin(pertama, tmp_path).buka(desa.bekal.kertas, desa.bekal.registrar)
    assert [(u.n, u.pokok) for u in isi.ubahan] == [(1, a), (2, b), (3, c)]
