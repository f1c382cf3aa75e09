"""Both sides of the pairs as `banding` reads them: one row per record left and per person of P that is looked at."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from opensiks.pemadanan.mesin.baca import run
from opensiks.pemadanan.mesin.siap import create_kamus_isi, sql_isi

# The rows of `sisa` with their folded texts.
SISA = (
    "SELECT c.did AS id, k.f, k.t1, k.tl, x.f AS xf, x.t1 AS xt1, x.tl AS xtl,"
    " i.f AS if, i.t1 AS it1, i.tl AS itl, c.tgl, c.jk, c.tempat, a.af, a.aa, a.ah, c.nik, c.nik_d, c.kk,"
    " c.kk_d, c.desa FROM sisa c LEFT JOIN kamus_d k ON k.s = c.nama LEFT JOIN kamus_d x ON x.s = c.nama_lain"
    " LEFT JOIN kamus_ibu i ON i.s = c.ibu LEFT JOIN kamus_alamat a ON a.s = c.alamat"
)


def create_sisi(db: DuckDBPyConnection, pids: str, *, siap: bool) -> None:
    """Tables `sp` and `sd` for `pids` (a SELECT of pid) and `sisa`. `siap`: the register's texts are folded already."""
    if siap:
        create_kamus_isi(db, "sisa")
        isi = f"(SELECT * FROM teks WHERE pid IN ({pids}))"
    else:
        run(db, f"CREATE OR REPLACE TEMP TABLE calon AS SELECT * FROM teks WHERE pid IN ({pids})")
        create_kamus_isi(db, "(SELECT ibu, alamat FROM sisa UNION ALL SELECT ibu, alamat FROM calon)")
        isi, pids = f"({sql_isi('calon')})", "SELECT pid FROM calon"
    run(
        db,
        "CREATE OR REPLACE TEMP TABLE sp AS SELECT c.pid AS id, c.f, c.t1, c.tl, c.if, c.it1, c.itl, q.tgl, c.jk,"
        " c.tempat, c.af, c.aa, c.ah, q.nik, q.kk, q.desa,"
        " CASE WHEN q.nh IS NOT NULL THEN coalesce(l.n, 1) END AS n_nama,"
        " CASE WHEN q.tgl IS NOT NULL THEN coalesce(t.n, 1) END AS n_tgl,"
        " CASE WHEN q.mh IS NOT NULL THEN coalesce(m.n, 1) END AS n_ibu,"
        " CASE WHEN q.t1 IS NOT NULL THEN coalesce(x.n, 1) END AS n_depan,"
        " CASE WHEN q.tl IS NOT NULL THEN coalesce(y.n, 1) END AS n_akhir"
        f" FROM {isi} c JOIN (SELECT * FROM pk WHERE pid IN ({pids})) q ON q.pid = c.pid"
        " LEFT JOIN n_nama l ON l.nilai = q.nh LEFT JOIN n_tgl t ON t.nilai = q.tgl"
        " LEFT JOIN n_ibu m ON m.nilai = q.mh LEFT JOIN n_depan x ON x.nilai = q.t1"
        " LEFT JOIN n_akhir y ON y.nilai = q.tl",
    )
    run(db, f"CREATE OR REPLACE TEMP TABLE sd AS {SISA}")
    for tabel in ("calon", "kamus_ibu", "kamus_alamat"):
        run(db, f"DROP TABLE IF EXISTS {tabel}")
