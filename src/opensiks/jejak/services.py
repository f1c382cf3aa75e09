"""record(): the one way to leave an event. Called by every service, inside its transaction."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection

from opensiks.infra.copy import copy_into
from opensiks.jejak.isi import isi_jejak
from opensiks.rules.aktor import Actor
from opensiks.rules.jejak import AWAL, PERISTIWA, link

# Events recorded so far in the services now running, innermost last; mutation.py reads it.
recorded: ContextVar[tuple[list[str], ...]] = ContextVar("recorded", default=())

KOLOM = (
    "rantai", "seq", "peristiwa", "at", "aktor_id", "aktor", "peran", "asal", "objek", "ringkasan", "prev_hash", "hash",
)  # fmt: skip


@dataclass(frozen=True)
class Catatan:
    """One event to record. `objek` is "noun:id"; `rantai` the area whose chain it joins ("" = the ministry's)."""

    peristiwa: str
    objek: str
    rantai: str
    ringkasan: Mapping[str, Any] = field(default_factory=dict)


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
    per_rantai: dict[str, list[Catatan]] = defaultdict(list)
    for c in daftar:
        if c.peristiwa not in PERISTIWA:
            raise ValueError(f"unknown event {c.peristiwa}")
        per_rantai[c.rantai].append(c)
    rows = [row for rantai in sorted(per_rantai) for row in _chain(rantai, per_rantai[rantai], by, at)]
    copy_into("jejak_jejak", KOLOM, rows)
    for nama in recorded.get():
        nama.extend({c.peristiwa for cs in per_rantai.values() for c in cs})
    return len(rows)


def _chain(rantai: str, daftar: list[Catatan], by: Actor, at: datetime) -> Iterable[tuple[Any, ...]]:
    seq, prev = _lock_head(rantai)
    for c in daftar:
        seq += 1
        isi = isi_jejak(
            rantai=rantai, seq=seq, peristiwa=c.peristiwa, at=at, aktor_id=by.akun_id, aktor=by.nama,
            peran=by.peran.value, asal=by.asal, objek=c.objek, ringkasan=c.ringkasan,
        )  # fmt: skip
        hash_ = link(prev, isi)
        yield (
            rantai, seq, c.peristiwa, at, by.akun_id, by.nama, by.peran.value, by.asal, c.objek,
            json.dumps(c.ringkasan, ensure_ascii=False), prev, hash_,
        )  # fmt: skip
        prev = hash_


def _lock_head(rantai: str) -> tuple[int, str]:
    """Take the chain's lock until commit and return its last (seq, hash)."""
    with connection.cursor() as cur:
        cur.execute("SELECT pg_advisory_xact_lock(hashtextextended('jejak:' || %s, 0))", [rantai])
        cur.execute("SELECT seq, hash FROM jejak_jejak WHERE rantai = %s ORDER BY seq DESC LIMIT 1", [rantai])
        return cur.fetchone() or (0, AWAL)
