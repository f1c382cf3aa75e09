"""The result of a companion's visit to a family (R12): information for the village, never a change of state."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from opensiks.rules.catat_verval import MAKS_CATATAN
from opensiks.rules.rule import Violation, rule
from opensiks.rules.syarat import is_dalam_cakupan

# A visit longer ago says little about today; it may still be told as a note.
MAKS_HARI = 60


class HasilKunjungan(StrEnum):
    BERTEMU = "BERTEMU"
    TIDAK_BERTEMU = "TIDAK_BERTEMU"
    RUMAH_KOSONG = "RUMAH_KOSONG"
    PINDAH = "PINDAH"
    MENINGGAL = "MENINGGAL"
    TIDAK_DIKENAL = "TIDAK_DIKENAL"
    MENOLAK = "MENOLAK"


LABEL_HASIL: dict[HasilKunjungan, str] = {
    HasilKunjungan.BERTEMU: "Bertemu keluarga",
    HasilKunjungan.TIDAK_BERTEMU: "Tidak bertemu, keluarga sedang pergi",
    HasilKunjungan.RUMAH_KOSONG: "Rumah kosong",
    HasilKunjungan.PINDAH: "Menurut keterangan sudah pindah",
    HasilKunjungan.MENINGGAL: "Ada anggota meninggal",
    HasilKunjungan.TIDAK_DIKENAL: "Keluarga tidak dikenal di alamat itu",
    HasilKunjungan.MENOLAK: "Keluarga menolak dikunjungi",
}
# Who said so, and what exactly: the village must be able to follow it up.
PERLU_CATATAN = frozenset({HasilKunjungan.PINDAH, HasilKunjungan.MENINGGAL, HasilKunjungan.TIDAK_DIKENAL})
# What the village should look at next; of the others there is nothing to do.
PERLU_DILIHAT = PERLU_CATATAN | {HasilKunjungan.RUMAH_KOSONG}


@dataclass(frozen=True, kw_only=True)
class FaktaKunjungan:
    hasil: HasilKunjungan
    tanggal: date
    hari_ini: date
    catatan: str = ""
    dalam_cakupan: bool = False


@rule("R12b", sumber="Rancangan", langkah="Perbaiki tanggalnya. Kunjungan lama ditulis sebagai catatan.")
def is_tanggal_kunjungan(f: FaktaKunjungan) -> bool:
    """Isi tanggal kunjungan dalam 60 hari terakhir, paling akhir hari ini."""
    return f.hari_ini - timedelta(days=MAKS_HARI) <= f.tanggal <= f.hari_ini


@rule("R12c", sumber="Rancangan", langkah="Tulis siapa yang memberi keterangan dan apa isinya.")
def has_keterangan(f: FaktaKunjungan) -> bool:
    """Tulis keterangan untuk pindah, meninggal, atau tidak dikenal."""
    return f.hasil not in PERLU_CATATAN or f.catatan.strip() != ""


@rule("R12d", sumber="Rancangan", langkah="Persingkat catatannya.")
def is_catatan_cukup_pendek(f: FaktaKunjungan) -> bool:
    """Tulis catatan paling banyak 800 huruf."""
    return len(f.catatan.strip()) <= MAKS_CATATAN


_KUNJUNGAN = (is_dalam_cakupan, is_tanggal_kunjungan, has_keterangan, is_catatan_cukup_pendek)


def check_kunjungan(f: FaktaKunjungan) -> list[Violation]:
    return [r.violation() for r in _KUNJUNGAN if not r(f)]
