"""The month most services are tested in."""

from collections.abc import Iterator

import pytest

from opensiks.infra.scope import scope_nasional
from opensiks.verval.models import Periode
from tests.factories.verval import DESA, DESA_BUDI, DESA_JAUH, buat_wilayah, periode_juli


@pytest.fixture
def periode(db: None) -> Iterator[Periode]:
    """July 2023 in two villages of one kabupaten and one of another; in the nation's scope."""
    with scope_nasional():
        buat_wilayah(DESA, DESA_BUDI, DESA_JAUH)
        yield periode_juli()
