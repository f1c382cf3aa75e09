"""How far a job is, for the page that waits for it: a small file on this machine, gone with the next job of its name.

The job's own transaction is invisible until it ends, so its progress cannot stand in the database.
"""

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path

from opensiks.infra import home

_NAMA = re.compile(r"[a-z0-9-]{1,60}")


@dataclass(frozen=True)
class Maju:
    """`keadaan` is "antre", "jalan", "selesai", "gagal", "henti" or "rusak"; `pesan` what a person should read.

    `tahap` names the stage of a job that goes in stages.
    """

    keadaan: str
    n: int = 0
    semua: int = 0
    pesan: str = ""
    oleh: str = ""
    tahap: str = ""


def write_maju(nama: str, maju: Maju) -> None:
    """Say how far the job `nama` is; written whole, so that a reader never sees half a file."""
    tujuan = _path(nama)
    draf = tujuan.with_suffix(".tulis")
    draf.write_text(json.dumps(asdict(maju)))
    draf.replace(tujuan)


def read_maju(nama: str) -> Maju | None:
    """The last word about a job, None when there was none."""
    try:
        return Maju(**json.loads(_path(nama).read_text()))
    except (OSError, ValueError, TypeError):
        return None


def ask_henti(nama: str) -> None:
    """Ask the job `nama` to stop; it does so where nothing is left half written."""
    _henti(nama).touch()


def is_henti(nama: str) -> bool:
    return _henti(nama).exists()


def clear_henti(nama: str) -> None:
    """A new job of this name, or one that heard: nobody asks any more."""
    _henti(nama).unlink(missing_ok=True)


def _henti(nama: str) -> Path:
    return _path(nama).with_suffix(".henti")


def _path(nama: str) -> Path:
    if not _NAMA.fullmatch(nama):
        raise ValueError(f"no name of a job: {nama!r}")
    return home.make_private_dir(home.home() / "maju") / f"{nama}.json"
