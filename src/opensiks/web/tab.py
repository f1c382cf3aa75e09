"""The tabs of each role, in order. A row here, a route in urls.py."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest

from opensiks.rules.peran import Peran
from opensiks.web.hitung import count_belum, count_kabar, count_menunggu


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
DESA = (
    BERANDA,
    BarisTab("Verval", "/verval/", "v", count_belum, di_bawah=True),
    BarisTab("Usulan", "/usulan/", "u", count_menunggu, di_bawah=True),
    BarisTab("Musyawarah", "/musyawarah/", "m"),
    BarisTab("Serahkan", "/serahkan/", "s"),
    BarisTab("Kabar", "/kabar/", "k", count_kabar, di_bawah=True),
)
TAB: dict[Peran, tuple[BarisTab, ...]] = dict.fromkeys(Peran, (BERANDA,)) | {
    Peran.OPERATOR_DESA: DESA,
    Peran.KADES_LURAH: DESA,
}
