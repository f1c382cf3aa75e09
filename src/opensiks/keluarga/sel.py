"""Cells of a DTKS export made into values, with the harm that spreadsheets do named instead of guessed away."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from opensiks.rules.kodelist import SHDK

NOMOR_MAKS = 20  # the column; longer than any NIK by mistake
# A number cell keeps 15 digits. What was typed as a 16-digit NIK then ends in 0, and the digit is lost.
ANGKA_EXCEL = 15
HARI_NOL_EXCEL = date(1899, 12, 30)
SERIAL_EXCEL = range(1, 80_000)

_KOSONG = frozenset({"", "-", "--", "0", "NULL", "NONE", "N/A", "NAN"})
_TANGGAL_KOSONG = _KOSONG | {"00/00/0000", "0000-00-00", "00-00-0000"}
_ILMIAH = re.compile(r"\d([.,]\d+)?E\+?\d+", re.IGNORECASE)
_PENGISI_NOMOR = str.maketrans("", "", " \u00a0\t'`\u2019")
_TANGGAL_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?")
_TANGGAL_ID = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")

_KELAMIN = {
    "L": "L", "LAKILAKI": "L", "LAKI": "L", "LK": "L", "PRIA": "L", "1": "L",
    "P": "P", "PEREMPUAN": "P", "PR": "P", "WANITA": "P", "2": "P",
}  # fmt: skip
_HUBUNGAN = {teks.upper().replace(" ", ""): kode for kode, teks in SHDK.items()} | {
    "KEPALA": 1, "KK": 1, "KEPALARUMAHTANGGA": 1, "KRT": 1, "ANAKKANDUNG": 4, "ANAKANGKAT": 4, "ANAKTIRI": 4,
    "ORTU": 7, "FAMILI": 9, "FAMILILAINNYA": 9, "KELUARGALAIN": 9, "PEMBANTURUMAHTANGGA": 10, "LAIN": 11,
    "LAINLAIN": 11,
}  # fmt: skip
_YA = frozenset({"YA", "Y", "1", "ADA", "TRUE"})
_TIDAK = frozenset({"TIDAK", "T", "TDK", "FALSE", "TIDAK ADA"}) | _KOSONG


class SelSalah(Exception):
    """A cell that cannot be understood. Carries a short code and one Indonesian sentence."""

    def __init__(self, kode: str, alasan: str) -> None:
        self.kode, self.alasan = kode, alasan
        super().__init__(alasan)


def read_teks(nilai: Any, kolom: str, maks: int) -> str:
    """Text with single spaces; "" for an empty cell."""
    teks = " ".join((nilai if type(nilai) is str else _as_teks(nilai)).split())
    if len(teks) > maks:
        raise SelSalah("PANJANG", f"{kolom} lebih dari {maks} huruf; periksa apakah kolomnya bergeser.")
    return "" if teks in ("-", "--") else teks


def read_id(nilai: Any, maks: int) -> str:
    """The ID DTKS: never empty, and never a number cell that lost digits."""
    if isinstance(nilai, float) and nilai >= 10**ANGKA_EXCEL:
        raise _rusak_excel("ID DTKS", str(int(nilai))[:6] + "…")
    teks = _as_teks(nilai).translate(_PENGISI_NOMOR)
    if _ILMIAH.fullmatch(teks):
        raise _rusak_excel("ID DTKS", teks)
    if not teks:
        raise SelSalah("ID", "ID DTKS kosong.")
    if len(teks) > maks or not (teks.isascii() and teks.replace("-", "").isalnum()):
        raise SelSalah("ID", f"ID DTKS {teks[:12]!r} bukan huruf dan angka saja, atau lebih dari {maks}.")
    return teks


def read_nomor(nilai: Any, kolom: str) -> str:
    """A NIK or KK number as written. A wrong length stays (it is a finding); a number that Excel spoiled does not."""
    if isinstance(nilai, int | float) and not isinstance(nilai, bool):
        return _nomor_angka(nilai, kolom)
    teks = str(nilai or "").translate(_PENGISI_NOMOR)
    if _ILMIAH.fullmatch(teks):
        raise _rusak_excel(kolom, teks)
    if teks.endswith(".0") and teks[:-2].isdigit():
        teks = teks[:-2]
    if len(teks) > NOMOR_MAKS:
        raise SelSalah("PANJANG", f"{kolom} lebih dari {NOMOR_MAKS} angka; periksa apakah kolomnya bergeser.")
    return "" if teks in ("-", "--") else teks


def _nomor_angka(nilai: int | float, kolom: str) -> str:
    if nilai == 0:
        return ""
    teks = str(int(nilai))
    if int(nilai) != nilai or len(teks) > ANGKA_EXCEL + 1 or (len(teks) > ANGKA_EXCEL and teks[-1] == "0"):
        raise _rusak_excel(kolom, teks[:6] + "…")
    return teks


def _rusak_excel(kolom: str, teks: str) -> SelSalah:
    return SelSalah(
        "EXCEL",
        f"{kolom} tersimpan sebagai angka ({teks}), jadi angka terakhirnya hilang. Simpan kolom ini sebagai teks.",
    )


def read_tanggal(nilai: Any) -> date | None:
    """dd/mm/yyyy, ISO, a date cell or an Excel day number; None for an empty cell. Never month before day."""
    if isinstance(nilai, datetime):
        return nilai.date()
    if isinstance(nilai, date):
        return nilai
    if isinstance(nilai, float | int):
        nilai = str(int(nilai))
    return _tanggal_teks(str(nilai or "").strip(" '\u00a0"))


@lru_cache(maxsize=65536)
def _tanggal_teks(teks: str) -> date | None:
    if teks.upper() in _TANGGAL_KOSONG:
        return None
    if teks.isdigit() and int(teks) in SERIAL_EXCEL:
        return HARI_NOL_EXCEL + timedelta(days=int(teks))
    try:
        if cocok := _TANGGAL_ID.fullmatch(teks):
            return date(int(cocok[3]), int(cocok[2]), int(cocok[1]))
        if cocok := _TANGGAL_ISO.fullmatch(teks):
            return date(int(cocok[1]), int(cocok[2]), int(cocok[3]))
    except ValueError:
        raise SelSalah(
            "TANGGAL", f"Tanggal lahir {teks} tidak ada di kalender; tulis hari/bulan/tahun."
        ) from None
    raise SelSalah(
        "TANGGAL", f"Tanggal lahir {teks[:20]!r} tidak terbaca; tulis hari/bulan/tahun, misalnya 05/08/1985."
    )


def read_kelamin(nilai: Any) -> str:
    """L or P; "" for an empty cell."""
    return _kelamin(_as_teks(nilai))


# The few words of such a column come up a hundred thousand times.
@lru_cache(maxsize=1024)
def _kelamin(nilai: str) -> str:
    teks = _kunci(nilai)
    if teks in _KOSONG:
        return ""
    if teks not in _KELAMIN:
        raise SelSalah(
            "KELAMIN", f"Jenis kelamin {teks[:20]!r} tidak dikenal; tulis LAKI-LAKI atau PEREMPUAN."
        )
    return _KELAMIN[teks]


def read_hubungan(nilai: Any) -> int | None:
    """The relation on the family card, 1-11, by its words; None for an empty cell.

    Bare numbers are refused: the ministry's two lists number the same words differently.
    """
    return _hubungan(_as_teks(nilai))


@lru_cache(maxsize=1024)
def _hubungan(nilai: str) -> int | None:
    teks = _kunci(nilai)
    if teks in _KOSONG:
        return None
    if teks not in _HUBUNGAN:
        raise SelSalah(
            "HUBUNGAN", f"Hubungan keluarga {teks[:20]!r} tidak dikenal; tulis seperti di KK, misalnya ANAK."
        )
    return _HUBUNGAN[teks]


def read_ya(nilai: Any, kolom: str) -> bool:
    """YA or TIDAK; an empty cell says no."""
    return _ya(_as_teks(nilai), kolom)


@lru_cache(maxsize=1024)
def _ya(nilai: str, kolom: str) -> bool:
    teks = " ".join(nilai.upper().split())
    if teks in _YA:
        return True
    if teks not in _TIDAK:
        raise SelSalah("YA", f"{kolom} berisi {teks[:20]!r}; yang dikenal YA atau TIDAK.")
    return False


def read_rt(nilai: Any) -> str:
    """RT or RW as three digits, "" when there is no number in the cell."""
    return _rt(_as_teks(nilai))


@lru_cache(maxsize=4096)
def _rt(nilai: str) -> str:
    angka = "".join(c for c in nilai if c.isdigit() and c.isascii()).lstrip("0")
    return angka.zfill(3) if 0 < len(angka) <= 3 else ""


def _kunci(nilai: str) -> str:
    return "".join(c for c in nilai.upper() if c.isalnum())


def _as_teks(nilai: Any) -> str:
    if isinstance(nilai, str):
        return nilai
    if isinstance(nilai, float) and nilai.is_integer():
        return str(int(nilai))
    return "" if nilai is None else str(nilai)
