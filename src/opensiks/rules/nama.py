"""Indonesian names for comparison: small foldings that compose, and the similarity the centre uses.

Foldings lose information on purpose. They make comparison keys; nothing here is ever stored as somebody's
name. `strip_gelar` needs the signs a name is written with; the later ones take capitals and single spaces.
"""

from collections.abc import Callable
from difflib import SequenceMatcher

Lipatan = Callable[[str], str]

GELAR_DEPAN = frozenset(
    {
        "H",
        "HJ",
        "HAJI",
        "HAJAH",
        "KH",
        "KHAJI",
        "DR",
        "DRS",
        "DRA",
        "DRG",
        "DRH",
        "IR",
        "PROF",
        "UST",
        "USTADZ",
    }
    | {"ALM", "ALMH", "ALMARHUM", "ALMARHUMAH"}
)
# Compared without dots: "S.PD.I" and "SPDI" are one.
GELAR_BELAKANG = frozenset(
    {
        "SPD",
        "SPDI",
        "SPDSD",
        "SPDAUD",
        "SH",
        "SHI",
        "SE",
        "SEI",
        "ST",
        "STP",
        "SP",
        "SPT",
        "SIP",
        "SSOS",
        "SSOSI",
    }
    | {
        "SAG",
        "SKM",
        "SKOM",
        "SKEP",
        "SKEB",
        "SSI",
        "SSTP",
        "SST",
        "STRKEB",
        "STRKEP",
        "SFARM",
        "SPSI",
        "SHUT",
    }
    | {"SAP", "SIKOM", "SAKUN", "SAB", "SIAN", "SPI", "SSN", "SGZ", "NERS", "NS", "APT", "BA", "BSC"}
    | {"MPD", "MPDI", "MSI", "MM", "MH", "MHI", "MKES", "MKOM", "MKEP", "MAP", "MAG", "MA", "MT", "ME", "MSC"}
    | {"AMD", "AMDKEB", "AMDKEP", "AMDKOM", "AMAPD", "PHD", "ALM", "ALMH"}
)
# Two letters without dot or comma may be a name (MA, BA); only these are taken for a degree even so.
GELAR_POLOS = frozenset({"SH", "SE", "MM", "MH"})
MUHAMMAD = frozenset(
    {"MUHAMMAD", "MUHAMAD", "MUHAMED", "MUHAMMED", "MOHAMMAD", "MOHAMAD", "MOHAMED", "MOCHAMMAD", "MOCHAMAD"}
    | {
        "MUCHAMMAD",
        "MUCHAMAD",
        "MUHAMMAT",
        "MUH",
        "MUHD",
        "MUCH",
        "MOH",
        "MOHD",
        "MOCH",
        "MHD",
        "MHMD",
        "MUHMD",
    }
)
SITI = frozenset({"SITI", "SITTI", "STI", "ST"})
_TANDA_EJAAN = ("OE", "DJ", "TJ", "SJ")
# Written with the old J for Y and no other mark of the old spelling.
KATA_LAMA = {"JUSUF": "YUSUF", "JUNUS": "YUNUS", "JAHJA": "YAHYA", "JASIN": "YASIN", "JAKUB": "YAKUB"}
_APOSTROF = str.maketrans("", "", "'`’‘´")
_PEMISAH = str.maketrans(dict.fromkeys('.,-_"()', " "))


def tidy(nama: str) -> str:
    """Capitals, apostrophes gone, other signs to spaces, single spaces: " Nur-Hayati " → "NUR HAYATI"."""
    return " ".join(nama.upper().translate(_APOSTROF).translate(_PEMISAH).split())


def strip_gelar(nama: str) -> str:
    """Titles off both ends of a name still written with its signs: "Hj. Siti Aminah, S.Pd" → "SITI AMINAH".

    A name made of titles alone is left as it is.
    """
    inti, *sisa = nama.upper().split(",")
    kata = _split_depan(inti)
    for bagian in sisa:
        if not _is_gelar(bagian):
            kata += bagian.split()
    while kata and _is_gelar_belakang(kata[-1]):
        kata.pop()
    while kata and kata[0].rstrip(".") in GELAR_DEPAN:
        kata.pop(0)
    return " ".join(kata) or nama.upper().strip()


