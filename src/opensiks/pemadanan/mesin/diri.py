"""One list by itself: which of its rows are one person, with the passes, levels and weights of the matching."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from duckdb import DuckDBPyConnection

from opensiks.pemadanan.mesin import (
    baca,
    bagian,
    banding,
    batas,
    belajar,
    bobot,
    kunci,
    latih,
    lintasan,
    siap,
)
from opensiks.pemadanan.mesin.awal import LANGKA, SEKATA
from opensiks.pemadanan.mesin.baca import run
from opensiks.pemadanan.mesin.banding import Banding, Larik
from opensiks.pemadanan.mesin.lintasan import LINTASAN, Lintasan

TERKECIL = 0.001  # pairs below this chance are not written
# A number that differs brings neighbours by number, whom a list of people has many of: a word or the date must agree.
_DEKAT = "r.t1 = pk.t1 OR r.tl = pk.tl OR r.t1 = pk.tl OR r.tl = pk.t1 OR r.tgl = pk.tgl"
DAFTAR = (
    Lintasan("nik", "SELECT did, nik AS k FROM sisa", "nik"),
    *(replace(x, saring=_DEKAT) if x.angka else x for x in LINTASAN),
)


def find_kembar(daftar: Path, out: Path, *, utas: int | None = None, memori: str | None = None) -> int:
    """Write the pairs of rows of `daftar` (columns of D) that may be one person: did < pid, both dids, and peluang.

    Each pair is judged by itself: a row may have several others. Returns how many pairs; BerkasDitolak as `padan`.
    """
    with tempfile.TemporaryDirectory(prefix="padan-") as folder:
        db = baca.connect(Path(folder), utas=utas, memori=batas.share(memori).mesin)
        try:
            siap.create_makro(db)
            n = baca.open_berkas(db, daftar, "d", "did")
            run(db, "CREATE TEMP VIEW p AS SELECT did AS pid, * EXCLUDE (did) FROM d")
            siap.create_register(db)
            b, contoh = _compare(db, n)
            peluang = _judge(db, b, contoh, n)
        finally:
            db.close()
    di = peluang >= TERKECIL
    pq.write_table(pa.table({"did": b.did[di], "pid": b.pid[di], "peluang": peluang[di]}), out)
    return int(di.sum())


def _compare(db: DuckDBPyConnection, n: int) -> tuple[Banding, dict[str, Banding]]:
    """Candidate pairs of the list with itself, and pairs of strangers of it."""
    kunci.create_sepakat(db)
    # Every row agrees with itself: nobody is accepted by the number alone here.
    run(db, "DELETE FROM sama")
    kunci.create_latih(db, 0)
    bagian.create_inti(db)
    lintasan.create_kandidat(db, daftar=DAFTAR, diri=True)
    latih.create_contoh(db, n)
    b, _ = bagian.compare_calon(db, siap=False, tambahan=latih.sql_contoh())
    contoh = latih.compare_contoh(db)
    # Who has one date and one name is no stranger in a list that holds people twice.
    for nama in ("u_tgl", "u_dekat", "u_nama", "u_kec", "u_acak"):
        x = contoh[nama]
        contoh[nama] = x.take(np.flatnonzero((x.tingkat["tgl"] != 1) | ~np.isin(x.tingkat["nama"], SEKATA)))
    return b, contoh


def _judge(db: DuckDBPyConnection, b: Banding, contoh: dict[str, Banding], n: int) -> Larik:
    """The chance of each pair by itself."""
    sepakat = b.take(
        np.flatnonzero((b.tingkat["nik"] == 1) & ((b.tingkat["tgl"] == 1) | (b.tingkat["nama"] == 1)))
    )
    jenis = len(bobot.PI_AWAL)
    baris = np.zeros(jenis)
    for j, banyak in run(db, "SELECT jenis, count(*) FROM inti GROUP BY jenis"):
        baris[int(str(j))] = int(str(banyak))
    bercalon = np.bincount(b.jenis[banding.begins(b)], minlength=jenis)
    isi = run(
        db,
        "SELECT coalesce(sum(n * n)::DOUBLE / sum(n), 1) FROM (SELECT count(*) AS n FROM pk WHERE kk IS NOT NULL"
        " GROUP BY kk)",
    )[0][0]
    model = latih.fit(
        sepakat, contoh, b, n, isi_kartu=float(str(isi)), tercakup=0.0,
        rasio=baris / np.maximum(bercalon, 1), banyak_calon=int(bercalon.sum()), anggota=latih.count_anggota(db),
        jumpa=latih.count_jumpa(db), langka=LANGKA, kerap=None, sama={},
    )  # fmt: skip
    m, r, h = bobot.log_kelas(model, b)
    lipat = m - bobot.log_lain(model, r, h) - np.log(n)
    # Others of one person, per row: whoever has many is in many pairs.
    lain = 1.0
    for _ in range(belajar.PUTARAN):
        hasil: Larik = 1 / (1 + np.exp(-np.clip(np.log(lain) + lipat, -700, 700)))
        lain = float(np.clip(2 * hasil.sum() / max(1, n), 0.001, None))
    return hasil
