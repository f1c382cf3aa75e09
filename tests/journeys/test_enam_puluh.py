"""A first-time operator's whole path, with every click and key counted: at most sixty beyond the words typed.

What counts: each click, and each key that is not part of a word (Tab, Enter, T, 1). What does not: the letters and
digits of names, dates, reasons and head counts; reaching the field does. Nobody uses a key they have not been shown.
"""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from opensiks.akun.services import assign_akun, create_akun
from opensiks.infra.scope import scope_nasional
from opensiks.rules.peran import Peran
from tests.cast import DESA, DIBUAT_AT, SANDI, SEJAK, SISTEM
from tests.journeys.langkah import Cerita, siapkan_cerita

pytestmark = pytest.mark.browser
BATAS = 60
SANDI_BARU = "padi menguning di sawah"
HADIR = {"KADES_LURAH": "110", "OPERATOR": "101", "RT_RW": "641", "BPD": "520", "WAKIL_KPM": "312"}


class Tangan:
    """One hand on the mouse and one on the keyboard, both counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.hitung: dict[str, int] = {}
        self.bagian = ""

    @property
    def jumlah(self) -> int:
        return sum(self.hitung.values())

    def mulai(self, bagian: str) -> None:
        self.bagian = bagian
        self.hitung[bagian] = 0

    def klik(self, sasaran: Any) -> None:
        self.hitung[self.bagian] += 1
        sasaran.click()

    def tekan(self, kunci: str) -> None:
        self.hitung[self.bagian] += 1
        self.page.keyboard.press(kunci)

    def ketik(self, kata: str) -> None:
        """Words, into the field that has the focus; what stands there already is typed over."""
        assert self.page.evaluate("document.activeElement.matches('input, textarea')"), "tidak di dalam isian"
        self.page.keyboard.type(kata)

    def pilih(self, id_: str, nilai: str) -> None:
        """A select takes two: open it, choose."""
        self.hitung[self.bagian] += 2
        self.page.locator(f"#id_{id_}").select_option(nilai)

    def tombol(self, kata: str) -> None:
        self.klik(
            self.page.get_by_role("button", name=kata).or_(self.page.get_by_role("link", name=kata)).first
        )


def _make_akun_baru() -> None:
    """An operator of Sari's village who was given an account this morning."""
    with scope_nasional():
        akun = create_akun("nurul", "Nurul", SANDI, by=SISTEM, at=DIBUAT_AT, harus_ganti_sandi=True)
        assign_akun(akun, Peran.OPERATOR_DESA, DESA, by=SISTEM, at=DIBUAT_AT, sejak=SEJAK)


def test_first_path_of_an_operator_takes_at_most_sixty(live_server: Any, page: Page) -> None:
    cerita = siapkan_cerita()
    _make_akun_baru()
    tangan = Tangan(page)
    page.goto(live_server.url)

    _sign_in(tangan)
    _understand(tangan)
    _verify_ten(tangan)
    _propose(tangan, cerita)
    _meet(tangan)
    isi = _print(tangan)

    assert isi.startswith(b"%PDF-")
    print("\nklik dan tombol di luar kata:", tangan.jumlah, tangan.hitung)
    assert tangan.jumlah <= BATAS, tangan.hitung


def _sign_in(tangan: Tangan) -> None:
    """The first password has to be replaced at once."""
    tangan.mulai("masuk")
    tangan.klik(tangan.page.locator("#id_login"))
    tangan.ketik("nurul")
    tangan.tekan("Tab")
    tangan.ketik(SANDI)
    tangan.tekan("Enter")
    expect(tangan.page.get_by_role("heading", name="Ganti sandi")).to_be_visible()
    tangan.klik(tangan.page.locator("#id_lama"))
    tangan.ketik(SANDI)
    tangan.tekan("Tab")
    tangan.ketik(SANDI_BARU)
    tangan.tekan("Enter")
    expect(tangan.page.locator("details.akun")).to_be_visible()


def _understand(tangan: Tangan) -> None:
    """Read what this screen is for, and go back to it."""
    tangan.mulai("mengerti")
    if "/akun/" in tangan.page.url:
        tangan.klik(tangan.page.locator("nav.tab").get_by_role("link", name="Beranda"))
    tangan.tombol("Bantuan")
    panel = tangan.page.locator("#panel-bantuan")
    expect(panel).to_contain_text("Verval")
    tangan.tekan("Escape")
    expect(panel).to_be_hidden()


def _verify_ten(tangan: Tangan) -> None:
    """Ten of the thirteen, each ticked by itself after the RT has named it unchanged."""
    tangan.mulai("verval")
    tangan.klik(tangan.page.locator("nav.tab").get_by_role("link", name="Verval"))
    kotak = tangan.page.locator("input[name=keluarga]")
    for k in range(3, 13):
        tangan.klik(kotak.nth(k))
    tangan.tombol("Tinjau lalu tandai TETAP")
    tangan.tombol("Ya, tandai 10 keluarga TETAP")
    expect(tangan.page.locator("main")).to_contain_text("10 keluarga, 30 orang ditandai TETAP.")


def _propose(tangan: Tangan, cerita: Cerita) -> None:
    tangan.mulai("usulan")
    if not tangan.page.get_by_role("link", name="Slamet Riyadi").count():
        tangan.klik(tangan.page.locator("nav.tab").get_by_role("link", name="Verval"))
    tangan.klik(tangan.page.get_by_role("link", name="Slamet Riyadi"))
    tangan.tombol("Usul tidak layak")
    tangan.pilih("program", "PKH")
    tangan.pilih("kode_alasan", "MAMPU")
    tangan.klik(tangan.page.locator("#id_alasan"))
    tangan.ketik("Punya toko dan mobil. Disampaikan RT 001.")
    tangan.tombol("Ajukan ke musyawarah")
    expect(tangan.page.locator("main")).to_contain_text("diajukan.")


def _meet(tangan: Tangan) -> None:
    page = tangan.page
    tangan.mulai("musyawarah")
    tangan.klik(page.locator("nav.tab").get_by_role("link", name="Musyawarah"))
    tangan.klik(page.locator("#id_mulai"))
    if not page.locator("#id_mulai").input_value():
        tangan.ketik("09.00")
    tangan.tombol("Jadwalkan musyawarah")
    expect(page.locator("main")).to_contain_text("Agenda: 1 usulan")
    for unsur, angka in HADIR.items():
        tangan.klik(page.locator(f"#id_{unsur}_d"))
        for i, n in enumerate(angka):
            if i:
                tangan.tekan("Tab")
            tangan.ketik(n)
    tangan.tekan("Enter")
    expect(page.locator("main")).to_contain_text("Daftar hadir tersimpan.")
    tangan.tombol("Buka layar rapat")
    expect(page.locator("body")).to_contain_text("usulan 1 dari 1")
    tangan.tekan("1")
    expect(page.locator("main")).to_contain_text("Sudah diputuskan")
    tangan.klik(page.get_by_role("link", name="Tutup musyawarah"))
    tangan.klik(page.locator("#id_selesai"))
    tangan.ketik("11.30")
    tangan.tombol("Tutup musyawarah")
    expect(page.locator("main")).to_contain_text("Musyawarah ditutup.")


def _print(tangan: Tangan) -> bytes:
    tangan.mulai("cetak")
    with tangan.page.expect_download() as unduhan:
        tangan.tombol("Cetak berita acara")
    with open(unduhan.value.path(), "rb") as berkas:
        return berkas.read()
