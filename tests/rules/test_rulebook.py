"""The rulebook is whole: every rule of the field is there, kept or with the reason why not yet."""

from pathlib import Path

import pytest

import opensiks
from opensiks.rules.pasal import BELUM_TERPASANG, PASAL, Pasal
from opensiks.rules.rule import Rule, Tingkat
from opensiks.rules.semua import NOMOR_TERAKHIR, load_rulebook, read_kode

BUKU = load_rulebook()
SUMBER = Path(opensiks.__file__).parent


def test_every_rule_from_R1_to_R104_is_in_the_book() -> None:
    nomor = {read_kode(r.kode)[0] for r in BUKU}
    assert set(range(1, NOMOR_TERAKHIR + 1)) - nomor == set()


def test_codes_are_in_order_and_each_is_a_predicate_or_a_pasal() -> None:
    kode = [read_kode(r.kode) for r in BUKU]
    assert kode == sorted(set(kode))


def test_letters_follow_a_rule_without_letter_or_a_pasal() -> None:
    polos = {read_kode(r.kode)[0] for r in BUKU if read_kode(r.kode)[1] == ""}
    assert {read_kode(r.kode)[0] for r in BUKU} == polos


@pytest.mark.parametrize("kode", ["73", "R", "R7A", "R7ab", "r7", " R7"])
def test_malformed_codes_are_refused(kode: str) -> None:
    with pytest.raises(ValueError, match="rule code"):
        read_kode(kode)


@pytest.mark.parametrize("aturan", BUKU, ids=lambda r: r.kode)
def test_every_rule_has_a_short_sentence_and_a_source(aturan: Rule | Pasal) -> None:
    assert aturan.kalimat.endswith(".")
    assert len(aturan.kalimat.split()) <= 18
    assert aturan.sumber


@pytest.mark.parametrize("pasal", [p for p in PASAL.values() if p.di], ids=lambda p: p.kode)
def test_what_is_said_to_be_kept_somewhere_names_files_that_exist(pasal: Pasal) -> None:
    assert [d for d in pasal.di if not (SUMBER / d).exists()] == []


def test_a_pasal_is_kept_or_has_a_reason_and_never_both() -> None:
    with pytest.raises(ValueError, match="R1"):
        Pasal("R1", "Kalimat.", "Sumber", Tingkat.B)
    with pytest.raises(ValueError, match="R1"):
        Pasal("R1", "Kalimat.", "Sumber", Tingkat.B, di=("rules/rule.py",), belum="nanti")


def test_what_is_not_wired_yet_is_a_rule_of_the_book() -> None:
    assert set(BELUM_TERPASANG) <= {r.kode for r in BUKU if isinstance(r, Rule)}
