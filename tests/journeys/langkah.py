"""What the journeys stand on: a register with people and a month that runs, and persons who sit at browsers.

Setup goes through services and factories; the acts of a story never do, they are pressed on pages.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Response, expect

from opensiks.akun.services import assign_akun, create_akun
from opensiks.bansos.services import draw_penerima
from opensiks.infra import clock
from opensiks.infra.scope import scope_nasional
from opensiks.keluarga.models import Keluarga
from opensiks.penetapan.services import finalise_penetapan
from opensiks.rules.aktor import Actor
from opensiks.rules.peran import Peran
from opensiks.rules.wilayah import NASIONAL, Cakupan
from opensiks.verval.models import Periode
from opensiks.verval.services import open_periode
from tests.cast import (
    DESA,
    DESA_ASING,
    DESA_BUDI,
    DIBUAT_AT,
    KAB,
    RATNA,
    SANDI,
    SEJAK,
    SISTEM,
    Pemeran,
    make_akun,
    make_cast,
)
from tests.factories.keluarga import anak, baris, buat_wilayah, daftarkan, istri, orang

RUDI = Actor(121, "Rudi", Peran.PUSDATIN, NASIONAL, asal="uji")
PUTRI = Actor(122, "Putri", Peran.PROVINSI, Cakupan(("18",)), asal="uji")
PIPIT = Actor(123, "Pipit", Peran.PENGELOLA_PROGRAM, NASIONAL, asal="uji", program="PKH")

# A paper as a scanner makes it, as far as anybody looks.
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
JPG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00uji"
NAMA_KEPALA = (
    "SLAMET RIYADI", "HERMAN SAPUTRA", "AGUS WIBOWO", "YANTO PRASETYO", "SUPARMAN HADI", "DEDI IRAWAN",
    "RAHMAT HIDAYAT", "JOKO SUSILO", "ANDI KURNIAWAN", "BAMBANG SETIAWAN", "EKO NUGROHO",
    "WAHYU PRATAMA", "IWAN GUNAWAN",
)  # fmt: skip
FOTO = os.environ.get("OPENSIKS_FOTO", "")


def awal_bulan(pada: date, maju: int = 0) -> date:
    """The first of the month `maju` months later."""
    ke = pada.year * 12 + pada.month - 1 + maju
    return date(ke // 12, ke % 12 + 1, 1)


@dataclass
class Cerita:
    """The register at the beginning: `able` leaves PKH, `gone` the register, `misspelt` asks for a new name in vain."""

    periode: Periode
    keluarga: list[Keluarga]
    tetangga: Keluarga
    jauh: Keluarga
    pemeran: dict[str, Pemeran]
    catatan: dict[str, Any] = field(default_factory=dict)

    @property
    def able(self) -> Keluarga:
        return self.keluarga[0]

    @property
    def gone(self) -> Keluarga:
        return self.keluarga[1]

    @property
    def misspelt(self) -> Keluarga:
        return self.keluarga[2]


def siapkan_cerita(*, sisa_hari: int = 10) -> Cerita:
    """Villages, accounts, thirteen families of Sari's village in PKH, last month's list and draw, an open period.

    `sisa_hari` days are left for the villages; negative ones are over.
    """
    with scope_nasional():
        buat_wilayah()
        pemeran = make_cast() | {p.akun.username: p for p in map(make_akun, (RUDI, PUTRI))}
        pemeran["pipit"] = _make_pengelola()
        keluarga = _daftarkan(DESA, NAMA_KEPALA)
        [tetangga] = _daftarkan(DESA_BUDI, ("TARMIZI TAHER",))
        [jauh] = _daftarkan(DESA_ASING, ("ZULKARNAIN AHMAD",))
        _tetapkan_bulan_ini(pemeran)
        periode = buka_periode(sisa_hari)
    return Cerita(periode, keluarga, tetangga, jauh, pemeran)


def buka_periode(sisa_hari: int) -> Periode:
    """A month of the rules of 2023 that began five days ago (or before its end), wherever today is in the calendar."""
    hari_ini = clock.today(KAB)
    tenggat = hari_ini + timedelta(days=sisa_hari)
    mulai = min(hari_ini, tenggat) - timedelta(days=5)
    tenggat_kab = max(hari_ini, tenggat) + timedelta(days=3)
    return open_periode(
        "uji-berjalan", "Bulan berjalan", "bulanan_2023", KAB, mulai, tenggat, tenggat_kab, by=RATNA,
        at=clock.now() - timedelta(days=6),
    )  # fmt: skip


def _daftarkan(kode_desa: str, nama: tuple[str, ...]) -> list[Keluarga]:
    terakhir = clock.today(KAB) - timedelta(days=32)
    rows = [
        baris(
            kode_desa, [orang(n), istri(f"SITI {n.split()[0]}"), anak(f"PUTRI {n.split()[1]}")],
            program=("PKH", "SEMBAKO"), verval_terakhir=terakhir, rt=f"{1 + i % 4:03d}",
        )
        for i, n in enumerate(nama)
    ]  # fmt: skip
    return daftarkan(*rows)


def _make_pengelola() -> Pemeran:
    akun = create_akun("pipit", PIPIT.nama, SANDI, by=SISTEM, at=DIBUAT_AT, harus_ganti_sandi=False)
    tugas = assign_akun(akun, PIPIT.peran, "", by=SISTEM, at=DIBUAT_AT, sejak=SEJAK, program="PKH")
    return Pemeran(Actor(akun.pk, PIPIT.nama, PIPIT.peran, NASIONAL, "uji", "PKH"), akun, tugas)


def _tetapkan_bulan_ini(pemeran: dict[str, Pemeran]) -> None:
    """The list everybody is on, and PKH's draw from it."""
    at = clock.now() - timedelta(days=10)
    bulan = awal_bulan(clock.today(KAB))
    daftar = finalise_penetapan(
        bulan, KAB, "SK/UJI/1", disiapkan=pemeran["rudi"].actor, by=pemeran["ratna"].actor, at=at
    )
    draw_penerima("PKH", daftar, by=pemeran["pipit"].actor, at=at)


