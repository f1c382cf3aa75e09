"""Opens the two files as views with known columns and types; whatever cannot be read becomes null."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

Larik = np.ndarray[Any, np.dtype[Any]]

KOLOM = (
    "nik", "no_kk", "nama", "tempat_lahir", "tgl_lahir", "jenis_kelamin", "nama_ibu", "alamat", "kode_desa",
)  # fmt: skip
# Up to here a fraction holds every whole number; beyond, the last digits are gone.
_PECAHAN = {"DOUBLE": 2**53, "FLOAT": 2**24}
# How a sex is written in other lists; L and P are read at once. A pattern: a list of values would become a join of
# its own, which every look at the file pays for.
_LAKI = "L|LK|LAKI|LAKI[- ]LAKI|PRIA|1"
_PEREMPUAN = "P|PR|PEREMPUAN|WANITA|2"
_YA = "YA|Y|TRUE|T|1|MENINGGAL"
# Without the ".0" of a spreadsheet, and without signs.
_POLOS = r"regexp_replace({}, '\.0$|[^0-9A-Za-z]+', '', 'g')"
SAMPEL = 10_000


class BerkasDitolak(Exception):
    """The file cannot be used; the message is one Indonesian sentence."""


def connect(folder: Path, *, utas: int | None = None, memori: str | None = None) -> duckdb.DuckDBPyConnection:
    """An in-memory database that spills into `folder`; `memori` like "2GB", `utas` is its number of threads."""
    db = duckdb.connect()
    run(db, "SET preserve_insertion_order = false")
    # Standard output belongs to the command's figures.
    run(db, "SET enable_progress_bar = false")
    run(db, f"SET temp_directory = {quote(folder)}")
    if utas:
        run(db, f"SET threads = {int(utas)}")
    if memori:
        try:
            run(db, f"SET memory_limit = {quote(memori)}")
        except duckdb.Error as galat:
            raise BerkasDitolak(f"Batas memori {memori} tidak dimengerti; tulis misalnya 2GB.") from galat
    return db


def run(db: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[object, ...]]:
    """Execute and read to the end."""
    return db.execute(sql).fetchall()


def quote(teks: object) -> str:
    return "'" + str(teks).replace("'", "''") + "'"


def open_berkas(db: duckdb.DuckDBPyConnection, path: Path, pandangan: str, kunci: str) -> int:
    """Create the view `pandangan` over a Parquet file: `kunci` (BIGINT), the fields, numbers as BIGINT beside.

    Columns: nik and kk (sixteen digits, not from 0, else null), nik_t and kk_t (text as written, signs taken out of
    what is too long), nama, ibu, tempat (text), tgl (DATE), jk (L or P), desa (BIGINT of ten digits), alamat,
    meninggal. Returns the number of rows.
    """
    check_ada(path)
    view_berkas(db, path, pandangan, kunci)
    return len(check_nomor(path, kunci, db.execute(f"SELECT {kunci} FROM {pandangan}").fetchnumpy()[kunci]))


def check_ada(path: Path) -> None:
    if path.is_dir():
        raise BerkasDitolak(f"{path.name} adalah folder; tulis nama berkas Parquet di dalamnya.")
    if not path.is_file():
        raise BerkasDitolak(f"Berkas {path.name} tidak ada.")


def view_berkas(
    db: duckdb.DuckDBPyConnection, path: Path, pandangan: str, kunci: str, sumber: str = ""
) -> None:
    """The view of `open_berkas` over `sumber`, some rows of `path` or all of them, without a look at the numbers."""
    sumber = sumber or f"read_parquet({quote(path)})"
    ada = _list_kolom(db, path, sumber)
    if kunci not in ada:
        raise BerkasDitolak(
            f"Berkas {path.name} tidak punya kolom {kunci}. Beri setiap baris bilangan bulatnya sendiri di kolom itu."
        )
    if ada[kunci] == "BOOLEAN":
        raise BerkasDitolak(
            f"Kolom {kunci} di berkas {path.name} berisi ya atau tidak; setiap baris butuh bilangan bulatnya sendiri."
        )
    run(
        db,
        f"CREATE TEMP VIEW {pandangan} AS SELECT {_kunci(kunci, ada[kunci])} AS {kunci},"
        f" {_number('nik', ada)} AS nik, {sql_nomor('nik', ada)} AS nik_t,"
        f" {_number('no_kk', ada)} AS kk, {sql_nomor('no_kk', ada)} AS kk_t,"
        f" {sql_teks('nama', ada)} AS nama, {sql_teks('nama_ibu', ada)} AS ibu,"
        f" {sql_teks('tempat_lahir', ada)} AS tempat,"
        f" {sql_tanggal('tgl_lahir', ada)} AS tgl, {sql_jk('jenis_kelamin', ada)} AS jk, {_desa(ada)} AS desa,"
        f" {sql_teks('alamat', ada)} AS alamat, {sql_benar('meninggal', ada)} AS meninggal FROM {sumber}",
    )


def _list_kolom(db: duckdb.DuckDBPyConnection, path: Path, sumber: str) -> dict[str, str]:
    """Types by column; names in small letters, as the engine knows them by any."""
    try:
        return {str(n).lower(): str(t) for n, t, *_ in run(db, f"DESCRIBE SELECT * FROM {sumber}")}
    except duckdb.Error as galat:
        raise BerkasDitolak(
            f"Berkas {path.name} bukan Parquet yang dapat dibaca. Simpan daftarnya sebagai Parquet, atau salin lagi"
            " berkasnya."
        ) from galat


def find_perhatian(path: Path, kunci: str) -> list[str]:
    """Sentences about fields that nobody will be found by: missing, or not one of the first rows can be read.

    Nothing about a file that will be refused anyway.
    """
    with duckdb.connect() as db:
        try:
            check_ada(path)
            ada = _list_kolom(db, path, f"read_parquet({quote(path)})")
            if kunci not in ada:
                return []
            awal = f"(SELECT * FROM read_parquet({quote(path)}) LIMIT {SAMPEL})"
            view_berkas(db, path, "berkas", kunci, awal)
            isi, terbaca = (
                run(db, f"SELECT {', '.join(kolom)} FROM {dari}")[0]
                for kolom, dari in (
                    ([f"count({k if k in ada else 'NULL'})" for k in _TERBACA], awal),
                    ([f"count({k})" for k in _TERBACA.values()], "berkas"),
                )
            )
        except (BerkasDitolak, duckdb.Error):
            return []
    kalimat = []
    if kurang := [k for k in KOLOM if k not in ada]:
        kalimat.append(
            f"Berkas {path.name} tidak punya kolom {', '.join(kurang)}; isian itu dianggap kosong."
        )
    for k, banyak, baik in zip(_TERBACA, isi, terbaca, strict=True):
        if ada.get(k) in _PECAHAN:
            kalimat.append(
                f"Kolom {k} di berkas {path.name} berupa bilangan pecahan, sehingga angka terakhirnya bisa hilang;"
                " simpan sebagai teks."
            )
        elif banyak and not baik:
            kalimat.append(f"Kolom {k} di berkas {path.name} tidak terbaca: {BENTUK[k]}.")
    return kalimat


def check_nomor(path: Path, kunci: str, nomor: Larik) -> Larik:
    """The numbers as fetched, when none is missing or stands twice; else BerkasDitolak."""
    if isinstance(nomor, np.ma.MaskedArray):
        if nomor.mask.any():
            raise BerkasDitolak(
                f"Berkas {path.name} memuat baris tanpa {kunci}; setiap baris butuh bilangan bulatnya sendiri."
            )
        nomor = nomor.data
    if has_twice(nomor):
        raise BerkasDitolak(f"Kolom {kunci} di berkas {path.name} memuat nomor yang sama dua kali.")
    return nomor


def has_twice(nomor: Larik) -> bool:
    """A number stands twice: by one look where they ascend, by a tick list where they lie close, else sorted."""
    if len(nomor) < 2 or (nomor[1:] > nomor[:-1]).all():
        return False
    rentang = int(nomor.max()) - int(nomor.min()) + 1
    if rentang < 16 * len(nomor):
        ada = np.zeros(rentang, bool)
        ada[nomor - nomor.min()] = True
        return int(ada.sum()) < len(nomor)
    urut = np.sort(nomor, kind="stable")
    return bool((urut[1:] == urut[:-1]).any())


def remove(path: Path) -> None:
    """A file or folder of ours, if it is there."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _kunci(kunci: str, tipe: str) -> str:
    bulat = f"try_cast({kunci} AS BIGINT)"
    return f"CASE WHEN {kunci} = trunc({kunci}) THEN {bulat} END" if _is_pecahan(tipe) else bulat


