"""Reads a civil-registry extract; the only place that knows its columns. There is no live access to Dukcapil here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import duckdb

from opensiks.pemadanan.mesin.baca import BENTUK, SAMPEL, sql_benar, sql_jk, sql_nomor, sql_tanggal, sql_teks
from opensiks.rules.pemadanan import BarisDukcapil

KOLOM = {
    "nik": "VARCHAR", "no_kk": "VARCHAR", "nama": "VARCHAR", "tempat_lahir": "VARCHAR", "tgl_lahir": "DATE",
    "jenis_kelamin": "VARCHAR", "nama_ibu": "VARCHAR", "alamat": "VARCHAR", "kode_desa": "VARCHAR",
    "meninggal": "BOOLEAN", "ganda": "BOOLEAN", "nonaktif": "BOOLEAN",
}  # fmt: skip
WAJIB = ("nik", "nama")


class EkstrakDitolak(Exception):
    """The extract cannot be used; the message is one Indonesian sentence."""


def hash_ekstrak(path: Path) -> str:
    """SHA-256 of the file, read in pieces: a province does not fit in memory."""
    with path.open("rb") as berkas:
        return hashlib.file_digest(berkas, "sha256").hexdigest()


def load_ekstrak(db: duckdb.DuckDBPyConnection, path: Path) -> int:
    """Create table `dukcapil` in `db`, one row per NIK; missing optional columns become empty. Returns its rows."""
    kolom = _open(db, path)
    db.execute(
        f"CREATE TEMP TABLE dukcapil AS SELECT * FROM (SELECT {kolom} FROM berkas) "
        "QUALIFY row_number() OVER (PARTITION BY nik ORDER BY meninggal, nama) = 1"
    ).fetchall()
    return int(db.execute("SELECT count(*) FROM dukcapil").fetchall()[0][0])


def write_ekstrak(db: duckdb.DuckDBPyConnection, path: Path, tujuan: Path) -> None:
    """The extract as the engine reads it: Parquet with `pid`, one row per NIK, every column of KOLOM."""
    kolom = _open(db, path)
    db.execute(
        "COPY (SELECT row_number() OVER (ORDER BY nik, nama, tgl_lahir, no_kk) AS pid, * FROM (SELECT * FROM"
        f" (SELECT {kolom} FROM berkas)"
        " QUALIFY nik IS NULL OR row_number() OVER (PARTITION BY nik ORDER BY meninggal, nama) = 1)"
        f" ORDER BY pid) TO {_quote(tujuan)} (FORMAT parquet, COMPRESSION snappy)"
    ).fetchall()


def list_kabupaten(db: duckdb.DuckDBPyConnection, path: Path) -> set[str]:
    """Codes like "18.04" of the kabupaten that an extract holds anybody of; empty where it has no codes of villages."""
    kolom = _open(db, path)
    rows = db.execute(
        "SELECT DISTINCT left(replace(kode_desa, '.', ''), 4) FROM"
        f" (SELECT {kolom} FROM berkas) WHERE kode_desa IS NOT NULL"
    ).fetchall()
    return {f"{kode[:2]}.{kode[2:]}" for (kode,) in rows}


def check_terbaca(db: duckdb.DuckDBPyConnection, path: Path) -> None:
    """EkstrakDitolak where a field is filled but not one of the first rows can be read: nobody would be found by it."""
    _open(db, path)
    ada = _list_kolom(db)
    for k in (k for k in BENTUK if k in ada):
        nilai = _sql_kolom(k, ada)
        if KOLOM[k] == "VARCHAR" and k != "jenis_kelamin":
            nilai = f"nullif(regexp_full_match({nilai}, '[0-9.]{{10,}}'), false)"
        isi, baik = db.execute(
            f"SELECT count({k}), count({nilai}) FROM (SELECT * FROM berkas LIMIT {SAMPEL})"
        ).fetchall()[0]
        if isi and not baik:
            raise EkstrakDitolak(f"Kolom {k} di berkas ekstrak ini tidak terbaca: {BENTUK[k]}.")


def _open(db: duckdb.DuckDBPyConnection, path: Path) -> str:
    """View `berkas` over the file; the SELECT list that brings it into the shape of KOLOM."""
    # Nothing is guessed of a CSV: our own reading decides what is a date.
    baca = "read_parquet({})" if path.suffix == ".parquet" else "read_csv({}, all_varchar = true)"
    try:
        # A result must be read to its end before the connection takes the next statement.
        db.execute(
            f"CREATE OR REPLACE TEMP VIEW berkas AS SELECT * FROM {baca.format(_quote(path))}"
        ).fetchall()
        ada = _list_kolom(db)
    except duckdb.Error as galat:
        raise EkstrakDitolak(f"Berkas ekstrak {path.name} tidak terbaca. Minta salinan baru.") from galat
    if kurang := [k for k in WAJIB if k not in ada]:
        raise EkstrakDitolak(f"Berkas ekstrak {path.name} tidak punya kolom {', '.join(kurang)}.")
    return ", ".join(f"{_sql_kolom(k, ada)} AS {k}" for k in KOLOM)


def _list_kolom(db: duckdb.DuckDBPyConnection) -> dict[str, str]:
    return {str(nama).lower(): str(tipe) for nama, tipe, *_ in db.execute("DESCRIBE berkas").fetchall()}


def _sql_kolom(kolom: str, ada: dict[str, str]) -> str:
    """A column as the engine reads it too (`mesin/baca`), so that every way of matching sees the same values."""
    if kolom in ("nik", "no_kk"):
        return sql_nomor(kolom, ada)
    if kolom == "tgl_lahir":
        return sql_tanggal(kolom, ada)
    if kolom == "jenis_kelamin":
        return sql_jk(kolom, ada)
    return sql_benar(kolom, ada) if KOLOM[kolom] == "BOOLEAN" else sql_teks(kolom, ada)


def find_ekstrak(path: Path, daftar_nik: Iterable[str]) -> dict[str, BarisDukcapil]:
    """What an extract says under these NIK; those it does not know are absent. For a handful, not for a kabupaten."""
    db = duckdb.connect()
    try:
        load_ekstrak(db, path)
        rows = db.execute(
            "SELECT nik, nama, tgl_lahir, jenis_kelamin, nama_ibu, no_kk, meninggal, ganda, nonaktif FROM dukcapil"
            " WHERE nik IN (SELECT unnest(?))",
            [sorted(set(daftar_nik))],
        ).fetchall()
    finally:
        db.close()
    return {r[0]: as_baris(r) for r in rows}


def as_baris(r: Sequence[Any]) -> BarisDukcapil:
    """A row (nik, nama, tgl_lahir, jenis_kelamin, nama_ibu, no_kk, meninggal, ganda, nonaktif), its gaps filled."""
    return BarisDukcapil(
        r[0], r[1] or "", r[2], r[3] or "", r[4] or "", r[5] or "", bool(r[6]), bool(r[7]), bool(r[8])
    )


def _quote(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
