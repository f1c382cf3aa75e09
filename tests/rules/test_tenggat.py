from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from opensiks.rules.tenggat import (
    FaktaPerpanjangan,
    Jendela,
    add_months,
    check_extend,
    days_left,
    end_of,
    is_open,
    start_of,
)

WIB, WIT = ZoneInfo("Asia/Jakarta"), ZoneInfo("Asia/Jayapura")
JULI = Jendela(start_of(date(2021, 6, 2), WIB), end_of(date(2021, 7, 31), WIB))


def test_R78_until_a_day_means_to_its_last_moment_in_the_village() -> None:
    assert is_open(JULI, datetime(2021, 7, 31, 23, 59, 59, 999999, tzinfo=WIB))
    assert not is_open(JULI, datetime(2021, 8, 1, tzinfo=WIB))
    assert is_open(JULI, datetime(2021, 6, 2, tzinfo=WIB))
    assert not is_open(JULI, datetime(2021, 6, 1, 23, 59, tzinfo=WIB))


def test_R78_the_same_day_ends_two_hours_earlier_in_papua() -> None:
    assert end_of(date(2021, 7, 31), WIB) - end_of(date(2021, 7, 31), WIT) == timedelta(hours=2)
    assert end_of(date(2021, 7, 31), WIB).astimezone(UTC) == datetime(2021, 7, 31, 17, tzinfo=UTC)


def test_R78_a_profile_may_end_at_an_hour_of_that_day() -> None:
    assert end_of(date(2021, 3, 8), WIB, time(0)) == datetime(2021, 3, 8, tzinfo=WIB)


@pytest.mark.parametrize(
    ("at", "sisa"),
    [
        (datetime(2021, 7, 1, 8, tzinfo=WIB), 30),
        (datetime(2021, 7, 31, 0, 0, tzinfo=WIB), 0),
        (datetime(2021, 7, 31, 16, 59, tzinfo=UTC), 0),
        (datetime(2021, 7, 31, 17, 0, tzinfo=UTC), -1),
        (datetime(2021, 8, 2, 8, tzinfo=WIB), -2),
    ],
)
def test_R75_days_left_are_local_days(at: datetime, sisa: int) -> None:
    assert days_left(JULI, at, WIB) == sisa


def test_days_left_after_closing_at_noon_are_negative_that_afternoon() -> None:
    siang = Jendela(start_of(date(2021, 3, 1), WIB), end_of(date(2021, 3, 8), WIB, time(12)))
    assert days_left(siang, datetime(2021, 3, 8, 11, tzinfo=WIB), WIB) == 0
    assert days_left(siang, datetime(2021, 3, 8, 13, tzinfo=WIB), WIB) == -1


def test_windows_are_aware_and_in_order() -> None:
    with pytest.raises(ValueError, match="aware"):
        Jendela(datetime(2021, 6, 2), datetime(2021, 7, 1, tzinfo=WIB))
    with pytest.raises(ValueError, match="after it starts"):
        Jendela(JULI.sampai, JULI.mulai)


@pytest.mark.parametrize(
    ("awal", "bulan", "akhir"),
    [
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
        (date(2024, 12, 5), 1, date(2025, 1, 5)),
        (date(2024, 12, 5), 0, date(2024, 12, 5)),
    ],
)
def test_months_are_added_by_the_calendar(awal: date, bulan: int, akhir: date) -> None:
    assert add_months(awal, bulan) == akhir


PANJANG = FaktaPerpanjangan(
    sampai_lama=JULI.sampai, sampai_baru=JULI.sampai + timedelta(days=7), dasar="Surat 12/2021"
)


def test_R77_an_extension_has_a_basis_and_a_later_end() -> None:
    assert check_extend(PANJANG) == []


def test_R77_an_extension_without_basis_or_later_end_is_refused() -> None:
    mundur = FaktaPerpanjangan(sampai_lama=JULI.sampai, sampai_baru=JULI.sampai)
    assert [v.kode for v in check_extend(mundur)] == ["R77", "R77a"]
