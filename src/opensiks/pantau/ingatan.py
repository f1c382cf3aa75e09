"""Counts that are remembered for a while: dear to count, and the same as long as what they count has not changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache
from django.db import connection

T = TypeVar("T")
SIMPAN_DETIK = 900


def remember(kunci: str, hitung: Callable[[], T], detik: int = SIMPAN_DETIK) -> T:
    """What `hitung` gives, counted once for this key; the key names everything that the answer hangs on."""
    kunci = f"{kunci}:{connection.settings_dict['NAME']}"
    ada: T | None = cache.get(kunci)
    if ada is None:
        ada = hitung()
        cache.set(kunci, ada, detik)
    return ada
