"""The one door through which a village changes its state in a period (domain 6.2)."""

import pytest

from opensiks.infra.scope import scope
from opensiks.jejak.queries import list_jejak
from opensiks.rules.aktor import Actor
from opensiks.rules.rule import AksiDitolak
from opensiks.rules.verval import AksiDesa, StatusDesa
from opensiks.verval.models import Periode, PeriodeDesa, RiwayatDesa
from opensiks.verval.queries import list_fakta_desa
from opensiks.verval.services import move_desa
from tests.factories.verval import (
    BUDI,
    DARMO,
    DESA,
    DESA_BUDI,
    HARUN,
    JAYA,
    ORANG_ASING,
    RATNA,
    SARI,
    TIKA,
    desa_di,
    langkahkan,
    list_peristiwa,
    operator_of,
    serahkan,
    wib,
)  # fmt: skip

pytestmark = pytest.mark.usefixtures("periode")


def mulai(desa: PeriodeDesa, by: Actor = SARI) -> PeriodeDesa:
    return langkahkan(desa, AksiDesa.START, by, wib(2023, 7, 3))


def test_each_step_leaves_its_time_its_history_and_its_event(periode: Periode) -> None:
    desa = desa_di(periode)
    with scope(SARI.cakupan):
        mulai(desa)
    serahkan(desa, wib(2023, 7, 20))
    langkahkan(desa, AksiDesa.RECEIVE, JAYA, wib(2023, 7, 21))
    langkahkan(desa, AksiDesa.SIGN, HARUN, wib(2023, 7, 28))
    langkahkan(desa, AksiDesa.CLOSE, RATNA, wib(2023, 8, 2))
    desa.refresh_from_db()
    assert desa.status is StatusDesa.SELESAI
    assert (desa.mulai_at, desa.musyawarah_at) == (wib(2023, 7, 3), wib(2023, 7, 20))
    assert (desa.final_at, desa.diserahkan_at, desa.diterima_at) == (
        *[wib(2023, 7, 20)] * 2,
        wib(2023, 7, 21),
    )
    assert not desa.terlambat
    riwayat = RiwayatDesa.objects.filter(periode_desa=desa).order_by("id")
    assert [r.aksi for r in riwayat] == [
        "start", "close_musyawarah", "finalise", "hand_over", "receive", "sign", "close",
    ]  # fmt: skip
    assert (riwayat[0].dari, riwayat[0].ke, riwayat[0].oleh, riwayat[0].peran) == (
        "BELUM_MULAI", "BERJALAN", "Sari", "OPERATOR_DESA",
    )  # fmt: skip
    assert list_peristiwa(f"periodedesa:{desa.pk}") == [
        "verval_desa.started", "verval_desa.musyawarah_closed", "verval_desa.finalised", "verval_desa.handed_over",
        "verval_desa.received", "verval_desa.signed", "verval_desa.closed",
    ]  # fmt: skip


def test_a_remark_stands_in_the_history_and_on_the_trail(periode: Periode) -> None:
    desa = desa_di(periode)
    fakta = list_fakta_desa([desa], SARI, wib(2023, 7, 3))[desa.pk]
    move_desa(
        [desa], AksiDesa.START, lambda _: fakta, by=SARI, at=wib(2023, 7, 3), catatan="mulai dari RT 01"
    )
    assert RiwayatDesa.objects.get().catatan == "mulai dari RT 01"
    assert list_jejak(f"periodedesa:{desa.pk}").get().ringkasan["catatan"] == "mulai dari RT 01"


def test_only_a_step_of_the_village_is_a_sign_of_life(periode: Periode) -> None:
    desa = mulai(desa_di(periode))
    serahkan(desa, wib(2023, 7, 20))
    langkahkan(desa, AksiDesa.RECEIVE, JAYA, wib(2023, 7, 21))
    desa.refresh_from_db()
    assert desa.tanda_at == wib(2023, 7, 20)


def test_R76_a_hand_over_after_the_deadline_is_taken_and_flagged(periode: Periode) -> None:
    desa = serahkan(mulai(desa_di(periode)), wib(2023, 7, 26, 0))
    desa.refresh_from_db()
    assert (desa.status, desa.terlambat) == (StatusDesa.DIEKSPOR, True)


