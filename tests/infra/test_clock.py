"""A deadline is a moment on the wall clock of the village."""

from datetime import UTC, datetime

import pytest

from opensiks.infra import clock


@pytest.mark.parametrize(
    ("kode", "name", "hour"),
    [
        ("", "WIB", 0),
        ("18.04.01.2001", "WIB", 0),
        ("61.01", "WIB", 0),
        ("62.01", "WIB", 0),
        ("63.01", "WITA", 1),
        ("51", "WITA", 1),
        ("72.08", "WITA", 1),
        ("81.01", "WIT", 2),
        ("96", "WIT", 2),
    ],
)
def test_zone_follows_the_province(kode: str, name: str, hour: int) -> None:
    at = datetime(2021, 7, 31, 17, 0, tzinfo=UTC)
    assert clock.singkatan(kode) == name
    assert clock.local(at, kode).hour == hour
    assert clock.local(at, kode).date().isoformat() == "2021-08-01"


def test_now_is_aware_and_today_is_local() -> None:
    now = clock.now()
    assert now.tzinfo is UTC
    assert clock.today("91") in {clock.local(now, "91").date(), clock.local(clock.now(), "91").date()}
