"""NIK and KK by the shared cases, and the laws every possible number obeys."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opensiks.rules.keluarga import FaktaIndividu, FaktaKeluarga, temuan_individu, temuan_keluarga
from opensiks.rules.nik import (
    FaktaKk,
    FaktaNik,
    has_bentuk_kk,
    has_bentuk_nik,
    has_nik,
    has_nomor_urut,
    has_nomor_urut_kk,
    has_tanggal_nik,
    is_jenis_kelamin_sama,
    is_kk,
    is_nik,
    is_tanggal_sama,
    is_tanggal_tidak_tertukar,
    is_tanpa_nik,
    list_tanggal,
    mask,
    mask_log,
    read_kk,
    read_nik,
    tanggal_nik,
    umur,
)

KASUS = json.loads((Path(__file__).parents[1] / "cases" / "nik.json").read_text(encoding="utf-8"))
HARI_INI = date(2026, 11, 1)
PREDIKAT_BENTUK = (has_bentuk_nik, has_nomor_urut, has_tanggal_nik, has_nik)


def _nama(kasus: dict[str, Any]) -> str:
    return str(kasus["kasus"])


@pytest.mark.parametrize("kasus", KASUS["nik"], ids=_nama)
def test_R42_R43_R44_R49_every_case_gives_its_finding(kasus: dict[str, Any]) -> None:
    nik, kode = kasus["nik"], kasus["temuan"]
    temuan = temuan_individu(FaktaIndividu(id="1", nik=nik), HARI_INI)
    bentuk = [t.kode for t in temuan if t.aturan in {"R42", "R43", "R44", "R49"}]
    assert bentuk == ([kode] if kode else [])
    assert is_nik(nik) == (kode is None)
    assert is_tanpa_nik(nik) == (kode == "R49")
    assert [r.kode for r in PREDIKAT_BENTUK if not r(FaktaNik(nik))] == ([kode[:3]] if kode else [])


@pytest.mark.parametrize("kasus", KASUS["nik"], ids=_nama)
def test_nik_meaning_follows_the_case(kasus: dict[str, Any]) -> None:
    arti = read_nik(kasus["nik"])
    if kasus["temuan"] is not None:
        assert arti is None
        assert list_tanggal(kasus["nik"], pada=HARI_INI) == ()
        return
    assert arti is not None
    assert {k: getattr(arti, k) for k in kasus["arti"]} == kasus["arti"]
    daftar = list_tanggal(kasus["nik"], pada=date.fromisoformat(kasus["pada"]))
    assert [d.isoformat() for d in daftar] == kasus["daftar_tanggal"]


@pytest.mark.parametrize("kasus", KASUS["nik"], ids=_nama)
def test_mask_follows_the_case(kasus: dict[str, Any]) -> None:
    assert mask(kasus["nik"]) == kasus["samar"]


@pytest.mark.parametrize("kasus", KASUS["kk"], ids=_nama)
def test_R51_every_case_gives_its_finding(kasus: dict[str, Any]) -> None:
    no_kk, kode = kasus["no_kk"], kasus["temuan"]
    temuan = temuan_keluarga(FaktaKeluarga(id="1", no_kk=no_kk), HARI_INI)
    assert [t.kode for t in temuan if t.aturan == "R51"] == ([kode] if kode else [])
    assert is_kk(no_kk) == (kode != "R51")
    assert has_bentuk_kk(FaktaKk(no_kk)) == (kode != "R51")
    assert has_nomor_urut_kk(FaktaKk(no_kk)) == (kode != "R51a")
    arti = read_kk(no_kk)
    assert (None if arti is None else {k: getattr(arti, k) for k in kasus["arti"]}) == kasus.get("arti")


# --- birth date -----------------------------------------------------------------------------------


def test_century_is_the_one_nearest_to_the_recorded_date() -> None:
    nik = "1804121703155002"
    assert tanggal_nik(nik, pada=HARI_INI) == date(2015, 3, 17)
    assert tanggal_nik(nik, pada=HARI_INI, tgl_lahir=date(1916, 1, 1)) == date(1915, 3, 17)
    assert tanggal_nik(nik, pada=HARI_INI, tgl_lahir=date(1999, 1, 1)) == date(2015, 3, 17)
    assert tanggal_nik("bukan", pada=HARI_INI) is None


@given(
    lahir=st.dates(date(1907, 1, 1), date(2026, 10, 31)),
    perempuan=st.booleans(),
    urut=st.integers(1, 9999),
    wilayah=st.sampled_from(["180412", "170602", "327101", "940101"]),
)
def test_every_birth_date_survives_the_way_through_a_nik(
    lahir: date, perempuan: bool, urut: int, wilayah: str
) -> None:
    hari = lahir.day + (40 if perempuan else 0)
    nik = f"{wilayah}{hari:02}{lahir.month:02}{lahir.year % 100:02}{urut:04}"
    arti = read_nik(nik)
    assert arti is not None
    assert (arti.hari, arti.bulan, arti.tahun) == (lahir.day, lahir.month, lahir.year % 100)
    assert arti.jenis_kelamin == ("P" if perempuan else "L")
    assert arti.urut == urut
    assert arti.wilayah.replace(".", "") == wilayah
    assert lahir in list_tanggal(nik, pada=HARI_INI)
    assert tanggal_nik(nik, pada=HARI_INI, tgl_lahir=lahir) == lahir
    fakta = FaktaNik(nik, arti.jenis_kelamin, lahir)
    assert is_tanggal_sama(fakta)
    assert is_jenis_kelamin_sama(fakta)
    assert is_tanggal_tidak_tertukar(fakta)


@given(nik=st.from_regex(r"[0-9]{16}", fullmatch=True))
def test_sixteen_digits_are_a_nik_just_when_some_century_has_the_date(nik: str) -> None:
    hari, bulan, tahun = int(nik[6:8]), int(nik[8:10]), int(nik[10:12])
    hari = hari - 40 if hari > 40 else hari
    ada = any(_is_tanggal(abad + tahun, bulan, hari) for abad in (1900, 2000))
    assert is_nik(nik) == (ada and nik[12:] != "0000" and nik[0] != "0")


def _is_tanggal(tahun: int, bulan: int, hari: int) -> bool:
    try:
        date(tahun, bulan, hari)
    except ValueError:
        return False
    return True


def test_R45_sex_in_the_nik() -> None:
    assert is_jenis_kelamin_sama(FaktaNik("1804124508855003", "P"))
    assert not is_jenis_kelamin_sama(FaktaNik("1804124508855003", "L"))
    assert is_jenis_kelamin_sama(FaktaNik("1804124508855003", ""))
    assert is_jenis_kelamin_sama(FaktaNik("bukan", "L"))


def test_R46_date_in_the_nik_compares_two_digits_of_the_year() -> None:
    assert is_tanggal_sama(FaktaNik("1804121703155002", tgl_lahir=date(1915, 3, 17)))
    assert is_tanggal_sama(FaktaNik("1804121703155002", tgl_lahir=date(2015, 3, 17)))
    assert not is_tanggal_sama(FaktaNik("1804121703155002", tgl_lahir=date(2016, 3, 17)))
    assert is_tanggal_sama(FaktaNik("1804121703155002"))


def test_R47_swapped_day_and_month() -> None:
    assert not is_tanggal_tidak_tertukar(FaktaNik("1804120508855003", tgl_lahir=date(1985, 5, 8)))
    assert is_tanggal_tidak_tertukar(FaktaNik("1804120508855003", tgl_lahir=date(1985, 8, 5)))
    assert is_tanggal_tidak_tertukar(FaktaNik("1804120505855003", tgl_lahir=date(1985, 5, 5)))
    assert is_tanggal_tidak_tertukar(FaktaNik("bukan", tgl_lahir=date(1985, 5, 8)))


def test_age_turns_on_the_birthday() -> None:
    assert umur(date(1985, 11, 2), HARI_INI) == 40
    assert umur(date(1985, 11, 1), HARI_INI) == 41
    assert umur(date(2004, 2, 29), date(2005, 2, 28)) == 0
    assert umur(date(2004, 2, 29), date(2005, 3, 1)) == 1
    assert umur(date(2027, 1, 1), HARI_INI) == -1


# --- hiding ---------------------------------------------------------------------------------------


@given(nomor=st.text(max_size=20))
def test_mask_keeps_the_length_and_shows_at_most_the_ends(nomor: str) -> None:
    samar = mask(nomor)
    assert len(samar) == len(nomor)
    if len(nomor) == 16:
        assert samar[6:12] == "••••••"
    else:
        assert set(samar[:-4]) <= {"•"}
        assert len(nomor) > 8 or set(samar) <= {"•"}


@pytest.mark.parametrize(
    ("teks", "samar"),
    [
        ("NIK 1804120508855003 diubah", "NIK 180412******5003 diubah"),
        ("nik=1804120508855003,kk=1804120508105003", "nik=180412******5003,kk=180412******5003"),
        ("salah ketik 180412050885003", "salah ketik 180412*****5003"),
        ("180412-050885-5003", "180412********5003"),
        ("id 18041220010001 tetap", "id 18041220010001 tetap"),
        ("2026-11-01 08:15:00 18.04.12.2001", "2026-11-01 08:15:00 18.04.12.2001"),
        ("", ""),
    ],
)
def test_mask_log_hides_every_number_in_a_line(teks: str, samar: str) -> None:
    assert mask_log(teks) == samar
