"""What a link of the chain covers; written by services, recomputed by the proof."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any


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
