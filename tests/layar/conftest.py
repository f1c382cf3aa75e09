"""One played example for all tests of the pages, in whatever process: its people, the walk through its pages."""

import fcntl
import os
import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.dukungan.rumah import remove_rumah, rumah_bersama
from tests.layar import dunia
from tests.layar.jelajah import Peserta, Peta, petakan


@dataclass(frozen=True)
class Contoh:
    home: Path
    dasar: str
    peserta: list[Peserta]

    def siapa(self, awal: str) -> Peserta:
        """The first account whose name begins so: "operator_desa-berjalan", "operator_kab"."""
        return next(p for p in self.peserta if p.nama.startswith(awal))


@pytest.fixture(scope="session")
def contoh() -> Iterator[Contoh]:
    """Played once by the first process that asks; each serves it by itself, the last to leave takes it down."""
    home = rumah_bersama("layar")
    pemakai = home.with_suffix(".pemakai")
    with _bergiliran(home):
        if not (home / "siap").exists():
            home.mkdir(mode=0o700, exist_ok=True)
            dunia.mainkan(home, *dunia.KECIL)
            dunia.titipkan(home)
            dunia.padankan(home)
            (home / "siap").touch()
        pemakai.mkdir(mode=0o700, exist_ok=True)
        (pemakai / str(os.getpid())).touch()
    try:
        with dunia.layani(home) as dasar:
            yield Contoh(home, dasar, dunia.list_peserta(home))
    finally:
        with _bergiliran(home):
            (pemakai / str(os.getpid())).unlink()
            if not any(pemakai.iterdir()):
                remove_rumah(home)
                pemakai.rmdir()


@pytest.fixture(scope="session")
def peta(contoh: Contoh) -> Peta:
    """The walk, done once; sessions and addresses are the same in every process."""
    catatan = contoh.home / "peta.pickle"
    with _bergiliran(contoh.home):
        if not catatan.exists():
            catatan.write_bytes(pickle.dumps(petakan(contoh.dasar, contoh.peserta)))
    hasil: Peta = pickle.loads(catatan.read_bytes())
    return hasil


@contextmanager
def _bergiliran(home: Path) -> Iterator[None]:
    with open(home.with_suffix(".giliran"), "wb") as kunci:
        fcntl.flock(kunci, fcntl.LOCK_EX)
        yield
