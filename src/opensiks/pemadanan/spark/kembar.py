"""Who is listed twice, over all buckets: only rows that share a key with another row come to the driver."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from opensiks.pemadanan.mesin import baca, ganda
from opensiks.pemadanan.mesin.baca import run
from opensiks.pemadanan.spark import jawab
from opensiks.pemadanan.spark.blok import unpack

if TYPE_CHECKING:
    from pyspark.rdd import RDD

    from opensiks.pemadanan.spark.blok import Kiriman
    from opensiks.pemadanan.spark.jalan import Jalan


def find(jalan: Jalan, jawaban: RDD[Kiriman]) -> pa.Table:
    """The engine's table `kembar` (did, semua, utama) for all of D."""
    bersama = jalan.each(jalan.exchange(jalan.each(jawaban, jawab.send_kembar)), jawab.find_kembar)
    did = jalan.table(bersama, "calon_kembar")["did"].unique().sort().to_numpy()
    baris = jalan.each(jawaban, jawab.select_kembar, did).collect()
    with tempfile.TemporaryDirectory(prefix="padan-") as folder:
        db = baca.connect(Path(folder))
        try:
            for nama in ("jawaban", "inti"):
                blok = [b for _, (k, b) in baris if k == nama]
                db.register("masuk", unpack([jalan.lingkup.acuan[nama], *blok]))
                run(db, f"CREATE TEMP TABLE {nama} AS SELECT * FROM masuk")
                db.unregister("masuk")
            ganda.create_kembar(db)
            return db.sql("SELECT * FROM kembar ORDER BY did").to_arrow_table()
        finally:
            db.close()
