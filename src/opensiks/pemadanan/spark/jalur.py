"""How tasks are strung together: each over the partitions of what came before, or after an exchange by bucket."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from opensiks.pemadanan.spark.blok import FAKTA, Kiriman, Lingkup, Tugas, unpack, work

if TYPE_CHECKING:
    from pyspark import SparkContext
    from pyspark.rdd import RDD

BARIS_POTONGAN = 500_000  # rows of one task that reads


def _same(ember: int) -> int:
    return ember


def _has(nama: str, kiriman: Kiriman) -> bool:
    return kiriman[1][0] == nama


def _bytes(kiriman: Kiriman) -> bytes:
    return kiriman[1][1]


class Jalur:
    """Tasks over a Spark context; `paths` and `baris`: the files by name, and their rows."""

    def __init__(
        self, sc: SparkContext, lingkup: Lingkup, paths: dict[str, Path], baris: dict[str, int]
    ) -> None:
        self.sc, self.lingkup, self.paths, self.baris = sc, lingkup, paths, baris

    def each(self, rdd: RDD[Kiriman], fungsi: Tugas, *lain: Any) -> RDD[Kiriman]:
        return rdd.mapPartitions(partial(work, self.lingkup, fungsi, lain))

    def each_asal(self, rdd: RDD[Kiriman], fungsi: Tugas, *lain: Any) -> RDD[Kiriman]:
        """The task is told the number of its bucket."""
        lingkup = self.lingkup
        return rdd.mapPartitionsWithIndex(lambda i, isi: work(lingkup, fungsi, (i, *lain), isi))

    def exchange(self, *rdd: RDD[Kiriman]) -> RDD[Kiriman]:
        return self.sc.union(list(rdd)).partitionBy(self.lingkup.ember, _same)

    def keep(self, rdd: RDD[Kiriman]) -> RDD[Kiriman]:
        from pyspark import StorageLevel

        return rdd.persist(StorageLevel.DISK_ONLY)

    def collect(self, rdd: RDD[Kiriman], nama: str) -> list[bytes]:
        blok: list[bytes] = rdd.filter(partial(_has, nama)).map(_bytes).collect()
        return blok

    def table(self, rdd: RDD[Kiriman], nama: str) -> pa.Table:
        return unpack([self.lingkup.acuan[nama], *self.collect(rdd, nama)])

    def facts(self, rdd: RDD[Kiriman]) -> list[dict[str, Any]]:
        return [r for b in self.collect(rdd, FAKTA) for r in unpack([b]).to_pylist()]

    def read(self, berkas: str, fungsi: Tugas) -> RDD[Kiriman]:
        n = self.baris[berkas]
        besar = max(1, min(BARIS_POTONGAN, -(-n // max(1, self.lingkup.ember))))
        potongan = [(str(self.paths[berkas]), i, min(i + besar, n)) for i in range(0, n, besar)]
        lingkup = self.lingkup
        return self.sc.parallelize(potongan, max(1, len(potongan))).mapPartitions(
            lambda isi: work(lingkup, fungsi, (list(isi),), ())
        )
