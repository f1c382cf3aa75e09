"""One Spark for all tests of this folder, and the registers they match."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from opensiks.synth import pasangan, pasangan_lain
from tests.skala.gugus import Gugus, run_gugus

PEMBUAT = {
    "biasa": (pasangan.generate_pasangan, 1.0),
    "dua_kali_salah": (pasangan.generate_pasangan, 2.0),
    "pembuat_lain": (pasangan_lain.generate_pasangan, 1.0),
    # Other passes and another household: the engine asks the whole of P what it knows.
    "tanpa_kartu_ibu_desa": (pasangan.generate_pasangan, 1.0),
}


@pytest.fixture(scope="session")
def gugus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gugus]:
    with run_gugus(tmp_path_factory.mktemp("gugus") / "spark") as g:
        yield g


@pytest.fixture(params=list(PEMBUAT))
def berkas(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Path]:
    """D of 3,000 rows and P of 10,000 as Parquet."""
    buat, laju = PEMBUAT[request.param]
    p = buat(3000, 10_000, seed=47, laju=laju)
    if request.param == "tanpa_kartu_ibu_desa":
        p = replace(p, dtks=_strip(p.dtks), dukcapil=_strip(p.dukcapil))
    return write(tmp_path, p)


def _strip(tabel: pa.Table) -> pa.Table:
    for kolom in ("no_kk", "nama_ibu", "kode_desa"):
        i = tabel.column_names.index(kolom)
        tabel = tabel.set_column(i, kolom, pa.nulls(tabel.num_rows, pa.string()))
    return tabel


def write(folder: Path, p: pasangan.Pasangan) -> tuple[Path, Path]:
    d, k = folder / "d.parquet", folder / "p.parquet"
    pq.write_table(p.dtks, d)
    # Several row groups: what a task reads is a piece of the file.
    pq.write_table(p.dukcapil, k, row_group_size=2000)
    return d, k
