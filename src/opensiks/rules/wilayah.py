"""Area codes of Kemendagri in dotted form ("18.04.01.2001") and scope as a prefix of segments."""

import re
from dataclasses import dataclass

_KODE = re.compile(r"[0-9]{2}(\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4})?)?)?")

# Bali, NTB, NTT, Kalsel, Kaltim, Kaltara, Sulawesi; then Maluku and Papua. Everyone else keeps WIB.
_WITA = frozenset({"51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"})
_WIT = frozenset({"81", "82", "91", "92", "93", "94", "95", "96"})
ZONA: dict[str, str] = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}

# What a name calls its hamlet, where it says so itself.
SEBUTAN_DUSUN = frozenset(
    {"dusun", "pemangku", "lingkungan", "jorong", "korong", "banjar", "kampung", "dukuh", "pedukuhan"}
)

# How long a code is on each tier, from the nation to a desa.
LEBAR_KODE = (0, 2, 5, 8, 13)


def is_kode(kode: str) -> bool:
    """True for a well-formed code of tier 1-4; the empty national code is not one."""
    return _KODE.fullmatch(kode) is not None


def tingkat(kode: str) -> int:
    """1 provinsi, 2 kabupaten, 3 kecamatan, 4 desa, 0 for the nation (""); ValueError if malformed."""
    if kode == "":
        return 0
    if not is_kode(kode):
        raise ValueError(f"not a region code: {kode!r}")
    return kode.count(".") + 1


def induk(kode: str) -> str:
    """The code one tier up; a province's parent is the nation (""), which is its own parent."""
    tingkat(kode)
    return kode.rpartition(".")[0]


def leluhur(kode: str) -> tuple[str, ...]:
    """All tiers above `kode`, nearest first, without the nation: 18.04.01.2001 -> 18.04.01, 18.04, 18."""
    atas: list[str] = []
    while kode := induk(kode):
        atas.append(kode)
    return tuple(atas)


def is_kota(kode: str) -> bool:
    """Kota carry 71-99 in the second segment, kabupaten 01-69 (domain 9.3)."""
    return tingkat(kode) >= 2 and kode.split(".")[1] >= "71"


def is_kelurahan(kode: str) -> bool:
    """Kelurahan carry 1xxx in the fourth segment, desa 2xxx."""
    return tingkat(kode) == 4 and kode.split(".")[3].startswith("1")


def name_dusun(dusun: str) -> str:
    """A hamlet in an address; a name that says itself what it is needs no "Dusun" before it."""
    kata = dusun.strip()
    return kata if not kata or kata.split()[0].lower() in SEBUTAN_DUSUN else " ".join(("Dusun", kata))


def zona(kode: str) -> str:
    """IANA zone of the village (R78). The national code follows the capital."""
    provinsi = kode[:2]
    if provinsi in _WITA:
        return ZONA["WITA"]
    return ZONA["WIT"] if provinsi in _WIT else ZONA["WIB"]


@dataclass(frozen=True)
class Cakupan:
    """The areas an account works in. Each code stands for itself and everything below it."""

    daftar_kode: tuple[str, ...]

    def __post_init__(self) -> None:
        # A malformed code must not become a scope that silently sees nothing, or too much.
        for kode in self.daftar_kode:
            tingkat(kode)

    def covers(self, kode: str) -> bool:
        return any(_is_within(kode, batas) for batas in self.daftar_kode)


def _is_within(kode: str, batas: str) -> bool:
    return batas == "" or kode == batas or kode.startswith(batas + ".")


NASIONAL = Cakupan(("",))
KOSONG = Cakupan(())
