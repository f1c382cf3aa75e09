"""Full numbers are opened one family at a time, through the door, and on the trail (R95)."""

from collections.abc import Iterator

import pytest

from opensiks.akun.access import TidakAda, TidakBerhak
from opensiks.infra.scope import scope, scope_nasional
from opensiks.jejak.models import Jejak
from opensiks.keluarga.access import access_individu, access_keluarga, access_temuan
from opensiks.keluarga.models import Individu, Keluarga, Temuan
from opensiks.keluarga.services import reveal_nik
from opensiks.rules.aktor import Actor
from opensiks.rules.peran import Izin
from tests.cast import BUDI, DARMO, DESA, JAYA, ORANG_ASING, RATNA, SARI, TIKA, WATI
from tests.factories.keluarga import AT, baris, buat_wilayah, daftarkan, orang


@pytest.fixture
def keluarga(db: None) -> Iterator[Keluarga]:
    buat_wilayah()
    with scope_nasional():
        yield daftarkan(baris(DESA, [orang("SUPARDI", nik="1804011205865001")]))[0]


def test_R95_opening_a_nik_gives_all_of_the_family_and_leaves_an_event(keluarga: Keluarga) -> None:
    with scope(SARI.cakupan):
        k = access_keluarga(SARI, keluarga.pk, Izin.KELUARGA_REVEAL)
        utuh = reveal_nik(k, by=SARI, at=AT)
    i = Individu.objects.get(keluarga=keluarga)
    assert (utuh.no_kk, utuh.nik, utuh.nama_ibu) == (
        k.no_kk,
        {i.pk: "1804011205865001"},
        {i.pk: "SITI AMINAH"},
    )
    jejak = Jejak.objects.get(peristiwa="keluarga.revealed")
    assert (jejak.rantai, jejak.objek, jejak.aktor, jejak.ringkasan) == (
        DESA,
        f"keluarga:{k.pk}",
        "Sari",
        {"orang": 1},
    )


@pytest.mark.parametrize("actor", [SARI, DARMO, JAYA, RATNA, TIKA, WATI], ids=lambda a: a.nama)
def test_R1_who_may_see_a_family(keluarga: Keluarga, actor: Actor) -> None:
    with scope(actor.cakupan):
        assert access_keluarga(actor, keluarga.pk).pk == keluarga.pk
        assert access_individu(actor, Individu.objects.get().pk).keluarga == keluarga


@pytest.mark.parametrize("actor", [BUDI, ORANG_ASING], ids=lambda a: a.nama)
def test_R1_for_the_neighbour_and_the_stranger_it_does_not_exist(keluarga: Keluarga, actor: Actor) -> None:
    with scope(actor.cakupan), pytest.raises(TidakAda):
        access_keluarga(actor, keluarga.pk)
    # The first wall alone holds too: a wider scope left open does not help.
    with pytest.raises(TidakAda):
        access_keluarga(actor, keluarga.pk)
    with pytest.raises(TidakAda):
        access_individu(actor, Individu.objects.get().pk)


@pytest.mark.parametrize("actor", [DARMO, TIKA, WATI], ids=lambda a: a.nama)
def test_R95_who_may_see_but_not_open(keluarga: Keluarga, actor: Actor) -> None:
    with pytest.raises(TidakBerhak):
        access_keluarga(actor, keluarga.pk, Izin.KELUARGA_REVEAL)


def test_what_is_not_there_answers_like_what_is_not_yours(keluarga: Keluarga) -> None:
    with pytest.raises(TidakAda):
        access_keluarga(RATNA, keluarga.pk + 1)


def test_a_finding_is_answered_by_the_villages_operator(keluarga: Keluarga) -> None:
    t = Temuan.objects.get(kode="R55")
    assert access_temuan(SARI, t.pk).keluarga == keluarga
    with pytest.raises(TidakAda):
        access_temuan(BUDI, t.pk)
    with pytest.raises(TidakBerhak):
        access_temuan(JAYA, t.pk)
