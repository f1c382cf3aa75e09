"""The disk is full: said at once, nothing on the screen lost, nothing old harmed; with room the work goes on.

48 MB, and no less: after the disk was full the worksheet needs room before it writes again. Measured on 40 MB: 3.5 MB
profile, 13 MB of the probe for room, which Chromium deletes late, and 20 MB of its new log and tables; 37 MB together,
so that on 40 MB the first try after making room now and then still says that nothing is saved. Without the browser's
promise to keep the data (`Laptop.tetap`) Chromium throws the whole site away at the first write that finds no room.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys import lembar_kerja as kerja
from tests.journeys.conftest import Desa
from tests.journeys.lembar import Laptop, angka_pita, ke, tekan

pytestmark = pytest.mark.browser
RUANG_MB = 48


@pytest.fixture
def disk_kecil() -> Iterator[Path]:
    """A disk of its own in memory, so small that it can be filled."""
    if os.geteuid() != 0:
        pytest.skip("perlu root untuk membuat disk kecil")
    letak = Path(tempfile.mkdtemp(prefix="disk-kecil-"))
    pasang = ["mount", "-t", "tmpfs", "-o", f"size={RUANG_MB}m", "tmpfs", str(letak)]
    try:
        if subprocess.run(pasang, capture_output=True, check=False).returncode != 0:
            pytest.skip("disk kecil tidak boleh dipasang di sini")
        yield letak
    finally:
        subprocess.run(["umount", "-l", str(letak)], capture_output=True, check=False)
        with suppress(OSError):
            letak.rmdir()


def penuhi(letak: Path) -> None:
    """Fill the disk to its last byte."""
    with suppress(OSError), (letak / "penuh").open("ab", buffering=0) as berkas:
        for besar in (1 << 20, 1 << 16, 1 << 12, 1):
            with suppress(OSError):
                while berkas.write(b"x" * besar) == besar:
                    pass


def test_a_full_disk_says_not_saved_and_keeps_the_form(desa: Desa, disk_kecil: Path, tmp_path: Path) -> None:
    """Kegagalan 2: red words, the form stays, older rows survive, export says what it can do, writing resumes."""
    asal = desa.laptop()
    laptop = Laptop(desa.mesin, disk_kecil / "profil", asal.alamat)
    shutil.copytree(asal.folder, laptop.folder)
    desa.peladen.matikan()
    try:
        page = laptop.kerja(f"--disk-cache-dir={tmp_path / 'cache'}")
        satu, dua, tiga, *_ = kerja.list_keluarga(page)
        kerja.tandai_satu(page, satu)
        foto = kerja.foto(3)
        ke(page, f"#/isi/PERBAIKAN_DATA/{dua}")
        page.locator("#bidang-alamat").fill("JL. KENANGA NO. 77")
        kerja.lampirkan(page, {"KK": foto})
        penuhi(disk_kecil)
        tekan(page, "Simpan usulan")
        gagal = page.get_by_role("alert").filter(has_text="TIDAK tersimpan")
        expect(gagal.first).to_be_visible()
        assert page.evaluate("() => location.hash").startswith("#/isi/PERBAIKAN_DATA/")
        assert page.locator("#bidang-alamat").input_value() == "JL. KENANGA NO. 77"
        expect(page.locator("#bukti .album li")).to_have_count(1)
        assert angka_pita(page) == 1

        (disk_kecil / "penuh").unlink()
        tekan(page, "Simpan usulan")
        page.wait_for_function("() => !location.hash.startsWith('#/isi/')")
        expect(page.locator(".pita-gagal")).to_have_count(0)
        kerja.tandai_satu(page, tiga)
        ada = angka_pita(page)
        laptop.bunuh()
        laptop.kubur()
        page = laptop.kerja(f"--disk-cache-dir={tmp_path / 'cache'}")
        assert angka_pita(page) == ada
        isi = kerja.salin(page, tmp_path).buka(desa.bekal.kertas, desa.bekal.registrar)
        assert {satu, dua, tiga} == {u.pokok for u in isi.ubahan}
        assert (len(isi.ubahan), len(isi.lampiran)) == (ada, 1)
    finally:
        laptop.bunuh()
        laptop.kubur()
    assert set(laptop.gangguan) <= {"AbortError"}


def test_an_export_on_a_full_disk_is_told_and_loses_nothing(
    desa: Desa, disk_kecil: Path, tmp_path: Path
) -> None:
    """Kegagalan 2 dan 26: no package could be made; said so, the decisions stay as they were, with room it goes out."""
    asal = desa.laptop()
    laptop = Laptop(desa.mesin, disk_kecil / "profil", asal.alamat)
    shutil.copytree(asal.folder, laptop.folder)
    desa.peladen.matikan()
    try:
        page = laptop.kerja(f"--disk-cache-dir={tmp_path / 'cache'}")
        for satu in kerja.list_keluarga(page)[:3]:
            kerja.tandai_satu(page, satu)
        semula = kerja.angka_tempat(page)
        penuhi(disk_kecil)
        for jalan, tombol in (("flashdisk", "Salin 3 keputusan"), ("whatsapp", "Kirim sebagai dokumen")):
            ke(page, f"#/serahkan/{jalan}")
            kotak = page.locator(f"#{jalan}")
            kotak.get_by_role("button", name=tombol).click()
            expect(kotak.get_by_role("alert")).to_contain_text("Berkas TIDAK ditulis.")
            expect(kotak.get_by_role("alert")).to_contain_text("Keputusan tetap di laptop ini.")
            expect(kotak.get_by_role("button", name=tombol)).to_be_enabled()
        assert kerja.angka_tempat(page) == semula
        assert angka_pita(page) == 3
        assert page.locator("table", has_text="Belum dibaca ulang").count() == 0

        (disk_kecil / "penuh").unlink()
        isi = kerja.salin(page, tmp_path).buka(desa.bekal.kertas, desa.bekal.registrar)
        assert [u.n for u in isi.ubahan] == [1, 2, 3]
        assert isi.manifes["urutan"] == 1
        assert angka_pita(page) == 0
        laptop.bunuh()
        laptop.kubur()
        page = laptop.kerja(f"--disk-cache-dir={tmp_path / 'cache'}")
        assert kerja.angka_tempat(page)["sudah disalin keluar"] == 3
    finally:
        laptop.bunuh()
        laptop.kubur()
    assert set(laptop.gangguan) <= {"AbortError"}
