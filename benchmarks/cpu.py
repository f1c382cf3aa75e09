"""CPU seconds of processes, user and system: what a busy machine does not stretch as it stretches the clock. Linux."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

_DETAK = os.sysconf("SC_CLK_TCK")


def _read(pid: str | int) -> tuple[int, float]:
    """(parent, seconds of the process and of those of its children that have ended)."""
    isi = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(isi[1]), sum(map(int, isi[11:15])) / _DETAK


def count_server(data: Path) -> float:
    """Seconds that the PostgreSQL of this data folder has used so far, with every backend, dead or alive."""
    induk = int((data / "postmaster.pid").read_text().split()[0])
    jumlah = _read(induk)[1]
    for pid in filter(str.isdigit, os.listdir("/proc")):
        # One may end while we look; then its parent has its time.
        with suppress(OSError):
            milik, detik = _read(pid)
            jumlah += detik if milik == induk else 0
    return jumlah
