"""The month and the villages that services are tested in."""

from collections.abc import Iterator

import pytest

from opensiks.infra.scope import scope_nasional
from opensiks.keluarga.models import Keluarga
from opensiks.verval.models import Periode
from tests.factories.pengesahan import buat_keluarga
from tests.factories.verval import DESA, DESA_BUDI, DESA_JAUH, buat_wilayah, periode_juli


@pytest.fixture
def periode(db: None) -> Iterator[Periode]:
    """July 2023 in two villages of one kabupaten and one of another; in the nation's scope."""
    with scope_nasional():
        buat_wilayah(DESA, DESA_BUDI, DESA_JAUH)
        yield periode_juli()


@pytest.fixture
def dua_desa(db: None) -> Iterator[list[Keluarga]]:
    """Two families of three in one village and one of a single person in the next; in the nation's scope."""
    with scope_nasional():
        buat_wilayah(DESA, DESA_BUDI)
        yield [*buat_keluarga(DESA, 2, anggota=3), *buat_keluarga(DESA_BUDI, 1, anggota=1)]
