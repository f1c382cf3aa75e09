"""Reads a civil-registry extract; the only place that knows its columns. There is no live access to Dukcapil here."""

from __future__ import annotations

import hashlib
from pathlib import Path

import duckdb

KOLOM = {
    "nik": "VARCHAR", "no_kk": "VARCHAR", "nama": "VARCHAR", "tgl_lahir": "DATE", "jenis_kelamin": "VARCHAR",
    "nama_ibu": "VARCHAR", "meninggal": "BOOLEAN", "ganda": "BOOLEAN", "nonaktif": "BOOLEAN",
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
    baca = "read_parquet" if path.suffix == ".parquet" else "read_csv"
    try:
        db.execute(f"CREATE TEMP VIEW berkas AS SELECT * FROM {baca}({_quote(path)})")
        ada = {nama for nama, *_ in db.execute("DESCRIBE berkas").fetchall()}
    except duckdb.Error as galat:
        raise EkstrakDitolak(f"Berkas ekstrak {path.name} tidak terbaca. Minta salinan baru.") from galat
    if kurang := [k for k in WAJIB if k not in ada]:
        raise EkstrakDitolak(f"Berkas ekstrak {path.name} tidak punya kolom {', '.join(kurang)}.")
    kolom = ", ".join(
        f"{f'try_cast({k} AS {tipe})' if k in ada else f'CAST(NULL AS {tipe})'} AS {k}"
        for k, tipe in KOLOM.items()
    )
    db.execute(
        f"CREATE TEMP TABLE dukcapil AS SELECT {kolom} FROM berkas "
        "QUALIFY row_number() OVER (PARTITION BY nik ORDER BY coalesce(meninggal, false), nama) = 1"
    )
    return int(db.execute("SELECT count(*) FROM dukcapil").fetchone()[0])  # type: ignore[index]


def _quote(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
