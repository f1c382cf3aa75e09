"""Named populations, and the whole recorded register of one with its truth."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from opensiks.synth.bentuk import Catatan
from opensiks.synth.keluarga import HARI_BAKU, generate
from opensiks.synth.kesalahan import count_ganda, inject


@dataclass(frozen=True, slots=True)
class Preset:
    """Which kabupaten, how many recorded persons (duplicates included), which dice, which day."""

    kode_kabupaten: str
    individu: int
    seed: int = 2021
    hari: date = HARI_BAKU
    # Scales all defect rates; 0 gives a clean register.
    laju: float = 1.0


PRESET: dict[str, Preset] = {
    # 119,120 persons and 136 operators, 2021; 34,420 families in October 2019.
    "lampung_barat": Preset("18.04", 119_120),
    # 87,160 persons in December 2023; 148 desa and 3 kelurahan.
    "mukomuko": Preset("17.06", 87_160, seed=2023, hari=date(2023, 7, 1)),
}


def populate(preset: Preset) -> Iterator[Catatan]:
    """The register as recorded: exactly `preset.individu` persons, with the truth beside each family."""
    ganda = count_ganda(preset.individu, preset.laju)
    orang = preset.individu - ganda
    keluarga = generate(preset.kode_kabupaten, orang, seed=preset.seed, hari=preset.hari)
    return inject(keluarga, individu=orang, ganda=ganda, seed=preset.seed, hari=preset.hari, laju=preset.laju)
