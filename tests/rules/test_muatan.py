from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from opensiks.rules.jenis import Jenis
from opensiks.rules.muatan import (
    RULES_MUATAN,
    FaktaGanda,
    FaktaPengurus,
    FaktaSubjek,
    FaktaTujuan,
    Muatan,
    check_muatan,
)
from opensiks.rules.rule import Tingkat

HARI_INI = date(2023, 9, 20)
LAHIR = date(1980, 5, 12)
BAIK = Muatan(
    hari_ini=HARI_INI,
    tanggal=date(2023, 8, 1),
    program="PKH",
    kode_alasan="MAMPU",
    jumlah_perubahan=1,
    anggota_keluar=2,
    kk_baru=True,
    subjek=FaktaSubjek(tanggal_lahir=LAHIR, di_desa=True, nik_sah=True, anggota_lain=3),
    tujuan=FaktaTujuan(kode="18.05.01.2003", berlaku=True),
    ganda=FaktaGanda(id_dipertahankan="A", id_ditutup="B", keduanya_ada=True, dipertahankan_aktif=True),
    pengurus=FaktaPengurus(tanggal_lahir=LAHIR, kk_sama=True, terdaftar=True, padan=True, program_aktif=True),
)


def good(jenis: Jenis) -> Muatan:
    return replace(BAIK, kode_alasan="3") if jenis is Jenis.TIDAK_DITEMUKAN else BAIK


def kode(jenis: Jenis, muatan: Muatan) -> list[str]:
    return [v.kode for v in check_muatan(jenis, muatan)]


def change(bagian: str, **ubah: Any) -> Muatan:
    return replace(BAIK, **{bagian: replace(getattr(BAIK, bagian), **ubah)})


@pytest.mark.parametrize("jenis", Jenis)
def test_every_kind_has_rules_and_a_good_proposal_passes(jenis: Jenis) -> None:
    assert jenis in RULES_MUATAN
    assert kode(jenis, good(jenis)) == []


@pytest.mark.parametrize("jenis", [j for j in Jenis if j is not Jenis.TETAP])
def test_an_empty_proposal_is_refused(jenis: Jenis) -> None:
    kosong = check_muatan(jenis, Muatan(hari_ini=HARI_INI))
    harus = {v.tingkat for v in kosong}
    assert Tingkat.B in harus or jenis is Jenis.TAMBAH_ART


@pytest.mark.parametrize("tanggal", [None, date(1980, 5, 11), date(2023, 9, 21), date(2090, 1, 1)])
def test_R27_death_lies_between_birth_and_today(tanggal: date | None) -> None:
    assert kode(Jenis.MENINGGAL, replace(BAIK, tanggal=tanggal)) == ["R27"]


@pytest.mark.parametrize("tanggal", [LAHIR, HARI_INI])
def test_R27_both_ends_are_possible(tanggal: date) -> None:
    assert kode(Jenis.MENINGGAL, replace(BAIK, tanggal=tanggal)) == []


def test_R28_death_of_the_card_holder_proposes_a_new_one() -> None:
    kepala = change("subjek", kepala_atau_pengurus=True)
    [v] = check_muatan(Jenis.MENINGGAL, kepala)
    assert (v.kode, v.tingkat) == ("R28", Tingkat.W)
    assert kode(Jenis.MENINGGAL, replace(kepala, pengurus_diusulkan=True)) == []
    sendiri = replace(kepala, subjek=replace(kepala.subjek, anggota_lain=0))
    assert kode(Jenis.MENINGGAL, sendiri) == []


@pytest.mark.parametrize("ubah", [{"kode": ""}, {"berlaku": False}])
def test_R29_destination_is_valid_today(ubah: dict[str, Any]) -> None:
    assert kode(Jenis.PINDAH, change("tujuan", **ubah)) == ["R29"]


def test_R29_a_split_of_the_area_is_no_move() -> None:
    assert kode(Jenis.PINDAH, change("tujuan", pemekaran=True)) == ["R29a"]


@pytest.mark.parametrize("tanggal", [None, date(2023, 9, 21)])
def test_R29_the_move_has_happened(tanggal: date | None) -> None:
    assert kode(Jenis.PINDAH, replace(BAIK, tanggal=tanggal)) == ["R29b"]


@pytest.mark.parametrize("id_dipertahankan", ["", "B"])
def test_R30_two_different_records(id_dipertahankan: str) -> None:
    assert kode(Jenis.GANDA, change("ganda", id_dipertahankan=id_dipertahankan)) == ["R30"]


@pytest.mark.parametrize("ubah", [{"keduanya_ada": False}, {"dipertahankan_aktif": False}])
def test_R30_both_exist_and_the_kept_one_is_active(ubah: dict[str, Any]) -> None:
    assert kode(Jenis.GANDA, change("ganda", **ubah)) == ["R30a"]


