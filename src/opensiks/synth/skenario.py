"""The stories the demo plays, as data: which periods, which kinds of villages, how far each gets.

Lampung Barat, 2021: a campaign from 2 June to 31 July, the kabupaten imports on 2 August, villages that delivered
nothing are put to sleep, and two monthly periods bring most of them back. Mukomuko, 2023: three monthly periods, about
12 thousand persons in the first and over 70 thousand by the third. Kinds of villages and their shares are ours.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Henti(StrEnum):
    """Where a village stands when the play ends, if not at the end of its way."""

    RAPAT = "RAPAT"
    DITUTUP = "DITUTUP"
    FINAL = "FINAL"


@dataclass(frozen=True, slots=True)
class SifatDesa:
    """How a village behaves in one period.

    `bobot` is its share of villages; `verval` the share of its families that it reaches; `mulai` and `serah` the part
    of the window after which it begins and hands over (1 is the deadline, above 1 is late, None is never);
    `kembali` the share of its lines that the kabupaten returns; `perbaiki` the share of its blocked families for
    which it proposes the mend.
    """

    kode: str
    bobot: int
    verval: float
    mulai: float
    serah: float | None
    kembali: float = 0.0
    perbaiki: float = 0.0
    mampu: float = 0.002
    henti: Henti | None = None


@dataclass(frozen=True, slots=True)
class RencanaPeriode:
    """One period: its profile and dates (days inclusive, local), who behaves how, and the month set after it.

    `setelah_diam` lists kinds that apply to the villages that were silent in the period before; the others follow
    `daftar_sifat`; `daftar_contoh` gives the second village onwards one kind each, so that every stage has its village.
    `tutup` is the day on which the period is closed and the list of `bulan` is set.
    """

    kode: str
    label: str
    profil: str
    mulai: date
    tenggat_desa: date
    tenggat_kab: date
    tutup: date
    daftar_sifat: tuple[SifatDesa, ...]
    bulan: date
    nomor_sk: str
    setelah_diam: tuple[SifatDesa, ...] = ()
    daftar_contoh: tuple[SifatDesa, ...] = ()
    hari_padan: date | None = None
    # The way of that run; empty: the profile's own.
    cara_padan: str = ""
    # Evenings on which a village marks TETAP in bulk; two give the weekly curve of a long window its points.
    kunjungan: int = 1


@dataclass(frozen=True, slots=True)
class Skenario:
    """A kabupaten and its periods. `data_per` is the date of the register file: the last verval known of everybody."""

    preset: str
    data_per: date
    daftar_periode: tuple[RencanaPeriode, ...]
    # A window that is open when the play ends, so that everyone signing in has work to do.
    berjalan: RencanaPeriode | None = None
    program: tuple[str, ...] = ("PKH", "SEMBAKO", "PBI_JK", "BST")
    hari_peringatan: tuple[int, ...] = field(default=(30, 14, 7, 3, 1))


_RAJIN = SifatDesa("rajin", 30, 0.99, 0.05, 0.70, perbaiki=0.50)
_BIASA = SifatDesa("biasa", 45, 0.96, 0.15, 0.95, perbaiki=0.30)
_CEROBOH = SifatDesa("ceroboh", 13, 0.55, 0.40, 0.98, kembali=0.30, perbaiki=0.12)
_TERLAMBAT = SifatDesa("terlambat", 7, 0.90, 0.50, 1.015, perbaiki=0.20)
_DIAM = SifatDesa("diam", 5, 0.0, 2.0, None)
# After the campaign: most have little left; the sleepers wake up, but for a few.
_SUSULAN = SifatDesa("susulan", 60, 0.35, 0.10, 0.80, perbaiki=0.20)
_ISTIRAHAT = SifatDesa("istirahat", 40, 0.12, 0.30, 0.90, perbaiki=0.08)
_BANGUN = SifatDesa("bangun", 80, 0.92, 0.02, 0.90, perbaiki=0.30)
_TETAP_DIAM = SifatDesa("diam", 20, 0.0, 2.0, None)

# The window that is open when somebody signs in: a village in the meeting, one after it, one with its head's word, and
# two that handed over, of which the kabupaten has received the second and sent some of its lines back.
_CONTOH = (
    SifatDesa("rapat", 1, 0.90, 0.0, 0.17, perbaiki=0.5, mampu=0.08, henti=Henti.RAPAT),
    SifatDesa("ditutup", 1, 0.95, 0.0, 0.17, perbaiki=0.5, mampu=0.06, henti=Henti.DITUTUP),
    SifatDesa("final", 1, 0.95, 0.0, 0.13, perbaiki=0.5, mampu=0.06, henti=Henti.FINAL),
    SifatDesa("diserahkan", 1, 0.95, 0.0, 0.13, perbaiki=0.5, mampu=0.06),
    SifatDesa("diterima", 1, 0.95, 0.0, 0.13, kembali=0.5, perbaiki=0.5, mampu=0.06),
)

_LAMPUNG_BARAT = Skenario(
    preset="lampung_barat",
    data_per=date(2021, 5, 31),
    daftar_periode=(
        RencanaPeriode(
            "2021-kampanye", "Kampanye Juni–Juli 2021", "lambar_2021b",
            date(2021, 6, 2), date(2021, 7, 31), date(2021, 8, 2), tutup=date(2021, 8, 4),
            daftar_sifat=(_RAJIN, _BIASA, _CEROBOH, _TERLAMBAT, _DIAM),
            bulan=date(2021, 8, 1), nomor_sk="CONTOH-84/HUK/2021", hari_padan=date(2021, 6, 20), kunjungan=2,
        ),
        RencanaPeriode(
            "2021-08", "Agustus 2021", "bulanan_2023",
            date(2021, 8, 5), date(2021, 8, 25), date(2021, 8, 31), tutup=date(2021, 9, 1),
            daftar_sifat=(_SUSULAN, _ISTIRAHAT), setelah_diam=(_BANGUN, _TETAP_DIAM),
            bulan=date(2021, 9, 1), nomor_sk="CONTOH-97/HUK/2021",
        ),
        RencanaPeriode(
            "2021-09", "September 2021", "bulanan_2023",
            date(2021, 9, 2), date(2021, 9, 25), date(2021, 9, 30), tutup=date(2021, 10, 1),
            daftar_sifat=(_SUSULAN, _ISTIRAHAT), setelah_diam=(_BANGUN, _TETAP_DIAM),
            bulan=date(2021, 10, 1), nomor_sk="CONTOH-112/HUK/2021",
        ),
    ),
    berjalan=RencanaPeriode(
        "2021-10", "Oktober 2021", "bulanan_2023",
        date(2021, 10, 2), date(2021, 10, 25), date(2021, 10, 31), tutup=date(2021, 11, 1),
        daftar_sifat=(SifatDesa("berjalan", 30, 0.30, 0.05, None), SifatDesa("belum", 70, 0.0, 2.0, None)),
        bulan=date(2021, 11, 1), nomor_sk="", daftar_contoh=_CONTOH, hari_padan=date(2021, 10, 3), cara_padan="kaskade",
    ),
)  # fmt: skip

# 12 thousand of 87,160 persons in July 2023; over 70 thousand by September. A village that has begun goes on each
# month; of those that were silent the month before, more than half begin.
_JULI = (SifatDesa("mulai", 40, 0.42, 0.2, 0.9, perbaiki=0.3), SifatDesa("belum", 60, 0.0, 2.0, None))
_AGUSTUS = SifatDesa("berjalan", 60, 0.60, 0.1, 0.9, perbaiki=0.5)
_SEPTEMBER = SifatDesa("tuntas", 60, 0.95, 0.05, 0.9, perbaiki=0.9)
_BELUM_MULAI = SifatDesa("diam", 40, 0.0, 2.0, None)

_MUKOMUKO = Skenario(
    preset="mukomuko",
    data_per=date(2023, 6, 30),
    daftar_periode=tuple(
        RencanaPeriode(
            f"2023-{b:02}", f"{nama} 2023", "bulanan_2023",
            date(2023, b, 1), date(2023, b, 25), date(2023, b, akhir), tutup=date(2023, b + 1, 1),
            daftar_sifat=sifat, setelah_diam=diam, bulan=date(2023, b + 1, 1), nomor_sk=f"CONTOH-{b}/HUK/2023",
            hari_padan=date(2023, 7, 5) if b == 7 else None,
        )
        for b, nama, akhir, sifat, diam in (
            (7, "Juli", 31, _JULI, ()),
            (8, "Agustus", 31, (_AGUSTUS,), (_AGUSTUS, _BELUM_MULAI)),
            (9, "September", 30, (_SEPTEMBER,), (_SEPTEMBER, _BELUM_MULAI)),
        )
    ),
    berjalan=RencanaPeriode(
        "2023-10", "Oktober 2023", "bulanan_2023",
        date(2023, 10, 2), date(2023, 10, 25), date(2023, 10, 31), tutup=date(2023, 11, 1),
        daftar_sifat=(SifatDesa("berjalan", 30, 0.30, 0.05, None), SifatDesa("belum", 70, 0.0, 2.0, None)),
        bulan=date(2023, 11, 1), nomor_sk="", daftar_contoh=_CONTOH, hari_padan=date(2023, 10, 3), cara_padan="kaskade",
    ),
)  # fmt: skip

SKENARIO: dict[str, Skenario] = {s.preset: s for s in (_LAMPUNG_BARAT, _MUKOMUKO)}
