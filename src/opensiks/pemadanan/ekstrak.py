"""Where the extracts of the civil register are kept: files on this machine, named by their content."""

from __future__ import annotations

import hashlib
import re
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import duckdb

from opensiks.infra import home
from opensiks.pemadanan.dukcapil import EkstrakDitolak, check_terbaca, load_ekstrak

AKHIRAN = (".parquet", ".csv")
MAKS_BYTE = 2 * 1024**3
_NAMA = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,120}")


@dataclass(frozen=True)
class BerkasEkstrak:
    """One extract: its name here, size in bytes, and when it came."""

    nama: str
    ukuran: int
    at: datetime


def list_berkas() -> list[BerkasEkstrak]:
    """Every extract on this machine, the newest first; the one of the example data too."""
    ada = [p for folder in _folders() for p in folder.glob("*") if p.suffix in AKHIRAN and p.is_file()]
    rows = [
        BerkasEkstrak(p.name, p.stat().st_size, datetime.fromtimestamp(p.stat().st_mtime, UTC)) for p in ada
    ]
    return sorted(rows, key=lambda b: b.at, reverse=True)


def find_berkas(nama: str) -> Path | None:
    """The file of this name; None when there is none. A name never leads out of the folders."""
    if not _NAMA.fullmatch(nama) or not nama.endswith(AKHIRAN):
        return None
    return next((folder / nama for folder in _folders() if (folder / nama).is_file()), None)


def save_berkas(nama_asal: str, isi: IO[bytes]) -> str:
    """Keep an uploaded extract under its own hash and say its name; EkstrakDitolak when it cannot be read."""
    akhiran = Path(nama_asal).suffix.lower()
    if akhiran not in AKHIRAN:
        raise EkstrakDitolak("Berkas ekstrak harus Parquet atau CSV.")
    folder = _folder()
    sidik = hashlib.sha256()
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".masuk-", suffix=akhiran, delete=False) as tulis:
        draf = Path(tulis.name)
        while potong := isi.read(1024 * 1024):
            sidik.update(potong)
            tulis.write(potong)
    try:
        _check(draf)
        tujuan = folder / f"{sidik.hexdigest()[:16]}{akhiran}"
        draf.rename(tujuan)
    except BaseException:
        draf.unlink(missing_ok=True)
        raise
    return tujuan.name


def _check(path: Path) -> None:
    db = duckdb.connect()
    try:
        check_terbaca(db, path)
        load_ekstrak(db, path)
    finally:
        db.close()


def _folder() -> Path:
    return home.make_private_dir(home.home() / "ekstrak")


def _folders() -> list[Path]:
    return [_folder(), home.home() / "contoh"]
