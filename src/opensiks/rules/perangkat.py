"""A device of a village operator: asked for, checked by six words, let in for one period, revoked when lost."""

from dataclasses import dataclass
from enum import StrEnum

from opensiks.rules.rule import Violation, rule
from opensiks.rules.syarat import is_dalam_cakupan

ALG = ("ES256", "Ed25519")
# Days after the kabupaten's own deadline in which a package of the period may still be signed.
HARI_TENGGANG = 30


class StatusPerangkat(StrEnum):
    DIMINTA = "DIMINTA"
    DISETUJUI = "DISETUJUI"
    DITOLAK = "DITOLAK"
    DICABUT = "DICABUT"


LABEL_PERANGKAT: dict[StatusPerangkat, str] = {
    StatusPerangkat.DIMINTA: "Menunggu dicocokkan",
    StatusPerangkat.DISETUJUI: "Terdaftar",
    StatusPerangkat.DITOLAK: "Tidak disetujui",
    StatusPerangkat.DICABUT: "Dicabut",
}


@dataclass(frozen=True, kw_only=True)
class FaktaPerangkat:
    """Someone asks for a device, or decides about one; `status` None while it is new."""

    status: StatusPerangkat | None = None
    dalam_cakupan: bool = False
    alg: str = "ES256"
    kunci_sah: bool = False
    pemohon_sama: bool = True
    ada_periode: bool = False
    alasan: str = ""


@rule("R80g", sumber="Rancangan", langkah="Perbarui peramban, lalu minta lagi dari lembar kerja.")
def is_kunci_sah(f: FaktaPerangkat) -> bool:
    """Kunci perangkat ini tidak dapat dipakai."""
    return f.kunci_sah and f.alg in ALG


@rule("R80h", sumber="Rancangan", langkah="Minta petugas Dinas yang lain mencocokkan enam katanya.")
def is_pemohon_lain(f: FaktaPerangkat) -> bool:
    """Perangkat tidak disetujui oleh orang yang memintanya."""
    return not f.pemohon_sama


@rule("R80i", sumber="Rancangan", langkah="Muat ulang daftar perangkat; mungkin sudah diputuskan.")
def is_diminta(f: FaktaPerangkat) -> bool:
    """Perangkat ini tidak sedang menunggu persetujuan."""
    return f.status is StatusPerangkat.DIMINTA


@rule("R80j", sumber="Rancangan", langkah="Buka periode dahulu, lalu setujui perangkatnya.")
def has_periode(f: FaktaPerangkat) -> bool:
    """Belum ada periode yang berjalan di desa ini."""
    return f.ada_periode


@rule("R80k", sumber="Rancangan", langkah="Tulis sebabnya: hilang, ganti operator, atau disalahgunakan.")
def has_sebab(f: FaktaPerangkat) -> bool:
    """Isi sebab pencabutan perangkat."""
    return f.alasan.strip() != ""


@rule("R80l", sumber="Rancangan", langkah="Muat ulang daftar perangkat.")
def is_terdaftar(f: FaktaPerangkat) -> bool:
    """Perangkat ini tidak sedang terdaftar."""
    return f.status is StatusPerangkat.DISETUJUI


def check_minta(f: FaktaPerangkat) -> list[Violation]:
    return [r.violation() for r in (is_dalam_cakupan, is_kunci_sah) if not r(f)]


def check_setuju(f: FaktaPerangkat) -> list[Violation]:
    return [r.violation() for r in (is_dalam_cakupan, is_diminta, is_pemohon_lain, has_periode) if not r(f)]


def check_tolak(f: FaktaPerangkat) -> list[Violation]:
    return [r.violation() for r in (is_dalam_cakupan, is_diminta) if not r(f)]


def check_cabut(f: FaktaPerangkat) -> list[Violation]:
    return [r.violation() for r in (is_dalam_cakupan, is_terdaftar, has_sebab) if not r(f)]
