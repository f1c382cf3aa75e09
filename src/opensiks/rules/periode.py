"""Opening and closing a period, and the warnings that must come before its consequence (R71, R75, R77)."""

from dataclasses import dataclass, field
from datetime import date, datetime

from opensiks.rules.beku import HARI_PERINGATAN
from opensiks.rules.rule import Violation, rule


@dataclass(frozen=True, kw_only=True)
class FaktaBuka:
    """Dates as people say them, both ends included. `tumpang`: labels of periods whose window overlaps."""

    mulai: date
    tenggat_desa: date
    tenggat_kab: date
    profil_dikenal: bool = False
    dalam_cakupan: bool = False
    kode_baru: bool = False
    jumlah_desa: int = 0
    tumpang: tuple[str, ...] = field(default_factory=tuple)


@rule("R1b", sumber="SeedA: berjenjang; LMJ", langkah="Pilih wilayah di dalam wilayah tugas Anda.")
def is_wilayah_sendiri(f: FaktaBuka) -> bool:
    """Buka periode hanya untuk wilayah tugas Anda."""
    return f.dalam_cakupan


@rule("R71e", sumber="Domain 2.2: profil bertanggal", langkah="Pilih salah satu profil dalam daftar.")
def is_profil_dikenal(f: FaktaBuka) -> bool:
    """Pilih profil ketentuan yang ada."""
    return f.profil_dikenal


@rule("R71f", sumber="Rancangan", langkah="Periksa ketiga tanggal.")
def is_tanggal_urut(f: FaktaBuka) -> bool:
    """Urutkan tanggal: mulai, tenggat desa, lalu tenggat kabupaten."""
    return f.mulai <= f.tenggat_desa <= f.tenggat_kab


@rule("R71g", sumber="Rancangan", langkah="Pakai kode lain, atau buka periode yang sudah ada.")
def is_kode_baru(f: FaktaBuka) -> bool:
    """Periode dengan kode ini sudah ada di wilayah itu."""
    return f.kode_baru


@rule("R71h", sumber="Rancangan", langkah="Periksa kode wilayahnya.")
def has_desa(f: FaktaBuka) -> bool:
    """Wilayah itu tidak mempunyai desa."""
    return f.jumlah_desa > 0


@rule("R71i", sumber="Rancangan: satu desa, satu masa verval", langkah="Mulai setelah masa itu berakhir.")
def is_tidak_tumpang(f: FaktaBuka) -> bool:
    """Masa verval ini bertumpuk dengan {tumpang}."""
    return not f.tumpang


_BUKA = (is_wilayah_sendiri, is_profil_dikenal, is_tanggal_urut, is_kode_baru, has_desa, is_tidak_tumpang)


def check_buka(f: FaktaBuka) -> list[Violation]:
    return [r.violation(tumpang=", ".join(f.tumpang)) for r in _BUKA if not r(f)]


@dataclass(frozen=True, kw_only=True)
class FaktaTutupPeriode:
    """`tanpa_peringatan` counts families that would be put to sleep unwarned; `alasan` says why."""

    at: datetime
    tenggat_akhir: datetime
    ditutup: bool = True
    tanpa_peringatan: int = 0
    alasan: str = ""


@rule("R71j", sumber="Rancangan", langkah="Tidak ada yang perlu dikerjakan.")
def is_belum_ditutup(f: FaktaTutupPeriode) -> bool:
    """Periode ini sudah ditutup."""
    return not f.ditutup


@rule("R75b", sumber="SeedB: tenggat 31 Juli", langkah="Tutup setelah tenggat kabupaten terakhir lewat.")
def is_tenggat_lewat(f: FaktaTutupPeriode) -> bool:
    """Periode baru dapat ditutup setelah semua tenggat lewat."""
    return f.at >= f.tenggat_akhir


@rule("R75c", sumber="Domain R75", langkah="Beri peringatan dahulu, atau tulis mengapa tidak diberi.")
def has_peringatan(f: FaktaTutupPeriode) -> bool:
    """Beri peringatan sebelum menidurkan data: {n} keluarga belum pernah diperingatkan."""
    return f.tanpa_peringatan == 0 or f.alasan.strip() != ""


def check_tutup(f: FaktaTutupPeriode) -> list[Violation]:
    langkah = (is_belum_ditutup, is_tenggat_lewat, has_peringatan)
    return [r.violation(n=str(f.tanpa_peringatan)) for r in langkah if not r(f)]


@rule("R77b", sumber="HLL21", langkah="Perpanjang untuk desa atau kecamatan tertentu.")
def is_periode_terbuka(f: FaktaTutupPeriode) -> bool:
    """Periode yang sudah ditutup tidak diperpanjang seluruhnya."""
    return not f.ditutup


def find_ambang(sisa_hari: int) -> int | None:
    """The warning due with this many days left: the smallest of 30, 14, 7, 3, 1 already reached (R75).

    A day on which nothing ran is made good the next day, because the threshold stays reached.
    None: not yet, or over.
    """
    if sisa_hari < 1:
        return None
    return min((h for h in HARI_PERINGATAN if h >= sisa_hari), default=None)
