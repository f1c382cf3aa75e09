"""Lists that leave the house as files: for what they may leave, in which form, and who may see whole numbers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from opensiks.rules.peran import Izin, Peran, can
from opensiks.rules.rule import Rule, rule

# As many letters as say something: "untuk Pak RT 03" does, "ok" does not.
KETERANGAN_MIN = 10


class Tujuan(StrEnum):
    """What a file is for; whoever takes it says so (R96)."""

    KUNJUNGAN = "KUNJUNGAN"
    MUSYAWARAH = "MUSYAWARAH"
    PEMERIKSAAN = "PEMERIKSAAN"
    LAPORAN = "LAPORAN"
    PENYALURAN = "PENYALURAN"
    AUDIT = "AUDIT"
    ARSIP = "ARSIP"
    LAIN = "LAIN"


LABEL_TUJUAN: dict[Tujuan, str] = {
    Tujuan.KUNJUNGAN: "Kunjungan RT",
    Tujuan.MUSYAWARAH: "Musyawarah",
    Tujuan.PEMERIKSAAN: "Pemeriksaan data",
    Tujuan.LAPORAN: "Laporan",
    Tujuan.PENYALURAN: "Penyaluran bantuan",
    Tujuan.AUDIT: "Audit",
    Tujuan.ARSIP: "Arsip",
    Tujuan.LAIN: "Lain",
}


class Format(StrEnum):
    """What kind of file."""

    XLSX = "xlsx"
    CSV = "csv"
    PDF = "pdf"


LABEL_FORMAT: dict[Format, str] = {
    Format.XLSX: "XLSX, untuk Excel dan LibreOffice",
    Format.CSV: "CSV, untuk program lain",
    Format.PDF: "PDF, untuk dicetak",
}
# More lines than this are sheets that nobody carries; typesetting them would hold up everybody else.
PDF_MAKS = 6000


@dataclass(frozen=True, kw_only=True)
class FaktaEkspor:
    """What is asked for. The defaults refuse."""

    peran: Peran
    tujuan: Tujuan | None = None
    keterangan: str = ""
    penuh: bool = True
    bernomor: bool = True
    format: Format = Format.PDF
    jumlah: int = PDF_MAKS + 1


@rule(
    "R95a",
    sumber="UU 27/2022; domain 10.9",
    langkah="Pilih nomor tersamar, atau minta petugas yang memegang datanya.",
)
def may_penuh(f: FaktaEkspor) -> bool:
    """NIK dan KK utuh hanya untuk peran yang boleh membuka NIK."""
    return not (f.penuh and f.bernomor) or can(f.peran, Izin.KELUARGA_REVEAL)


@rule("R96a", sumber="UU 27/2022 pasal 31; domain 10.9", langkah="Pilih tujuannya dari daftar.")
def has_tujuan(f: FaktaEkspor) -> bool:
    """Setiap unduhan menyebut tujuannya."""
    return f.tujuan is not None


@rule(
    "R96b",
    sumber="UU 27/2022 pasal 31; domain 10.9",
    langkah="Tulis siapa yang memakai berkas ini dan untuk apa, paling sedikit 10 huruf.",
)
def has_keterangan(f: FaktaEkspor) -> bool:
    """Tujuan lain dan nomor utuh perlu keterangan."""
    perlu = f.tujuan is Tujuan.LAIN or (f.penuh and f.bernomor)
    return not perlu or len(f.keterangan.strip()) >= KETERANGAN_MIN


@rule("R96c", sumber="Rancangan", langkah="Pilih satu desa atau saringan yang lebih sempit, atau unduh XLSX.")
def is_muat_pdf(f: FaktaEkspor) -> bool:
    """PDF memuat paling banyak 6.000 baris."""
    return f.format is not Format.PDF or f.jumlah <= PDF_MAKS


SYARAT_EKSPOR: tuple[Rule, ...] = (has_tujuan, may_penuh, has_keterangan, is_muat_pdf)
