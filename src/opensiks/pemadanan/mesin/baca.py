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
_ANGKA = (
    "TINYINT",
    "SMALLINT",
    "INTEGER",
    "BIGINT",
    "HUGEINT",
    "UTINYINT",
    "USMALLINT",
    "UINTEGER",
    "UBIGINT",
)


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

    Columns: nik and kk (sixteen digits, not from 0, else null), nik_t and kk_t (text as written), nama, ibu, tempat
    (text), tgl (DATE), jk (L or P), desa (BIGINT of ten digits), alamat, meninggal. Returns the number of rows.
    """
    check_ada(path)
    view_berkas(db, path, pandangan, kunci)
    return len(check_nomor(path, kunci, db.execute(f"SELECT {kunci} FROM {pandangan}").fetchnumpy()[kunci]))


def check_ada(path: Path) -> None:
    if not path.is_file():
        raise BerkasDitolak(f"Berkas {path.name} tidak ada.")


def view_berkas(
    db: duckdb.DuckDBPyConnection, path: Path, pandangan: str, kunci: str, sumber: str = ""
) -> None:
    """The view of `open_berkas` over `sumber`, some rows of `path` or all of them, without a look at the numbers."""
    sumber = sumber or f"read_parquet({quote(path)})"
    try:
        ada = {str(n): str(t) for n, t, *_ in run(db, f"DESCRIBE SELECT * FROM {sumber}")}
    except duckdb.Error as galat:
        raise BerkasDitolak(f"Berkas {path.name} bukan Parquet yang dapat dibaca.") from galat
    if kunci not in ada:
        raise BerkasDitolak(f"Berkas {path.name} tidak punya kolom {kunci}.")
    run(
        db,
        f"CREATE TEMP VIEW {pandangan} AS SELECT try_cast({kunci} AS BIGINT) AS {kunci},"
        f" {_number('nik', ada)} AS nik, {_text('nik', ada)} AS nik_t,"
        f" {_number('no_kk', ada)} AS kk, {_text('no_kk', ada)} AS kk_t,"
        f" {_text('nama', ada)} AS nama, {_text('nama_ibu', ada)} AS ibu, {_text('tempat_lahir', ada)} AS tempat,"
        f" {_tanggal(ada)} AS tgl, {_text('jenis_kelamin', ada)} AS jk,"
        f" try_cast(replace({_text('kode_desa', ada)}, '.', '') AS BIGINT) AS desa, {_text('alamat', ada)} AS alamat,"
        f" {'coalesce(try_cast(meninggal AS BOOLEAN), false)' if 'meninggal' in ada else 'false'} AS meninggal"
        f" FROM {sumber}",
    )


def check_nomor(path: Path, kunci: str, nomor: Larik) -> Larik:
    """The numbers as fetched, when none is missing or stands twice; else BerkasDitolak."""
    if isinstance(nomor, np.ma.MaskedArray):
        if nomor.mask.any():
            raise BerkasDitolak(
                f"Berkas {path.name} memuat baris tanpa {kunci}; setiap baris butuh bilangan bulat."
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


def _text(kolom: str, ada: dict[str, str]) -> str:
    if kolom not in ada:
        return "CAST(NULL AS VARCHAR)"
    return kolom if ada[kolom] == "VARCHAR" else f"CAST({kolom} AS VARCHAR)"


def _number(kolom: str, ada: dict[str, str]) -> str:
    """Sixteen digits as BIGINT: the range takes the place of a look at each character."""
    if kolom not in ada:
        return "CAST(NULL AS BIGINT)"
    nilai = (
        kolom
        if ada[kolom] in _ANGKA
        else f"CASE WHEN length({kolom}) = 16 THEN try_cast({kolom} AS BIGINT) END"
    )
    return f"(CASE WHEN ({nilai}) BETWEEN 1000000000000000 AND 9999999999999999 THEN {nilai} END)"


def _tanggal(ada: dict[str, str]) -> str:
    if "tgl_lahir" not in ada:
        return "CAST(NULL AS DATE)"
    return "tgl_lahir" if ada["tgl_lahir"] == "DATE" else "try_cast(tgl_lahir AS DATE)"
