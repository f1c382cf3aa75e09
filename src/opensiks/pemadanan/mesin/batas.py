"""A memory bound for the whole process: how much of it the engine gets, and in how many parts D is taken."""

from __future__ import annotations

import re
from dataclasses import dataclass

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
# Bytes: program and libraries; what one row of D needs while its part is matched, in the engine and outside of it.
DASAR, PER_BARIS = 220e6, 400.0
TERKECIL = 400e6


@dataclass(frozen=True, slots=True)
class Jatah:
    """`bytes`: bound of the process, None without one."""

    bytes: float | None

    @property
    def ketat(self) -> bool:
        return self.bytes is not None

    @property
    def mesin(self) -> str | None:
        """The engine's own limit: what buffers outside its account take is left free."""
        return None if self.bytes is None else f"{int((self.bytes - DASAR) * 0.6 / 1e6)}MB"

    def parts(self, n_d: int) -> int:
        if self.bytes is None:
            return 1
        return max(1, -int(-n_d * PER_BARIS // ((self.bytes - DASAR) * 0.6)))


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
