"""Undo of the last verval: which families, for how long the page offers it, and the sentence that offers it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

_KUNCI = "urung_verval"


@dataclass(frozen=True)
class Urung:
    """Families of one village whose verdicts were just recorded."""

    kode_desa: str
    ids: tuple[int, ...]
    kata: str


def remember(request: HttpRequest, urung: Urung) -> None:
    """Keep it for the next page, which offers it once, and for as long as nothing newer is recorded."""
    isi = {"desa": urung.kode_desa, "ids": list(urung.ids), "kata": urung.kata, "tawarkan": True}
    request.session[_KUNCI] = isi


def offer(request: HttpRequest) -> str:
    """The sentence to show with the undo button, once; empty when there is nothing new."""
    isi: dict[str, Any] = request.session.get(_KUNCI) or {}
    if not isi.get("tawarkan"):
        return ""
    request.session[_KUNCI] = {**isi, "tawarkan": False}
    return str(isi["kata"])


def take(request: HttpRequest) -> Urung | None:
    """What is to be undone; asked once."""
    isi: dict[str, Any] | None = request.session.pop(_KUNCI, None)
    return Urung(isi["desa"], tuple(isi["ids"]), isi["kata"]) if isi else None
