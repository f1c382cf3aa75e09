"""Closing: the late are flagged (R76), the silent of a campaign sleep with a warning before (R75), nothing is lost."""

from collections.abc import Iterator
from datetime import date

import pytest

from opensiks.akun.access import TidakBerhak
from opensiks.infra.scope import scope_nasional
from opensiks.keluarga.models import Keluarga, KeluargaVersi
from opensiks.rules.aktor import Actor, sistem
from opensiks.rules.registri import StatusKeluarga
from opensiks.rules.rule import AksiDitolak
from opensiks.rules.tenggat import TierTenggat
from opensiks.rules.verval import AksiDesa, StatusDesa
from opensiks.verval.models import Periode, PeriodeDesa
from opensiks.verval.services import HasilTutup, close_desa, close_periode, extend_periode, warn_beku
from tests.factories.verval import (
    DESA,
    DESA_BUDI,
    DESA_DIAM,
    HARUN,
    JAYA,
    RATNA,
    SARI,
    buat_wilayah,
    desa_di,
    kampanye_2021,
    keluarga_di,
    langkahkan,
    list_peristiwa,
    periode_juli,
    serahkan,
    terima,
    verval_desa,
    wib,
)  # fmt: skip

TUTUP = wib(2021, 8, 3, 0)


@pytest.fixture(autouse=True)
def negeri(db: None) -> Iterator[None]:
    with scope_nasional():
        buat_wilayah(DESA, DESA_BUDI, DESA_DIAM)
        yield


@pytest.fixture
def kampanye() -> Periode:
    """Sari delivers, Budi verifies and does not deliver, the third village is silent."""
    periode = kampanye_2021()
    terima(
        serahkan(verval_desa(periode, DESA, keluarga_di(DESA, 2), wib(2021, 6, 9)), wib(2021, 7, 30)),
        wib(2021, 7, 31),
    )
    verval_desa(periode, DESA_BUDI, keluarga_di(DESA_BUDI, 3), wib(2021, 6, 9))
    keluarga_di(DESA_DIAM, 4)
    keluarga_di(DESA_DIAM, 1, status=StatusKeluarga.BEKU)
    keluarga_di(DESA_DIAM, 1, status=StatusKeluarga.NONAKTIF)
    return periode


def ingatkan(periode: Periode) -> None:
    warn_beku(periode, date(2021, 7, 25), by=sistem(), at=wib(2021, 7, 25))


def jumlah_status() -> dict[tuple[str, str], int]:
    hasil: dict[tuple[str, str], int] = {}
    for kunci in Keluarga.objects.values_list("kode_desa", "status"):
        hasil[kunci] = hasil.get(kunci, 0) + 1
    return hasil


def refused(periode: Periode, at: object = TUTUP, **ubah: object) -> list[str]:
    sebelum = jumlah_status()
    with pytest.raises(AksiDitolak) as ditolak:
        close_periode(periode, by=RATNA, at=at, **ubah)  # type: ignore[arg-type]
    assert jumlah_status() == sebelum
    assert not PeriodeDesa.objects.filter(terlambat=True).exists()
    return [v.kode for v in ditolak.value.violations]


def test_R75_families_of_villages_that_delivered_nothing_are_put_to_sleep(kampanye: Periode) -> None:
    ingatkan(kampanye)
    hasil = close_periode(kampanye, by=RATNA, at=TUTUP)
    assert hasil == HasilTutup(
        terlambat=2, desa_diam=2, keluarga_ditidurkan=8, orang_ditidurkan=24, desa_selesai=0
    )
    assert jumlah_status() == {
        (DESA, "AKTIF"): 2, (DESA_BUDI, "DITIDURKAN"): 3, (DESA_DIAM, "DITIDURKAN"): 5, (DESA_DIAM, "NONAKTIF"): 1,
    }  # fmt: skip
    kampanye.refresh_from_db()
    assert kampanye.ditutup_at == TUTUP


def test_R75_every_removal_is_listed_and_attributable(kampanye: Periode) -> None:
    ingatkan(kampanye)
    close_periode(kampanye, by=RATNA, at=TUTUP)
    k = Keluarga.objects.filter(status=StatusKeluarga.DITIDURKAN).earliest("id")
    versi = KeluargaVersi.objects.filter(keluarga=k).latest("nomor")
    assert (versi.sumber, versi.periode_id, versi.oleh) == ("R75", kampanye.pk, "Ratna")
    assert k.alasan_status == "R75: desa tidak menyerahkan hasil Kampanye Juni-Juli 2021"
    assert list_peristiwa(f"keluarga:{k.pk}")[-1] == "keluarga.suspended"
    assert list_peristiwa(f"periode:{kampanye.pk}")[-1] == "periode.closed"
    for kode in (DESA, DESA_BUDI, DESA_DIAM):
        assert list_peristiwa(f"periodedesa:{desa_di(kampanye, kode).pk}")[-1] == "periode.closed"


def test_R76_late_is_who_had_not_delivered_by_the_deadline(kampanye: Periode) -> None:
    ingatkan(kampanye)
    close_periode(kampanye, by=RATNA, at=TUTUP)
    flag = dict(PeriodeDesa.objects.values_list("kode_desa", "terlambat"))
    assert flag == {DESA: False, DESA_BUDI: True, DESA_DIAM: True}


