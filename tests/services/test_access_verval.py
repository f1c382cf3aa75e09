"""The doors to a period and to a village in it: seen from below, never from beside."""

import pytest

from opensiks.akun.access import TidakAda, TidakBerhak
from opensiks.infra.scope import scope
from opensiks.rules.peran import Izin
from opensiks.verval.access import access_periode, access_periode_desa
from opensiks.verval.models import Periode
from tests.cast import BUDI, JAYA, ORANG_ASING, SARI, TIKA
from tests.factories.verval import desa_di

pytestmark = pytest.mark.usefixtures("periode")


def test_the_kabupatens_period_is_seen_from_its_villages(periode: Periode) -> None:
    for actor in (SARI, BUDI, TIKA, JAYA):
        with scope(actor.cakupan):
            assert access_periode(actor, periode.pk, Izin.PAPAN_VIEW) == periode


def test_a_stranger_gets_the_same_answer_as_for_what_is_not_there(periode: Periode) -> None:
    with scope(ORANG_ASING.cakupan):
        for id in (periode.pk, 999_999):
            with pytest.raises(TidakAda):
                access_periode(ORANG_ASING, id, Izin.PAPAN_VIEW)
    with pytest.raises(TidakAda):
        access_periode(ORANG_ASING, periode.pk, Izin.PAPAN_VIEW)


def test_the_village_is_its_own_peoples_and_those_above(periode: Periode) -> None:
    desa = desa_di(periode)
    for actor in (SARI, TIKA, JAYA):
        assert access_periode_desa(actor, desa.pk, Izin.PAPAN_VIEW) == desa
    for actor in (BUDI, ORANG_ASING):
        with pytest.raises(TidakAda):
            access_periode_desa(actor, desa.pk, Izin.PAPAN_VIEW)


def test_the_role_is_asked_first(periode: Periode) -> None:
    with pytest.raises(TidakBerhak):
        access_periode(SARI, periode.pk, Izin.PERIODE_EXTEND)
