"""Numbers, dates and times as Indonesian readers write them."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from django.utils import timezone as zona

from opensiks.web import format as tulis

# 31 Oktober 2026, 23.59 in Jakarta.
MALAM = datetime(2026, 10, 31, 16, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("nilai", "desimal", "teks"),
    [
        (0, 0, "0"),
        (999, 0, "999"),
        (1204, 0, "1.204"),
        (98127410, 0, "98.127.410"),
        (-285245, 0, "−285.245"),
        (Decimal("12.45"), 1, "12,5"),
        (1234.5, 2, "1.234,50"),
        (-0.2, 0, "0"),
        (None, 0, "–"),
    ],
)
def test_number(nilai: float | None, desimal: int, teks: str):
    assert tulis.write_number(nilai, desimal) == teks


@pytest.mark.parametrize(("nilai", "teks"), [(31206, "+31.206"), (-46902, "−46.902"), (0, "0"), (None, "–")])
def test_signed(nilai: int | None, teks: str):
    assert tulis.write_signed(nilai) == teks


@pytest.mark.parametrize(
    ("bagian", "desimal", "teks"),
    [
        (171 / 253, 0, "68\u00a0%"),
        (Decimal("0.3941"), 1, "39,4\u00a0%"),
        (0, 0, "0\u00a0%"),
        (1, 0, "100\u00a0%"),
        (0.0001, 0, "<1\u00a0%"),
        (0.9999, 0, ">99\u00a0%"),
        (0.99999, 1, ">99,9\u00a0%"),
        (None, 0, "–"),
    ],
)
def test_percent_never_rounds_to_nothing_or_all(bagian: float | None, desimal: int, teks: str):
    assert tulis.write_percent(bagian, desimal) == teks


def test_dates_name_the_month():
    assert tulis.write_date(date(2026, 8, 3)) == "3 Agustus 2026"
    assert tulis.write_date_short(date(2026, 8, 3)) == "3 Ags"
    assert tulis.write_date_short(date(2026, 8, 3), dengan_tahun=True) == "3 Ags 2026"
    assert tulis.write_day(date(2026, 10, 31)) == "Sabtu 31 Oktober 2026"
    assert tulis.write_month(date(2026, 10, 31)) == "Oktober 2026"


@pytest.mark.parametrize(
    "tulis_saat",
    [tulis.write_date, tulis.write_date_short, tulis.write_day, tulis.write_month, tulis.write_time],
)
def test_no_date_is_a_dash(tulis_saat):
    assert tulis_saat(None) == "–"


@pytest.mark.parametrize(
    ("nama", "teks"),
    [("Asia/Jakarta", "23.59 WIB"), ("Asia/Makassar", "00.59 WITA"), ("Asia/Jayapura", "01.59 WIT")],
)
def test_time_names_its_zone(nama: str, teks: str):
    with zona.override(nama):
        assert tulis.write_time(MALAM) == teks


def test_date_is_that_of_the_reader_not_of_the_server():
    with zona.override("Asia/Jayapura"):
        assert tulis.write_date(MALAM) == "1 November 2026"


def test_time_outside_indonesia_has_no_zone():
    with zona.override(timezone(timedelta(hours=2))):
        assert tulis.write_time(MALAM) == "18.59"


def test_exclusive_end_is_shown_as_the_last_moment_inside():
    assert tulis.last_moment(date(2026, 11, 1)) == date(2026, 10, 31)
    assert tulis.write_time(tulis.last_moment(MALAM + timedelta(minutes=1))) == "23.59 WIB"


def test_masked_number_is_spelled_by_its_end():
    assert tulis.spell_end("1804124508855003", "NIK") == "NIK berakhiran 5 0 0 3"
    assert tulis.spell_end("1234", "NIK") == "NIK disamarkan"
