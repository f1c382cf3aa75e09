"""When an unverified record freezes, when to warn, and what the silence of a village brings (R73, R75).

Freezing and thawing never delete: a record that is BEKU is out of the next penetapan and nothing else.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from opensiks.rules.rule import rule
from opensiks.rules.tenggat import add_months
from opensiks.rules.verval import SUDAH_DISERAHKAN, StatusDesa

BATAS_BEKU = 3
HARI_PERINGATAN = (30, 14, 7, 3, 1)


class KeadaanBeku(StrEnum):
    AKTIF = "AKTIF"
    PERLU_VERVAL = "PERLU_VERVAL"
    TERANCAM_BEKU = "TERANCAM_BEKU"
    BEKU = "BEKU"


class AkibatDiam(StrEnum):
    """Whether silence has its consequence by itself, or only a warning (R75)."""

    OTOMATIS = "otomatis"
    PERINGATAN = "peringatan"


LABEL_BEKU: dict[KeadaanBeku, str] = {
    KeadaanBeku.AKTIF: "Aktif",
    KeadaanBeku.PERLU_VERVAL: "Perlu verval",
    KeadaanBeku.TERANCAM_BEKU: "Terancam beku",
    KeadaanBeku.BEKU: "Beku",
}


def months_without_verval(terakhir: date, pada: date) -> int:
    """Complete calendar months after the month of the last verval, up to `pada`.

    For a record that was never verified, `terakhir` is the day it entered the registry.
    """
    return max(0, (pada.year - terakhir.year) * 12 + pada.month - terakhir.month - 1)


def keadaan(terakhir: date, pada: date, batas: int = BATAS_BEKU) -> KeadaanBeku:
    bulan = months_without_verval(terakhir, pada)
    if bulan >= batas:
        return KeadaanBeku.BEKU
    if bulan == 0:
        return KeadaanBeku.AKTIF
    return KeadaanBeku.TERANCAM_BEKU if bulan == batas - 1 else KeadaanBeku.PERLU_VERVAL


def beku_mulai(terakhir: date, batas: int = BATAS_BEKU) -> date:
    """The first day on which the record is frozen if nobody verifies it."""
    return add_months(terakhir.replace(day=1), batas + 1)


def days_to_beku(terakhir: date, pada: date, batas: int = BATAS_BEKU) -> int:
    """Days until `beku_mulai`; zero or less once it is frozen."""
    return (beku_mulai(terakhir, batas) - pada).days


def is_hari_peringatan(sisa_hari: int) -> bool:
    """R75: warn this many days before a freeze or a closing, naming every record."""
    return sisa_hari in HARI_PERINGATAN


@dataclass(frozen=True, kw_only=True)
class FaktaBeku:
    terakhir: date
    pada: date
    batas: int = BATAS_BEKU


@rule("R73", sumber="SeedA; hitungan bulan: rancangan", langkah="Verval keluarga ini, walau datanya tetap.")
def is_belum_beku(f: FaktaBeku) -> bool:
    """Verval keluarga ini sebelum batas bulan tanpa verval terlampaui."""
    return keadaan(f.terakhir, f.pada, f.batas) is not KeadaanBeku.BEKU


@dataclass(frozen=True, kw_only=True)
class FaktaTutup:
    """A village at the close of a period."""

    status: StatusDesa
    # The profile puts the records of a silent village to sleep (campaigns).
    tidurkan_desa_diam: bool = False
    akibat_diam: AkibatDiam = AkibatDiam.OTOMATIS


@rule("R75", sumber="SeedA, SeedB, KMP21", langkah="Minta kabupaten atau pusat menerima kiriman terlambat.")
def is_data_desa_tetap(f: FaktaTutup) -> bool:
    """Serahkan hasil desa sebelum periode ditutup agar datanya tidak ditidurkan."""
    otomatis = f.tidurkan_desa_diam and f.akibat_diam is AkibatDiam.OTOMATIS
    return not otomatis or f.status in SUDAH_DISERAHKAN
