from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opensiks.rules.beku import (
    LABEL_BEKU,
    AkibatDiam,
    FaktaBeku,
    FaktaTutup,
    KeadaanBeku,
    beku_mulai,
    days_to_beku,
    is_belum_beku,
    is_data_desa_tetap,
    is_hari_peringatan,
    keadaan,
    months_without_verval,
)
from opensiks.rules.verval import StatusDesa

AKTIF, PERLU, TERANCAM, BEKU = KeadaanBeku
TANGGAL = st.dates(date(2015, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize("terakhir", [date(2023, 7, 1), date(2023, 7, 15), date(2023, 7, 31)])
@pytest.mark.parametrize(
    ("pada", "hasil"),
    [
        (date(2023, 7, 31), AKTIF),
        (date(2023, 8, 31), AKTIF),
        (date(2023, 9, 1), PERLU),
        (date(2023, 9, 30), PERLU),
        (date(2023, 10, 1), TERANCAM),
        (date(2023, 10, 31), TERANCAM),
        (date(2023, 11, 1), BEKU),
        (date(2025, 1, 1), BEKU),
    ],
)
def test_R73_vectors(terakhir: date, pada: date, hasil: KeadaanBeku) -> None:
    assert keadaan(terakhir, pada) is hasil


def test_R73_one_verval_on_the_last_day_brings_the_record_back() -> None:
    assert keadaan(date(2023, 10, 31), date(2023, 11, 1)) is AKTIF


def test_R73_months_are_counted_over_the_year_end() -> None:
    assert months_without_verval(date(2023, 11, 20), date(2024, 2, 1)) == 2
    assert keadaan(date(2023, 11, 20), date(2024, 3, 1)) is BEKU


def test_R73_a_date_before_the_verval_counts_nothing() -> None:
    assert months_without_verval(date(2023, 7, 15), date(2023, 1, 1)) == 0


def test_R73_first_frozen_day() -> None:
    assert beku_mulai(date(2023, 7, 15)) == date(2023, 11, 1)
    assert days_to_beku(date(2023, 7, 15), date(2023, 10, 2)) == 30


@given(TANGGAL, st.integers(1, 12))
def test_R73_the_record_is_frozen_from_that_day_on_and_not_the_day_before(terakhir: date, batas: int) -> None:
    hari = beku_mulai(terakhir, batas)
    assert keadaan(terakhir, hari, batas) is BEKU
    assert keadaan(terakhir, hari - timedelta(days=1), batas) is not BEKU


@given(TANGGAL, TANGGAL, st.integers(0, 40))
def test_R73_time_never_thaws(terakhir: date, pada: date, hari: int) -> None:
    assert months_without_verval(terakhir, pada) <= months_without_verval(
        terakhir, pada + timedelta(days=hari)
    )


@pytest.mark.parametrize(("batas", "hasil"), [(1, BEKU), (2, TERANCAM), (3, PERLU), (4, PERLU)])
def test_R73_the_limit_comes_from_the_profile(batas: int, hasil: KeadaanBeku) -> None:
    assert keadaan(date(2023, 7, 15), date(2023, 9, 1), batas) is hasil


def test_R73_rule_speaks_when_the_record_is_frozen() -> None:
    assert is_belum_beku(FaktaBeku(terakhir=date(2023, 7, 15), pada=date(2023, 10, 31)))
    assert not is_belum_beku(FaktaBeku(terakhir=date(2023, 7, 15), pada=date(2023, 11, 1)))


def test_R75_warnings_fall_on_five_days() -> None:
    assert [h for h in range(-5, 40) if is_hari_peringatan(h)] == [1, 3, 7, 14, 30]


@pytest.mark.parametrize("status", StatusDesa)
def test_R75_a_silent_village_is_put_to_sleep_at_the_close_of_a_campaign(status: StatusDesa) -> None:
    S = StatusDesa
    tetap = is_data_desa_tetap(FaktaTutup(status=status, tidurkan_desa_diam=True))
    assert tetap is (status in {S.DIEKSPOR, S.DITERIMA_KAB, S.DISAHKAN, S.SELESAI})


def test_R75_a_profile_may_only_warn_or_not_know_the_consequence() -> None:
    diam = StatusDesa.BELUM_MULAI
    assert is_data_desa_tetap(
        FaktaTutup(status=diam, tidurkan_desa_diam=True, akibat_diam=AkibatDiam.PERINGATAN)
    )
    assert is_data_desa_tetap(FaktaTutup(status=diam))


def test_every_condition_is_labelled() -> None:
    assert set(LABEL_BEKU) == set(KeadaanBeku)
