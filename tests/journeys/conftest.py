"""One village of 240 families and one enrolled laptop per process; tests get copies of its database and profile."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Playwright, expect

from tests.journeys import lembar, lembar_meja
from tests.journeys.lembar import Laptop, Peladen

KELUARGA = 240
_bekal: "dict[str, Bekal]" = {}


@dataclass(frozen=True)
class Bekal:
    """What every test of the worksheet begins with. `kertas` opens whatever the village seals."""

    profil: Path
    salinan: str
    port: int
    kertas: str
    registrar: Any
    kata: tuple[str, ...]


@dataclass
class Desa:
    """The office's server with its database, and laptops as copies of the enrolled one."""

    peladen: Peladen
    bekal: Bekal
    laptop: Callable[[], Laptop]
    mesin: Playwright

    @contextmanager
    def hidup(self) -> Iterator[None]:
        """The line is there for the length of this block."""
        self.peladen.nyalakan()
        try:
            yield
        finally:
            self.peladen.matikan()


@pytest.fixture(scope="module")
def mesin() -> Iterator[Playwright]:
    import os

    from playwright.sync_api import sync_playwright

    # Playwright's synchronous API keeps an event loop in this thread, which Django would take for async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="module")
def dunia(
    mesin: Playwright, django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Peladen, Bekal]]:
    """The database as it was after the enrolment, and its server; one for the tests of a file."""
    from tests.dukungan import basis_data

    with django_db_blocker.unblock():
        peladen = Peladen()
        if "satu" not in _bekal:
            _bekal["satu"] = _daftarkan(mesin, peladen, tmp_path_factory.mktemp("laptop") / "profil")
        bekal = _bekal["satu"]
        _tutup_sambungan()
        basis_data.bring_back(bekal.salinan)
        peladen.port = bekal.port
        peladen.nyalakan()
        yield peladen, bekal
        peladen.matikan()
        _tutup_sambungan()
        basis_data.make_clone(basis_data.name_of_process())


@pytest.fixture
def desa(dunia: tuple[Peladen, Bekal], mesin: Playwright, tmp_path: Path) -> Iterator[Desa]:
    peladen, bekal = dunia
    semua: list[Laptop] = []

    def laptop() -> Laptop:
        folder = tmp_path / f"laptop-{len(semua)}"
        shutil.copytree(bekal.profil, folder, ignore=shutil.ignore_patterns("Singleton*"))
        semua.append(Laptop(mesin, folder, peladen.alamat))
        return semua[-1]

    yield Desa(peladen, bekal, laptop, mesin)
    peladen.ganti.clear()
    peladen.nyalakan()
    for satu in semua:
        satu.bunuh()
        satu.kubur()
    assert [g for satu in semua for g in satu.gangguan] == []


@pytest.fixture(scope="session", autouse=True)
def _buang_salinan() -> Iterator[None]:
    yield
    from tests.dukungan import basis_data

    for bekal in _bekal.values():
        basis_data.drop(bekal.salinan)


def _tutup_sambungan() -> None:
    from django.db import connections

    for sambungan in connections.all(initialized_only=True):
        sambungan.close()


def _daftarkan(mesin: Playwright, peladen: Peladen, folder: Path) -> Bekal:
    """A village that opens its month, and a laptop that the Dinas lets in: every step pressed on pages."""
    from opensiks.paket.kunci import get_registrar
    from tests.dukungan import basis_data

    kertas = _siapkan_desa()
    peladen.nyalakan()
    laptop = Laptop(mesin, folder, peladen.alamat)
    laptop.nyalakan()
    page = laptop.page
    lembar.masuk_akun(page, peladen.alamat, "sari")
    kata = lembar.pasang(page)
    lembar_meja.setujui(mesin, peladen.alamat, kata)
    lembar.tekan(page, "Periksa sekarang")
    expect(page.locator("nav.tab").first).to_be_visible(timeout=60_000)
    lembar.tunggu_terpasang(page)
    laptop.pulas()
    assert laptop.gangguan == []
    port = peladen.port
    peladen.matikan()
    _tutup_sambungan()
    return Bekal(folder, basis_data.keep_copy("lembar"), port, kertas, get_registrar().jwk, tuple(kata))


def _siapkan_desa() -> str:
    """Families, people, a month with ten days left; the village's paper key."""
    from opensiks.infra import clock
    from opensiks.infra.scope import scope_nasional
    from opensiks.paket.services import make_pemulihan
    from tests.cast import DESA, DESA_BUDI, KAB, make_cast
    from tests.factories.keluarga import anak, baris, buat_wilayah, daftarkan, istri, orang
    from tests.journeys.langkah import buka_periode

    lalu = clock.today(KAB) - timedelta(days=32)
    with scope_nasional():
        buat_wilayah()
        pemeran = make_cast()
        nama = [f"{DEPAN[i % 12]} {BELAKANG[i // 12 % 10]} {TENGAH[i // 120]}" for i in range(KELUARGA)]
        isi = [
            baris(
                DESA, [orang(n), istri(f"SITI {n.split()[1]}"), anak(f"PUTRI {n.split()[0]}")],
                program=("PKH", "SEMBAKO"), verval_terakhir=lalu, rt=f"{1 + i % 8:03d}", rw=f"{1 + i % 4:03d}",
            )
            for i, n in enumerate(nama)
        ]  # fmt: skip
        daftarkan(*isi, baris(DESA_BUDI, [orang("TARMIZI TAHER")]))
        periode = buka_periode(10)
        return make_pemulihan(DESA, periode, by=pemeran["jaya"].actor, at=clock.now())


DEPAN = (
    "AHMAD", "BAMBANG", "CECEP", "DEDI", "EKO", "FAJAR", "GUNAWAN", "HENDRA", "IRWAN", "JOKO", "KARNO", "LUKMAN",
)  # fmt: skip
BELAKANG = (
    "SANTOSO", "WIBOWO", "SAPUTRA", "HIDAYAT", "PRATAMA", "NUGROHO", "SETIAWAN", "KURNIAWAN", "RAHMAN", "HAKIM",
)  # fmt: skip
TENGAH = ("JAYA", "UTAMA")
