"""When the verval of a family may be recorded, taken back, or remarked upon (R19, R71, R72, R116)."""

from dataclasses import replace
from datetime import date

import pytest

from opensiks.rules.catat_verval import (
    BOLEH_CATAT,
    FaktaBatal,
    FaktaCatat,
    FaktaCatatan,
    FaktaKeluargaVerval,
    check_batal,
    check_catat,
    check_catatan,
    is_tidak_tergesa,
    list_nama,
)
from opensiks.rules.registri import StatusKeluarga
from opensiks.rules.syarat import FaktaMasa
from opensiks.rules.verval import HasilVerval, StatusDesa

ATUN = FaktaKeluargaVerval(nama="Atun", status=StatusKeluarga.AKTIF, terhalang=False)
BAIK = FaktaCatat(
    status=StatusDesa.BERJALAN,
    hasil=HasilVerval.TETAP,
    tanggal=date(2023, 7, 10),
    hari_ini=date(2023, 7, 10),
    mulai=date(2023, 7, 1),
    daftar=[ATUN],
    dalam_cakupan=True,
    masa=FaktaMasa(terbuka=True),
)
DATA = {"mulai": "1 Juli 2023", "sampai": "25 Juli 2023", "hari_ini": "10 Juli 2023"}


def kode(f: FaktaCatat) -> list[str]:
    return [v.kode for v in check_catat(f, DATA)]


def test_R71_R72_nothing_stands_in_the_way_of_a_good_verval() -> None:
    assert kode(BAIK) == []


@pytest.mark.parametrize(
    ("ubah", "harap"),
    [
        ({"dalam_cakupan": False}, ["R1"]),
        ({"daftar": []}, ["R72c"]),
        ({"masa": FaktaMasa()}, ["R71c"]),
        ({"masa": FaktaMasa(masa_perbaikan=True)}, ["R71c"]),
        ({"dibuka_lagi": True, "masa": FaktaMasa()}, ["R71c"]),
        ({"dibuka_lagi": True, "masa": FaktaMasa(masa_perbaikan=True)}, []),
        ({"tanggal": date(2023, 6, 30)}, ["R71d"]),
        ({"tanggal": date(2023, 7, 11)}, ["R71d"]),
        ({"tanggal": date(2023, 7, 1)}, []),
        ({"tak_terlihat": 2}, ["R1a"]),
        ({"tak_terlihat": 2, "daftar": []}, ["R1a"]),
        ({"daftar": [replace(ATUN, terhalang=True)]}, ["R72a"]),
        ({"daftar": [replace(ATUN, terhalang=True)], "hasil": HasilVerval.MAMPU}, []),
        ({"daftar": [replace(ATUN, status=StatusKeluarga.NONAKTIF)]}, ["R72b"]),
        ({"daftar": [replace(ATUN, status=StatusKeluarga.BEKU)]}, []),
        ({"daftar": [replace(ATUN, status=StatusKeluarga.DITIDURKAN)]}, []),
    ],
)
def test_R71_R72_each_guard_alone(ubah: dict[str, object], harap: list[str]) -> None:
    assert kode(replace(BAIK, **ubah)) == harap  # type: ignore[arg-type]


@pytest.mark.parametrize("status", list(StatusDesa))
def test_R19_only_before_final(status: StatusDesa) -> None:
    assert kode(replace(BAIK, status=status)) == ([] if status in BOLEH_CATAT else ["R19a"])
    batal = check_batal(FaktaBatal(status=status, ada=1, dalam_cakupan=True))
    assert [v.kode for v in batal] == ([] if status in BOLEH_CATAT else ["R19a"])


def test_R71c_R72a_the_sentences_carry_dates_and_names() -> None:
    dua = [replace(ATUN, terhalang=True), replace(ATUN, nama="Badri")]
    [masa, temuan] = check_catat(replace(BAIK, masa=FaktaMasa(), daftar=dua), DATA)
    assert str(masa) == "Catat verval selagi masanya terbuka: 1 Juli 2023 sampai 25 Juli 2023."
    assert str(temuan) == "Belum bisa TETAP karena ada temuan yang harus diperbaiki: Atun."


def test_R72a_a_family_whose_findings_nobody_looked_up_is_held() -> None:
    assert FaktaKeluargaVerval(nama="Atun", status=StatusKeluarga.AKTIF).terhalang


def test_names_are_listed_up_to_five() -> None:
    assert list_nama(["Atun", ""]) == "Atun, tanpa nama"
    assert list_nama(list("abcdefg")) == "a, b, c, d, e dan 2 lainnya"


def test_R19b_R1_taking_back_needs_something_and_the_own_village() -> None:
    kosong = check_batal(FaktaBatal(status=StatusDesa.BERJALAN))
    assert [v.kode for v in kosong] == ["R1", "R19b"]


@pytest.mark.parametrize(
    ("isi", "sah"), [("", False), ("  ", False), ("a", True), ("a" * 800, True), ("a" * 801, False)]
)
def test_R12a_notes_are_short_and_not_empty(isi: str, sah: bool) -> None:
    assert [v.kode for v in check_catatan(FaktaCatatan(isi=isi, dalam_cakupan=True))] == (
        [] if sah else ["R12a"]
    )


def test_R116_fifty_in_two_minutes_are_worth_a_sentence() -> None:
    assert is_tidak_tergesa(49)
    assert not is_tidak_tergesa(50)
