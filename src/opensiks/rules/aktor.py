"""Who acts: a natural person in one role over one scope, or the system itself."""

from __future__ import annotations

from dataclasses import dataclass

from opensiks.rules.peran import Izin, Peran, can
from opensiks.rules.wilayah import NASIONAL, Cakupan


@dataclass(frozen=True)
class Actor:
    """`asal` is the address or device the act came from; `program` only for PENGELOLA_PROGRAM."""

    akun_id: int | None
    nama: str
    peran: Peran
    cakupan: Cakupan
    asal: str = ""
    program: str = ""

    def can(self, izin: Izin) -> bool:
        return can(self.peran, izin)


def sistem(nama: str = "Sistem") -> Actor:
    """The actor of scheduled work: everything it does is done in the name of a rule."""
    return Actor(None, nama, Peran.SISTEM, NASIONAL)
