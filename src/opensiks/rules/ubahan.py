"""What one line of an offline package comes to: facts in, verdict out. No clock, no database."""

from enum import StrEnum


class Vonis(StrEnum):
    """The verdict on one line. The first three settle it; the others stay with the Dinas, and in the next package."""

    DITERIMA = "DITERIMA"
    SAMA = "SAMA"
    DITOLAK = "DITOLAK"
    DITAHAN = "DITAHAN"
    MENUNGGU = "MENUNGGU"
    BELUM_DIDUKUNG = "BELUM_DIDUKUNG"


class SebabTahan(StrEnum):
    """Why a line is held for a person."""

    BENTROK = "BENTROK"
    CABANG = "CABANG"
    PINDAH = "PINDAH"
    KUNCI = "KUNCI"
    MASA = "MASA"
    GANDA = "GANDA"
    BUKTI = "BUKTI"


class PilihanBentrok(StrEnum):
    """Which side of a conflict a named person lets stand."""

    PAKET = "PAKET"
    SERVER = "SERVER"
