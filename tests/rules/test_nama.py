"""Names: the vectors of the field (domain 9.5), and each folding alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opensiks.rules.nama import (
    best_simil,
    fold_ejaan,
    fold_muhammad,
    fold_siti,
    normalise,
    simil,
    split_alias,
    strip_gelar,
    tidy,
)

VEKTOR = [
    ("MUHAMMAD RIDWAN", "MUH RIDWAN", 80.0),
    ("MUHAMMAD RIDWAN", "M RIDWAN", 69.6),
    ("SITI AMINAH", "ST AMINAH", 90.0),
    ("NURHAYATI", "NUR HAYATI", 94.7),
    ("HERMAWAN", "WAWAN", 61.5),
    ("SUPARDI", "SUPARMI", 85.7),
    ("SITI KHADIJAH", "SITI HALIMAH", 80.0),
    ("SRI WAHYUNI", "SRI RAHAYU", 76.2),
    ("AHMAD FAUZI", "FAUZI AHMAD", 45.5),
    ("BUDI", "BUDI SANTOSO", 50.0),
]


@pytest.mark.parametrize(("a", "b", "skor"), VEKTOR)
def test_R65_simil_gives_the_centre_s_scores(a: str, b: str, skor: float) -> None:
    assert round(simil(a, b), 1) == skor
    assert round(best_simil(a, b), 1) == skor


def test_R65_an_alias_counts_by_its_best_part() -> None:
    assert best_simil("HERMAWAN / WAWAN", "WAWAN") == 100.0
    assert best_simil("wawan", " Wawan ") == 100.0
    assert round(best_simil("BUDI/SUPARDI", "SUPARMI"), 1) == 85.7
    assert best_simil(" / ", "WAWAN") == 0.0
    assert best_simil("", "") == 0.0


def test_an_empty_name_resembles_nothing() -> None:
    assert simil("", "") == 0.0
    assert simil("A", "") == 0.0


@given(st.text(), st.text())
def test_simil_stays_between_0_and_100(a: str, b: str) -> None:
    assert 0.0 <= simil(a, b) <= 100.0


def test_long_names_are_not_cut_short_by_autojunk() -> None:
    # difflib's default drops letters that are common in texts of 200 and more.
    panjang = "A" * 250
    assert simil(panjang + "B", "B" + panjang) > 99.0


@pytest.mark.parametrize(
    ("nama", "hasil"),
    [
        ("  nur   hayati ", "NUR HAYATI"),
        ("Nur-Hayati", "NUR HAYATI"),
        ("NU'MAN", "NUMAN"),
        ("M.RIDWAN", "M RIDWAN"),
        ("", ""),
    ],
)
def test_tidy(nama: str, hasil: str) -> None:
    assert tidy(nama) == hasil


@pytest.mark.parametrize(
    ("nama", "hasil"),
    [
        ("Hj. Siti Aminah, S.Pd", "SITI AMINAH"),
        ("H. AHMAD", "AHMAD"),
        ("H AHMAD", "AHMAD"),
        ("Drs.H.AHMAD FAUZI, M.Pd.I", "AHMAD FAUZI"),
        ("DR. IR. BUDI SANTOSO, S.T., M.T.", "BUDI SANTOSO"),
        ("BUDI SANTOSO SH", "BUDI SANTOSO"),
        ("BUDI SANTOSO, S. PD", "BUDI SANTOSO"),
        ("SITI AMINAH A.MD.KEB", "SITI AMINAH"),
        ("AHMAD, SUPARDI", "AHMAD SUPARDI"),
        ("LI MA", "LI MA"),
        ("SUHARDI", "SUHARDI"),
        ("HAJI", "HAJI"),
        ("", ""),
    ],
)
def test_strip_gelar(nama: str, hasil: str) -> None:
    assert strip_gelar(nama) == hasil


@pytest.mark.parametrize(
    ("nama", "hasil"),
    [
        ("MUH RIDWAN", "MUHAMMAD RIDWAN"),
        ("M RIDWAN", "MUHAMMAD RIDWAN"),
        ("MOCHAMAD ALI", "MUHAMMAD ALI"),
        ("ALI MUHAMAD", "ALI MUHAMMAD"),
        ("RIDWAN M", "RIDWAN M"),
        ("M", "M"),
        ("MUHLIS", "MUHLIS"),
    ],
)
def test_fold_muhammad(nama: str, hasil: str) -> None:
    assert fold_muhammad(nama) == hasil


@pytest.mark.parametrize(
    ("nama", "hasil"),
    [("ST AMINAH", "SITI AMINAH"), ("SITTI AMINAH", "SITI AMINAH"), ("AMINAH ST", "AMINAH ST"), ("ST", "ST")],
)
def test_fold_siti(nama: str, hasil: str) -> None:
    assert fold_siti(nama) == hasil


@pytest.mark.parametrize(
    ("nama", "hasil"),
    [
        ("SOEHARDJO TJIPTO", "SUHARJO CIPTO"),
        ("DJAJA", "JAYA"),
        ("SOEJATNO", "SUYATNO"),
        ("NJOMAN", "NYOMAN"),
        ("SJARIF", "SYARIF"),
        ("JUSUF", "YUSUF"),
        ("JOKO", "JOKO"),
        ("PANJI ANJANI", "PANJI ANJANI"),
    ],
)
def test_fold_ejaan(nama: str, hasil: str) -> None:
    assert fold_ejaan(nama) == hasil


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Moch. Soehardjo", "MUHAMMAD SUHARJO"),
        ("ST. AMINAH", "SITI AMINAH"),
        ("Hj. Nur Hayati, S.Pd.", "NUR HAYATI"),
        ("H. M. Ridwan", "MUHAMMAD RIDWAN"),
        ("NU’MAN", "NU'MAN"),
    ],
)
def test_normalise_brings_two_spellings_together(a: str, b: str) -> None:
    assert normalise(a) == normalise(b)


def test_normalise_keeps_aliases_apart() -> None:
    assert normalise("Hj. ST Aminah/Minah") == "SITI AMINAH / MINAH"
    assert split_alias("A / B /") == ("A", "B")


@given(st.text(alphabet="ABDEGHIJMNOSTUWY .,'/-", max_size=40))
def test_normalise_leaves_capitals_and_single_spaces(nama: str) -> None:
    hasil = normalise(nama)
    assert hasil == " ".join(hasil.split())
    assert set(hasil) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ /")
