"""How numbers, dates and secrets are written for Indonesian readers. Pure text, used by tags and presenters.

Numbers: point for thousands, comma for decimals, a true minus. Dates: months are named, never numbered.
"""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from opensiks.rules.rule import Violation
from opensiks.web.bahasa import nanti, translate

BULAN = (
    nanti("Januari"),
    nanti("Februari"),
    nanti("Maret"),
    nanti("April"),
    nanti("Mei"),
    nanti("Juni"),
    nanti("Juli"),
    nanti("Agustus"),
    nanti("September"),
    nanti("Oktober"),
    nanti("November"),
    nanti("Desember"),
)
BULAN_PENDEK = (
    nanti("Jan"),
    nanti("Feb"),
    nanti("Mar"),
    nanti("Apr"),
    nanti("Mei"),
    nanti("Jun"),
    nanti("Jul"),
    nanti("Ags"),
    nanti("Sep"),
    nanti("Okt"),
    nanti("Nov"),
    nanti("Des"),
)
HARI = (
    nanti("Senin"),
    nanti("Selasa"),
    nanti("Rabu"),
    nanti("Kamis"),
    nanti("Jumat"),
    nanti("Sabtu"),
    nanti("Minggu"),
)
ZONA = {7: "WIB", 8: "WITA", 9: "WIT"}
KOSONG = "–"
MINUS = "−"
NBSP = "\u00a0"

Angka = int | float | Decimal


def write_number(nilai: Angka | None, desimal: int = 0) -> str:
    """1234.5 with one decimal is "1.234,5"; nothing is an en dash, so that it never reads as zero."""
    if nilai is None:
        return KOSONG
    tepat = Decimal(str(nilai)).quantize(Decimal(1).scaleb(-desimal), rounding=ROUND_HALF_UP)
    teks = f"{abs(tepat):,.{desimal}f}"
    if get_language() != "en":
        teks = teks.translate(str.maketrans(",.", ".,"))
    return f"{MINUS}{teks}" if tepat < 0 else teks


def write_signed(nilai: Angka | None, desimal: int = 0) -> str:
    """A change: "+212.480", "−279.537", "0"."""
    teks = write_number(nilai, desimal)
    return f"+{teks}" if nilai is not None and nilai > 0 else teks


def write_percent(bagian: Angka | None, desimal: int = 0) -> str:
    """A share from 0 to 1 as "68 %". Almost nothing and almost all are never rounded to nothing and all."""
    if bagian is None:
        return KOSONG
    langkah = Decimal(1).scaleb(-desimal)
    persen = Decimal(str(bagian)) * 100
    bulat = persen.quantize(langkah, rounding=ROUND_HALF_UP)
    if bulat == 0 and persen > 0:
        return f"<{write_number(langkah, desimal)}{NBSP}%"
    if bulat == 100 and persen < 100:
        return f">{write_number(100 - langkah, desimal)}{NBSP}%"
    return f"{write_number(bulat, desimal)}{NBSP}%"


def to_local(saat: date | datetime) -> date | datetime:
    return timezone.localtime(saat) if isinstance(saat, datetime) and timezone.is_aware(saat) else saat


def last_moment(akhir: date | datetime) -> date | datetime:
    """The last moment inside a period whose end is exclusive: people read "sampai 31 Oktober, 23.59"."""
    return akhir - (timedelta(minutes=1) if isinstance(akhir, datetime) else timedelta(days=1))


def write_date(saat: date | datetime | None) -> str:
    """31 Oktober 2026."""
    if saat is None:
        return KOSONG
    hari = to_local(saat)
    return f"{hari.day} {BULAN[hari.month - 1]} {hari.year}"


def write_day(saat: date | datetime | None) -> str:
    """Sabtu 31 Oktober 2026."""
    return KOSONG if saat is None else f"{HARI[to_local(saat).weekday()]} {write_date(saat)}"


def write_date_short(saat: date | datetime | None, dengan_tahun: bool = False) -> str:
    """31 Okt, for tables; 31 Okt 2026 when the year may not be guessed."""
    if saat is None:
        return KOSONG
    hari = to_local(saat)
    return f"{hari.day} {BULAN_PENDEK[hari.month - 1]}" + (f" {hari.year}" if dengan_tahun else "")


def write_month(saat: date | datetime | None) -> str:
    """Oktober 2026."""
    if saat is None:
        return KOSONG
    hari = to_local(saat)
    return f"{BULAN[hari.month - 1]} {hari.year}"


def write_day_month(saat: date | datetime | None) -> str:
    """1 November."""
    if saat is None:
        return KOSONG
    hari = to_local(saat)
    return f"{hari.day} {BULAN[hari.month - 1]}"


def write_time(saat: datetime | None) -> str:
    """23.59 WIB; the zone is named only when Indonesia has a name for it."""
    if saat is None:
        return KOSONG
    setempat = timezone.localtime(saat) if timezone.is_aware(saat) else saat
    geser = setempat.utcoffset()
    zona = ZONA.get(int(geser.total_seconds() // 3600), "") if geser is not None else ""
    return f"{setempat:%H.%M} {zona}".rstrip()


_KATA = re.compile(r"[A-Z][A-Z'’]*")
_ROMAWI = re.compile(r"[IVX]{2,}")


def write_name(nama: str) -> str:
    """A name the register keeps in capitals, as people write it: "SITI MA'RUFAH" → "Siti Ma'rufah"."""
    if not nama.isupper():
        return nama
    return _KATA.sub(lambda m: m[0] if _ROMAWI.fullmatch(m[0]) else m[0].capitalize(), nama)


def lower_first(teks: str) -> str:
    """For the middle of a sentence: "Ibu kandung kosong" → "ibu kandung kosong"; "NIK ganda" stays."""
    return teks[:1].lower() + teks[1:] if teks[1:2].islower() else teks


def write_refusal(v: Violation) -> str:
    """A broken rule and what to do next, in the reader's language."""
    return f"{write_rule(v)} {translate(v.langkah)}".strip()


def write_rule(v: Violation) -> str:
    """The rule's sentence with its facts, without the next step."""
    return str(replace(v, kalimat=translate(v.kalimat)))


def upper_first(teks: str) -> str:
    """For the start of a line: "kepala keluarga" → "Kepala keluarga"."""
    return teks[:1].upper() + teks[1:]


def spell_end(nomor: str, sebutan: str) -> str:
    """What a screen reader says for a masked number: "NIK berakhiran 0 0 0 3"."""
    if len(nomor) <= 8:
        return _("{sebutan} disamarkan").format(sebutan=sebutan)
    return _("{sebutan} berakhiran {nomor}").format(sebutan=sebutan, nomor=" ".join(nomor[-4:]))
