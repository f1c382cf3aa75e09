"""The match rate as a mosaic: a tile for each area two tiers down, by the area above it; shade, glyph and words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from opensiks.rules.wilayah import tingkat
from opensiks.web.bahasa import translate
from opensiks.web.format import write_number, write_percent
from opensiks.web.presenters.pemadanan import TINGKAT

if TYPE_CHECKING:
    from opensiks.web.presenters.padan_angka import BarisAngka

# From which share on a tile is of a band, best first: (share, class of the tile, glyph). The last takes the rest.
PITA: tuple[tuple[float, str, str], ...] = (
    (0.99, "5", "centang"), (0.95, "4", "naik"), (0.9, "3", "tiga-garis"), (0.8, "2", "dua-garis"), (0.0, "1", "garis"),
)  # fmt: skip


@dataclass(frozen=True)
class KotakPadan:
    """One area. `kelas`, `glif`: how the tile looks; `kata` says the share, `rinci` the lines of its card."""

    kode: str
    nama: str
    url: str
    kelas: str
    glif: str
    kata: str
    rinci: str


@dataclass(frozen=True)
class KelompokPadan:
    """The tiles of one area, lowest share first."""

    nama: str
    url: str
    persen: str
    kotak: tuple[KotakPadan, ...]


@dataclass(frozen=True)
class PitaPadan:
    """A band of the legend with how many tiles are of it."""

    kelas: str
    glif: str
    kata: str
    jumlah: int


@dataclass(frozen=True)
class Mosaik:
    """`sebutan`: what a tile is, "desa"."""

    sebutan: str
    kelompok: tuple[KelompokPadan, ...]
    pita: tuple[PitaPadan, ...]

    @property
    def jumlah(self) -> int:
        return sum(len(k.kotak) for k in self.kelompok)


def compose_mosaik(atas: Sequence[BarisAngka], bawah: Sequence[BarisAngka], kueri: str) -> Mosaik:
    """`atas`: areas of the groups; `bawah`: those of the tiles; `kueri`: the month asked for, or nothing."""
    kelompok = []
    for a in sorted(atas, key=lambda b: (b.pangsa, b.nama)):
        milik = sorted((b for b in bawah if b.kode.startswith(a.kode)), key=lambda b: (b.pangsa, b.nama))
        kotak = tuple(_tile(b, kueri) for b in milik)
        kelompok.append(KelompokPadan(a.nama, a.url, a.persen, kotak))
    semua = [_find_pita(b) for b in bawah]
    pita = tuple(
        PitaPadan(kelas, glif, _say_pita(n), semua.count(n)) for n, (_dari, kelas, glif) in enumerate(PITA)
    )
    return Mosaik(translate(TINGKAT[tingkat(bawah[0].kode) - 1]) if bawah else "", tuple(kelompok), pita)


def _find_pita(b: BarisAngka) -> int:
    return next(n for n, (dari, *_rest) in enumerate(PITA) if b.pangsa >= dari)


def _say_pita(n: int) -> str:
    """ "99 % atau lebih", "95 sampai 99 %", "di bawah 80 %"."""
    dari = PITA[n][0]
    if n == 0:
        return _("{dari} atau lebih").format(dari=write_percent(dari))
    sampai = PITA[n - 1][0]
    if not dari:
        return _("di bawah {sampai}").format(sampai=write_percent(sampai))
    return _("{dari} sampai {sampai}").format(dari=write_number(dari * 100), sampai=write_percent(sampai))


def _tile(b: BarisAngka, kueri: str) -> KotakPadan:
    _dari, kelas, glif = PITA[_find_pita(b)]
    rinci = [_("{padan} dari {orang} orang").format(padan=write_number(b.padan), orang=write_number(b.orang))]
    rinci += [
        kata.format(n=write_number(n))
        for kata, n in (
            (_("{n} bisa diperbaiki"), b.perbaikan), (_("{n} ditinjau"), b.ragu), (_("{n} meninggal"), b.meninggal),
            (_("{n} lain"), b.lain),
        ) if n
    ]  # fmt: skip
    url = f"?kode={b.kode}" + (f"&bulan={kueri}" if kueri else "")
    return KotakPadan(
        b.kode, b.nama, url, kelas, glif, _("{persen} padan").format(persen=b.persen), " | ".join(rinci)
    )
