"""One Node child for all worlds of a process; a calm world of two villages for the tests that tell one event."""

from collections.abc import Iterator

import pytest

from opensiks.synth.simulasi.desa import add_laptop
from opensiks.synth.simulasi.dunia import Dunia, make_dunia
from opensiks.synth.simulasi.jalan import end_dunia
from opensiks.synth.simulasi.jembatan import BelumDibangun, Jembatan


@pytest.fixture(scope="session")
def jembatan() -> Iterator[Jembatan]:
    try:
        anak = Jembatan()
    except BelumDibangun as e:
        pytest.fail(str(e))
    with anak:
        yield anak


@pytest.fixture
def dunia(jembatan: Jembatan) -> Iterator[Dunia]:
    """Two villages of three families with one laptop each, at noon of the first day; nothing breaks by itself."""
    d = make_dunia(1, 2, 30, jembatan, keluarga=3, gangguan=frozenset())
    for desa in d.desa:
        add_laptop(d, desa)
    d.jam.pass_menit(12 * 60)
    yield d
    end_dunia(d)
