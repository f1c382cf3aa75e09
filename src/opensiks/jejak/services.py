"""record(): the one way to leave an event. Called by every service, inside its transaction.

What the services of one act record is kept until the act ends and then written in one sweep: its chains are locked
once, in one order, and for as short a time as can be. An act that fails leaves nothing.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection

from opensiks.infra.copy import copy_into
from opensiks.jejak.isi import hash_jejak
from opensiks.rules.aktor import Actor
from opensiks.rules.jejak import AWAL, PERISTIWA

KOLOM = (
    "rantai", "seq", "peristiwa", "at", "aktor_id", "aktor", "peran", "asal", "objek", "ringkasan", "prev_hash", "hash",
    "maju_at",
)  # fmt: skip

_KE_JSON = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True)
class Catatan:
    """One event to record. `objek` is "noun:id"; `rantai` the area whose chain it joins ("" = the ministry's)."""

    peristiwa: str
    objek: str
    rantai: str
    ringkasan: Mapping[str, Any] = field(default_factory=dict)


# An event with whose it is and when.
_Baris = tuple[Catatan, Actor, datetime]


@dataclass
class Recorded:
    """A service that is running: the names of the events that it left so far, and those not written yet.

    `titik` are the savepoints in force as it began. What is recorded under a further one is written at once, so that it
    goes when that savepoint is rolled back.
    """

    titik: tuple[str, ...]
    peristiwa: set[str] = field(default_factory=set)
    menunggu: list[_Baris] = field(default_factory=list)

    def take_over(self, peristiwa: set[str], daftar: list[_Baris]) -> None:
        """Events of this service, or of one that it called and that ended well."""
        self.peristiwa |= peristiwa
        if self.titik == list_titik():
            self.menunggu += daftar
        else:
            _write(daftar)

    def end(self, luar: Recorded | None) -> None:
        """The service ended well: what waits goes to the one that called it, or is written."""
        if luar is None:
            _write(self.menunggu)
        else:
            luar.take_over(self.peristiwa, self.menunggu)


def list_titik() -> tuple[str, ...]:
    """The savepoints in force, outermost first."""
    return tuple(sid for sid in connection.savepoint_ids if sid)


# The service now running, if any; mutation.py sets it.
recorded: ContextVar[Recorded | None] = ContextVar("recorded", default=None)


def objek_of(benda: Any) -> str:
    return f"{benda._meta.model_name}:{benda.pk}"


def rantai_of(benda: Any) -> str:
    for kolom in ("kode_desa", "kode_kabupaten", "kode_wilayah"):
        if hasattr(benda, kolom):
            return str(getattr(benda, kolom))
    return ""


def record(peristiwa: str, benda: Any, *, by: Actor, at: datetime, **ringkasan: Any) -> None:
    """Record one event about a model row, on the chain of the row's own area."""
    record_many([Catatan(peristiwa, objek_of(benda), rantai_of(benda), ringkasan)], by=by, at=at)


def record_many(daftar: Iterable[Catatan], *, by: Actor, at: datetime) -> int:
    """Append events to their chains in the order given; returns how many. Values must be canonical (no floats)."""
    baris = [(c, by, at) for c in daftar]
    nama = {c.peristiwa for c, _, _ in baris}
    if asing := nama - PERISTIWA:
        raise ValueError(f"unknown event {sorted(asing)[0]}")
    kini = recorded.get()
    if kini is None:
        _write(baris)
    else:
        kini.take_over(nama, baris)
    return len(baris)


def _write(daftar: list[_Baris]) -> None:
    per_rantai: dict[str, list[_Baris]] = defaultdict(list)
    for b in daftar:
        per_rantai[b[0].rantai].append(b)
    if per_rantai:
        kepala = _lock_kepala(sorted(per_rantai))
        copy_into(
            "jejak_jejak",
            KOLOM,
            (row for rantai in kepala for row in _chain(*kepala[rantai], per_rantai[rantai])),
        )


def _chain(seq: int, prev: str, waktu: datetime | None, daftar: list[_Baris]) -> Iterator[tuple[Any, ...]]:
    for c, by, at in daftar:
        seq += 1
        # The chain's time never goes back, whatever a clock says; what it said is kept.
        maju = waktu if waktu is not None and at < waktu else None
        waktu = maju or at
        hash_ = hash_jejak(
            prev, rantai=c.rantai, seq=seq, peristiwa=c.peristiwa, at=at, aktor_id=by.akun_id, aktor=by.nama,
            peran=by.peran.value, asal=by.asal, objek=c.objek, ringkasan=c.ringkasan, maju_at=maju,
        )  # fmt: skip
        yield (
            c.rantai, seq, c.peristiwa, at, by.akun_id, by.nama, by.peran.value, by.asal, c.objek,
            _KE_JSON(c.ringkasan), prev, hash_, maju,
        )  # fmt: skip
        prev = hash_


def _lock_kepala(daftar: list[str]) -> dict[str, tuple[int, str, datetime | None]]:
    """Take the chains' locks until commit, in the order given; the last (seq, hash, time) of each."""
    with connection.cursor() as cur:
        cur.execute("SELECT rantai, seq, hash, waktu FROM jejak_kepala(%s::text[])", [daftar])
        return {rantai: (seq or 0, hash_ or AWAL, waktu) for rantai, seq, hash_, waktu in cur.fetchall()}
