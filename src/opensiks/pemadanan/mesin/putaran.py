"""What every run opens at its beginning and closes at its end, whatever way it goes."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from duckdb import DuckDBPyConnection

from opensiks.pemadanan.mesin import baca, siap


@contextmanager
def open_putaran(
    dtks: Path, dukcapil: Path, out: Path, *, utas: int | None, memori: str | None
) -> Iterator[tuple[DuckDBPyConnection, Path, Path]]:
    """A database with its folder, and the file to write, which takes the place of `out` when all went well.

    `memori` is the engine's own limit. BerkasDitolak for paths that cannot be used.
    """
    check_paths(dtks, dukcapil, out)
    separuh = name_separuh(out)
    with tempfile.TemporaryDirectory(prefix="padan-") as folder:
        db = baca.connect(Path(folder), utas=utas, memori=memori)
        try:
            siap.create_makro(db)
            yield db, Path(folder), separuh
            separuh.replace(out)
        finally:
            db.close()
            separuh.unlink(missing_ok=True)


def name_separuh(out: Path) -> Path:
    """Beside `out`, and of this process alone: two runs into one file do not write into each other's."""
    return out.with_name(f".{out.name}.{os.getpid()}.separuh")


def check_paths(dtks: Path, dukcapil: Path, out: Path) -> None:
    if out.resolve() in (dtks.resolve(), dukcapil.resolve()):
        raise baca.BerkasDitolak("Berkas jawaban tidak boleh menimpa berkas masukan.")
    if not out.parent.is_dir():
        raise baca.BerkasDitolak(f"Folder {out.parent.name} untuk berkas jawaban tidak ada.")
