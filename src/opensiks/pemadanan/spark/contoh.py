"""Pairs inside P that teach: chosen by the hash of their number wherever they lie, compared by the driver."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa

from opensiks.pemadanan.mesin import baca, bobot, kunci, latih, siap
from opensiks.pemadanan.mesin.baca import run
from opensiks.pemadanan.mesin.banding import Banding, Larik
from opensiks.pemadanan.mesin.sisi import create_sisi
from opensiks.pemadanan.spark.blok import Isi, Kiriman, unpack

_DEKAT = f"tgl, desa // {kunci.KEC}"


def select_contoh(isi: Isi, n_p: int) -> Iterator[Kiriman]:
    """Persons whose number makes them a sample."""
    isi.load("pk", "teks")
    bagi = max(1, n_p // latih.SAMPEL)
    yield from _select(isi, f"hash(pid) % {bagi} = 0 OR hash(pid + 1) % {bagi} = 0")


def select_sekitar(isi: Isi, contoh: bytes, ada: tuple[str, ...]) -> Iterator[Kiriman]:
    """Persons on the card of a sample, or of its birth date and kecamatan; without cards those of its address."""
    dekat = {_DEKAT: "tgl IS NOT NULL AND desa IS NOT NULL"}
    if "kk" not in ada:
        dekat["ah, desa"] = "ah IS NOT NULL"
    isi.load("pk", "teks")
    isi.db.register("contoh", unpack([contoh]))
    yield from _select(
        isi,
        "kk IN (SELECT kk FROM contoh WHERE kk IS NOT NULL)"
        + "".join(
            f" OR hash({k}) IN (SELECT hash({k}) FROM contoh WHERE {syarat})" for k, syarat in dekat.items()
        ),
    )
    isi.db.unregister("contoh")


def _select(isi: Isi, syarat: str) -> Iterator[Kiriman]:
    run(isi.db, f"CREATE OR REPLACE TEMP TABLE pilihan AS SELECT pid FROM pk WHERE {syarat}")
    for tabel in ("pk", "teks"):
        yield from isi.send(tabel, f"SELECT * FROM {tabel} SEMI JOIN pilihan USING (pid)", 0)


def compare_contoh(
    pk: pa.Table, teks: pa.Table, sisa: pa.Table, n_p: int, ada: tuple[str, ...]
) -> tuple[dict[str, Banding], float, Larik]:
    """The samples by kind, members of a household and `latih.count_kerap`.

    `pk`, `teks`: the rows of P that the two selections gave; `sisa`: the empty table; `ada`: columns that P knows.
    """
    with tempfile.TemporaryDirectory(prefix="padan-") as folder:
        db = baca.connect(Path(folder))
        try:
            siap.create_makro(db)
            for nama, tabel in (("pk", pk), ("teks", teks), ("sisa", sisa)):
                db.register("masuk", tabel)
                run(db, f"CREATE TEMP TABLE {nama} AS SELECT DISTINCT * FROM masuk")
                db.unregister("masuk")
            siap.create_kamus(db, "teks")
            siap.create_frekuensi(db)
            kunci.create_nama(db)
            latih.create_contoh(db, n_p)
            create_sisi(db, latih.sql_contoh(), siap=False)
            anggota = bobot.ANGGOTA if "kk" in ada else latih.count_anggota(db)
            return latih.compare_contoh(db), anggota, latih.count_kerap(db)
        finally:
            db.close()
