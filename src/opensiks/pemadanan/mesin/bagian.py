"""Answers of a part of D, given the facts of the whole: who agrees on the number everywhere, weights, frequencies.

A part is any set of rows of D in which the rows of one card stay together: the view `d`. Facts of the whole are `sama`
(all of D), the register, and, between the two rounds, the persons that the first round has taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import numpy as np
from duckdb import DuckDBPyConnection

from opensiks.pemadanan.mesin import banding, kunci, lintasan
from opensiks.pemadanan.mesin.baca import quote, run
from opensiks.pemadanan.mesin.banding import TINGKAT, Banding
from opensiks.pemadanan.mesin.sisi import create_sisi

_KANDIDAT = (
    "SELECT c.did, c.pid, CASE WHEN a.did IS NULL THEN 0 WHEN h.did IS NOT NULL THEN 1 ELSE 2 END AS rumah,"
    " (t.pid IS NOT NULL)::UTINYINT AS klaim, d.jenis FROM kandidat c JOIN sisa d ON d.did = c.did"
    " LEFT JOIN (SELECT DISTINCT did FROM rumah) a ON a.did = c.did LEFT JOIN sp s ON s.id = c.pid"
    " LEFT JOIN rumah h ON h.did = c.did AND h.p_kk = s.kk"
    " LEFT JOIN (SELECT DISTINCT pid FROM sama SEMI JOIN kandidat USING (pid) WHERE terima) t ON t.pid = c.pid"
)
_LATIH = 255  # no kind of NIK
# What later stages ask about a record left: its kind, and how it is told from others nobody was found for.
INTI = (
    "SELECT r.did, r.jenis, r.nik, r.kk, r.tgl, r.jk, k.f, k.t1, upper(trim(r.ibu)) AS ibu FROM sisa r"
    " LEFT JOIN kamus_d k ON k.s = r.nama WHERE NOT r.uji"
)


def create_calon(db: DuckDBPyConnection) -> dict[str, int]:
    """Tables sisa, rn, rumah and kandidat of the part `d`; its records left go to `inti`. Returns pairs by pass."""
    create_inti(db)
    return lintasan.create_kandidat(db)


def create_inti(db: DuckDBPyConnection) -> None:
    """Tables sisa, rn and rumah of the part `d`; its records left go to `inti`."""
    kunci.create_sisa(db)
    kunci.create_nama(db)
    lintasan.create_rumah(db)
    run(db, f"CREATE TEMP TABLE IF NOT EXISTS inti AS {INTI} LIMIT 0")
    run(db, f"INSERT INTO inti {INTI}")


def compare_calon(db: DuckDBPyConnection, *, siap: bool, tambahan: str = "") -> tuple[Banding, Banding]:
    """The part's candidates and its pairs of `latih`, compared. `tambahan`: a SELECT of more persons for `sp`."""
    pids = "SELECT pid FROM kandidat UNION SELECT pid FROM latih SEMI JOIN sisa USING (did)"
    create_sisi(db, f"{pids} UNION {tambahan}" if tambahan else pids, siap=siap)
    # One look at both sides for both; the kind of NIK tells them apart.
    latih = f"SELECT did, pid, 0, 0::UTINYINT, {_LATIH}::UTINYINT FROM latih SEMI JOIN sisa USING (did)"
    b = banding.compare(db, f"{_KANDIDAT} UNION ALL {latih}")
    sepakat = b.take(b.jenis == _LATIH)
    return b.take(b.jenis != _LATIH), replace(sepakat, jenis=np.zeros_like(sepakat.jenis))


def drop_calon(db: DuckDBPyConnection) -> None:
    """Lets go what only candidates needed: the memory is for what comes next."""
    for tabel in ("sp", "sd", "sisa", "rn", "rumah", "kandidat", "kamus_d"):
        run(db, f"DROP TABLE {tabel}")


def split(db: DuckDBPyConnection, banyak: int, folder: Path) -> Iterator[None]:
    """Writes D (view `d_semua`) in `banyak` files by card, then makes each in turn the view `d`; endlessly again."""
    if banyak == 1:
        run(db, "CREATE OR REPLACE TEMP VIEW d AS SELECT * FROM d_semua")
    else:
        run(
            db,
            f"COPY (SELECT *, hash(coalesce(kk, did)) % {banyak} AS bagian FROM d_semua) TO {quote(folder / 'd')}"
            " (FORMAT parquet, PARTITION_BY (bagian))",
        )
    while True:
        for i in range(banyak):
            if banyak > 1:
                berkas = sorted((folder / "d" / f"bagian={i}").glob("*.parquet"))
                sumber = f"read_parquet([{', '.join(map(quote, berkas))}], hive_partitioning = false)"
                run(
                    db,
                    f"CREATE OR REPLACE TEMP VIEW d AS SELECT * FROM {sumber if berkas else 'd_semua LIMIT 0'}",
                )
            yield


class Pasangan:
    """The compared pairs of all parts: in memory when there is one part, else on disk, read one at a time."""

    def __init__(self, banyak: int, folder: Path) -> None:
        self._folder = folder if banyak > 1 else None
        self._isi: list[Banding] = []
        self._banyak = 0

    def add(self, b: Banding) -> None:
        if self._folder is None:
            self._isi.append(b)
        else:
            lain = {f.name: getattr(b, f.name) for f in fields(b) if f.name != "tingkat"}
            isi: dict[str, Any] = {**lain, **{f"tingkat_{k}": v for k, v in b.tingkat.items()}}
            np.savez(self._path(self._banyak), **isi)
        self._banyak += 1

    def __iter__(self) -> Iterator[Banding]:
        for i in range(self._banyak):
            yield self._isi[i] if self._folder is None else self._read(i)

    def _read(self, i: int) -> Banding:
        with np.load(self._path(i)) as isi:
            lain = {f.name: isi[f.name] for f in fields(Banding) if f.name != "tingkat"}
            return Banding(tingkat={k: isi[f"tingkat_{k}"] for k in TINGKAT}, **lain)

    def _path(self, i: int) -> Path:
        assert self._folder is not None
        return self._folder / f"pasangan-{i}.npz"
