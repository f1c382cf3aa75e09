"""What the kabupaten accepted counts (R72): it moves the last verval, and wakes the frozen and the sleeping."""

from datetime import date

import pytest

from opensiks.infra.scope import scope
from opensiks.keluarga.models import Keluarga, KeluargaVersi
from opensiks.rules.peran import Peran
from opensiks.rules.registri import StatusKeluarga
from opensiks.rules.rule import AksiDitolak
from opensiks.rules.verval import AksiDesa, HasilVerval
from opensiks.verval.models import Periode, Verval
from opensiks.verval.services import HasilHitung, cancel_verval, confirm_verval, freeze_overdue, record_verval
from tests.factories.verval import (
    DESA,
    HARUN,
    JAYA,
    SARI,
    desa_di,
    keluarga_di,
    langkahkan,
    list_peristiwa,
    periode_juli,
    petugas,
    serahkan,
    terima,
    verval_desa,
    wib,
)  # fmt: skip

pytestmark = pytest.mark.usefixtures("periode")


def test_R72_the_day_of_the_visit_becomes_the_last_verval(periode: Periode) -> None:
    rows = keluarga_di(DESA, 2)
    lain = keluarga_di(DESA)
    desa = serahkan(verval_desa(periode, DESA, rows, wib(2023, 7, 12), date(2023, 7, 11)), wib(2023, 7, 20))
    rows[0].refresh_from_db()
    assert rows[0].verval_terakhir == date(2023, 6, 20)
    langkahkan(desa, AksiDesa.RECEIVE, JAYA, wib(2023, 7, 21))
    with scope(JAYA.cakupan):
        hasil = confirm_verval(desa, by=JAYA, at=wib(2023, 7, 21))
    assert hasil == HasilHitung(keluarga=2, orang=6, cair=0, bangun=0)
    for k in (*rows, *lain):
        k.refresh_from_db()
    assert [k.verval_terakhir for k in (*rows, *lain)] == [*[date(2023, 7, 11)] * 2, date(2023, 6, 20)]
    assert set(Verval.objects.values_list("dihitung_at", flat=True)) == {wib(2023, 7, 21)}
    assert list_peristiwa(f"periodedesa:{desa.pk}")[-1] == "verval.confirmed"


def test_R73_R75_one_verval_brings_frozen_and_sleeping_families_back(periode: Periode) -> None:
    [beku] = keluarga_di(DESA, status=StatusKeluarga.BEKU, terakhir=date(2023, 2, 1))
    [tidur] = keluarga_di(DESA, status=StatusKeluarga.DITIDURKAN)
    desa = serahkan(verval_desa(periode, DESA, [beku, tidur], wib(2023, 7, 12)), wib(2023, 7, 20))
    langkahkan(desa, AksiDesa.RECEIVE, JAYA, wib(2023, 7, 21))
    assert confirm_verval(desa, by=JAYA, at=wib(2023, 7, 21)) == HasilHitung(2, 6, cair=1, bangun=1)
    for k in (beku, tidur):
        k.refresh_from_db()
        versi = KeluargaVersi.objects.filter(keluarga=k).latest("nomor")
        assert (k.status, versi.status, versi.sumber, versi.periode_id) == (
            "AKTIF",
            "AKTIF",
            "verval",
            periode.pk,
        )
    assert list_peristiwa(f"keluarga:{beku.pk}") == ["verval.recorded", "keluarga.thawed"]
    assert list_peristiwa(f"keluarga:{tidur.pk}") == ["verval.recorded", "keluarga.resumed"]


def test_R73_a_verval_counted_on_the_last_day_of_october_resets(periode: Periode) -> None:
    oktober = periode_juli(bulan=10)
    [k] = keluarga_di(DESA, terakhir=date(2023, 7, 15))
    desa = serahkan(verval_desa(oktober, DESA, [k], wib(2023, 10, 25)), wib(2023, 10, 25))
    terima(desa, wib(2023, 10, 31, 23))
    assert freeze_overdue("18.04", date(2023, 11, 1), by=JAYA, at=wib(2023, 11, 1)) == 0


def test_every_result_counts_and_none_counts_twice(periode: Periode) -> None:
    rows = keluarga_di(DESA, 3)
    hari = date(2023, 7, 5)
    record_verval(periode, rows, HasilVerval.PINDAH, by=SARI, at=wib(2023, 7, 5), tanggal=hari)
    cancel_verval(periode, DESA, [rows[2].pk], by=SARI, at=wib(2023, 7, 6))
    desa = terima(serahkan(desa_di(periode), wib(2023, 7, 20)), wib(2023, 7, 21))
    assert confirm_verval(desa, by=JAYA, at=wib(2023, 7, 22)) == HasilHitung(0, 0, 0, 0)
    assert Verval.objects.filter(dihitung_at=wib(2023, 7, 21)).count() == 2
    assert [k.verval_terakhir for k in Keluarga.objects.order_by("id")] == [hari, hari, date(2023, 6, 20)]


def test_a_verdict_changed_after_a_return_counts_at_the_second_receipt(periode: Periode) -> None:
    rows = keluarga_di(DESA, 2)
    desa = terima(
        serahkan(verval_desa(periode, DESA, rows, wib(2023, 7, 5)), wib(2023, 7, 6)), wib(2023, 7, 7)
    )
    langkahkan(desa, AksiDesa.RETURN, HARUN, wib(2023, 7, 8))
    langkahkan(desa, AksiDesa.REOPEN, SARI, wib(2023, 7, 9))
    verval_desa(periode, DESA, rows[:1], wib(2023, 7, 10))
    langkahkan(serahkan(desa, wib(2023, 7, 11)), AksiDesa.RECEIVE, JAYA, wib(2023, 7, 12))
    assert confirm_verval(desa, by=JAYA, at=wib(2023, 7, 12)).keluarga == 1


def test_a_visit_never_makes_the_last_verval_earlier(periode: Periode) -> None:
    [k] = keluarga_di(DESA, terakhir=date(2023, 7, 24))
    terima(serahkan(verval_desa(periode, DESA, [k], wib(2023, 7, 5)), wib(2023, 7, 6)), wib(2023, 7, 25))
    k.refresh_from_db()
    assert k.verval_terakhir == date(2023, 7, 24)


def test_R72_nothing_counts_before_the_kabupaten_has_it(periode: Periode) -> None:
    desa = serahkan(verval_desa(periode, DESA, keluarga_di(DESA), wib(2023, 7, 5)), wib(2023, 7, 6))
    with pytest.raises(AksiDitolak) as ditolak:
        confirm_verval(desa, by=JAYA, at=wib(2023, 7, 7))
    assert [v.kode for v in ditolak.value.violations] == ["R72"]
    assert not Verval.objects.filter(dihitung_at__isnull=False).exists()


def test_R1_another_kabupaten_does_not_count_it(periode: Periode) -> None:
    desa = serahkan(verval_desa(periode, DESA, keluarga_di(DESA), wib(2023, 7, 5)), wib(2023, 7, 6))
    langkahkan(desa, AksiDesa.RECEIVE, JAYA, wib(2023, 7, 7))
    with pytest.raises(AksiDitolak) as ditolak:
        confirm_verval(desa, by=petugas(Peran.OPERATOR_KAB, "17.06"), at=wib(2023, 7, 7))
    assert [v.kode for v in ditolak.value.violations] == ["R1"]
