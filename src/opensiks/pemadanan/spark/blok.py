"""Blocks: rows of one table for one bucket, as Arrow bytes. Spark moves them without looking inside.

A task opens a DuckDB of its own, loads the blocks it was sent as tables, and sends blocks on.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from duckdb import DuckDBPyConnection

from opensiks.pemadanan.mesin import baca, siap
from opensiks.pemadanan.mesin.baca import run

# Bucket, and in it the name of a table with rows of it.
Kiriman = tuple[int, tuple[str, bytes]]
FAKTA = "fakta"  # a block that only the driver reads


@dataclass(frozen=True)
class Lingkup:
    """What every task knows: buckets, memory of its DuckDB, and the empty tables (Arrow) by name."""

    ember: int
    memori: str
    acuan: dict[str, bytes]


Tugas = Callable[..., Iterator[Kiriman]]


def pack(tabel: pa.Table) -> bytes:
    keluar = pa.BufferOutputStream()
    with pa.ipc.new_stream(keluar, tabel.schema) as penulis:
        penulis.write_table(tabel)
    return bytes(keluar.getvalue())


def unpack(blok: Iterable[bytes]) -> pa.Table:
    return pa.concat_tables([pa.ipc.open_stream(b).read_all() for b in blok])


class Isi:
    """The blocks that reached a task, and the database they are loaded into."""

    def __init__(self, db: DuckDBPyConnection, lingkup: Lingkup, blok: dict[str, list[bytes]]) -> None:
        self.db, self.lingkup, self._blok = db, lingkup, blok

    def arrow(self, nama: str) -> pa.Table:
        """All rows of a table, once: the bytes are let go."""
        return unpack([self.lingkup.acuan[nama], *self._blok.pop(nama, [])])

    def has(self, nama: str) -> bool:
        return nama in self._blok

    def load(self, *nama: str) -> None:
        """TEMP tables of these names; empty when nothing came."""
        for n in nama:
            self.db.register("masuk", self.arrow(n))
            run(self.db, f"CREATE OR REPLACE TEMP TABLE {n} AS SELECT * FROM masuk")
            self.db.unregister("masuk")

    def send(self, nama: str, sumber: str, ember: str | int) -> Iterator[Kiriman]:
        """Rows of the SELECT `sumber` as blocks of table `nama` to the bucket `ember`.

        That is a number; or an expression over the rows, taken modulo the buckets; or "h", a column that stays behind.
        """
        if isinstance(ember, int):
            tabel = self.db.sql(sumber).to_arrow_table()
            if tabel.num_rows:
                yield ember, (nama, pack(tabel))
            return
        ke = f"({ember} % {self.lingkup.ember})::INTEGER"
        kolom = "* EXCLUDE (h)" if ember == "h" else "*"
        tabel = self.db.sql(
            f"SELECT {kolom}, {ke} AS ember_ FROM ({sumber}) ORDER BY ember_"
        ).to_arrow_table()
        nomor = tabel["ember_"].to_numpy()
        tabel = tabel.drop_columns(["ember_"]).combine_chunks()
        # Where another bucket begins, the end included.
        batas = np.flatnonzero(np.r_[len(nomor) > 0, nomor[1:] != nomor[:-1], len(nomor) > 0])
        for a, b in pairwise(batas):
            yield int(nomor[a]), (nama, pack(tabel.slice(a, b - a)))


def work(
    lingkup: Lingkup, tugas: Tugas, lain: tuple[Any, ...], masuk: Iterable[Kiriman]
) -> Iterator[Kiriman]:
    """Run `tugas` over one partition: its blocks by name, then its own arguments."""
    blok: dict[str, list[bytes]] = {}
    for _, (nama, isi) in masuk:
        blok.setdefault(nama, []).append(isi)
    # The working folder of an executor lies on the disk that its Spark worker was given.
    with tempfile.TemporaryDirectory(prefix="padan-", dir=os.getcwd()) as folder:
        db = baca.connect(Path(folder), utas=1, memori=lingkup.memori)
        try:
            siap.create_makro(db)
            yield from tugas(Isi(db, lingkup, blok), *lain)
        finally:
            db.close()
