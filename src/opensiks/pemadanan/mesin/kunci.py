"""The side of D: who agrees on the number, what is left, and its keys. `d` is a view of D or of a part of it."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from opensiks.pemadanan.mesin.baca import has_twice, run
from opensiks.pemadanan.mesin.lipat import sql_kamus, sql_nama_lain, sql_nama_utama
from opensiks.pemadanan.mesin.siap import JK

# Levels as in `banding`, from raw text that differs: enough for rows that agree anyway.
_NAMA = (
    "CASE WHEN starts_with(p.nama, d.nama) OR starts_with(d.nama, p.nama) OR ends_with(d.nama, p.nama) THEN 3"
    " WHEN abs(length(d.nama) - length(p.nama)) < 2 AND jaro_winkler_similarity(d.nama, p.nama) >= 0.93"
    " THEN 4 ELSE 9 END"
)
_TGL = (
    "CASE WHEN d.tgl IS NULL OR p.tgl IS NULL THEN 0 WHEN d.tgl = p.tgl THEN 1"
    " WHEN year(d.tgl) = year(p.tgl) AND day(d.tgl) = month(p.tgl) AND month(d.tgl) = day(p.tgl) THEN 2"
    " WHEN year(d.tgl) = year(p.tgl) AND (dayofyear(d.tgl) = 1 OR dayofyear(p.tgl) = 1) THEN 3 ELSE 8 END"
)
_IBU = "CASE WHEN jaro_winkler_similarity(d.ibu, p.ibu) >= 0.93 THEN 3 ELSE 5 END"
KAB = 1_000_000  # desa codes have ten digits: kabupaten / this, kecamatan / 10_000
KEC = 10_000
# Levels of two villages.
DESA = (
    "CASE WHEN {0} IS NULL OR {1} IS NULL THEN 0 WHEN {0} = {1} THEN 1"
    f" WHEN {{0}} // {KEC} = {{1}} // {KEC} THEN 2"
    f" WHEN {{0}} // {KAB} <> {{1}} // {KAB} THEN 5 WHEN {{0}} % {KEC} = {{1}} % {KEC} THEN 3 ELSE 4 END"
)
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


_SAMA = ("did", "pid", "nama", "tgl", "ibu", "kk", "desa", "jk", "d_kk", "p_kk")
_TERIMA = (
    "nama > 0 AND nama < 5 AND tgl > 0 AND tgl < 4 AND jk < 2 AND (nama < 4 OR tgl = 1 AND ibu < 4) AS terima"
)
_HASH_BEDA = "CASE WHEN d.{0} IS NULL OR p.{0} IS NULL THEN 0 WHEN d.{0} = p.{0} THEN 1 END::UTINYINT AS {1}"
# Rows of `d` with the persons of `pk` under their NIK, by numbers and hashes; null where the texts must be looked at.
TEMU = (
    f"SELECT d.did, p.pid, {_HASH_BEDA.format('rh', 'nama')},"
    f" {_TGL}::UTINYINT AS tgl, {_HASH_BEDA.format('mh', 'ibu')},"
    " CASE WHEN d.kk IS NULL OR p.kk IS NULL THEN 0 WHEN d.kk = p.kk THEN 1 ELSE 3 END::UTINYINT AS kk,"
    f" {DESA.format('d.desa', 'p.desa')}::UTINYINT AS desa,"
    " CASE WHEN d.jk IS NULL OR p.jk IS NULL THEN 0 WHEN d.jk = p.jk THEN 1 ELSE 2 END::UTINYINT AS jk,"
    " d.kk AS d_kk, p.kk AS p_kk FROM pk p JOIN ("
    f" SELECT did, nik, kk, tgl, desa, {JK.format('jk')} AS jk, hash32(nama) AS rh, hash32(ibu) AS mh FROM d)"
    " d ON d.nik = p.nik"
)
HURUF = (
    "SELECT t.did, t.pid, d.nama, d.ibu FROM d"
    " JOIN (SELECT did, pid FROM temu WHERE nama IS NULL OR ibu IS NULL) t ON t.did = d.did"
)


def create_sepakat(db: DuckDBPyConnection) -> None:
    """Adds to table `sama` the rows of `d` whose NIK is in P, with levels; `terima` when name and birth date agree too.

    Numbers and hashes are joined; texts are fetched only for rows whose hashes differ. Several persons of P under
    one NIK: only the best of them stays.
    """
    run(db, f"CREATE OR REPLACE TEMP TABLE temu AS {TEMU}")
    run(db, f"CREATE OR REPLACE TEMP TABLE huruf AS {HURUF}")
    kembar = has_twice(db.execute("SELECT did FROM temu").fetchnumpy()["did"])
    run(
        db,
        f"CREATE TEMP TABLE IF NOT EXISTS sama AS SELECT {', '.join(_SAMA)}, {_TERIMA} FROM temu LIMIT 0",
    )
    run(db, f"INSERT INTO sama {sql_sama(kembar=kembar)}")
    for tabel in ("temu", "huruf"):
        run(db, f"DROP TABLE {tabel}")


def sql_sama(*, kembar: bool) -> str:
    """SELECT the rows of `sama` from TEMU and HURUF. `kembar`: several persons may stand under one NIK."""
    sumber_p = "(SELECT pid, nama, ibu FROM teks SEMI JOIN huruf USING (pid))"
    terbaik = (
        " QUALIFY row_number() OVER (PARTITION BY did ORDER BY terima DESC, (nama = 1)::INT + (tgl = 1)::INT DESC,"
        " pid) = 1"
        if kembar
        else ""
    )
    ganti = f"coalesce(t.nama, {_NAMA})::UTINYINT AS nama, coalesce(t.ibu, {_IBU})::UTINYINT AS ibu"
    return (
        f"SELECT {', '.join(_SAMA)}, {_TERIMA} FROM ("
        f" SELECT {', '.join(_SAMA)} FROM temu WHERE nama IS NOT NULL AND ibu IS NOT NULL UNION ALL BY NAME"
        f" SELECT t.* REPLACE ({ganti}) FROM temu t JOIN huruf d ON d.did = t.did AND d.pid = t.pid"
        f" JOIN {sumber_p} p ON p.pid = t.pid WHERE t.nama IS NULL OR t.ibu IS NULL){terbaik}"
    )


def create_latih(db: DuckDBPyConnection, sampel: int, *, terima: int | None = None) -> None:
    """Table `latih`: about `sampel` rows of `sama` with the right name or date; none for 0.

    `terima`: rows accepted in all of D, when `sama` holds only some of it."""
    if terima is None:
        terima = int(str(run(db, "SELECT count(*) FROM sama WHERE terima")[0][0]))
    run(
        db,
        "CREATE TEMP TABLE latih AS SELECT did, pid FROM sama WHERE (terima OR tgl = 1 OR nama = 1)"
        + (f" AND hash(did) % {max(1, terima // sampel)} = 0" if sampel else " AND false"),
    )


def create_sisa(db: DuckDBPyConnection) -> int:
    """Table `sisa`: rows of `d` not accepted, and those of `latih` (sisa.uji true). Returns how many are left."""
    run(db, f"CREATE OR REPLACE TEMP TABLE sisa AS {sql_sisa()}")
    return int(str(run(db, "SELECT count(*) FROM sisa WHERE NOT uji")[0][0]))


def sql_sisa() -> str:
    """SELECT the rows of `sisa` from `d`, `sama` and `latih`."""
    angka_nik, angka_kk = _ANGKA.format("nik_t", "nik"), _ANGKA.format("kk_t", "kk")
    return (
        "SELECT did, nik, CASE WHEN length(nik_d) BETWEEN 15 AND 17 AND nik_d[1]"
        " <> '0' THEN nik_d END"
        " AS nik_d, kk, CASE WHEN length(kk_d) BETWEEN 15 AND 17 THEN kk_d END AS kk_d,"
        f" {sql_nama_utama('nama')} AS nama, {sql_nama_lain('nama')} AS nama_lain,"
        " ibu, upper(tempat) AS tempat, upper(alamat) AS alamat, tgl, jk, desa, uji,"
        f" {_JENIS} AS jenis FROM ("
        f" SELECT d.*, {angka_nik} AS nik_d, {angka_kk} AS kk_d, s.terima IS true AS uji,"
        " s.did IS NOT NULL AS terdaftar FROM (SELECT * FROM d SEMI JOIN"
        # Of those accepted only the number is read.
        " (SELECT did FROM d ANTI JOIN (SELECT did FROM sama ANTI JOIN latih USING (did) WHERE terima) USING (did))"
        " USING (did)) d"
        " LEFT JOIN (SELECT did, terima FROM sama WHERE NOT terima UNION ALL"
        " SELECT did, terima FROM sama SEMI JOIN latih USING (did) WHERE terima) s ON s.did = d.did)"
    )


# Keys by name of the rows of `sisa`; `kamus_d` knows their names.
KUNCI_NAMA = (
    "SELECT r.did, r.tgl, r.desa, hash32(r.ibu) AS mh, hash32(r.alamat) AS ah,"
    " hash32(t1) AS t1, hash32(tl) AS tl,"
    " hash32(f) AS nh, hash32(right(f, 4)) AS pg, (ascii(f) % 256)::UTINYINT AS huruf, t1 = tl AS tunggal,"
    " dayofyear(r.tgl) = 1 AS awal_tahun FROM ("
    " SELECT did, tgl, desa, ibu, alamat, nama AS s FROM sisa WHERE NOT uji UNION ALL"
    " SELECT did, tgl, desa, ibu, alamat, nama_lain FROM sisa WHERE nama_lain IS NOT NULL AND NOT uji) r"
    " JOIN kamus_d k ON k.s = r.s WHERE k.f IS NOT NULL"
)


def create_nama(db: DuckDBPyConnection) -> None:
    """Tables `kamus_d` (names left, folded) and `rn` (keys by name; two rows for a person with two names)."""
    run(
        db,
        "CREATE OR REPLACE TEMP TABLE kamus_d AS "
        + sql_kamus("SELECT nama AS s FROM sisa WHERE nama IS NOT NULL UNION"
                    " SELECT nama_lain FROM sisa WHERE nama_lain IS NOT NULL"),
    )  # fmt: skip
    run(db, f"CREATE OR REPLACE TEMP TABLE rn AS {KUNCI_NAMA}")
