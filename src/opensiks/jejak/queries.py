"""Reading the trail: of one object, and the proof that nothing was altered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Max, QuerySet

from opensiks.jejak.isi import isi_jejak
from opensiks.jejak.models import Jejak
from opensiks.rules.canonical import sha256_hex
from opensiks.rules.jejak import AWAL, link


@dataclass(frozen=True)
class BuktiJejak:
    """Result of a proof: how many events and chains were read, and the first row that does not fit."""

    peristiwa: int
    rantai: int
    rusak_rantai: str | None = None
    rusak_seq: int | None = None
    sebab: str = ""

    @property
    def sah(self) -> bool:
        return self.rusak_seq is None


def list_jejak(objek: str) -> QuerySet[Jejak]:
    """Every visible event about one object, oldest first."""
    return Jejak.objects.filter(objek=objek).order_by("at", "rantai", "seq")


def find_kepala() -> dict[str, str]:
    """The head hash of every visible chain."""
    puncak = Jejak.objects.values("rantai").annotate(puncak=Max("seq"))
    return {
        rantai: Jejak.objects.values_list("hash", flat=True).get(rantai=rantai, seq=seq)
        for rantai, seq in puncak.values_list("rantai", "puncak").order_by("rantai")
    }


def get_akar() -> str:
    """One hash over the heads of all visible chains; published with a penetapan, it pins every tail."""
    return sha256_hex(find_kepala())


def verify_jejak(progress: Callable[[int], None] = lambda n: None) -> BuktiJejak:
    """Walk every visible chain and recompute every hash."""
    jumlah = rantai_ke = 0
    for rantai, rows in groupby(_rows(), key=lambda r: r[0]):
        prev, harap = AWAL, 1
        rantai_ke += 1
        for r in rows:
            jumlah += 1
            sebab = _fault(r, prev, harap)
            if sebab:
                return BuktiJejak(jumlah, rantai_ke, rantai, r[1], sebab)
            prev, harap = r[11], harap + 1
            if jumlah % 5000 == 0:
                progress(jumlah)
    return BuktiJejak(jumlah, rantai_ke)


def _rows() -> Iterator[tuple[Any, ...]]:
    return (
        Jejak.objects.order_by("rantai", "seq")
        .values_list(
            "rantai", "seq", "peristiwa", "at", "aktor_id", "aktor", "peran", "asal", "objek", "ringkasan",
            "prev_hash", "hash",
        )
        .iterator(chunk_size=5000)
    )  # fmt: skip


def _fault(r: tuple[Any, ...], prev: str, harap: int) -> str:
    if r[1] != harap:
        return f"baris {harap} hilang"
    if r[10] != prev:
        return "sambungan ke baris sebelumnya putus"
    isi = isi_jejak(
        rantai=r[0], seq=r[1], peristiwa=r[2], at=r[3], aktor_id=r[4], aktor=r[5], peran=r[6], asal=r[7],
        objek=r[8], ringkasan=r[9],
    )  # fmt: skip
    return "" if link(prev, isi) == r[11] else "isi tidak cocok dengan sidiknya"
