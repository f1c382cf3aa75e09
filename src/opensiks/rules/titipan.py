"""A deposited file (domain 10.7): how it came, how far it is, and what the desk says of it.

Every file that is handed over is kept and answered, whatever it is; nothing here has a way to throw one away.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from opensiks.rules.paket import StatusTitipan as StatusTitipan
from opensiks.rules.rule import Violation, rule


class Jalur(StrEnum):
    """How a file came: over the counter, by the village's own line, or found in the store after a crash."""

    MEJA = "MEJA"
    DARING = "DARING"
    SUSULAN = "SUSULAN"


LABEL_TITIPAN: dict[StatusTitipan, str] = {
    StatusTitipan.DITITIP: "Dititip, menunggu dinilai",
    StatusTitipan.DINILAI: "Sudah dinilai",
    StatusTitipan.DITAHAN: "Ditahan, perlu diputuskan petugas",
    StatusTitipan.RUSAK: "Rusak, minta kirim lagi",
    StatusTitipan.ASING: "Bukan untuk Dinas ini",
    StatusTitipan.DITOLAK: "Tidak dapat dipakai",
}

LABEL_JALUR: dict[Jalur, str] = {
    Jalur.MEJA: "dibawa ke Dinas",
    Jalur.DARING: "dikirim lewat sambungan",
    Jalur.SUSULAN: "ditemukan di penyimpanan",
}


@dataclass(frozen=True, kw_only=True)
class FaktaPaket:
    """What is known of a package that could be opened, and of the device that signed it.

    `berlaku_sampai`: the end of the certificate, exclusive; None when the device is unknown. `kembar`: another
    package of the same device carries this number with other content. `dilepas`: a person let it be judged.
    """

    pada: datetime
    kantor_sama: bool = False
    desa_sertifikat: bool = False
    desa_kantor: bool = False
    periode_ada: bool = False
    dikenal: bool = False
    berlaku_sampai: datetime | None = None
    dicabut_at: datetime | None = None
    kembar: bool = False
    perangkat_bercabang: bool = False
    dilepas: bool = False


@rule("R85a", sumber="R1; Rancangan", langkah="Antar berkas ini ke Dinas Sosial kabupaten yang dituju.")
def is_kantor_ini(f: FaktaPaket) -> bool:
    """Paket ini dibuat untuk kabupaten lain."""
    return f.kantor_sama and f.desa_kantor


@rule("R85b", sumber="R1; Rancangan", langkah="Pakai lembar kerja milik operator desa itu.")
def is_desa_perangkat(f: FaktaPaket) -> bool:
    """Perangkat ini tidak terdaftar untuk desa di paketnya."""
    return f.desa_sertifikat


@rule("R85c", sumber="R1; Rancangan", langkah="Muat lembar kerja periode yang benar, lalu buat paket lagi.")
def is_periode_dikenal(f: FaktaPaket) -> bool:
    """Periode di paket ini tidak dikenal untuk desanya."""
    return f.periode_ada


@rule("R80e", sumber="Rancangan", langkah="Pastikan siapa pengirimnya, lalu daftarkan perangkatnya.")
def is_perangkat_dikenal(f: FaktaPaket) -> bool:
    """Perangkat pengirim belum terdaftar di Dinas ini."""
    return f.dikenal


@rule("R80f", sumber="Rancangan", langkah="Tanyakan kepada operator apakah paket ini benar dari dia.")
def is_perangkat_berlaku(f: FaktaPaket) -> bool:
    """Paket ini dititip setelah izin perangkatnya berakhir atau dicabut."""
    batas = [b for b in (f.berlaku_sampai, f.dicabut_at) if b is not None]
    return f.dilepas or all(f.pada < b for b in batas)


@rule("R84b", sumber="Rancangan", langkah="Tanyakan laptop mana yang dipakai, lalu lepas paket yang benar.")
def is_tunggal_urutan(f: FaktaPaket) -> bool:
    """Perangkat ini mengirim dua paket berbeda dengan nomor yang sama."""
    return f.dilepas or not (f.kembar or f.perangkat_bercabang)


@rule("R80o", sumber="Rancangan", langkah="Daftarkan dahulu perangkatnya, lalu nilai lagi titipannya.")
def is_dapat_dilepas(ditahan: bool) -> bool:
    """Hanya titipan yang ditahan, dari perangkat yang dikenal, dapat dilepas."""
    return ditahan


@rule("R80p", sumber="Rancangan", langkah="Tulis bagaimana Anda memastikan pengirimnya.")
def has_alasan_lepas(alasan: str) -> bool:
    """Isi alasan melepas titipan ini."""
    return alasan.strip() != ""


@rule("R83g", sumber="Rancangan", langkah="Muat ulang daftar bentrok.")
def is_bentrok_terbuka(terbuka: bool) -> bool:
    """Bentrok ini sudah diputus."""
    return terbuka


@rule("R83h", sumber="Rancangan", langkah="Tulis dasarnya, misalnya KTP yang dilihat atau hasil kunjungan.")
def has_alasan_putus(alasan: str) -> bool:
    """Isi alasan putusan."""
    return alasan.strip() != ""


def check_paket(f: FaktaPaket) -> tuple[StatusTitipan, str, Violation | None]:
    """Where a package goes before any of its lines is looked at: its status, a short code, the rule it breaks.

    ("DINILAI", "", None) lets it in.
    """
    urut = (
        (is_kantor_ini, StatusTitipan.ASING, "ASING"),
        (is_perangkat_dikenal, StatusTitipan.DITAHAN, "KUNCI"),
        (is_desa_perangkat, StatusTitipan.DITOLAK, "CAKUPAN"),
        (is_periode_dikenal, StatusTitipan.DITOLAK, "PERIODE"),
        (is_perangkat_berlaku, StatusTitipan.DITAHAN, "KUNCI"),
        (is_tunggal_urutan, StatusTitipan.DITAHAN, "CABANG"),
    )
    for aturan, status, kode in urut:
        if not aturan(f):
            return status, kode, aturan.violation()
    return StatusTitipan.DINILAI, "", None
