"""Receipts that are not what they say: refused in plain words by the page, and no decision is called received."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from opensiks.akun.models import Akun
from opensiks.infra import clock
from opensiks.infra.scope import scope_nasional
from opensiks.paket import services
from opensiks.paket.berkas import Paket, make_berkas, open_berkas
from opensiks.paket.segel import make_kunci
from opensiks.paket.tanda import KunciTanda
from opensiks.rules.aktor import Actor
from opensiks.rules.canonical import canonical_bytes
from tests.cast import DESA, HARUN, SARI
from tests.factories.paket import Laptop as LaptopPython
from tests.journeys import lembar_kerja as kerja
from tests.journeys import lembar_meja as meja
from tests.journeys.conftest import Desa
from tests.journeys.lembar import Laptop, angka_pita

pytestmark = pytest.mark.browser


def decide_and_copy(laptop: Laptop, folder: Path, ke_berapa: int) -> kerja.Keluar:
    page = laptop.kerja()
    kerja.tandai_satu(page, kerja.list_keluarga(page)[ke_berapa])
    folder.mkdir()
    return kerja.salin(page, folder)


def package_of_another(desa: Desa, keluarga: str) -> bytes:
    """A package of a second device of the same village."""
    at = clock.now()
    kunci, (rahasia, umum) = KunciTanda.generate("ES256"), make_kunci()
    with scope_nasional():
        sari = Actor(Akun.objects.get(username="sari").pk, SARI.nama, SARI.peran, SARI.cakupan, SARI.asal)
        p = services.request_perangkat(DESA, kunci.jwk, umum, "Laptop lain", "ES256", by=sari, at=at)
        services.enrol_perangkat(p, by=HARUN, at=at)
    lain = LaptopPython(p, sari, kunci, rahasia)
    lain.catat("catatan", keluarga, {"isi": "Tetangga ditanya."}, at)
    return lain.paket(at)


def receipts(desa: Desa, daftar: list[bytes]) -> dict[str, bytes]:
    """Judged at the Dinas; the receipt of each, by the hash of the payload it answers."""
    with desa.hidup(), meja.di_meja(desa.mesin, desa.peladen.alamat) as jaya:
        meja.jatuhkan(jaya, [(f"{n}.age", isi) for n, isi in enumerate(daftar)])
        meja.nilai(jaya)
        semua = [isi for nama, isi in meja.ambil_tanda(jaya).items() if nama.endswith(".age")]
    return {open_tanda(desa, isi).read_badan()["manifes"]: isi for isi in semua}


def open_tanda(desa: Desa, isi: bytes) -> Paket:
    return open_berkas(isi, [desa.bekal.kertas], registrar=[desa.bekal.registrar])


def forge(desa: Desa, asli: bytes) -> bytes:
    """Says yes to every line, is sealed to the right laptop, and is signed by another house."""
    p = open_tanda(desa, asli)
    isi = p.read_badan()
    for putusan in isi["putusan"]:
        putusan["putusan"], putusan["kode"] = "DITERIMA", ""
    manifes = p.manifes | {"isi": {"jumlah": p.manifes["isi"]["jumlah"]}}
    penerima = p.manifes["kepada"]["kunci"]
    return make_berkas(manifes, canonical_bytes(isi), {}, KunciTanda.generate("ES256"), penerima)


def load_refused(page: Page, folder: Path, nama: str, isi: bytes, sebab: str) -> None:
    """Loaded from a file as any other: told why not, and every decision is where it was."""
    semula, pita = kerja.angka_tempat(page), angka_pita(page)
    path = folder / nama
    path.write_bytes(isi)
    kerja.muat_tanda(page, path)
    kotak = page.locator("#tanda-terima")
    expect(kotak).to_contain_text(f"Berkas {nama} bukan tanda terima untuk lembar ini.")
    expect(kotak).to_contain_text("Belum dimuat")
    expect(kotak).to_contain_text(sebab)
    assert (kerja.angka_tempat(page), angka_pita(page)) == (semula, pita)
    assert page.locator("td", has_text="Tanda terima dimuat").count() == 0


def test_forged_and_foreign_receipts_settle_nothing(desa: Desa, tmp_path: Path) -> None:
    """Kegagalan 67: another house's signature, a flipped bit, another device's receipt, another package's receipt, a
    package in a receipt's place. Then the true one, which counts."""
    laptop, lain = desa.laptop(), desa.laptop()
    keluar = decide_and_copy(laptop, tmp_path / "a", 0)
    page = laptop.page
    asing = package_of_another(desa, kerja.list_keluarga(page)[5])
    tanda = receipts(desa, [keluar.isi, asing])
    sidik = keluar.buka(desa.bekal.kertas, desa.bekal.registrar).manifes_sha256
    asli = tanda.pop(sidik)
    [milik_lain] = tanda.values()
    bengkok = bytearray(asli)
    bengkok[len(asli) // 2] ^= 1

    laptop.buka()
    laptop.masuk_pin()
    load_refused(
        page, tmp_path, "palsu.age", forge(desa, asli), "Tanda tangan paket tidak cocok dengan isinya."
    )
    load_refused(page, tmp_path, "bengkok.age", bytes(bengkok), "Berkas rusak, terpotong")
    load_refused(page, tmp_path, "lain.age", milik_lain, "disegel untuk kantor atau perangkat lain.")
    load_refused(page, tmp_path, "paket.age", keluar.isi, "disegel untuk kantor atau perangkat lain.")
    load_refused(page, tmp_path, "undangan.age", b"%PDF-1.7", "Berkas rusak, terpotong")

    # The same keys, another package of the same number: a receipt sealed and signed for this very laptop.
    decide_and_copy(lain, tmp_path / "b", 1)
    kembar = "Tanda terima ini bukan untuk paket yang dibuat di laptop ini."
    load_refused(lain.page, tmp_path, "kembar.age", asli, kembar)
    assert kerja.angka_tempat(lain.page)["sudah diterima Dinas"] == 0

    path = tmp_path / "asli.age"
    path.write_bytes(asli)
    assert "bukan tanda terima" not in kerja.muat_tanda(page, path)
    assert kerja.angka_tempat(page)["sudah diterima Dinas"] == 1
