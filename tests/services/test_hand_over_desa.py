"""The village hands its final work to the kabupaten: numbered, counted, and marked when late (R76)."""

from datetime import date

import pytest

from opensiks.infra.scope import scope, scope_nasional
from opensiks.pengesahan.models import Serahan
from opensiks.pengesahan.services import hand_over_desa, receive_desa, reopen_desa, return_desa
from opensiks.rules.aktor import Actor
from opensiks.rules.rule import AksiDitolak
from opensiks.rules.verval import StatusDesa
from opensiks.verval.models import Periode
from opensiks.verval.services import close_periode
from tests.factories.pengesahan import (
    SERAH,
    TERIMA,
    buat_keluarga,
    finalkan,
    rapat,
    serahkan_desa,
    status_of,
    usul_mampu,
    verval_semua,
)
from tests.factories.verval import (
    BUDI,
    DARMO,
    DESA,
    JAYA,
    ORANG_ASING,
    RATNA,
    SARI,
    desa_di,
    kampanye_2021,
    list_peristiwa,
    wib,
)  # fmt: skip

pytestmark = pytest.mark.usefixtures("periode")


def _final(periode: Periode) -> None:
    keluarga = buat_keluarga(DESA, 3)
    usul_mampu(periode, keluarga[0])
    verval_semua(periode, DESA, keluarga[1:])
    rapat(periode, DESA)
    finalkan(periode)


def test_the_hand_over_counts_what_the_list_holds(periode: Periode) -> None:
    _final(periode)
    desa = desa_di(periode)
    with scope(SARI.cakupan):
        serahan = hand_over_desa(desa, by=SARI, at=SERAH)
    assert (serahan.urut, serahan.jumlah_keluarga, serahan.jumlah_orang, serahan.jumlah_usulan) == (
        1,
        2,
        6,
        1,
    )
    assert (serahan.tepat_waktu, len(serahan.daftar_sha256), serahan.oleh) == (True, 64, "Sari")
    desa.refresh_from_db()
    assert (desa.status, desa.terlambat, desa.diserahkan_at) == (StatusDesa.DIEKSPOR, False, SERAH)
    assert list_peristiwa(f"periodedesa:{desa.pk}")[-1] == "verval_desa.handed_over"


@pytest.mark.parametrize("oleh", [DARMO, BUDI, ORANG_ASING, JAYA, RATNA])
def test_R1_only_the_village_itself_hands_over(periode: Periode, oleh: Actor) -> None:
    _final(periode)
    with pytest.raises(AksiDitolak) as e:
        hand_over_desa(desa_di(periode), by=oleh, at=SERAH)
    assert {v.kode for v in e.value.violations} <= {"R1", "R105a"}
    assert not Serahan.objects.exists()


def test_a_village_that_is_not_final_hands_nothing_over(periode: Periode) -> None:
    verval_semua(periode, DESA, buat_keluarga(DESA))
    rapat(periode, DESA)
    with pytest.raises(AksiDitolak) as e:
        hand_over_desa(desa_di(periode), by=SARI, at=SERAH)
    assert [v.kode for v in e.value.violations] == ["R105a"]


def test_R76_the_last_minute_of_the_25th_is_in_time_and_the_next_is_late(periode: Periode) -> None:
    _final(periode)
    assert hand_over_desa(desa_di(periode), by=SARI, at=wib(2023, 7, 25, 23, 59)).tepat_waktu


def test_R76_a_late_hand_over_is_taken_and_marked(periode: Periode) -> None:
    _final(periode)
    serahan = hand_over_desa(desa_di(periode), by=SARI, at=wib(2023, 7, 26, 0))
    assert not serahan.tepat_waktu
    assert desa_di(periode).terlambat


def test_R75_a_delivery_after_the_close_still_reaches_the_kabupaten_and_wakes_the_families() -> None:
    with scope_nasional():
        periode = kampanye_2021()
        keluarga = buat_keluarga(DESA, 2, terakhir=date(2021, 3, 1))
        at = wib(2021, 7, 20)
        verval_semua(periode, DESA, keluarga, at)
        rapat(periode, DESA, at=at)
        finalkan(periode, DESA, at)
        close_periode(periode, by=RATNA, at=wib(2021, 8, 3), tanpa_peringatan="uji")
        keluarga[0].refresh_from_db()
        assert keluarga[0].status == "DITIDURKAN"
        serahan = hand_over_desa(desa_di(periode), by=SARI, at=wib(2021, 8, 10))
        assert not serahan.tepat_waktu
        receive_desa(serahan, by=JAYA, at=wib(2021, 8, 11))
        for k in keluarga:
            k.refresh_from_db()
        assert [k.status for k in keluarga] == ["AKTIF", "AKTIF"]


def test_R84_repaired_work_is_the_next_number_and_not_late(periode: Periode) -> None:
    keluarga = buat_keluarga(DESA, 2)
    u = usul_mampu(periode, keluarga[0])
    verval_semua(periode, DESA, keluarga[1:])
    rapat(periode, DESA)
    receive_desa(serahkan_desa(periode), by=JAYA, at=TERIMA)
    return_desa(desa_di(periode), "M1", "halaman 2 tidak terbaca", by=JAYA, at=TERIMA)
    assert status_of(u) == ["DIKEMBALIKAN_KAB"]
    reopen_desa(desa_di(periode), by=SARI, at=wib(2023, 7, 26))
    rapat(periode, DESA, at=wib(2023, 7, 26))
    finalkan(periode, DESA, wib(2023, 7, 27))
    serahan = hand_over_desa(desa_di(periode), by=SARI, at=wib(2023, 7, 27))
    assert (serahan.urut, serahan.tepat_waktu, serahan.jumlah_usulan) == (2, True, 0)
    assert not desa_di(periode).terlambat
