"""Windows and deadlines: exclusive ends in code, "until" a local day for people (R76-R78)."""

import calendar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from opensiks.rules.rule import Violation, broken, rule


class TierTenggat(StrEnum):
    DESA = "DESA"
    KAB = "KAB"


@dataclass(frozen=True)
class Jendela:
    """A window of time; both ends aware, the end exclusive."""

    mulai: datetime
    sampai: datetime

    def __post_init__(self) -> None:
        if self.mulai.tzinfo is None or self.sampai.tzinfo is None:
            raise ValueError("a window needs aware times")
        if self.mulai >= self.sampai:
            raise ValueError("a window ends after it starts")


def start_of(tanggal: date, zona: tzinfo) -> datetime:
    return datetime.combine(tanggal, time(), zona)


def end_of(tanggal: date, zona: tzinfo, jam: time | None = None) -> datetime:
    """The exclusive end of "until `tanggal`": the next local midnight, or `jam` on that day (R78)."""
    if jam is None:
        return datetime.combine(tanggal + timedelta(days=1), time(), zona)
    return datetime.combine(tanggal, jam, zona)


def is_open(window: Jendela, at: datetime) -> bool:
    return window.mulai <= at < window.sampai


def days_left(window: Jendela, at: datetime, zona: tzinfo) -> int:
    """Local days from today to the last day of the window: 0 on the last day, negative when it is over."""
    terakhir = (window.sampai - timedelta(microseconds=1)).astimezone(zona).date()
    sisa = (terakhir - at.astimezone(zona).date()).days
    # A window that closes at noon is over that same afternoon.
    return sisa if at < window.sampai else min(sisa, -1)


def add_months(tanggal: date, bulan: int) -> date:
    """The same day `bulan` months on (or back), or that month's last day when it is shorter."""
    tahun, indeks = divmod(tanggal.year * 12 + tanggal.month - 1 + bulan, 12)
    return date(tahun, indeks + 1, min(tanggal.day, calendar.monthrange(tahun, indeks + 1)[1]))


@dataclass(frozen=True, kw_only=True)
class FaktaPerpanjangan:
    """Someone wants a later deadline; `dasar` is the letter or decision it rests on."""

    sampai_lama: datetime
    sampai_baru: datetime
    dasar: str = ""


@rule("R77", sumber="HLL21", langkah="Isi nomor surat atau dasar keputusan perpanjangan.")
def has_dasar_perpanjangan(f: FaktaPerpanjangan) -> bool:
    """Isi dasar perpanjangan tenggat."""
    return f.dasar.strip() != ""


@rule("R77a", sumber="HLL21", langkah="Pilih tenggat yang lebih lama dari tenggat sekarang.")
def is_tenggat_maju(f: FaktaPerpanjangan) -> bool:
    """Pilih tenggat baru setelah tenggat lama."""
    return f.sampai_baru > f.sampai_lama


def check_extend(fakta: FaktaPerpanjangan) -> list[Violation]:
    return broken((has_dasar_perpanjangan, is_tenggat_maju), fakta)
