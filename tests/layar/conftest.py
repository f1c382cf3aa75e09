"""One played example for all tests of the pages in this process: its server, its people, the walk through its pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

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
def contoh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Contoh]:
    home = tmp_path_factory.mktemp("layar")
    dunia.mainkan(home, *dunia.KECIL)
    dunia.titipkan(home)
    try:
        with dunia.layani(home) as dasar:
            yield Contoh(home, dasar, dunia.list_peserta(home))
    finally:
        dunia.opensiks(home, "pg", "stop")


@pytest.fixture(scope="session")
def peta(contoh: Contoh) -> Peta:
    return petakan(contoh.dasar, contoh.peserta)
