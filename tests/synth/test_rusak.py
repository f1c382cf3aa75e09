from random import Random

import pytest

from opensiks.rules.nik import FaktaNik, has_bentuk_nik, is_kk, is_nik, is_tanpa_nik
from opensiks.synth import rusak

PRIA, WANITA, KK = "1804121708856003", "1804125708856003", "1804121203147512"


@pytest.fixture
def acak():
    return Random(11).random


@pytest.mark.parametrize("nik", [PRIA, WANITA])
@pytest.mark.parametrize(
    "tindakan", [rusak.to_15, rusak.to_17, rusak.to_huruf, rusak.to_tanggal_mustahil, rusak.to_urut_0000]
)
def test_broken_nik_are_impossible(acak, nik, tindakan):
    for _ in range(60):
        salah = tindakan(acak, nik)
        assert salah != nik
        assert not is_nik(salah)
        assert not is_tanpa_nik(salah)


def test_lengths_of_nik_one_digit_wrong(acak):
    assert len(rusak.to_15(acak, PRIA)) == 15
    assert len(rusak.to_17(acak, PRIA)) == 17
    assert not has_bentuk_nik(FaktaNik(rusak.to_huruf(acak, PRIA)))


@pytest.mark.parametrize("tindakan", [rusak.drop, rusak.to_nol, rusak.to_sementara])
def test_R49_placeholders_mean_no_nik(acak, tindakan):
    assert is_tanpa_nik(tindakan(acak, PRIA))


def test_a_typing_error_leaves_a_possible_nik(acak):
    for _ in range(200):
        salah = rusak.to_salah_ketik(acak, PRIA)
        assert is_nik(salah)
        assert salah != PRIA
        assert salah[:12] == PRIA[:12]
        assert salah[12] >= "5"


@pytest.mark.parametrize("tindakan", [rusak.drop, rusak.to_kk_panjang, rusak.to_kk_tanggal])
def test_R51_broken_cards_are_impossible(acak, tindakan):
    assert not is_kk(tindakan(acak, KK))


def test_an_old_card_is_possible_but_another(acak):
    for _ in range(50):
        lama = rusak.to_kk_lama(acak, KK)
        assert is_kk(lama)
        assert lama != KK


def test_one_letter_wrong_changes_little(acak):
    for _ in range(300):
        salah = rusak.to_salah_huruf(acak, "SITI KHADIJAH")
        assert abs(len(salah) - len("SITI KHADIJAH")) <= 1
        assert salah[0] == "S"
        assert salah.count(" ") == 1
    assert rusak.to_salah_huruf(acak, "UU") == "UU"


@pytest.mark.parametrize(
    ("tindakan", "benar", "salah"),
    [
        (rusak.to_singkat, "MUHAMMAD RIDWAN", "MUH. RIDWAN"),
        (rusak.to_singkat, "ADITYA RIDWAN", "ADITYA R"),
        (rusak.to_singkat, "SUPARDI", "SUPARDI"),
        (rusak.to_tunggal, "BUDI SANTOSO", "BUDI"),
        (rusak.to_tunggal, "SITI AMINAH", "AMINAH"),
        (rusak.to_tunggal, "SUPARDI", "SUPARDI"),
        (rusak.to_alias, "HERMAWAN", "WAN / HERMAWAN"),
        (rusak.to_tertukar, "1985-08-05", "1985-05-08"),
        (rusak.to_tertukar, "1985-08-25", "1985-08-25"),
        (rusak.to_tertukar, "1985-08-08", "1985-08-08"),
        (rusak.to_0101, "1985-08-05", "1985-01-01"),
        (rusak.to_masa_depan, "1990-03-04", "2090-03-04"),
        (rusak.to_masa_depan, "2010-03-04", "2010-03-04"),
        (rusak.to_masa_depan, "1928-03-04", "1928-03-04"),
    ],
)
def test_known_vectors(acak, tindakan, benar, salah):
    assert tindakan(acak, benar) == salah


def test_old_spelling_changes_one_sound(acak):
    assert {rusak.to_ejaan_lama(acak, "SUJONO") for _ in range(40)} == {"SOEJONO", "SUDJONO"}
    assert rusak.to_ejaan_lama(acak, "OEMAR") == "OEMAR"


def test_round_years_for_some_of_the_old():
    hasil = {rusak.to_0101(Random(i).random, "1948-07-09") for i in range(30)}
    assert hasil == {"1948-01-01", "1950-01-01"}