def nomor_di(alamat: str) -> int:
    """The number in an address: /usulan/12/ is 12."""
    return next(int(bagian) for bagian in alamat.split("/") if bagian.isdigit())


# --- persons at browsers ------------------------------------------------------------------------------------------


class Orang:
    """One person at a browser of their own; every failing script, blocked content or broken page is remembered."""

    def __init__(self, page: Page, alamat: str, nama: str) -> None:
        self.page, self.alamat, self.nama = page, alamat, nama
        self.gangguan: list[str] = []
        page.on("pageerror", lambda e: self.gangguan.append(f"{nama}: {e}"))
        page.on("console", self._listen)
        page.on("response", self._look)

    def _listen(self, pesan: Any) -> None:
        if "Content Security Policy" in pesan.text:
            self.gangguan.append(f"{self.nama} {self.page.url}: {pesan.text}")

    def _look(self, jawab: Response) -> None:
        # Django has no page for its own mistakes here; a missing style sheet or picture is one as well.
        if jawab.status >= 500 or (jawab.status == 404 and "/static/" in jawab.url):
            self.gangguan.append(f"{self.nama}: {jawab.status} {jawab.url}")

    def masuk(self) -> "Orang":
        self.buka("/masuk/")
        self.page.get_by_label("Nama pengguna").or_(self.page.locator("#id_login")).first.fill(self.nama)
        self.page.locator("#id_password").fill(SANDI)
        self.tekan("Masuk")
        expect(self.page.locator("details.akun")).to_be_visible()
        return self

    def buka(self, jalan: str) -> int:
        """Go there; the status of the answer."""
        jawab = self.page.goto(self.alamat + jalan)
        assert jawab is not None
        return jawab.status

    def tekan(self, kata: str) -> None:
        """Press the one button or link of these words."""
        self.page.get_by_role("button", name=kata).or_(self.page.get_by_role("link", name=kata)).first.click()

    def tab(self, kata: str) -> None:
        """Through the navigation, until all of the page has come."""
        with self.page.expect_navigation():
            self.page.locator("nav.tab").get_by_role("link", name=kata).click()

    def tombol(self, kunci: str) -> None:
        """Press a key, once the scripts that listen to it have come with the page."""
        self.page.wait_for_load_state()
        self.page.keyboard.press(kunci)

    def isi(self, nama: str, nilai: str) -> None:
        self.page.locator(f"#id_{nama}").fill(nilai)

    def pilih(self, nama: str, nilai: str) -> None:
        self.page.locator(f"#id_{nama}").select_option(nilai)

    def isi_tanggal(self, nama: str, hari: date) -> None:
        self.page.locator(f"#id_{nama}_0").fill(str(hari.day))
        self.page.locator(f"#id_{nama}_1").select_option(str(hari.month))
        self.page.locator(f"#id_{nama}_2").fill(str(hari.year))

    def unggah(self, nama: str, berkas: str, isi: bytes) -> None:
        jenis = "application/pdf" if berkas.endswith(".pdf") else "application/octet-stream"
        self.page.locator(f"#id_{nama}").set_input_files({"name": berkas, "mimeType": jenis, "buffer": isi})

    def baca(self, *kata: str) -> None:
        """Every one of these stands in the content."""
        for satu in kata:
            expect(self.page.locator("body")).to_contain_text(satu)

    def tak_ada(self, *kata: str) -> None:
        for satu in kata:
            expect(self.page.locator("body")).not_to_contain_text(satu)

    def unduh(self, kata: str) -> tuple[str, bytes]:
        """Press, and take the file that comes: its name and content."""
        with self.page.expect_download() as unduhan:
            self.tekan(kata)
        berkas = unduhan.value
        return berkas.suggested_filename, Path(berkas.path()).read_bytes()

    def kirim(self, jalan: str, **isi: str) -> int:
        """Send a form that no page offers, as somebody would who writes the address by hand; the answer's status."""
        with self.page.expect_navigation() as jawab:
            self.page.evaluate(_KIRIM, [jalan, isi])
        assert jawab.value is not None
        return jawab.value.status

    def foto(self, nama: str) -> None:
        """A picture of the whole page, where OPENSIKS_FOTO names a folder."""
        if FOTO:
            self.page.screenshot(path=str(Path(FOTO) / f"{nama}.png"), full_page=True)


_KIRIM = """([jalan, isi]) => {
  const form = document.createElement("form");
  form.method = "post";
  form.action = jalan;
  const token = JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"]
    || document.querySelector("[name=csrfmiddlewaretoken]")?.value || "";
  for (const [nama, nilai] of Object.entries({ csrfmiddlewaretoken: token, ...isi })) {
    const masukan = document.createElement("input");
    masukan.name = nama;
    masukan.value = nilai;
    form.append(masukan);
  }
  document.body.append(form);
  form.submit();
}"""


@contextmanager
def duduk(browser: Any, alamat: str, nama: str, ukuran: tuple[int, int] = (1280, 900)) -> Iterator[Orang]:
    """Somebody sits down, signs in, and leaves again; nothing may have broken meanwhile."""
    konteks = browser.new_context(
        locale="id-ID",
        timezone_id="Asia/Jakarta",
        viewport={"width": ukuran[0], "height": ukuran[1]},
        accept_downloads=True,
    )
    konteks.set_default_timeout(30_000)
    orang_ini = Orang(konteks.new_page(), alamat, nama)
    try:
        yield orang_ini.masuk()
    finally:
        konteks.close()
    assert not orang_ini.gangguan, orang_ini.gangguan
