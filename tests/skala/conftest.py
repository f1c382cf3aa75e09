"""One Spark for all tests of this folder, and the registers they match."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from opensiks.synth import pasangan, pasangan_lain
from tests.skala.gugus import Gugus, run_gugus

PEMBUAT = {
    "biasa": (pasangan.generate_pasangan, 1.0),
    "dua_kali_salah": (pasangan.generate_pasangan, 2.0),
    "pembuat_lain": (pasangan_lain.generate_pasangan, 1.0),
}


@pytest.fixture(scope="session")
def gugus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gugus]:
    with run_gugus(tmp_path_factory.mktemp("gugus") / "spark") as g:
        yield g


@pytest.fixture(params=list(PEMBUAT))
def berkas(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Path]:
    """D of 3,000 rows and P of 10,000 as Parquet."""
    buat, laju = PEMBUAT[request.param]
    return write(tmp_path, buat(3000, 10_000, seed=47, laju=laju))


def write(folder: Path, p: pasangan.Pasangan) -> tuple[Path, Path]:
    d, k = folder / "d.parquet", folder / "p.parquet"
    pq.write_table(p.dtks, d)
    # Several row groups: what a task reads is a piece of the file.
    pq.write_table(p.dukcapil, k, row_group_size=2000)
    return d, k
