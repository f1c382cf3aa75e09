"""Taking a verdict back, until the village is final (R19)."""

import pytest

from opensiks.akun.access import TidakBerhak
from opensiks.infra.scope import scope
from opensiks.rules.aktor import Actor
from opensiks.rules.rule import AksiDitolak
from opensiks.verval.models import Periode, Verval
from opensiks.verval.queries import get_total
from opensiks.verval.services import cancel_verval, record_tetap
from tests.factories.verval import (
    BUDI,
    DESA,
    SARI,
    TIKA,
    desa_di,
    keluarga_di,
    list_peristiwa,
    serahkan,
    verval_desa,
    wib,
)  # fmt: skip

pytestmark = pytest.mark.usefixtures("periode")

KINI = wib(2023, 7, 10)


def test_a_verdict_taken_back_is_kept_but_does_not_live(periode: Periode) -> None:
    rows = keluarga_di(DESA, 2)
    verval_desa(periode, DESA, rows, KINI)
    nanti = wib(2023, 7, 11)
    with scope(SARI.cakupan):
        assert cancel_verval(periode, DESA, [rows[0].pk], by=SARI, at=nanti, alasan="salah pilih") == 1
    assert Verval.objects.get(keluarga=rows[0]).batal_at == nanti
    assert get_total(periode, DESA, at=nanti).sudah.keluarga == 1
    assert list_peristiwa(f"keluarga:{rows[0].pk}") == ["verval.recorded", "verval.cancelled"]
    assert desa_di(periode).tanda_at == nanti
    record_tetap(periode, DESA, [rows[0].pk], by=SARI, at=nanti, tanggal=nanti.date())


def test_R19_not_after_final(periode: Periode) -> None:
    rows = keluarga_di(DESA)
    serahkan(verval_desa(periode, DESA, rows, KINI), KINI)
    assert refused(periode, rows[0].pk) == ["R19a"]


def test_R19b_nothing_to_take_back_is_said(periode: Periode) -> None:
    rows = keluarga_di(DESA)
    assert refused(periode, rows[0].pk) == ["R19b"]


def test_R1_the_neighbour_is_refused_and_R12_companions_may_not(periode: Periode) -> None:
    rows = keluarga_di(DESA)
    verval_desa(periode, DESA, rows, KINI)
    assert refused(periode, rows[0].pk, BUDI) == ["R1"]
    with pytest.raises(TidakBerhak):
        cancel_verval(periode, DESA, [rows[0].pk], by=TIKA, at=KINI)
    assert Verval.objects.get().batal_at is None


def refused(periode: Periode, id: int, by: Actor = SARI) -> list[str]:
    sebelum = list(Verval.objects.values_list("batal_at", flat=True))
    with pytest.raises(AksiDitolak) as ditolak:
        cancel_verval(periode, DESA, [id], by=by, at=KINI)
    assert list(Verval.objects.values_list("batal_at", flat=True)) == sebelum
    return [v.kode for v in ditolak.value.violations]
