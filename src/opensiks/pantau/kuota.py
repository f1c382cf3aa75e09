"""The quota share (R79): registry persons against the population, of an area and of those below it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Max, OuterRef, Q, Subquery

from opensiks.rules.wilayah import tingkat
from opensiks.wilayah.models import Penduduk


@dataclass(frozen=True)
class Kuota:
    """Persons in the registry and inhabitants; `penduduk` is 0 where nobody filled them in.

    Above a kabupaten only the kabupaten that take part count, on both sides: `ikut` is how many have a figure.
    """

    orang: int
    penduduk: int
    sumber: str
    ikut: int = 0
    # Kabupaten of this area without a figure; their persons are not counted in `orang`.
    tanpa: int = 0


def list_penduduk(daftar_kode: Iterable[str]) -> dict[str, Penduduk]:
    """The newest figure of each area, by code."""
    terbaru = Penduduk.objects.filter(kode=OuterRef("kode")).order_by("-tahun").values("pk")[:1]
    rows = Penduduk.objects.filter(kode__in=list(daftar_kode), pk=Subquery(terbaru))
    return {p.kode: p for p in rows}


def list_terbaru() -> list[Penduduk]:
    """All figures, the newest year of each area, by code."""
    tahun = Penduduk.objects.filter(kode=OuterRef("kode")).values("kode").annotate(t=Max("tahun")).values("t")
    return list(Penduduk.objects.annotate(t=Subquery(tahun)).filter(Q(tahun=F("t"))).order_by("kode"))


def get_kuota(kode: str, semua: int, orang: dict[str, int]) -> Kuota:
    """The share of an area with `semua` persons. `orang`: persons by kabupaten, counted above that tier only."""
    if tingkat(kode) >= 2:
        satu = list_penduduk([kode]).get(kode)
        return Kuota(semua, satu.jumlah if satu else 0, _say(satu) if satu else "")
    ada = list_penduduk(orang)
    sumber = sorted({_say(p) for p in ada.values()})
    return Kuota(
        sum(orang[k] for k in ada), sum(p.jumlah for p in ada.values()), "; ".join(sumber), len(ada),
        len(orang) - len(ada),
    )  # fmt: skip


def _say(p: Penduduk) -> str:
    return f"{p.sumber}" if str(p.tahun) in p.sumber else f"{p.sumber}, {p.tahun}"
