"""Why two records are one person, drawn: each field a step to the right or to the left, and where the sum ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2

from django.utils.translation import gettext as _

from opensiks.web.bahasa import nanti
from opensiks.web.format import write_percent, write_signed

# Room beside the outermost step, in points; and the share of the width that the first zone's name needs.
RUANG, NAMA_ZONA = 3.0, 0.22
YAKIN = (
    (0.9995, nanti("sangat yakin")),
    (0.96, nanti("yakin")),
    (0.06, nanti("belum pasti")),
    (0.0, nanti("kemungkinan orang lain")),
)


@dataclass(frozen=True)
class LangkahBukti:
    """One field: words, signed points, and its bar; places are shares of the width in percent.

    `mulai` is where the step before ended, `ujung` where this one does.
    """

    kata: str
    rinci: str
    poin: str
    warna: str
    x: str
    lebar: str
    mulai: str
    ujung: str


@dataclass(frozen=True)
class AirTerjun:
    """The steps from "anybody" to the result.

    `ragu` and `sama`: (place, width) of the zones; `hasil_x` where it ends; `tengah` of the last zone.
    """

    langkah: tuple[LangkahBukti, ...]
    ragu: tuple[str, str]
    sama: tuple[str, str]
    hasil: str
    hasil_x: str
    tengah: str
    peluang: str
    kata: str
    kalimat: str


def draw_bukti(
    awal: tuple[str, float], bukti: Sequence[tuple[str, str, float]], peluang: float, batas: tuple[float, float]
) -> AirTerjun:  # fmt: skip
    """`awal`: words and points before anything is compared; `bukti`: (field, how it compares, points) in order.

    `peluang` 0 to 1; `batas` the chances from which a person must look, and from which nobody must.
    """
    dari, rows = 0.0, []
    for i, (nama, rinci, poin) in enumerate([(awal[0], "", awal[1]), *bukti]):
        warna = "kelabu" if i == 0 else "hijau" if poin > 0 else "merah" if poin < 0 else "kelabu"
        # The first step has no beginning: it stands where it ends, one point wide.
        mulai = poin - 1 if i == 0 else dari
        dari = poin if i == 0 else dari + poin
        rows.append((nama, rinci, poin, warna, mulai, dari))
    bawah, atas = to_poin(batas[0]), to_poin(batas[1])
    kiri = min([bawah, *(min(r[4], r[5]) for r in rows)]) - RUANG
    # Room for the name of the last zone.
    kanan = max([atas + RUANG, *(max(r[4], r[5]) for r in rows)]) + RUANG

    kiri = min(kiri, (bawah - NAMA_ZONA * kanan) / (1 - NAMA_ZONA))

    def place(poin: float) -> float:
        return 100 * (poin - kiri) / (kanan - kiri)

    langkah = tuple(
        LangkahBukti(
            nama, rinci, write_signed(round(poin, 1), 1), warna, f"{place(min(a, z)):.2f}",
            f"{max(place(max(a, z)) - place(min(a, z)), 0.6):.2f}", f"{place(a):.2f}", f"{place(z):.2f}",
        )
        for nama, rinci, poin, warna, a, z in rows
    )  # fmt: skip
    kata = say_yakin(peluang)
    return AirTerjun(
        langkah, (f"{place(bawah):.2f}", f"{place(atas) - place(bawah):.2f}"),
        (f"{place(atas):.2f}", f"{100 - place(atas):.2f}"), write_signed(round(dari, 1), 1), f"{place(dari):.2f}",
        f"{(place(atas) + 100) / 2:.2f}",
        write_percent(peluang, 2), kata, _("{kata} ({peluang})").format(kata=kata, peluang=write_percent(peluang, 2)),
    )  # fmt: skip


def to_poin(peluang: float) -> float:
    """A chance as points: each point doubles the odds."""
    aman = min(max(peluang, 1e-9), 1 - 1e-9)
    return log2(aman / (1 - aman))


def say_yakin(peluang: float) -> str:
    """ "sangat yakin", "yakin", "belum pasti", "kemungkinan orang lain"."""
    return str(next(kata for batas, kata in YAKIN if peluang >= batas))


def shape_tingkat(kata: str) -> tuple[str, str]:
    """The shape of a comparison and its colour, by how its words begin (rules/alasan_padan.py)."""
    if kata.startswith("tidak"):
        return "belum", "kelabu"
    if kata.startswith(("sama", "cocok")) or kata.endswith("di sana"):
        return "selesai", "hijau"
    return ("harus", "merah") if kata == "beda" else ("perlu", "kuning")
