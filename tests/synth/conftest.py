"""One small village population for many tests: clean, and as recorded."""

import pytest

from opensiks.synth.bentuk import Catatan
from opensiks.synth.keluarga import KeluargaSintetis, generate
from opensiks.synth.preset import Preset, populate

LAMPUNG_BARAT = "18.04"


@pytest.fixture(scope="session")
def keluarga() -> list[KeluargaSintetis]:
    """8,160 persons, 60 for each village."""
    return list(generate(LAMPUNG_BARAT, 8_160))


@pytest.fixture(scope="session")
def tercatat() -> list[Catatan]:
    return list(populate(Preset(LAMPUNG_BARAT, 20_000)))
