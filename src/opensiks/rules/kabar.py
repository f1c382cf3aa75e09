"""Notices (R41): what happened, why, what to do next, who must do it, until when. Counts and places, never a person.

A notice is stored as its facts; the sentences are composed from them (kalimat_kabar.py).
"""

from datetime import date, datetime, timedelta
from enum import StrEnum

# How long a notice asks to be read; afterwards it is only kept.
UMUR_BARU = timedelta(days=30)
# An older one is no longer worth a mail: it was told while mail was off, or in somebody's absence.
UMUR_SURAT = timedelta(days=3)


class Perihal(StrEnum):
    TENGGAT = "TENGGAT"
    TENGGAT_WILAYAH = "TENGGAT_WILAYAH"
    TENGGAT_KAB = "TENGGAT_KAB"
    AKAN_BEKU = "AKAN_BEKU"
    AKAN_TIDUR = "AKAN_TIDUR"
    BEKU = "BEKU"
    DITIDURKAN = "DITIDURKAN"
    USULAN_KEMBALI = "USULAN_KEMBALI"
    DESA_KEMBALI = "DESA_KEMBALI"
    USULAN_DITOLAK = "USULAN_DITOLAK"
    USULAN_DITETAPKAN = "USULAN_DITETAPKAN"
    USULAN_BENTROK = "USULAN_BENTROK"
    DISERAHKAN = "DISERAHKAN"
    DITERIMA = "DITERIMA"
    DISAHKAN = "DISAHKAN"
    BATCH_DIKIRIM = "BATCH_DIKIRIM"
    BATCH_DIJAWAB = "BATCH_DIJAWAB"
    PERIODE_DIBUKA = "PERIODE_DIBUKA"
    DIPERPANJANG = "DIPERPANJANG"
    PERIODE_DITUTUP = "PERIODE_DITUTUP"
    TUGAS_DUKCAPIL = "TUGAS_DUKCAPIL"
    PERANGKAT_DIMINTA = "PERANGKAT_DIMINTA"
    PERANGKAT_DIPUTUS = "PERANGKAT_DIPUTUS"
    PAKET_DINILAI = "PAKET_DINILAI"
    PAKET_DITAHAN = "PAKET_DITAHAN"
    UBAHAN_BENTROK = "UBAHAN_BENTROK"
    BENTROK_DIPUTUS = "BENTROK_DIPUTUS"


class CaraSurel(StrEnum):
    """How a person wants notices by e-mail."""

    HARIAN = "HARIAN"
    LANGSUNG = "LANGSUNG"
    TIDAK = "TIDAK"


LABEL_SUREL: dict[CaraSurel, str] = {
    CaraSurel.HARIAN: "Satu surel tiap pagi, bila ada kabar",
    CaraSurel.LANGSUNG: "Satu surel tiap kabar",
    CaraSurel.TIDAK: "Tanpa surel; kabar hanya di layar",
}


def last_day(sampai: datetime) -> date:
    """The last day before an exclusive end, in the zone of `sampai`."""
    return (sampai - timedelta(microseconds=1)).date()
