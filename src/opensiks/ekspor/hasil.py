"""Files that a job made: kept for a day on this machine, for the one who asked, then gone."""

from __future__ import annotations

import os
import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from opensiks.infra import home
from opensiks.infra.maju import read_maju
from opensiks.rules.aktor import Actor

SIMPAN = timedelta(hours=24)
_NAMA = re.compile(r"unduh-(\d+)-([0-9a-f]{16})")


class Hasil(NamedTuple):
    path: Path
    nama: str


def name_pekerjaan(actor: Actor, kunci: str) -> str:
    """The name of a job for one asker; nobody else's page finds it."""
    return f"unduh-{actor.akun_id}-{kunci}"


def is_milik(actor: Actor, nama: str) -> bool:
    """Whether this is the name of a job that the actor asked for."""
    cocok = _NAMA.fullmatch(nama)
    return cocok is not None and cocok[1] == str(actor.akun_id)


def folder() -> Path:
    return home.make_private_dir(home.home() / "unduh")


def path_of(nama: str) -> Path:
    """Where the job of this name writes; ValueError for any other text."""
    if not _NAMA.fullmatch(nama):
        raise ValueError(f"no name of a job: {nama!r}")
    return folder() / nama


def find_hasil(actor: Actor, nama: str, at: datetime) -> Hasil | None:
    """The finished file of one's own job, with the name it is saved under; None when there is none or no more."""
    if not is_milik(actor, nama):
        return None
    maju, path = read_maju(nama), path_of(nama)
    if maju is None or maju.keadaan != "selesai" or not _is_baru(path, at):
        return None
    return Hasil(path, maju.pesan)


def list_hasil(actor: Actor, at: datetime) -> list[tuple[str, str]]:
    """(name of the job, name of the file) of one's own files, the newest first."""
    milik = sorted(folder().glob(f"{name_pekerjaan(actor, '')}*"), key=lambda p: -p.stat().st_mtime)
    ada = [(p.name, find_hasil(actor, p.name, at)) for p in milik]
    return [(nama, hasil.nama) for nama, hasil in ada if hasil is not None]


def drop_lama(at: datetime) -> int:
    """Delete what is older than a day; returns how many."""
    lama = [p for p in folder().iterdir() if not _is_baru(p, at)]
    for path in lama:
        path.unlink(missing_ok=True)
    return len(lama)


def stamp_hasil(path: Path, at: datetime) -> None:
    """Give the file the moment of its story, by which its day is measured."""
    os.utime(path, (at.timestamp(), at.timestamp()))


def _is_baru(path: Path, at: datetime) -> bool:
    try:
        return at.timestamp() - path.stat().st_mtime < SIMPAN.total_seconds()
    except FileNotFoundError:
        return False
