"""Reads a civil-registry extract; the only place that knows its columns. There is no live access to Dukcapil here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import duckdb

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
        f"CREATE TEMP TABLE dukcapil AS SELECT {kolom} FROM berkas "
        "QUALIFY row_number() OVER (PARTITION BY nik ORDER BY coalesce(meninggal, false), nama) = 1"
    ).fetchall()
    return int(db.execute("SELECT count(*) FROM dukcapil").fetchall()[0][0])


def write_ekstrak(db: duckdb.DuckDBPyConnection, path: Path, tujuan: Path) -> None:
    """The extract as the engine reads it: Parquet with `pid`, one row per NIK, every column of KOLOM."""
    kolom = _open(db, path)
    db.execute(
        f"COPY (SELECT row_number() OVER (ORDER BY nik, nama, tgl_lahir, no_kk) AS pid, * FROM (SELECT {kolom} FROM"
        " berkas"
        " QUALIFY nik IS NULL OR row_number() OVER (PARTITION BY nik ORDER BY coalesce(meninggal, false), nama) = 1)"
        f" ORDER BY pid) TO {_quote(tujuan)} (FORMAT parquet, COMPRESSION snappy)"
    ).fetchall()


def _open(db: duckdb.DuckDBPyConnection, path: Path) -> str:
    """View `berkas` over the file; the SELECT list that brings it into the shape of KOLOM."""
    baca = "read_parquet" if path.suffix == ".parquet" else "read_csv"
    try:
        # A result must be read to its end before the connection takes the next statement.
        db.execute(f"CREATE OR REPLACE TEMP VIEW berkas AS SELECT * FROM {baca}({_quote(path)})").fetchall()
        ada = {nama for nama, *_ in db.execute("DESCRIBE berkas").fetchall()}
    except duckdb.Error as galat:
        raise EkstrakDitolak(f"Berkas ekstrak {path.name} tidak terbaca. Minta salinan baru.") from galat
    if kurang := [k for k in WAJIB if k not in ada]:
        raise EkstrakDitolak(f"Berkas ekstrak {path.name} tidak punya kolom {', '.join(kurang)}.")
    return ", ".join(
        f"{f'try_cast({k} AS {tipe})' if k in ada else f'CAST(NULL AS {tipe})'} AS {k}"
        for k, tipe in KOLOM.items()
    )


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
