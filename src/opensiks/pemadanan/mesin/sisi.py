"""Both sides of the pairs as `banding` reads them: one row per record left and per person of P that is looked at."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from opensiks.pemadanan.mesin.baca import run
from opensiks.pemadanan.mesin.lipat import sql_kamus, sql_kamus_alamat
from opensiks.pemadanan.mesin.siap import sql_isi

# The rows of `sisa` with their folded texts.
SD = (
    "SELECT c.did AS id, k.f, k.t1, k.tl, x.f AS xf, x.t1 AS xt1, x.tl AS xtl,"
    " i.f AS if, i.t1 AS it1, i.tl AS itl, c.tgl, c.jk, c.tempat, a.af, a.aa, a.ah, c.nik, c.nik_d, c.kk,"
    " c.kk_d, c.desa FROM sisa c LEFT JOIN kamus_d k ON k.s = c.nama LEFT JOIN kamus_d x ON x.s = c.nama_lain"
    " LEFT JOIN kamus_ibu i ON i.s = c.ibu LEFT JOIN kamus_alamat a ON a.s = c.alamat"
)


def create_sisi(db: DuckDBPyConnection, pids: str, *, siap: bool) -> None:
    """Tables `sp` and `sd` for `pids` (a SELECT of pid) and `sisa`. `siap`: the register's texts are folded already."""
    run(db, f"CREATE OR REPLACE TEMP TABLE calon AS SELECT * FROM teks WHERE pid IN ({pids})")
    ibu = "SELECT ibu AS s FROM sisa WHERE ibu IS NOT NULL"
    if not siap:
        ibu += " UNION SELECT ibu FROM calon WHERE ibu IS NOT NULL"
    run(db, f"CREATE OR REPLACE TEMP TABLE kamus_ibu AS {sql_kamus(f'SELECT DISTINCT s FROM ({ibu})')}")
    alamat = "SELECT alamat AS s FROM sisa UNION SELECT alamat FROM calon"
    run(
        db,
        "CREATE OR REPLACE TEMP TABLE kamus_alamat AS "
        + sql_kamus_alamat(f"SELECT upper(s) AS s FROM ({alamat}) WHERE s IS NOT NULL GROUP BY ALL"),
    )
    isi = "calon" if siap else f"({sql_isi('calon', 'kamus_ibu')})"
    run(
        db,
        "CREATE OR REPLACE TEMP TABLE sp AS SELECT c.pid AS id, c.f, c.t1, c.tl, c.if, c.it1, c.itl, q.tgl, c.jk,"
        " c.tempat, a.af, a.aa, a.ah, q.nik, q.kk, q.desa,"
        " CASE WHEN q.nh IS NOT NULL THEN coalesce(l.n, 1) END AS n_nama,"
        " CASE WHEN q.tgl IS NOT NULL THEN coalesce(t.n, 1) END AS n_tgl,"
        " CASE WHEN q.mh IS NOT NULL THEN coalesce(m.n, 1) END AS n_ibu"
        f" FROM {isi} c JOIN (SELECT * FROM pk WHERE pid IN (SELECT pid FROM calon)) q ON q.pid = c.pid"
        " LEFT JOIN n_nama l ON l.nilai = q.nh LEFT JOIN n_tgl t ON t.nilai = q.tgl"
        " LEFT JOIN n_ibu m ON m.nilai = q.mh LEFT JOIN kamus_alamat a ON a.s = c.alamat",
    )
    run(
        db,
        f"CREATE OR REPLACE TEMP TABLE sd AS {SD}",
    )
    for tabel in ("calon", "kamus_ibu", "kamus_alamat"):
        run(db, f"DROP TABLE {tabel}")
