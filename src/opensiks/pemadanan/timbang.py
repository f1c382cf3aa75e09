"""The waterfall of a candidate: field by field what was compared, in the words of rules.alasan_padan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from opensiks.pemadanan.mesin.bobot import Model
from opensiks.rules.alasan_padan import KATA, SEBUTAN

_ISIAN = {sebutan: isian for isian, sebutan in SEBUTAN.items()}


def weigh(kalimat: Sequence[str] | None, model: Model) -> list[dict[str, Any]]:
    """[{isian, kata}] in the order of the engine's sentences; sentences about other rows are left out."""
    hasil: list[dict[str, Any]] = []
    for k in kalimat or ():
        awal, pisah, kata = k.partition(": ")
        if not pisah:
            continue
        if awal == "cocok":
            hasil += [
                {"isian": _ISIAN[s], "kata": KATA[_ISIAN[s]][1]} for s in kata.split(", ") if s in _ISIAN
            ]
        elif awal in _ISIAN:
            hasil.append({"isian": _ISIAN[awal], "kata": kata})
    return hasil