def _split_depan(inti: str) -> list[str]:
    """Words, with titles written against the name set free: "DRS.H.AHMAD" → DRS, H, AHMAD."""
    kata: list[str] = []
    for k in inti.split():
        gelar, titik, sisa = k.partition(".")
        while titik and sisa and gelar in GELAR_DEPAN:
            kata.append(gelar)
            k = sisa
            gelar, titik, sisa = k.partition(".")
        kata.append(k)
    return kata


def _is_gelar(bagian: str) -> bool:
    """What stands between commas is titles only; "S. PD" with a space is still one."""
    polos = bagian.replace(".", "")
    return polos.replace(" ", "") in GELAR_BELAKANG or all(k in GELAR_BELAKANG for k in polos.split())


def _is_gelar_belakang(kata: str) -> bool:
    polos = kata.replace(".", "")
    if polos not in GELAR_BELAKANG:
        return False
    return len(polos) > 2 or polos != kata or polos in GELAR_POLOS


def fold_muhammad(nama: str) -> str:
    """Every spelling of MUHAMMAD to one; a single M counts only as the first of several words."""
    kata = nama.split()
    if len(kata) > 1 and kata[0] == "M":
        kata[0] = "MUHAMMAD"
    return " ".join("MUHAMMAD" if k in MUHAMMAD else k for k in kata)


def fold_siti(nama: str) -> str:
    """ST, STI and SITTI at the front of several words to SITI; a final ST is a degree, not a name."""
    depan, spasi, sisa = nama.partition(" ")
    return f"SITI {sisa}" if spasi and depan in SITI else nama


def fold_ejaan(nama: str) -> str:
    """Spelling before 1972 to today's, word by word: "SOEHARDJO TJIPTO" → "SUHARJO CIPTO".

    The old J is today's Y, but only in a word that shows the old spelling elsewhere: JOKO must stay JOKO.
    """
    return " ".join(_kata_baru(k) for k in nama.split())


def _kata_baru(kata: str) -> str:
    if kata in KATA_LAMA:
        return KATA_LAMA[kata]
    if not kata.startswith("NJ") and not any(tanda in kata for tanda in _TANDA_EJAAN):
        return kata
    # DJ is parked on a sign no name has, so that its J does not become Y.
    kata = kata.replace("OE", "U").replace("DJ", "\0").replace("TJ", "C").replace("J", "Y")
    return kata.replace("\0", "J")


LIPATAN: tuple[Lipatan, ...] = (strip_gelar, tidy, fold_muhammad, fold_siti, fold_ejaan)


def normalise(nama: str) -> str:
    """All foldings in order; the parts of an "A / B" alias are folded apart and stay apart."""
    return " / ".join(filter(None, map(_normalise_satu, split_alias(nama))))


def _normalise_satu(nama: str) -> str:
    for lipat in LIPATAN:
        nama = lipat(nama)
    return nama


def split_alias(nama: str) -> tuple[str, ...]:
    """The names in "A / B"; one name gives itself, an empty one nothing."""
    return tuple(bagian.strip() for bagian in nama.split("/") if bagian.strip())


def simil(a: str, b: str) -> float:
    """Ratcliff/Obershelp similarity, 0 to 100. An empty name resembles nothing, not even another."""
    if not a or not b:
        return 0.0
    if a == b:
        return 100.0
    return SequenceMatcher(None, a, b, autojunk=False).ratio() * 100


def best_simil(nama: str, pembanding: str) -> float:
    """The best score of any "/" part of `nama` against `pembanding`, both in capitals (R65)."""
    banding = " ".join(pembanding.upper().split())
    return max((simil(" ".join(b.upper().split()), banding) for b in split_alias(nama)), default=0.0)
