"""Companions add notes and visits, and change no state (R12)."""

import pytest

from opensiks.akun.access import TidakBerhak
from opensiks.infra.scope import scope
from opensiks.keluarga.models import Keluarga
from opensiks.rules.aktor import Actor
from opensiks.rules.peran import Peran
from opensiks.rules.rule import AksiDitolak
from opensiks.verval.models import Catatan, Periode, Verval
from opensiks.verval.queries import list_catatan
from opensiks.verval.services import add_catatan
from tests.factories.verval import (
    BUDI,
    DESA,
    ORANG_ASING,
    RATNA,
    TIKA,
    desa_di,
    keluarga_di,
    list_peristiwa,
    petugas,
    wib,
)  # fmt: skip

pytestmark = pytest.mark.usefixtures("periode")

KINI = wib(2023, 7, 10)


def test_R12_a_visit_note_is_a_sign_of_life_and_no_change_of_state(periode: Periode) -> None:
    [k] = keluarga_di(DESA)
    with scope(TIKA.cakupan):
        catatan = add_catatan(k, "  Rumah kosong sejak Mei. ", by=TIKA, at=KINI, kunjungan=True)
    assert (catatan.isi, catatan.kunjungan, catatan.peran) == ("Rumah kosong sejak Mei.", True, "TKSK")
    assert list(list_catatan(k.pk)) == [catatan]
    assert list_peristiwa(f"keluarga:{k.pk}") == ["catatan.added"]
    desa = desa_di(periode)
    assert (desa.status, desa.tanda_at) == ("BELUM_MULAI", KINI)
    assert not Verval.objects.exists()


@pytest.mark.parametrize("isi", ["", "   ", "x" * 801])
def test_R12a_a_note_says_something_short(isi: str) -> None:
    assert refused(keluarga_di(DESA)[0], TIKA, isi) == ["R12a"]


@pytest.mark.parametrize("by", [BUDI, ORANG_ASING, petugas(Peran.TKSK, "18.04.02")])
def test_R1_neighbour_and_stranger_are_refused(by: Actor) -> None:
    assert refused(keluarga_di(DESA)[0], by, "ada") == ["R1"]


def test_who_may_not_add_notes_is_told_so() -> None:
    with pytest.raises(TidakBerhak):
        add_catatan(keluarga_di(DESA)[0], "ada", by=RATNA, at=KINI)


def test_a_note_outside_any_period_is_kept(periode: Periode) -> None:
    [k] = keluarga_di(DESA)
    assert add_catatan(k, "ada", by=TIKA, at=wib(2022, 1, 1)).pk
    assert desa_di(periode).tanda_at is None


def refused(k: Keluarga, by: Actor, isi: str) -> list[str]:
    with pytest.raises(AksiDitolak) as ditolak:
        add_catatan(k, isi, by=by, at=KINI)
    assert not Catatan.objects.exists()
    return [v.kode for v in ditolak.value.violations]
