import pytest

from opensiks.rules.wilayah import (
    KOSONG,
    NASIONAL,
    Cakupan,
    induk,
    is_kelurahan,
    is_kode,
    is_kota,
    leluhur,
    name_dusun,
    tingkat,
    zona,
)

DESA = "18.04.01.2001"


@pytest.mark.parametrize(("kode", "angka"), [("", 0), ("18", 1), ("18.04", 2), ("18.04.01", 3), (DESA, 4)])
def test_tier_of_a_code(kode: str, angka: int) -> None:
    assert tingkat(kode) == angka


@pytest.mark.parametrize(
    "kode",
    [
        "1",
        "180",
        "18.",
        "18.4",
        "1804",
        "18.04.01.201",
        "18.04.01.20011",
        "18.04.01.2001.1",
        "aa",
        "١٨",
        "18\n",
        " 18",
    ],
)
def test_malformed_codes_are_refused(kode: str) -> None:
    assert not is_kode(kode)
    with pytest.raises(ValueError, match="region code"):
        tingkat(kode)
    with pytest.raises(ValueError, match="region code"):
        Cakupan((kode,))


def test_parent_and_ancestors() -> None:
    assert induk(DESA) == "18.04.01"
    assert induk("18") == "" == induk("")
    assert leluhur(DESA) == ("18.04.01", "18.04", "18")


def test_R1_scope_covers_itself_and_below() -> None:
    kab = Cakupan(("18.04",))
    assert kab.covers("18.04")
    assert kab.covers(DESA)


@pytest.mark.parametrize("kode", ["18", "18.05", "18.05.01.2001", "", "17.04.01.2001"])
def test_R1_scope_does_not_cover_neighbours_or_above(kode: str) -> None:
    assert not Cakupan(("18.04",)).covers(kode)


def test_R1_scope_is_by_segment_not_by_letters() -> None:
    assert not Cakupan(("18.04.0" + "1",)).covers("18.04.010")
    assert not Cakupan(("18",)).covers("181")


def test_R1_several_assignments_add_up() -> None:
    dua = Cakupan((DESA, "18.04.02"))
    assert dua.covers("18.04.02.2003")
    assert not dua.covers("18.04.01.2002")


def test_R1_nothing_set_sees_nothing_and_the_nation_sees_all() -> None:
    assert not KOSONG.covers(DESA)
    assert not KOSONG.covers("")
    assert NASIONAL.covers(DESA)
    assert NASIONAL.covers("")


def test_kota_and_kelurahan_by_their_numbers() -> None:
    assert is_kota("18.71")
    assert not is_kota("18.04")
    assert not is_kota("18")
    assert is_kelurahan("18.04.01.1001")
    assert not is_kelurahan(DESA)
    assert not is_kelurahan("18.04.10")


@pytest.mark.parametrize(
    ("kode", "iana"),
    [(DESA, "Asia/Jakarta"), ("73.06", "Asia/Makassar"), ("92", "Asia/Jayapura"), ("", "Asia/Jakarta")],
)
def test_R78_time_zone_of_a_village(kode: str, iana: str) -> None:
    assert zona(kode) == iana


@pytest.mark.parametrize(
    ("dusun", "kata"),
    [("MELATI", "Dusun MELATI"), ("PEMANGKU I", "PEMANGKU I"), ("Dusun III", "Dusun III"), (" ", "")],
)
def test_a_hamlet_is_called_dusun_unless_its_name_says_what_it_is(dusun: str, kata: str) -> None:
    assert name_dusun(dusun) == kata
