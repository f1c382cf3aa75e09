"""Blocking: each pass is one equi-join on a number, from the few rows left of D into the keys of P."""

from __future__ import annotations

from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from opensiks.pemadanan.mesin.baca import run
from opensiks.pemadanan.mesin.kunci import KEC

# A key that finds more persons than this in P says too little; the other passes know the person better.
MAKS_BLOK = 400


@dataclass(frozen=True, slots=True)
class Lintasan:
    """`kiri` SELECTs did and k from the rows left; `kanan` is the same key over `pk`, null for no key."""

    nama: str
    kiri: str
    kanan: str


_TAHUN = "year(tgl)"
_NIK_RAKIT = (
    "try_cast(left(nik_d, 6) || lpad((day(tgl) + CASE jk WHEN 'P' THEN 40 ELSE 0 END)::VARCHAR, 2, '0')"
    " || strftime(tgl, '%m%y') || right(nik_d, 4) AS BIGINT)"
)
_TUKAR = (
    "CASE WHEN day(tgl) <= 12 AND day(tgl) <> month(tgl) THEN make_date(year(tgl), day(tgl), month(tgl)) END"
)
_TGL = f"(SELECT * FROM rn UNION ALL SELECT * REPLACE ({_TUKAR} AS tgl) FROM rn WHERE {_TUKAR} IS NOT NULL)"

_SISA = "FROM sisa WHERE NOT uji"
_PENUH = "FROM rn WHERE NOT awal_tahun"
_KEC = f"desa // {KEC}"
LINTASAN: tuple[Lintasan, ...] = (
    # A wrong digit in the serial; in the area; in the date, when the date of birth is known beside.
    Lintasan("nik_depan", f"SELECT did, try_cast(left(nik_d, 12) AS BIGINT) AS k {_SISA}", "nik // 10000"),
    Lintasan(
        "nik_belakang", f"SELECT did, try_cast(right(nik_d, 10) AS BIGINT) AS k {_SISA}", "nik % 10000000000"
    ),
    Lintasan("nik_rakit", f"SELECT did, {_NIK_RAKIT} AS k {_SISA}", "nik"),
    # The own card, also with the day of a woman's NIK; the cards where the rest of the family was found.
    Lintasan(
        "kk",
        f"SELECT did, unnest([kk, kk - 4000000000, kk + 4000000000]) AS k {_SISA} UNION SELECT did, p_kk FROM rumah",
        "kk",
    ),
    Lintasan(
        "kk_depan",
        f"SELECT did, try_cast(left(kk_d, 12) AS BIGINT) AS k {_SISA} AND length(kk_d) <> 16",
        "kk // 10000",
    ),
    Lintasan("tgl_kec", f"SELECT did, gabung(tgl, {_KEC}) AS k {_PENUH}", f"gabung(tgl, {_KEC})"),
    Lintasan(
        "tgl_depan", f"SELECT did, gabung(tgl, t1) AS k FROM {_TGL} WHERE NOT awal_tahun", "gabung(tgl, t1)"
    ),
    Lintasan(
        "tgl_belakang",
        f"SELECT did, gabung(tgl, tl) AS k FROM {_TGL} WHERE NOT awal_tahun",
        "gabung(tgl, tl)",
    ),
    Lintasan(
        "tgl_ibu", f"SELECT did, gabung(tgl, mh) AS k FROM {_TGL} WHERE NOT awal_tahun", "gabung(tgl, mh)"
    ),
    Lintasan("tgl_panggilan", f"SELECT did, gabung(tgl, pg) AS k {_PENUH}", "gabung(tgl, pg)"),
    Lintasan(
        "nama_kec_tahun",
        f"SELECT did, gabung({_KEC}, t1, tl, {_TAHUN} + unnest(CASE WHEN awal_tahun THEN [-2, -1, 0, 1, 2]"
        " ELSE [0, -1, 1, -10, 10] END)) AS k FROM rn",
        f"gabung({_KEC}, t1, tl, {_TAHUN})",
    ),
    Lintasan(
        "depan_kec_tahun",
        f"SELECT did, gabung({_KEC}, t1, {_TAHUN}) AS k FROM rn WHERE tunggal OR awal_tahun",
        f"gabung({_KEC}, t1, {_TAHUN})",
    ),
    Lintasan(
        "ibu_kec_tahun",
        f"SELECT did, gabung({_KEC}, mh, {_TAHUN}) AS k FROM rn",
        f"gabung({_KEC}, mh, {_TAHUN})",
    ),
    Lintasan("nama_ibu", "SELECT did, gabung(nh, mh) AS k FROM rn", "gabung(nh, mh)"),
    Lintasan(
        "nama_kec", f"SELECT did, gabung({_KEC}, nh) AS k FROM rn WHERE tgl IS NULL", f"gabung({_KEC}, nh)"
    ),
)


def create_kandidat(db: DuckDBPyConnection) -> dict[str, int]:
    """Table `kandidat` (did, pid), each pair once. Returns the pairs of each pass."""
    run(
        db,
        # Cards of P where members of the same card of D were found by their own number.
        "CREATE TEMP TABLE rumah AS SELECT DISTINCT r.did, s.p_kk FROM sisa r JOIN sama s ON s.d_kk = r.kk"
        " WHERE s.terima AND s.p_kk IS NOT NULL AND s.did <> r.did",
    )
    run(db, "CREATE TEMP TABLE mentah AS SELECT did, pid FROM sama WHERE NOT terima")
    banyak: dict[str, int] = {"nik": int(str(run(db, "SELECT count(*) FROM mentah")[0][0]))}
    for lintasan in LINTASAN:
        run(
            db,
            f"CREATE OR REPLACE TEMP TABLE kiri AS SELECT DISTINCT did, k FROM ({lintasan.kiri}) WHERE k IS NOT NULL",
        )
        run(
            db,
            f"CREATE OR REPLACE TEMP TABLE pas AS SELECT kiri.did, pk.pid, kiri.k FROM pk JOIN kiri ON"
            f" kiri.k = {lintasan.kanan}",
        )
        n = int(str(run(db, "SELECT count(*) FROM pas")[0][0]))
        saring = ""
        if n:
            saring = (
                " WHERE k NOT IN (SELECT k FROM pas GROUP BY k HAVING count(DISTINCT pid)"
                f" > {MAKS_BLOK})" if n > MAKS_BLOK * 4 else ""
            )  # fmt: skip
        run(db, f"INSERT INTO mentah SELECT did, pid FROM pas{saring}")
        banyak[lintasan.nama] = n
    run(db, "DROP TABLE pas")
    run(db, "CREATE TEMP TABLE kandidat AS SELECT DISTINCT did, pid FROM mentah")
    run(db, "DROP TABLE mentah")
    return banyak
