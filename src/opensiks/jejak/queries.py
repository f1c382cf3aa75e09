"""Reading the trail: of one object, and the proof that nothing was altered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db import connection
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


def count_jejak() -> int:
    """Every visible event."""
    return Jejak.objects.count()


def find_kepala() -> dict[str, int]:
    """How long every visible chain is: the seq of its newest event."""
    return dict(Jejak.objects.order_by("rantai").values_list("rantai").annotate(puncak=Max("seq")))


def find_sidik(rantai: str, seq: int | None = None) -> tuple[int, str] | None:
    """(seq, hash) of one event of a chain, of its last one where no number is given; None where there is none."""
    rows = Jejak.objects.filter(rantai=rantai).order_by("-seq").values_list("seq", "hash")
    return (rows if seq is None else rows.filter(seq=seq)).first()


def get_akar(kepala: Mapping[str, int]) -> str:
    """One hash over the chains as they were when their heads stood here; published, it pins every tail.

    It comes out different as soon as an event up to a head is altered, or is no longer there.
    """
    with connection.cursor() as cur:
        cur.execute(
            "SELECT k.rantai, coalesce(j.hash, '') FROM unnest(%s::text[], %s::bigint[]) AS k (rantai, seq)"
            " LEFT JOIN jejak_jejak j ON j.rantai = k.rantai AND j.seq = k.seq",
            [list(kepala), list(kepala.values())],
        )
        return sha256_hex(dict(cur.fetchall()))


def find_hilang(kepala: Mapping[str, int]) -> dict[str, int]:
    """Chains that are shorter now than they once were, with the length they have."""
    kini = find_kepala()
    return {
        rantai: kini.get(rantai, 0) for rantai, seq in sorted(kepala.items()) if kini.get(rantai, 0) < seq
    }


def verify_jejak(progress: Callable[[int], None] = lambda n: None) -> BuktiJejak:
    """Walk every visible chain and recompute every hash."""
    return _verify(_rows(), progress)


def verify_rantai(rantai: str) -> BuktiJejak:
    """Walk one chain from its first row: quick enough for a page."""
    return _verify(_rows(rantai), lambda n: None)


def _verify(semua: Iterator[tuple[Any, ...]], progress: Callable[[int], None]) -> BuktiJejak:
    jumlah = rantai_ke = 0
    for rantai, rows in groupby(semua, key=lambda r: r[0]):
        prev, harap = AWAL, 1
        rantai_ke += 1
        for r in rows:
            jumlah += 1
            sebab = _fault(r, prev, harap)
            if sebab:
                # Of a row that is gone, its own number is named, not that of the row after it.
                return BuktiJejak(jumlah, rantai_ke, rantai, min(harap, r[1]), sebab)
            prev, harap = r[11], harap + 1
            if jumlah % 5000 == 0:
                progress(jumlah)
    return BuktiJejak(jumlah, rantai_ke)


def _rows(rantai: str | None = None) -> Iterator[tuple[Any, ...]]:
    rows = Jejak.objects.all() if rantai is None else Jejak.objects.filter(rantai=rantai)
    return (
        rows.order_by("rantai", "seq")
        .values_list(
            "rantai", "seq", "peristiwa", "at", "aktor_id", "aktor", "peran", "asal", "objek", "ringkasan",
            "prev_hash", "hash", "maju_at",
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
        objek=r[8], ringkasan=r[9], maju_at=r[12],
    )  # fmt: skip
    return "" if link(prev, isi) == r[11] else "isi tidak cocok dengan sidiknya"
