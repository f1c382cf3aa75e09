"""What the centre's desk answers a line when all it has is the registry and the civil register (domain 6.5).

It proposes; a person may answer otherwise. A line that only corrects or removes a record is never held back by the
very mismatch that it mends.
"""

from dataclasses import dataclass

from opensiks.rules.jenis import PADAN_DITERIMA, Jenis
from opensiks.rules.nik import is_nik
from opensiks.rules.pemadanan import Keluaran

# The reason code of an outcome. A duplicate is the civil registry's to settle, as a NIK that is not active.
ALASAN_KELUARAN: dict[Keluaran, str] = {
    Keluaran.MENINGGAL: "P3",
    Keluaran.GANDA_DUKCAPIL: "P2",
    Keluaran.NONAKTIF_DUKCAPIL: "P2",
    Keluaran.NIK_TIDAK_DITEMUKAN: "P1",
    Keluaran.FORMAT_SALAH: "P4",
    # Nobody is known under the number; or somebody else is, so the name differs.
    Keluaran.NIK_SALAH: "P1",
    Keluaran.NIK_ORANG_LAIN: "A6",
    Keluaran.TIDAK_PADAN_NAMA: "A6",
    Keluaran.TIDAK_PADAN_TTL: "A7",
    Keluaran.TIDAK_PADAN_JK: "A7",
    Keluaran.TIDAK_PADAN_IBU: "A7",
    Keluaran.TIDAK_PADAN_KK: "P5",
}


@dataclass(frozen=True, kw_only=True)
class FaktaPutusan:
    """One line. `nik` are the numbers it would write; `keluaran` the answers about those it would bring in or pay."""

    jenis: Jenis
    nik: tuple[str, ...] = ()
    keluaran: tuple[Keluaran, ...] = ()
    # Somebody else, active, holds one of these numbers.
    nik_terdaftar: bool = False
    kk_terdaftar: bool = False
    pengurus_di_bawah_umur: bool = False


def judge(f: FaktaPutusan) -> str:
    """The reason code to reject the line with, or "" to set it; the first that applies."""
    if any(nik and not is_nik(nik) for nik in f.nik):
        return "P4"
    if f.nik_terdaftar:
        return "A4"
    if f.kk_terdaftar:
        return "A2" if f.jenis is Jenis.PECAH_KK else "A5"
    if f.pengurus_di_bawah_umur:
        return "A1"
    if f.jenis not in PADAN_DITERIMA:
        return ""
    return next((ALASAN_KELUARAN[k] for k in f.keluaran if k in ALASAN_KELUARAN), "")
