"""Opening and closing a period, and which warning is due (R71, R75, R77)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from opensiks.rules.beku import HARI_PERINGATAN
from opensiks.rules.periode import (
    FaktaBuka,
    FaktaTutupPeriode,
    check_buka,
    check_tutup,
    find_ambang,
    is_periode_terbuka,
)

BUKA = FaktaBuka(
    mulai=date(2023, 7, 1),
    tenggat_desa=date(2023, 7, 25),
    tenggat_kab=date(2023, 7, 31),
    profil_dikenal=True,
    dalam_cakupan=True,
    kode_baru=True,
    jumlah_desa=1,
)
AKHIR = datetime(2023, 7, 31, 17, tzinfo=UTC)
TUTUP = FaktaTutupPeriode(at=AKHIR, tenggat_akhir=AKHIR, ditutup=False)


@pytest.mark.parametrize(
    ("ubah", "harap"),
    [
        ({}, []),
        ({"tenggat_desa": date(2023, 7, 1), "tenggat_kab": date(2023, 7, 1)}, []),
        ({"dalam_cakupan": False}, ["R1b"]),
        ({"profil_dikenal": False}, ["R71e"]),
        ({"tenggat_desa": date(2023, 6, 30)}, ["R71f"]),
        ({"tenggat_kab": date(2023, 7, 24)}, ["R71f"]),
        ({"kode_baru": False}, ["R71g"]),
        ({"jumlah_desa": 0}, ["R71h"]),
        ({"tumpang": ("Verval Juni",)}, ["R71i"]),
    ],
)
def test_R71_each_guard_of_opening_alone(ubah: dict[str, object], harap: list[str]) -> None:
    assert [v.kode for v in check_buka(replace(BUKA, **ubah))] == harap  # type: ignore[arg-type]


def test_R71i_names_the_other_period() -> None:
    [v] = check_buka(replace(BUKA, tumpang=("Verval Juni", "Kampanye")))
    assert str(v) == "Masa verval ini bertumpuk dengan Verval Juni, Kampanye."


@pytest.mark.parametrize(
    ("ubah", "harap"),
    [
        ({}, []),
        ({"ditutup": True}, ["R71j"]),
        ({"at": AKHIR - timedelta(seconds=1)}, ["R75b"]),
        ({"tanpa_peringatan": 3}, ["R75c"]),
        ({"tanpa_peringatan": 3, "alasan": " "}, ["R75c"]),
        ({"tanpa_peringatan": 3, "alasan": "server mati"}, []),
    ],
)
def test_R75_each_guard_of_closing_alone(ubah: dict[str, object], harap: list[str]) -> None:
    assert [v.kode for v in check_tutup(replace(TUTUP, **ubah))] == harap  # type: ignore[arg-type]


def test_R75c_counts_the_unwarned() -> None:
    [v] = check_tutup(replace(TUTUP, tanpa_peringatan=3))
    assert "3 keluarga belum pernah diperingatkan" in str(v)


def test_R77b_a_closed_period_is_not_extended_as_a_whole() -> None:
    assert is_periode_terbuka(TUTUP)
    assert not is_periode_terbuka(replace(TUTUP, ditutup=True))


@pytest.mark.parametrize(
    ("sisa", "ambang"),
    [
        (31, None),
        (30, 30),
        (29, 30),
        (15, 30),
        (14, 14),
        (8, 14),
        (7, 7),
        (4, 7),
        (3, 3),
        (2, 3),
        (1, 1),
        (0, None),
    ],
)
def test_R75_the_warning_due_is_the_smallest_reached(sisa: int, ambang: int | None) -> None:
    assert find_ambang(sisa) == ambang


def test_R75_every_threshold_comes_up_in_a_countdown() -> None:
    assert {find_ambang(n) for n in range(1, 31)} == set(HARI_PERINGATAN)
