"""Reading what was typed: the value as it is stored, or one sentence why not (R42, R44, R51, R56, R59, R130-R137)."""

from datetime import date
from typing import Any

import pytest

from opensiks.rules.isian import (
    INDIVIDU,
    KELUARGA,
    WAJIB_INDIVIDU,
    WAJIB_KELUARGA,
    is_cukup_pendek,
    is_di_indonesia,
    is_isian_ada,
    is_isian_dikenal,
    is_status_tetap,
    is_tanggal_terbaca,
    read_isian,
)  # fmt: skip
from opensiks.rules.rule import Rule

HARI_INI = date(2023, 7, 10)


@pytest.mark.parametrize(
    ("isian", "mentah", "jadi"),
    [
        ("nik", "180401 450885 8003", "1804014508858003"),
        ("nik", "", ""),
        ("nama", "  SITI   UJI ", "SITI UJI"),
        ("tanggal_lahir", "1985-08-05", "1985-08-05"),
        ("tanggal_lahir", date(1985, 8, 5), "1985-08-05"),
        ("jenis_kelamin", "P", "P"),
        ("status_kawin", "2", 2),
        ("shdk", 1, 1),
        ("pekerjaan", None, ""),
        ("jawaban", {"sta_hamil": "1"}, {"sta_hamil": 1}),
    ],
)
def test_a_persons_field_is_stored_in_one_form(isian: str, mentah: Any, jadi: Any) -> None:
    assert read_isian(INDIVIDU, {isian: mentah}, HARI_INI) == ({isian: jadi}, [])


@pytest.mark.parametrize(
    ("isian", "mentah", "jadi"),
    [
        ("no_kk", "1804011203188001", "1804011203188001"),
        ("rt", "2", "002"),
        ("rw", "", ""),
        ("anggota_di_kk", "4", 4),
        ("lintang", "-5.0321", "-5.0321"),
        ("jawaban", {"lantai": 2}, {"lantai": 2}),
    ],
)
def test_a_familys_field_is_stored_in_one_form(isian: str, mentah: Any, jadi: Any) -> None:
    assert read_isian(KELUARGA, {isian: mentah}, HARI_INI) == ({isian: jadi}, [])


@pytest.mark.parametrize(
    ("daftar", "isian", "mentah", "kode", "kata"),
    [
        (INDIVIDU, "nik", "18040145088580031", "R42", "17 angka"),
        (INDIVIDU, "nik", "180401450885800O", "R42", "16 huruf atau angka"),
        (INDIVIDU, "nik", "1804013202858003", "R44", "tanggal"),
        (INDIVIDU, "tanggal_lahir", "2090-01-01", "R56", "1 Januari 2090 belum terjadi"),
        (INDIVIDU, "tanggal_lahir", "1890-01-01", "R56", "umur 133 tahun"),
        (INDIVIDU, "shdk", 99, "R59", "daftar kode"),
        (INDIVIDU, "jawaban", {"sta_hamil": 77}, "R59", "di luar daftar"),
        (INDIVIDU, "jawaban", {"sta_hamil": True}, "R59", "di luar daftar"),
        (KELUARGA, "no_kk", "1804014503188001", "R51", "Nomor KK"),
        (KELUARGA, "rt", "2a", "R59", "angka"),
        (KELUARGA, "anggota_di_kk", "0", "R61", "1 sampai 40"),
    ],
)
def test_a_wrong_value_is_refused_by_the_rule_it_breaks(
    daftar: Any, isian: str, mentah: Any, kode: str, kata: str
) -> None:
    hasil, [salah] = read_isian(daftar, {isian: mentah}, HARI_INI)
    assert (hasil, salah.kode) == ({}, kode)
    assert kata in str(salah)


def test_R130_a_field_nobody_knows_is_named() -> None:
    for daftar, mentah in (
        (INDIVIDU, {"gaji": 1}),
        (INDIVIDU, {"jawaban": {"gaji": 1}}),
        (INDIVIDU, {"jawaban": 3}),
    ):
        assert [v.kode for v in read_isian(daftar, mentah, HARI_INI)[1]] == ["R130"]


def test_R131_text_longer_than_its_column_is_refused() -> None:
    _, [salah] = read_isian(INDIVIDU, {"nama": "A" * 121}, HARI_INI)
    assert (salah.kode, "120 huruf" in str(salah)) == ("R131", True)


def test_R132_what_must_be_there_is_asked_for_by_its_name() -> None:
    _, salah = read_isian(INDIVIDU, {"nama": ""}, HARI_INI, WAJIB_INDIVIDU)
    assert {v.kode for v in salah} == {"R132"}
    assert "Nama ibu kandung harus diisi." in map(str, salah)
    _, salah = read_isian(KELUARGA, {}, HARI_INI, WAJIB_KELUARGA)
    assert [str(v) for v in salah] == ["Nomor KK harus diisi.", "Alamat harus diisi."]


def test_R133_a_day_that_does_not_exist_is_refused() -> None:
    for nilai in ("31-12-1985", "1985-02-30", "kemarin", None):
        _, [salah] = read_isian(INDIVIDU, {"tanggal_lahir": nilai}, HARI_INI)
        assert salah.kode == "R133"


def test_R134_a_point_outside_indonesia_is_refused() -> None:
    for nilai in ("51.5", "5,03", "utara", "1e2"):
        _, [salah] = read_isian(KELUARGA, {"lintang": nilai}, HARI_INI)
        assert salah.kode == "R134"


@pytest.mark.parametrize(
    "aturan",
    [is_isian_dikenal, is_cukup_pendek, is_isian_ada, is_tanggal_terbaca, is_di_indonesia, is_status_tetap],
)
def test_R83a_and_R130_to_R134_hold_when_they_are_told_so(aturan: Rule) -> None:
    assert aturan(True)
    assert not aturan(False)
