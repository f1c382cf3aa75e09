"""What a link of the chain covers; written by services, recomputed by the proof."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from opensiks.rules.canonical import canonical_bytes


def isi_jejak(
    *, rantai: str, seq: int, peristiwa: str, at: datetime, aktor_id: int | None, aktor: str, peran: str, asal: str,
    objek: str, ringkasan: Mapping[str, Any], maju_at: datetime | None = None,
) -> dict[str, Any]:  # fmt: skip
    """What a link's hash covers: every column but the hashes, `maju_at` where it is set. UTC to the microsecond."""
    maju = {"maju_at": maju_at.astimezone(UTC).isoformat()} if maju_at else {}
    return {
        "rantai": rantai, "seq": seq, "peristiwa": peristiwa, "at": at.astimezone(UTC).isoformat(),
        "aktor_id": aktor_id, "aktor": aktor, "peran": peran, "asal": asal, "objek": objek, "ringkasan": ringkasan,
        **maju,
    }  # fmt: skip


def hash_jejak(
    prev: str, *, rantai: str, seq: int, peristiwa: str, at: datetime, aktor_id: int | None, aktor: str, peran: str,
    asal: str, objek: str, ringkasan: Mapping[str, Any], maju_at: datetime | None = None,
) -> str:  # fmt: skip
    """link() of what isi_jejak() gives, for the thousands of rows that one act writes.

    What they have in common is written once: who, whence and when stand before `objek` in the order of the keys, and
    the kind of event between it and `ringkasan`. The proof reads the rows the long way.
    """
    isi = (
        _depan(at, aktor_id, aktor, asal, maju_at), canonical_bytes({"objek": objek})[1:-1],
        _tengah(peran, peristiwa, rantai), canonical_bytes({"ringkasan": ringkasan, "seq": seq})[1:],
    )  # fmt: skip
    return hashlib.sha256(b'{"isi":' + b",".join(isi) + f',"prev":"{prev}"}}'.encode()).hexdigest()


@lru_cache(maxsize=64)
def _depan(at: datetime, aktor_id: int | None, aktor: str, asal: str, maju_at: datetime | None) -> bytes:
    saat = {"at": at.astimezone(UTC).isoformat()}
    maju = {"maju_at": maju_at.astimezone(UTC).isoformat()} if maju_at else {}
    return canonical_bytes({"aktor": aktor, "aktor_id": aktor_id, "asal": asal, **saat, **maju})[:-1]


@lru_cache(maxsize=256)
def _tengah(peran: str, peristiwa: str, rantai: str) -> bytes:
    return canonical_bytes({"peran": peran, "peristiwa": peristiwa, "rantai": rantai})[1:-1]
