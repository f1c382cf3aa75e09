"""A memory bound for the whole process: how much of it the engine gets, and in how many parts D is taken."""

from __future__ import annotations

import math
import re
import resource
from dataclasses import dataclass
from pathlib import Path

from opensiks.pemadanan.mesin.baca import BerkasDitolak

_SATUAN = {
    "KB": 1e3,
    "MB": 1e6,
    "GB": 1e9,
    "TB": 1e12,
    "KIB": 2**10,
    "MIB": 2**20,
    "GIB": 2**30,
    "TIB": 2**40,
}
# Bytes: program, libraries and what the engine does not count; what a row of D needs while its part is matched.
DASAR, PER_BARIS = 300e6, 400.0
MESIN = 0.85  # of the rest
TERKECIL = 500e6


@dataclass(frozen=True, slots=True)
class Jatah:
    """`bytes`: bound of the process, None without one."""

    bytes: float | None

    @property
    def ketat(self) -> bool:
        return self.bytes is not None

    @property
    def mesin(self) -> str | None:
        """The engine's own limit."""
        return None if self.bytes is None else f"{int(self._mesin(self.bytes) / 1e6)}MB"

    def parts(self, n_d: int) -> int:
        if self.bytes is None:
            return 1
        return max(1, math.ceil(n_d * PER_BARIS / self._mesin(self.bytes)))

    @staticmethod
    def _mesin(semua: float) -> float:
        return (semua - DASAR) * MESIN


def share(memori: str | None) -> Jatah:
    """BerkasDitolak for a bound that cannot be read or is too small for any work."""
    if not memori:
        return Jatah(None)
    cocok = re.fullmatch(r"(\d+(?:[.,]\d+)?)\s*([KMGT]I?B)", memori.strip().upper())
    if not cocok:
        raise BerkasDitolak(f"Batas memori {memori} tidak dimengerti; tulis misalnya 2GB.")
    besar = float(cocok[1].replace(",", ".")) * _SATUAN[cocok[2]]
    if besar < TERKECIL:
        raise BerkasDitolak(f"Batas memori {memori} terlalu kecil; paling sedikit {TERKECIL / 1e6:.0f}MB.")
    return Jatah(besar)


def read_puncak() -> float:
    """Megabytes this process held at its peak.

    The usual figure (ru_maxrss) comes along from the process that started this one; the kernel's own does not.
    """
    status = Path("/proc/self/status")
    if status.is_file():
        for baris in status.read_text().splitlines():
            if baris.startswith("VmHWM:"):
                return int(baris.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