def test_R30_closing_the_record_with_aid_history_warns() -> None:
    [v] = check_muatan(Jenis.GANDA, change("ganda", berbantuan="B"))
    assert (v.kode, v.tingkat) == ("R30b", Tingkat.W)
    assert kode(Jenis.GANDA, change("ganda", berbantuan="A")) == []


@pytest.mark.parametrize(
    "ubah", [{"program": ""}, {"program": "XYZ"}, {"kode_alasan": ""}, {"kode_alasan": "A1"}]
)
def test_R31_programme_and_reason(ubah: dict[str, Any]) -> None:
    assert kode(Jenis.TIDAK_LAYAK, replace(BAIK, **ubah)) == ["R31"]


def test_R31_the_whole_registry_may_be_left_but_not_as_a_programme() -> None:
    assert kode(Jenis.TIDAK_LAYAK, replace(BAIK, program="REGISTRI")) == []
    assert kode(Jenis.BANSOS_HENTI, replace(BAIK, program="REGISTRI")) == ["R117"]


@pytest.mark.parametrize(
    ("ubah", "aturan"),
    [
        ({"kk_sama": False}, "R33"),
        ({"terdaftar": False}, "R33a"),
        ({"padan": False}, "R33b"),
        ({"tanggal_lahir": None}, "R33c"),
        ({"tanggal_lahir": date(2005, 9, 21)}, "R33c"),
        ({"program_aktif": False}, "R33d"),
    ],
)
def test_R33_the_new_card_holder(ubah: dict[str, Any], aturan: str) -> None:
    assert kode(Jenis.PENGURUS, change("pengurus", **ubah)) == [aturan]


def test_R33_older_than_17_means_18() -> None:
    assert kode(Jenis.PENGURUS, change("pengurus", tanggal_lahir=date(2005, 9, 20))) == []


@pytest.mark.parametrize(
    ("tanggal", "boleh"),
    [
        (date(2023, 3, 20), False),
        (date(2023, 3, 21), True),
        (HARI_INI, True),
        (date(2023, 9, 21), False),
        (None, False),
    ],
)
def test_R34_less_than_six_months(tanggal: date | None, boleh: bool) -> None:
    assert (kode(Jenis.REAKTIVASI, replace(BAIK, tanggal=tanggal)) == []) is boleh


def test_R35_new_families_live_in_the_village() -> None:
    assert kode(Jenis.BARU, change("subjek", di_desa=False)) == ["R35"]


@pytest.mark.parametrize("jenis", [Jenis.BARU, Jenis.TAMBAH_ART])
def test_R36_a_registered_nik_is_refused_with_a_masked_reference(jenis: Jenis) -> None:
    [v] = check_muatan(jenis, change("subjek", nik_terdaftar="180412••••••0003, Pekon lain"))
    assert v.kode == "R36"
    assert "180412••••••0003" in str(v)


def test_R37_a_registered_card_warns() -> None:
    [v] = check_muatan(Jenis.BARU, change("subjek", kk_terdaftar="180412••••••0007"))
    assert (v.kode, v.tingkat) == ("R37", Tingkat.W)
    assert "0007" in str(v)


@pytest.mark.parametrize(("lahir", "boleh"), [(date(2006, 9, 20), True), (date(2006, 9, 21), False)])
def test_R38_a_programme_needs_somebody_of_17(lahir: date, boleh: bool) -> None:
    muda = change("pengurus", tanggal_lahir=lahir)
    assert (kode(Jenis.BANSOS_MASUK, muda) == []) is boleh
    assert kode(Jenis.BARU, replace(muda, program="")) == []


def test_R49_no_programme_without_a_valid_nik() -> None:
    tanpa = change("subjek", nik_sah=False)
    assert kode(Jenis.BANSOS_MASUK, tanpa) == ["R125"]
    assert kode(Jenis.BARU, replace(tanpa, program="")) == []


def test_a_programme_is_chosen_from_the_list() -> None:
    assert kode(Jenis.BANSOS_MASUK, replace(BAIK, program="XYZ")) == ["R117"]


@pytest.mark.parametrize("jenis", [Jenis.PERBAIKAN_ID, Jenis.PERBAIKAN_DATA])
def test_a_correction_changes_something(jenis: Jenis) -> None:
    assert kode(jenis, replace(BAIK, jumlah_perubahan=0)) == ["R118"]


@pytest.mark.parametrize("alasan", ["", "5", "MAMPU"])
def test_not_found_has_one_of_four_reasons(alasan: str) -> None:
    assert kode(Jenis.TIDAK_DITEMUKAN, replace(BAIK, kode_alasan=alasan)) == ["R119"]


@pytest.mark.parametrize(
    "salah", [replace(BAIK, kk_baru=False), replace(BAIK, anggota_keluar=0), change("subjek", anggota_lain=0)]
)
def test_a_split_takes_some_and_leaves_some(salah: Muatan) -> None:
    assert kode(Jenis.PECAH_KK, salah) == ["R120"]