def _is_pecahan(tipe: str) -> bool:
    return tipe in _PECAHAN or tipe.startswith("DECIMAL")


def sql_teks(kolom: str, ada: dict[str, str]) -> str:
    """What stands there; of a fraction the whole number, as far as it holds one."""
    if kolom not in ada:
        return "CAST(NULL AS VARCHAR)"
    tipe = ada[kolom]
    if tipe in _PECAHAN:
        return f"CASE WHEN abs({kolom}) <= {_PECAHAN[tipe]} THEN CAST(try_cast({kolom} AS BIGINT) AS VARCHAR) END"
    if tipe.startswith("DECIMAL"):
        return f"CAST(try_cast({kolom} AS BIGINT) AS VARCHAR)"
    return kolom if tipe == "VARCHAR" else f"CAST({kolom} AS VARCHAR)"


def sql_nomor(kolom: str, ada: dict[str, str]) -> str:
    """A number as text, without the signs that people write around and between its digits."""
    teks = sql_teks(kolom, ada)
    if ada.get(kolom) != "VARCHAR":
        return teks
    return f"CASE WHEN length({teks}) <= 16 THEN {teks} ELSE {_POLOS.format(teks)} END"


def _number(kolom: str, ada: dict[str, str]) -> str:
    """Sixteen digits as BIGINT: the range takes the place of a look at each character."""
    teks = sql_teks(kolom, ada)
    nilai = f"CASE WHEN length({teks}) = 16 THEN try_cast({teks} AS BIGINT)"
    if ada.get(kolom) == "VARCHAR":
        nilai += f" WHEN length({teks}) > 16 THEN try_cast({_POLOS.format(teks)} AS BIGINT)"
    return f"(CASE WHEN ({nilai} END) BETWEEN 1000000000000000 AND 9999999999999999 THEN {nilai} END END)"