def test_R75c_without_a_warning_it_refuses_or_records_why_not(kampanye: Periode) -> None:
    assert refused(kampanye) == ["R75c"]
    assert refused(kampanye, tanpa_peringatan="  ") == ["R75c"]
    close_periode(kampanye, by=RATNA, at=TUTUP, tanpa_peringatan="server mati 24-31 Juli")
    from opensiks.jejak.models import Jejak

    [isi] = Jejak.objects.filter(objek=f"periode:{kampanye.pk}", peristiwa="periode.closed").values_list(
        "ringkasan", flat=True
    )
    assert isi["tanpa_peringatan"] == "server mati 24-31 Juli"


def test_R75b_not_before_the_last_deadline(kampanye: Periode) -> None:
    ingatkan(kampanye)
    assert refused(kampanye, wib(2021, 8, 2, 23, 59)) == ["R75b"]
    extend_periode(
        kampanye, TierTenggat.DESA, date(2021, 8, 9), by=HARUN, at=wib(2021, 7, 30), nomor_surat="1", alasan="banjir",
        kode_wilayah=DESA_BUDI,
    )  # fmt: skip
    assert refused(kampanye) == ["R75b"]


def test_R71j_not_twice(kampanye: Periode) -> None:
    ingatkan(kampanye)
    close_periode(kampanye, by=RATNA, at=TUTUP)
    with pytest.raises(AksiDitolak) as ditolak:
        close_periode(kampanye, by=RATNA, at=TUTUP)
    assert [v.kode for v in ditolak.value.violations] == ["R71j"]


def test_R75_late_delivery_brings_the_data_back(kampanye: Periode) -> None:
    ingatkan(kampanye)
    close_periode(kampanye, by=RATNA, at=TUTUP)
    desa = terima(serahkan(desa_di(kampanye, DESA_BUDI), wib(2021, 8, 10)), wib(2021, 8, 11))
    assert desa.terlambat
    assert jumlah_status()[DESA_BUDI, "AKTIF"] == 3
    assert (DESA_BUDI, "DITIDURKAN") not in jumlah_status()


def test_R75_a_village_that_was_sent_back_is_late_but_not_silent(kampanye: Periode) -> None:
    langkahkan(desa_di(kampanye), AksiDesa.RETURN, HARUN, wib(2021, 8, 1))
    ingatkan(kampanye)
    hasil = close_periode(kampanye, by=RATNA, at=TUTUP)
    assert (hasil.terlambat, hasil.desa_diam) == (3, 2)
    assert jumlah_status()[DESA, "AKTIF"] == 2


def test_a_monthly_period_puts_nobody_to_sleep() -> None:
    periode = periode_juli()
    keluarga_di(DESA, 2)
    hasil = close_periode(periode, by=sistem(), at=wib(2023, 8, 1, 0))
    assert hasil == HasilTutup(3, 0, 0, 0, 0)
    assert jumlah_status() == {(DESA, "AKTIF"): 2}


def test_villages_whose_lines_are_all_answered_are_done(kampanye: Periode) -> None:
    ingatkan(kampanye)
    langkahkan(desa_di(kampanye), AksiDesa.SIGN, HARUN, wib(2021, 8, 2))
    budi = terima(serahkan(desa_di(kampanye, DESA_BUDI), wib(2021, 7, 31)), wib(2021, 8, 1))
    langkahkan(budi, AksiDesa.SIGN, HARUN, wib(2021, 8, 2))
    hasil = close_periode(kampanye, by=RATNA, at=TUTUP, belum_dijawab={DESA_BUDI: 4})
    assert hasil.desa_selesai == 1
    assert desa_di(kampanye).status is StatusDesa.SELESAI
    assert desa_di(kampanye, DESA_BUDI).status is StatusDesa.DISAHKAN
    assert [d.kode_desa for d in close_desa(kampanye, {}, by=RATNA, at=wib(2021, 9, 1))] == [DESA_BUDI]
    assert close_desa(kampanye, {}, by=RATNA, at=wib(2021, 9, 1)) == []


def test_the_timetable_closes_the_period_and_leaves_the_villages_to_a_person(kampanye: Periode) -> None:
    ingatkan(kampanye)
    langkahkan(desa_di(kampanye), AksiDesa.SIGN, HARUN, wib(2021, 8, 2))
    assert close_periode(kampanye, by=sistem(), at=TUTUP, belum_dijawab={}).desa_selesai == 0
    assert desa_di(kampanye).status is StatusDesa.DISAHKAN


@pytest.mark.parametrize("by", [SARI, JAYA, HARUN])
def test_only_the_centre_closes(kampanye: Periode, by: Actor) -> None:
    with pytest.raises(TidakBerhak):
        close_periode(kampanye, by=by, at=TUTUP)
    with pytest.raises(TidakBerhak):
        close_desa(kampanye, {}, by=by, at=TUTUP)
    kampanye.refresh_from_db()
    assert kampanye.ditutup_at is None
