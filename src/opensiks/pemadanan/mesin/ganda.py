"""Several rows of D that are one person: they chose the same person of P, or are alike in D itself."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from duckdb import DuckDBPyConnection

from opensiks.pemadanan.mesin.baca import run

# Two rows without a person of P: whole name and mother, or the number, or the name and date beside the card.
SUNYI = (
    "CREATE TEMP TABLE sunyi AS SELECT j.did, r.nik, r.kk, r.tgl, r.jk, r.f, r.t1, r.ibu FROM jawaban j"
    " JOIN inti r ON r.did = j.did WHERE j.pid IS NULL"
)
_TGL_DEKAT = (
    "(a.tgl = b.tgl OR year(a.tgl) = year(b.tgl) AND (dayofyear(a.tgl) = 1 OR dayofyear(b.tgl) = 1"
    " OR day(a.tgl) = month(b.tgl) AND month(a.tgl) = day(b.tgl)))"
)
_NAMA_DEKAT = (
    "(a.f = b.f OR starts_with(a.f, b.f) OR starts_with(b.f, a.f) OR abs(length(a.f) - length(b.f)) < 2"
    " AND jaro_winkler_similarity(a.f, b.f) >= 0.92)"
)
KUNCI = (
    "a.nik = b.nik",
    "a.tgl = b.tgl AND a.t1 = b.t1",
    "a.f = b.f AND a.ibu = b.ibu",
    "a.kk = b.kk AND a.t1 = b.t1",
)


def create_kembar(db: DuckDBPyConnection) -> None:
    """Table `kembar` (did, semua, utama): every row that is not alone, all rows of its person, and the one to keep.

    Kept is a row with the person's own NIK, else the smallest did.
    """
    run(db, SUNYI)
    # A number alone may be borrowed and a name alone common: two witnesses beside the name.
    saksi = (
        f"coalesce((a.nik = b.nik)::INT * 2, 0) + coalesce({_TGL_DEKAT}::INT, 0) + coalesce((a.ibu = b.ibu)::INT, 0)"
        " + coalesce((a.kk = b.kk)::INT, 0)"
    )
    gabungan = " UNION ".join(
        f"SELECT a.did AS satu, b.did AS dua FROM sunyi a JOIN sunyi b ON {k} AND a.did < b.did"
        f" WHERE {_NAMA_DEKAT} AND a.jk IS NOT DISTINCT FROM b.jk AND ({saksi}) >= 2"
        f" AND coalesce({_TGL_DEKAT}, a.nik = b.nik, a.ibu = b.ibu AND a.kk = b.kk)"
        for k in KUNCI
    )
    run(db, f"CREATE TEMP TABLE sunyi_kembar AS {gabungan}")
    pid = np.sort(db.execute("SELECT pid FROM jawaban WHERE pid IS NOT NULL").fetchnumpy()["pid"])
    db.register("bersama", pa.table({"pid": np.unique(pid[1:][pid[1:] == pid[:-1]])}))
    # Rows of one person are two or three: the smallest neighbour names the group.
    run(
        db,
        "CREATE TEMP TABLE kelompok AS SELECT did, pid AS g, pid = pemilik AS benar FROM jawaban SEMI JOIN bersama"
        " USING (pid) UNION ALL"
        " SELECT did, -min(satu) - 1, false FROM (SELECT dua AS did, satu FROM sunyi_kembar UNION ALL"
        " SELECT satu, satu FROM sunyi_kembar) GROUP BY did",
    )
    run(
        db,
        "CREATE TEMP TABLE kembar AS SELECT did, semua, utama FROM kelompok JOIN (SELECT g,"
        " list(did ORDER BY did) AS semua, arg_min(did, (CASE WHEN benar THEN 0 ELSE 1 END, did)) AS utama"
        " FROM kelompok GROUP BY g HAVING count(*) > 1) USING (g)",
    )
    db.unregister("bersama")