def _desa(ada: dict[str, str]) -> str:
    teks = sql_teks("kode_desa", ada)
    return f"coalesce(try_cast({teks} AS BIGINT), try_cast(regexp_replace({teks}, '[^0-9]+', '', 'g') AS BIGINT))"


def sql_tanggal(kolom: str, ada: dict[str, str]) -> str:
    """A date; texts may put the day first, as Dukcapil does, or be eight digits from the year on."""
    if kolom not in ada:
        return "CAST(NULL AS DATE)"
    if ada[kolom] == "DATE" or ada[kolom].startswith("TIMESTAMP"):
        return kolom if ada[kolom] == "DATE" else f"try_cast({kolom} AS DATE)"
    teks = sql_teks(kolom, ada)
    polos = rf"regexp_replace({teks}, '^\s*(\d{{4}})(\d\d)(\d\d)\s*$', '\1-\2-\3')"
    hari_dulu = rf"regexp_replace({polos}, '^\s*(\d\d?)[-/. ](\d\d?)[-/. ](\d{{4}})\b.*$', '\3-\2-\1')"
    return f"coalesce(try_cast({teks} AS DATE), try_cast({hari_dulu} AS DATE))"


def _says(teks: str, pola: str) -> str:
    return f"regexp_full_match(upper(trim({teks})), '{pola}')"


def sql_jk(kolom: str, ada: dict[str, str]) -> str:
    """L, P, or null for anything that says neither."""
    if kolom not in ada:
        return sql_teks(kolom, ada)
    teks = sql_teks(kolom, ada)
    return (
        f"CASE WHEN {teks} = 'L' THEN 'L' WHEN {teks} = 'P' THEN 'P' WHEN {_says(teks, _LAKI)} THEN 'L'"
        f" WHEN {_says(teks, _PEREMPUAN)} THEN 'P' END"
    )


def sql_benar(kolom: str, ada: dict[str, str]) -> str:
    """True where it is said in any of the usual ways; who is not said to be dead lives."""
    if kolom not in ada:
        return "false"
    if ada[kolom] == "VARCHAR":
        return f"coalesce({_says(kolom, _YA)}, false)"
    return f"coalesce(try_cast({kolom} AS BOOLEAN), false)"


# Fields of a form that can be told at a glance, with their columns here; and what they have to look like.
_TERBACA = {"nik": "nik", "no_kk": "kk", "tgl_lahir": "tgl", "jenis_kelamin": "jk", "kode_desa": "desa"}
BENTUK = {
    "nik": "butuh 16 angka",
    "no_kk": "butuh 16 angka",
    "tgl_lahir": "butuh tanggal, misalnya 1980-05-17 atau 17-05-1980",
    "jenis_kelamin": "butuh L atau P",
    "kode_desa": "butuh 10 angka",
}
