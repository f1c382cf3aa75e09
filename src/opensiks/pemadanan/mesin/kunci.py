"""The tables that the passes join: agreement on the number, what is left of D, and the keys of P."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from opensiks.pemadanan.mesin.baca import run
from opensiks.pemadanan.mesin.lipat import sql_kamus, sql_nama_lain, sql_nama_utama

# Levels as in `banding`, from raw text: enough for rows that agree anyway.
_NAMA = (
    "CASE WHEN d.nama IS NULL OR p.nama IS NULL THEN 0 WHEN d.nama = p.nama THEN 1"
    " WHEN starts_with(p.nama, d.nama) OR starts_with(d.nama, p.nama) OR ends_with(d.nama, p.nama) THEN 3"
    " WHEN abs(length(d.nama) - length(p.nama)) < 2 AND jaro_winkler_similarity(d.nama, p.nama) >= 0.93"
    " THEN 4 ELSE 9 END"
)
_TGL = (
    "CASE WHEN d.tgl IS NULL OR p.tgl IS NULL THEN 0 WHEN d.tgl = p.tgl THEN 1"
    " WHEN year(d.tgl) = year(p.tgl) AND day(d.tgl) = month(p.tgl) AND month(d.tgl) = day(p.tgl) THEN 2"
    " WHEN year(d.tgl) = year(p.tgl) AND (dayofyear(d.tgl) = 1 OR dayofyear(p.tgl) = 1) THEN 3 ELSE 8 END"
)
_IBU = (
    "CASE WHEN d.ibu IS NULL OR p.ibu IS NULL THEN 0 WHEN d.ibu = p.ibu THEN 1"
    " WHEN jaro_winkler_similarity(d.ibu, p.ibu) >= 0.93 THEN 3 ELSE 5 END"
)
KAB = 1_000_000  # desa codes have ten digits: kabupaten / this, kecamatan / 10_000
KEC = 10_000
# Kinds of NIK in a record: none; possible and in keeping with the birth date, but not in P; in P; anything else.
TANPA, SESUAI, TERDAFTAR, CACAT = range(4)
_TANGGAL_NIK = (
    "lpad((day(tgl) + CASE jk WHEN 'P' THEN 40 ELSE 0 END)::VARCHAR, 2, '0') || strftime(tgl, '%m%y')"
)
_JENIS = (
    f"CASE WHEN terdaftar THEN {TERDAFTAR} WHEN nik_d IS NULL OR length(nik_d) NOT BETWEEN 15 AND 17 OR"
    f" nik_d[1] = '0'"
    f" THEN {TANPA} WHEN nik IS NOT NULL AND right(nik_d, 4) <> '0000' AND nik_d[7:12] = {_TANGGAL_NIK} THEN {SESUAI}"
    f" ELSE {CACAT} END::UTINYINT"
)
# What of a number can still be told: letters that look like digits, no signs.
_ANGKA = (
    "CASE WHEN {1} IS NOT NULL AND length({0}) = 16 THEN {0}"
    " ELSE regexp_replace(translate({0}, 'OoIl', '0011'), '[^0-9]', '', 'g') END"
)


def create_sepakat(db: DuckDBPyConnection, sampel: int) -> None:
    """Table `sama`: rows of D whose NIK is in P, with levels; `terima` when name and birth date agree as well.

    Several persons of P under one NIK: only the best of them stays. `latih`: about `sampel` rows with the right
    name or date.
    """
    run(
        db,
        "CREATE TEMP TABLE sama AS SELECT *, nama > 0 AND nama < 5 AND tgl > 0 AND tgl < 4 AND jk < 2"
        " AND (nama < 4 OR tgl = 1 AND ibu < 4) AS terima FROM ("
        f" SELECT d.did, p.pid, p.meninggal, {_NAMA}::UTINYINT AS nama, {_TGL}::UTINYINT AS tgl,"
        f" {_IBU}::UTINYINT AS ibu,"
        " CASE WHEN d.kk IS NULL OR p.kk IS NULL THEN 0 WHEN d.kk = p.kk THEN 1 ELSE 3 END::UTINYINT AS kk,"
        f" CASE WHEN d.desa IS NULL OR p.desa IS NULL THEN 0 WHEN d.desa = p.desa THEN 1"
        f" WHEN d.desa // {KEC} = p.desa // {KEC} THEN 2 ELSE 5 END::UTINYINT AS desa,"
        " CASE WHEN d.jk IS NULL OR p.jk IS NULL THEN 0 WHEN d.jk = p.jk THEN 1 ELSE 2 END::UTINYINT AS jk,"
        " d.kk AS d_kk, p.kk AS p_kk FROM p JOIN d ON d.nik = p.nik)",
    )
    n, beda = run(db, "SELECT count(*), count(DISTINCT did) FROM sama")[0]
    if n != beda:
        run(
            db,
            "CREATE OR REPLACE TEMP TABLE sama AS SELECT * FROM sama QUALIFY row_number() OVER"
            " (PARTITION BY did ORDER BY terima DESC, (nama = 1)::INT + (tgl = 1)::INT DESC, pid) = 1",
        )
    terima = int(str(run(db, "SELECT count(*) FROM sama WHERE terima")[0][0]))
    run(
        db,
        f"CREATE TEMP TABLE latih AS SELECT did, pid FROM sama WHERE (terima OR tgl = 1 OR nama = 1) AND hash(did) %"
        f" {max(1, terima // sampel)} = 0",
    )


def create_sisa(db: DuckDBPyConnection) -> int:
    """Table `sisa`: rows of D not accepted, and those of `latih` (sisa.uji true). Returns how many are left."""
    angka_nik, angka_kk = _ANGKA.format("d.nik_t", "d.nik"), _ANGKA.format("d.kk_t", "d.kk")
    run(
        db,
        "CREATE TEMP TABLE sisa AS SELECT did, nik, CASE WHEN length(nik_d) BETWEEN 15 AND 17 AND nik_d[1]"
        " <> '0' THEN nik_d END"
        " AS nik_d, kk, CASE WHEN length(kk_d) BETWEEN 15 AND 17 THEN kk_d END AS kk_d,"
        f" {sql_nama_utama('nama')} AS nama, {sql_nama_lain('nama')} AS nama_lain,"
        " ibu, upper(tempat) AS tempat, tgl, jk, desa, uji,"
        f" {_JENIS} AS jenis FROM ("
        f" SELECT d.*, {angka_nik} AS nik_d, {angka_kk} AS kk_d, s.terima IS true AS uji,"
        " s.did IS NOT NULL AS terdaftar FROM d LEFT JOIN latih l ON l.did = d.did LEFT JOIN sama s ON s.did = d.did"
        " WHERE l.did IS NOT NULL OR s.terima IS DISTINCT FROM true)",
    )
    return int(str(run(db, "SELECT count(*) FROM sisa WHERE NOT uji")[0][0]))


def create_kunci(db: DuckDBPyConnection) -> None:
    """Tables `kamus` (distinct names, folded, numbered) and `pk` (one narrow row per person of P)."""
    utama = sql_nama_utama("nama")
    run(
        db,
        f"CREATE TEMP TABLE nama_p AS SELECT s, count(*) AS n FROM (SELECT {utama} AS s FROM p) WHERE s IS"
        f" NOT NULL GROUP BY s",
    )
    run(
        db,
        "CREATE TEMP TABLE kamus AS SELECT row_number() OVER ()::INT AS no, * FROM ("
        + sql_kamus("SELECT s FROM nama_p UNION SELECT nama FROM sisa WHERE nama IS NOT NULL"
                    " UNION SELECT nama_lain FROM sisa WHERE nama_lain IS NOT NULL")
        + ") WHERE f IS NOT NULL",
    )  # fmt: skip
    run(
        db,
        "CREATE TEMP TABLE lipatan AS SELECT f, sum(n)::INT AS n FROM nama_p JOIN kamus USING (s) GROUP BY f",
    )
    run(
        db,
        "CREATE TEMP TABLE pk AS SELECT p.pid, p.nik, p.kk, p.tgl, p.desa, k.no, k.t1, k.tl, k.nh, k.pg, k.huruf,"
        " hash32(p.ibu) AS mh FROM ("
        f" SELECT pid, nik, kk, tgl, desa, ibu, {utama} AS s FROM p) p LEFT JOIN ("
        " SELECT no, s, hash32(t1) AS t1, hash32(tl) AS tl, hash32(f) AS nh,"
        " hash32(right(f, 4)) AS pg, ascii(f)::UTINYINT AS huruf FROM kamus) k"
        " ON k.s = p.s",
    )
    run(db, "DROP TABLE nama_p")
    run(
        db,
        "CREATE TEMP TABLE rn AS SELECT r.did, r.tgl, r.desa, hash32(r.ibu) AS mh, k.no, hash32(t1) AS t1,"
        " hash32(tl) AS tl,"
        " hash32(f) AS nh, hash32(right(f, 4)) AS pg, ascii(f)::UTINYINT AS huruf, t1 = tl AS tunggal,"
        " dayofyear(r.tgl) = 1 AS awal_tahun FROM ("
        " SELECT did, tgl, desa, ibu, nama AS s FROM sisa WHERE NOT uji UNION ALL"
        " SELECT did, tgl, desa, ibu, nama_lain FROM sisa WHERE nama_lain IS NOT NULL AND NOT uji) r"
        " JOIN kamus k ON k.s = r.s",
    )


def create_makro(db: DuckDBPyConnection) -> None:
    """hash32: texts as four bytes. gabung: two to four values as one key. Null as soon as a part is null."""
    run(
        db, "CREATE TEMP MACRO hash32(x) AS CASE WHEN x IS NOT NULL THEN (hash(x) & 4294967295)::UINTEGER END"
    )
    run(
        db,
        "CREATE TEMP MACRO gabung(a, b) AS CASE WHEN a IS NOT NULL AND b IS NOT NULL THEN hash(a, b) END,"
        " (a, b, c) AS CASE WHEN a IS NOT NULL AND b IS NOT NULL AND c IS NOT NULL THEN hash(a, b, c) END,"
        " (a, b, c, e) AS CASE WHEN a IS NOT NULL AND b IS NOT NULL AND c IS NOT NULL AND e IS NOT NULL"
        " THEN hash(a, b, c, e) END",
    )
