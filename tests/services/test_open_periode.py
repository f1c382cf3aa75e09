"""Opening a period: local dates become exclusive instants, and every valid village gets its row (R71, R78)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from opensiks.akun.access import TidakBerhak
from opensiks.infra.scope import scope, scope_nasional
from opensiks.rules.aktor import sistem
from opensiks.rules.peran import Peran
from opensiks.rules.rule import AksiDitolak
from opensiks.rules.verval import StatusDesa
from opensiks.verval.models import Periode, PeriodeDesa
from opensiks.verval.services import open_periode
from opensiks.wilayah.models import Wilayah
from tests.factories.verval import (
    DESA,
    DESA_BUDI,
    DESA_DIAM,
    DESA_JAUH,
    DESA_WIT,
    HARUN,
    KAB,
    RATNA,
    SARI,
    buat_wilayah,
    kampanye_2021,
    list_peristiwa,
    periode_juli,
    petugas,
    wib,
)  # fmt: skip


@pytest.fixture(autouse=True)
def negeri(db: None) -> Iterator[None]:
    with scope_nasional():
        buat_wilayah(DESA, DESA_BUDI, DESA_DIAM, DESA_JAUH, DESA_WIT)
        yield


def buka(**ubah: object) -> Periode:
    isi = {
        "kode": "uji", "label": "Uji", "profil": "bulanan_2023", "kode_wilayah": KAB, "mulai": date(2023, 7, 1),
        "tenggat_desa": date(2023, 7, 25), "tenggat_kab": date(2023, 7, 31), "by": RATNA, "at": wib(2023, 6, 30),
        **ubah,
    }  # fmt: skip
    return open_periode(**isi)  # type: ignore[arg-type]


def refused(**ubah: object) -> list[str]:
    sebelum = Periode.objects.count(), PeriodeDesa.objects.count()
    with pytest.raises(AksiDitolak) as ditolak:
        buka(**ubah)
    assert (Periode.objects.count(), PeriodeDesa.objects.count()) == sebelum
    return [v.kode for v in ditolak.value.violations]


def test_R78_until_31_july_ends_at_local_midnight_of_the_next_day() -> None:
    periode = kampanye_2021()
    assert periode.mulai_at == datetime(2021, 6, 1, 17, tzinfo=UTC)
    assert periode.tenggat_desa_at == datetime(2021, 7, 31, 17, tzinfo=UTC)
    assert periode.tenggat_kab_at == datetime(2021, 8, 2, 17, tzinfo=UTC)


def test_R78_a_kabupaten_in_papua_has_its_own_midnight() -> None:
    assert buka(kode_wilayah="94.01").mulai_at == datetime(2023, 6, 30, 15, tzinfo=UTC)


def test_every_valid_village_of_the_area_gets_a_row() -> None:
    Wilayah.objects.filter(kode=DESA_BUDI).update(berlaku_sampai=date(2023, 7, 1))
    periode = buka()
    rows = PeriodeDesa.objects.filter(periode=periode).order_by("kode_desa")
    assert list(rows.values_list("kode_desa", "status", "terlambat")) == [
        (DESA, StatusDesa.BELUM_MULAI, False),
        (DESA_DIAM, StatusDesa.BELUM_MULAI, False),
    ]
    assert list_peristiwa(f"periode:{periode.pk}") == ["periode.opened"]


def test_a_village_that_ends_later_still_takes_part() -> None:
    Wilayah.objects.filter(kode=DESA_BUDI).update(berlaku_sampai=date(2023, 7, 2))
    assert buka().daftar_desa.count() == 3


def test_the_system_may_open() -> None:
    assert buka(by=sistem()).pk


@pytest.mark.parametrize(
    ("ubah", "kode"),
    [
        ({"profil": "karangan"}, ["R71e"]),
        ({"mulai": date(2023, 7, 26)}, ["R71f"]),
        ({"tenggat_kab": date(2023, 7, 24)}, ["R71f"]),
        ({"kode_wilayah": "18.99"}, ["R71h"]),
        ({"by": petugas(Peran.PUSDATIN, "17")}, ["R1b"]),
    ],
)
def test_R71_refuses_what_makes_no_period(ubah: dict[str, object], kode: list[str]) -> None:
    assert refused(**ubah) == kode


def test_R71g_refuses_the_same_code_twice() -> None:
    buka()
    mulai, akhir = date(2023, 9, 1), date(2023, 9, 25)
    assert refused(mulai=mulai, tenggat_desa=akhir, tenggat_kab=akhir) == ["R71g"]
    assert buka(kode_wilayah="17.06").pk


def test_R71i_refuses_a_second_open_window_for_a_village() -> None:
    periode_juli()
    assert refused(
        kode="lain", kode_wilayah="18", mulai=date(2023, 7, 25), tenggat_desa=date(2023, 7, 30)
    ) == ["R71i"]
    assert buka(kode="lain", mulai=date(2023, 7, 26), tenggat_desa=date(2023, 7, 30)).pk


@pytest.mark.parametrize("by", [SARI, HARUN])
def test_only_the_centre_opens(by: object) -> None:
    with pytest.raises(TidakBerhak):
        buka(by=by)
    assert not Periode.objects.exists()


def test_villages_see_the_period_of_their_kabupaten_and_a_stranger_does_not() -> None:
    periode = periode_juli()
    with scope(SARI.cakupan):
        assert Periode.objects.get() == periode
        assert PeriodeDesa.objects.get().kode_desa == DESA
    with scope(petugas(Peran.OPERATOR_DESA, DESA_JAUH).cakupan):
        assert not Periode.objects.exists()