def test_return_and_reopen_keep_what_was_reached(periode: Periode) -> None:
    desa = serahkan(mulai(desa_di(periode)), wib(2023, 7, 20))
    langkahkan(desa, AksiDesa.RECEIVE, JAYA, wib(2023, 7, 21))
    langkahkan(desa, AksiDesa.RETURN, HARUN, wib(2023, 7, 22))
    langkahkan(desa, AksiDesa.REOPEN, SARI, wib(2023, 7, 27))
    desa.refresh_from_db()
    assert (desa.status, desa.diserahkan_at) == (StatusDesa.BERJALAN, wib(2023, 7, 20))


def test_R71b_repair_ends_with_the_kabupatens_deadline(periode: Periode) -> None:
    desa = serahkan(mulai(desa_di(periode)), wib(2023, 7, 20))
    langkahkan(desa, AksiDesa.RECEIVE, JAYA, wib(2023, 7, 21))
    langkahkan(desa, AksiDesa.RETURN, HARUN, wib(2023, 7, 22))
    assert refused(desa, AksiDesa.REOPEN, SARI, wib(2023, 8, 1, 0)) == ["R71b"]


def refused(desa: PeriodeDesa, aksi: AksiDesa, by: Actor, at: object, **fakta: object) -> list[str]:
    sebelum = RiwayatDesa.objects.count(), PeriodeDesa.objects.get(pk=desa.pk).status
    with pytest.raises(AksiDitolak) as ditolak:
        langkahkan(desa, aksi, by, at, **fakta)  # type: ignore[arg-type]
    assert (RiwayatDesa.objects.count(), PeriodeDesa.objects.get(pk=desa.pk).status) == sebelum
    return [v.kode for v in ditolak.value.violations]


@pytest.mark.parametrize("by", [BUDI, ORANG_ASING])
def test_R1_neighbour_and_stranger_are_refused(periode: Periode, by: Actor) -> None:
    assert refused(desa_di(periode), AksiDesa.START, by, wib(2023, 7, 3)) == ["R1"]


@pytest.mark.parametrize("by", [DARMO, TIKA, JAYA, RATNA])
def test_R12_R105_other_roles_do_not_start_a_village(periode: Periode, by: Actor) -> None:
    assert refused(desa_di(periode), AksiDesa.START, by, wib(2023, 7, 3)) == ["R105a"]


@pytest.mark.parametrize("at", [wib(2023, 6, 30, 23, 59), wib(2023, 7, 26, 0)])
def test_R71_no_village_starts_outside_the_window(periode: Periode, at: object) -> None:
    assert refused(desa_di(periode), AksiDesa.START, SARI, at) == ["R71"]


def test_R4_the_operator_does_not_finalise(periode: Periode) -> None:
    desa = mulai(desa_di(periode))
    langkahkan(desa, AksiDesa.CLOSE_MUSYAWARAH, SARI, wib(2023, 7, 10))
    assert refused(desa, AksiDesa.FINALISE, SARI, wib(2023, 7, 10)) == ["R105a"]


def test_many_villages_move_together_or_not_at_all(periode: Periode) -> None:
    daftar = [
        serahkan(mulai(desa_di(periode, k), operator_of(k)), wib(2023, 7, 20)) for k in (DESA, DESA_BUDI)
    ]
    langkahkan(daftar[1], AksiDesa.RECEIVE, JAYA, wib(2023, 7, 21))
    at = wib(2023, 7, 22)
    fakta = list_fakta_desa(daftar, JAYA, at)
    with pytest.raises(AksiDitolak) as ditolak:
        move_desa(daftar, AksiDesa.RECEIVE, lambda d: fakta[d.pk], by=JAYA, at=at)
    assert {(v.kode, v.data["kode_desa"]) for v in ditolak.value.violations} == {
        ("R18", DESA),
        ("R105a", DESA_BUDI),
    }
    assert [d.status for d in PeriodeDesa.objects.order_by("kode_desa")[:2]] == ["DIEKSPOR", "DITERIMA_KAB"]


def test_the_stored_state_counts_not_the_one_in_hand(periode: Periode) -> None:
    basi = desa_di(periode)
    mulai(desa_di(periode))
    assert refused(basi, AksiDesa.START, SARI, wib(2023, 7, 4)) == ["R105a"]
    assert basi.status is StatusDesa.BERJALAN
