"""The quota share: registry persons against population (R79). A reference on the board, never a gate."""

from dataclasses import dataclass
from fractions import Fraction

from opensiks.rules.rule import Tingkat, rule

ACUAN = Fraction(40, 100)


def share(individu: int, penduduk: int) -> Fraction | None:
    """Exact share of the population in the registry, or None where the population is not known."""
    return Fraction(individu, penduduk) if penduduk > 0 else None


def share_label(bagian: Fraction | None) -> str:
    """ "39,4 %" for people; a dash where the population is not known. Halves are rounded up."""
    if bagian is None:
        return "–"
    persepuluh = int(bagian * 1000 + Fraction(1, 2))
    return f"{persepuluh // 10},{persepuluh % 10} %"


@dataclass(frozen=True, kw_only=True)
class FaktaKuota:
    individu: int
    penduduk: int


@rule("R79", sumber="SeedB, BIMA, GTLO", tingkat=Tingkat.I, langkah="Tidak ada; angka ini hanya keterangan.")
def is_dalam_acuan(f: FaktaKuota) -> bool:
    """Keterangan: bagian penduduk dalam daftar di atas acuan 40 persen."""
    bagian = share(f.individu, f.penduduk)
    return bagian is None or bagian <= ACUAN
