"""The words of a verdict on one line of an offline package, and what each asks for."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from opensiks.rules.canonical import sha256_hex


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
    KODE = "KODE"
    JAM = "JAM"


class PilihanBentrok(StrEnum):
    """Which side of a conflict a named person lets stand."""

    PAKET = "PAKET"
    SERVER = "SERVER"


LABEL_VONIS: dict[Vonis, str] = {
    Vonis.DITERIMA: "Diterima",
    Vonis.SAMA: "Sudah sama",
    Vonis.DITOLAK: "Ditolak",
    Vonis.DITAHAN: "Ditahan",
    Vonis.MENUNGGU: "Menunggu",
    Vonis.BELUM_DIDUKUNG: "Belum didukung",
}

TUNTAS = frozenset({Vonis.DITERIMA, Vonis.SAMA, Vonis.DITOLAK})
# Judged again by itself when something arrives or opens; every other hold asks a person.
DINILAI_LAGI = frozenset({SebabTahan.MASA, SebabTahan.KUNCI, SebabTahan.BUKTI})


class Putusan(NamedTuple):
    """A verdict: `kode` is a rule's code, a SebabTahan, or what is waited for. `bentrok`: names of the groups."""

    vonis: Vonis
    kode: str = ""
    kalimat: str = ""
    bentrok: tuple[str, ...] = ()
    # The exclusion that stands on the server was made without knowing of this line: it is held from now on.
    menahan: bool = False


def hash_putusan(isi: Mapping[str, object]) -> str:
    """128 bits over a verdict as it is written down: what its event in the trail carries of it."""
    return sha256_hex(isi)[:32]
