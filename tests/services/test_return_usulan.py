"""The kabupaten sends lines or a whole village back, with a reason from the list, and edits nothing (R6, R19, R41)."""

import pytest

from opensiks.infra.scope import scope
from opensiks.pengesahan.services import reopen_desa, return_desa, return_usulan, screen_usulan
from opensiks.rules.aktor import Actor
from opensiks.rules.rule import AksiDitolak
from opensiks.rules.verval import StatusDesa
from opensiks.usulan.models import Usulan
from opensiks.usulan.services import redraft_usulan, revise_draf
from opensiks.verval.models import Periode
from tests.factories.pengesahan import (
    SARING,
    buat_keluarga,
    rapat,
    status_of,
    terima_desa,
    usul_alamat,
    usul_mampu,
    verval_semua,
)
from tests.factories.verval import (
    BUDI,
    DARMO,
    DESA,
    HARUN,
    JAYA,
    ORANG_ASING,
    RATNA,
    SARI,
    desa_di,
    list_peristiwa,
    periode_juli,
    wib,
)  # fmt: skip

pytestmark = pytest.mark.usefixtures("periode")


@pytest.fixture
def usulan(periode: Periode) -> list[Usulan]:
    """Two received lines."""
    keluarga = buat_keluarga(DESA, 3)
    daftar = [usul_mampu(periode, keluarga[0]), usul_alamat(periode, keluarga[1])]
    verval_semua(periode, DESA, keluarga[2:])
    rapat(periode, DESA)
    terima_desa(periode)
    for u in daftar:
        u.refresh_from_db()
    return daftar


@pytest.mark.parametrize("oleh", [JAYA, HARUN])
def test_R41_a_line_goes_back_with_code_and_note(periode: Periode, usulan: list[Usulan], oleh: Actor) -> None:
    with scope(oleh.cakupan):
        return_usulan(usulan[:1], "E1", "RT belum ditulis", by=oleh, at=SARING)
    assert status_of(*usulan) == ["DIKEMBALIKAN_KAB", "DITERIMA_KAB"]
    assert (usulan[0].kode_tolak, usulan[0].catatan_tolak) == ("E1", "RT belum ditulis")
    langkah = usulan[0].daftar_riwayat.order_by("-id")[0]
    assert (langkah.aksi, langkah.kode_alasan, langkah.oleh) == ("return", "E1", oleh.nama)
    assert list_peristiwa(f"usulan:{usulan[0].pk}")[-1] == "usulan.returned"
    assert desa_di(periode).status is StatusDesa.DITERIMA_KAB


@pytest.mark.parametrize("kode", ["", "ZZ", "sudah benar"])
def test_R41_without_a_listed_reason_nothing_goes_back(usulan: list[Usulan], kode: str) -> None:
    with pytest.raises(AksiDitolak) as e:
        return_usulan(usulan, kode, "catatan saja", by=JAYA, at=SARING)
    assert {v.kode for v in e.value.violations} == {"R41"}
    assert status_of(*usulan) == ["DITERIMA_KAB", "DITERIMA_KAB"]


@pytest.mark.parametrize("oleh", [SARI, DARMO, BUDI, ORANG_ASING, RATNA])
def test_R1_only_the_kabupaten_returns(usulan: list[Usulan], oleh: Actor) -> None:
    with pytest.raises(AksiDitolak):
        return_usulan(usulan, "E1", "", by=oleh, at=SARING)
    assert status_of(*usulan) == ["DITERIMA_KAB", "DITERIMA_KAB"]


def test_one_line_that_cannot_go_back_holds_the_others(usulan: list[Usulan]) -> None:
    screen_usulan(usulan[:1], by=HARUN, at=SARING)
    with pytest.raises(AksiDitolak):
        return_usulan(usulan, "E1", "", by=HARUN, at=SARING)
    assert status_of(*usulan) == ["LOLOS_KAB", "DITERIMA_KAB"]


@pytest.mark.parametrize("oleh", [JAYA, HARUN, SARI])
def test_R6_R19_nobody_edits_a_received_line(usulan: list[Usulan], oleh: Actor) -> None:
    with pytest.raises(AksiDitolak) as e:
        revise_draf(usulan[1], muatan={"alamat": "Jalan lain"}, by=oleh, at=SARING)
    assert {v.kode for v in e.value.violations} <= {"R6", "R19"}
    usulan[1].refresh_from_db()
    assert usulan[1].muatan == {"alamat": "Jalan Baru"}


def test_a_returned_line_is_drafted_again_in_the_next_period(periode: Periode, usulan: list[Usulan]) -> None:
    return_usulan(usulan[1:], "E1", "", by=JAYA, at=SARING)
    agustus = periode_juli(bulan=8)
    redraft_usulan(usulan[1:], by=SARI, at=wib(2023, 8, 2), periode=agustus)
    assert status_of(*usulan) == ["DITERIMA_KAB", "DRAF"]
    assert (usulan[1].revisi, usulan[1].periode_id) == (1, agustus.pk)


def test_a_whole_village_goes_back_with_what_was_not_let_pass(periode: Periode, usulan: list[Usulan]) -> None:
    screen_usulan(usulan[:1], by=HARUN, at=SARING)
    with scope(JAYA.cakupan):
        return_desa(desa_di(periode), "M1", "halaman 2 tidak terbaca", by=JAYA, at=SARING)
    assert status_of(*usulan) == ["LOLOS_KAB", "DIKEMBALIKAN_KAB"]
    desa = desa_di(periode)
    assert desa.status is StatusDesa.DIKEMBALIKAN
    assert desa.daftar_riwayat.order_by("-id")[0].catatan == "M1: halaman 2 tidak terbaca"
    with scope(SARI.cakupan):
        reopen_desa(desa, by=SARI, at=wib(2023, 7, 26))
    assert desa_di(periode).status is StatusDesa.BERJALAN


def test_R71b_after_the_kabupatens_deadline_it_cannot_be_reopened(
    periode: Periode, usulan: list[Usulan]
) -> None:
    return_desa(desa_di(periode), "M1", "", by=JAYA, at=SARING)
    with pytest.raises(AksiDitolak) as e:
        reopen_desa(desa_di(periode), by=SARI, at=wib(2023, 8, 1, 0))
    assert {v.kode for v in e.value.violations} == {"R71b"}


def test_R41_a_village_needs_a_listed_reason_too(periode: Periode, usulan: list[Usulan]) -> None:
    with pytest.raises(AksiDitolak):
        return_desa(desa_di(periode), "salah", "", by=JAYA, at=SARING)
    assert desa_di(periode).status is StatusDesa.DITERIMA_KAB
    assert status_of(*usulan) == ["DITERIMA_KAB", "DITERIMA_KAB"]
