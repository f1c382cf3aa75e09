"""The desk of an office: its area, the period that is looked at, and the way to another one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from opensiks.pantau import queries as pantau
from opensiks.web.request import Request


@dataclass(frozen=True)
class Meja:
    """`periode` is None before the first one; `kueri` keeps a chosen period in addresses."""

    kode: str
    periode: Any
    daftar_periode: list[Any]
    kueri: str

    @property
    def konteks(self) -> dict[str, Any]:
        return {
            "periode": self.periode,
            "daftar_periode": self.daftar_periode,
            "kueri": self.kueri,
            "kode": self.kode,
        }


def open_meja(request: Request) -> Meja:
    """The reader's own area and the period asked for, else the current one."""
    kode = request.actor.cakupan.daftar_kode[0]
    daftar = pantau.list_periode(kode)
    asked = request.GET.get("periode", "")
    periode = pantau.choose_periode(daftar, int(asked) if asked.isdigit() else None, request.now)
    return Meja(kode, periode, daftar, f"?periode={periode.pk}" if asked and periode else "")


def read_form(request: Request) -> tuple[Any, Any]:
    """Fields and files of a form that was sent, an empty one included; (None, None) when none was."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)
