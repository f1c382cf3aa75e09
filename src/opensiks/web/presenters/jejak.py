"""One event of the trail in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from opensiks.rules.peran import LABEL, Peran

if TYPE_CHECKING:
    from opensiks.jejak.models import Jejak


@dataclass(frozen=True)
class BarisJejak:
    """One event: when, what, who, the summary it carries, and its place in the chain."""

    at: datetime
    peristiwa: str
    oleh: str
    isi: tuple[tuple[str, str], ...]
    rantai: str
    seq: int
    hash: str


def present_jejak(j: Jejak) -> BarisJejak:
    peran = LABEL.get(Peran(j.peran), j.peran) if j.peran in set(Peran) else j.peran
    isi = tuple((str(k).replace("_", " "), _teks(v)) for k, v in (j.ringkasan or {}).items())
    return BarisJejak(
        j.at, j.peristiwa, f"{j.aktor}, {peran}".strip(", "), isi, j.rantai or "pusat", j.seq, j.hash[:12]
    )


def _teks(nilai: Any) -> str:
    if isinstance(nilai, bool):
        return "ya" if nilai else "tidak"
    if isinstance(nilai, dict):
        return ", ".join(f"{k}: {_teks(v)}" for k, v in nilai.items())
    if isinstance(nilai, list):
        return ", ".join(map(_teks, nilai))
    return str(nilai)
