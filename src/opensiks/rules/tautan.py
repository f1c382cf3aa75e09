"""An upload link for a phone: what may be sent by it, for how long, how much (docs/adr/0011)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from opensiks.rules.rule import Violation, broken, rule

MASA_TAUTAN = timedelta(minutes=30)
MAKS_HALAMAN = 60
MAKS_UKURAN = 15 * 1024 * 1024


class Bagian(StrEnum):
    """What a photographed page belongs to."""

    BERITA_ACARA = "BERITA_ACARA"
    DAFTAR_HADIR = "DAFTAR_HADIR"
    FOTO_MUSYAWARAH = "FOTO_MUSYAWARAH"
    SPTJM = "SPTJM"


LABEL_BAGIAN: dict[Bagian, str] = {
    Bagian.BERITA_ACARA: "Berita acara bertanda tangan",
    Bagian.DAFTAR_HADIR: "Daftar hadir bertanda tangan",
    Bagian.FOTO_MUSYAWARAH: "Foto musyawarah",
    Bagian.SPTJM: "SPTJM bertanda tangan",
}

# Small letters must stay readable on paper; a photo of people need not.
SISI: dict[Bagian, int] = dict.fromkeys(Bagian, 1600) | {Bagian.FOTO_MUSYAWARAH: 1280}


@dataclass(frozen=True, kw_only=True)
class FaktaTautan:
    """A link as it stands when a page comes in."""

    at: datetime
    berakhir_at: datetime
    dicabut: bool = False
    boleh_bagian: bool = True
    jumlah: int = 0


@rule("R145", sumber="Rancangan", langkah="Minta kode QR baru di laptop, lalu pindai lagi.")
def is_tautan_hidup(f: FaktaTautan) -> bool:
    """Tautan ini sudah habis masanya."""
    return f.at < f.berakhir_at and not f.dicabut


@rule("R145a", sumber="Rancangan", langkah="Pilih bagian yang ada di halaman.")
def is_bagian_diminta(f: FaktaTautan) -> bool:
    """Tautan ini tidak menerima bagian itu."""
    return f.boleh_bagian


@rule("R145c", sumber="Rancangan; R17", langkah="Foto halamannya dari HP, lalu tunggu sampai tampil di sini.")
def has_halaman(ada: bool) -> bool:
    """Belum ada halaman baru dari HP."""
    return ada


@rule("R145b", sumber="Rancangan", langkah="Simpan dahulu di laptop, lalu buat kode QR baru.")
def is_tautan_muat(f: FaktaTautan) -> bool:
    """Tautan ini sudah menerima 60 halaman."""
    return f.jumlah < MAKS_HALAMAN


def check_tautan(fakta: FaktaTautan) -> list[Violation]:
    """What stands in the way of one more page."""
    return broken((is_tautan_hidup, is_bagian_diminta, is_tautan_muat), fakta)
