"""The tabs of each role, in order. A row here, a route in urls.py."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest

from opensiks.rules.peran import Peran


def _none(request: HttpRequest) -> int | None:
    return None


@dataclass(frozen=True)
class BarisTab:
    """`count` asks for the number of things waiting; it must be one cheap query."""

    kata: str
    url: str
    kunci: str = ""
    count: Callable[[HttpRequest], int | None] = _none
    di_bawah: bool = False
    kata_pendek: str = ""


BERANDA = BarisTab("Beranda", "/", "b", di_bawah=True)
TAB: dict[Peran, tuple[BarisTab, ...]] = dict.fromkeys(Peran, (BERANDA,))
