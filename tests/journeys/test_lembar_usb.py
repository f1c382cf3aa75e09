"""The stick is full, pulled out, or gives other bytes back: said at once, no decision moves, the next try works."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from opensiks.paket.berkas import open_berkas
from tests.journeys import lembar_kerja as kerja
from tests.journeys.conftest import Desa
from tests.journeys.lembar import Laptop, angka_pita, ke

pytestmark = pytest.mark.browser
GAGAL = "Flashdisk penuh, tercabut, atau rusak. Berkas BELUM jadi."
Gangguan = dict[str, Callable[[], object]]

# The dialog of the system, which no test can answer, gives a real file of the browser's own disk. `ganggu` is told
# when that file was opened, written and closed, and may then do to it what happens to sticks.
PEMILIH = """window.showSaveFilePicker = async ({ suggestedName }) => {
  const akar = await navigator.storage.getDirectory();
  const p = await akar.getFileHandle(suggestedName, { create: true }), buka = p.createWritable.bind(p);
  p.createWritable = async () => {
    const w = await buka(), tulis = w.write.bind(w), tutup = w.close.bind(w);
    w.write = async (isi) => { await tulis(isi); await ganggu("tulis"); };
    w.close = async () => { await tutup(); await ganggu("tutup"); };
    await ganggu("buka");
    return w;
  };
  return p;
};"""
_BACA = """async (nama) => {
  const berkas = await (await (await navigator.storage.getDirectory()).getFileHandle(nama)).getFile();
  return [...new Uint8Array(await berkas.arrayBuffer())];
}"""
_BUANG = """async () => {
  const akar = await navigator.storage.getDirectory();
  for await (const nama of akar.keys()) await akar.removeEntry(nama);
}"""


@pytest.fixture
def laptop(desa: Desa) -> Laptop:
    """Two decisions, no line, and a browser that writes to files."""
    laptop = desa.laptop()
    desa.peladen.matikan()
    laptop.awal = PEMILIH
    page = laptop.kerja()
    for satu in kerja.list_keluarga(page)[:2]:
        kerja.tandai_satu(page, satu)
    return laptop


def salin(page: Page, ganggu: Gangguan, saat: Mapping[str, Callable[[], object]]) -> str:
    """Press "Salin" while these things happen at these moments; what the card says then."""
    ganggu.clear()
    ganggu.update(saat)
    ke(page, "#/beranda")
    ke(page, "#/serahkan/flashdisk")
    kotak = page.locator("#flashdisk")
    kotak.get_by_role("button", name="Salin 2 keputusan").click()
    expect(kotak.locator(".pita")).to_have_count(1)
    ganggu.clear()
    return kotak.inner_text()


def beri_gangguan(page: Page) -> Gangguan:
    """What happens at each moment, to be filled by the caller."""
    ganggu: Gangguan = {}
    page.expose_function("ganggu", lambda saat: ganggu.get(saat, lambda: None)() and None)
    return ganggu


def list_berkas(laptop: Laptop) -> list[Path]:
    """The files of the browser's own disk as they lie in the profile."""
    return [p for p in laptop.folder.glob("Default/File System/*/t/[0-9][0-9]/*") if p.is_file()]


def rusakkan(laptop: Laptop) -> None:
    """The stick gives another byte back; its clock tells nothing."""
    for path in list_berkas(laptop):
        isi = bytearray(path.read_bytes())
        if isi:
            isi[len(isi) // 2] ^= 1
            path.write_bytes(isi)


def cabut(laptop: Laptop) -> None:
    for path in list_berkas(laptop):
        path.unlink()


def nothing_moved(page: Page, semula: dict[str, int]) -> None:
    assert kerja.angka_tempat(page) == semula
    assert angka_pita(page) == 2
    assert page.locator("td", has_text="Belum dibaca ulang").count() == 1


def the_next_try_works(desa: Desa, page: Page, ganggu: Gangguan) -> None:
    """Same package, whole, and only now called copied."""
    page.evaluate(_BUANG)
    kata = salin(page, ganggu, {})
    assert "Tersalin dan sudah dibaca ulang" in kata
    nama = page.evaluate(
        "async () => (await Array.fromAsync((await navigator.storage.getDirectory()).keys()))[0]"
    )
    isi = open_berkas(
        bytes(page.evaluate(_BACA, nama)), [desa.bekal.kertas], registrar=[desa.bekal.registrar]
    )
    assert [u.n for u in isi.ubahan] == [1, 2]
    assert isi.manifes["urutan"] == 1
    assert kerja.angka_tempat(page)["sudah disalin keluar"] == 2
    assert angka_pita(page) == 0


def test_a_full_stick_is_told_and_changes_nothing(desa: Desa, laptop: Laptop) -> None:
    """Kegagalan 26: no room for the file; after room was made the same package goes out."""
    page, asal = laptop.page, {"origin": desa.peladen.alamat}
    ganggu = beri_gangguan(page)
    semula = kerja.angka_tempat(page)
    assert laptop.konteks is not None
    cdp = laptop.konteks.new_cdp_session(page)
    penuh = {"buka": lambda: cdp.send("Storage.overrideQuotaForOrigin", asal | {"quotaSize": 1})}
    for _ in range(2):
        kata = salin(page, ganggu, penuh)
        assert "Belum tersalin" in kata
        assert GAGAL in kata
        cdp.send("Storage.overrideQuotaForOrigin", asal)
        nothing_moved(page, semula)
    the_next_try_works(desa, page, ganggu)


def test_a_stick_pulled_at_any_moment_is_told_and_changes_nothing(desa: Desa, laptop: Laptop) -> None:
    """Kegagalan 26: the file vanishes after it was opened, written, or closed."""
    page = laptop.page
    ganggu = beri_gangguan(page)
    semula = kerja.angka_tempat(page)
    for saat in ("buka", "tulis", "tutup"):
        kata = salin(page, ganggu, {saat: lambda: cabut(laptop)})
        assert GAGAL in kata, saat
        nothing_moved(page, semula)
        page.evaluate(_BUANG)
    the_next_try_works(desa, page, ganggu)


def test_a_stick_that_gives_other_bytes_back_is_found_by_reading(desa: Desa, laptop: Laptop) -> None:
    """Kegagalan 26: everything was written, one bit is another; the reading finds it."""
    page = laptop.page
    ganggu = beri_gangguan(page)
    semula = kerja.angka_tempat(page)
    kata = salin(page, ganggu, {"tutup": lambda: rusakkan(laptop)})
    assert "Belum tersalin" in kata
    nothing_moved(page, semula)
    the_next_try_works(desa, page, ganggu)
