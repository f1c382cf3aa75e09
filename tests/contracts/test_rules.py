"""The rulebook is whole, lives in one folder, and each predicate of it is tested under its code."""

import ast

import pytest

from opensiks.cli.docs import find_tests
from opensiks.rules.pasal import BELUM_TERPASANG, Pasal
from opensiks.rules.rule import RULEBOOK, Rule
from opensiks.rules.semua import NOMOR_TERAKHIR, load_rulebook, read_kode
from tests.contracts.pohon import AKAR, MODUL, SRC, load_semua, parse

BUKU = load_rulebook()
PREDIKAT = [r for r in BUKU if isinstance(r, Rule)]
# Predicates that no test names, each with the reason. Empty is the aim.
TANPA_UJI: dict[str, str] = {}


def test_every_rule_of_the_field_is_in_the_book() -> None:
    nomor = {read_kode(r.kode)[0] for r in BUKU}
    assert set(range(1, NOMOR_TERAKHIR + 1)) - nomor == set()


def test_what_does_not_hold_yet_says_why() -> None:
    assert [r.kode for r in BUKU if isinstance(r, Pasal) and not r.di and len(r.belum.split()) < 4] == []
    assert [kode for kode, sebab in BELUM_TERPASANG.items() if len(sebab.split()) < 4] == []


@pytest.mark.parametrize("aturan", PREDIKAT, ids=lambda r: r.kode)
def test_every_predicate_has_a_test_that_names_its_code(aturan: Rule) -> None:
    diuji = find_tests(AKAR)
    assert aturan.kode in diuji or aturan.kode in TANPA_UJI, f"{aturan.holds.__module__}: {aturan.kalimat}"


def test_the_list_of_the_untested_is_not_longer_than_it_must_be() -> None:
    diuji = find_tests(AKAR)
    assert [kode for kode in TANPA_UJI if kode in diuji or kode not in RULEBOOK] == []


def test_rules_are_written_in_the_rules_folder_only() -> None:
    di_luar = [
        f"{modul.relative_to(SRC)}:{node.lineno} {node.name}"
        for modul in MODUL
        if modul.parent != SRC / "rules"
        for node in ast.walk(parse(modul))
        if isinstance(node, ast.FunctionDef) and any(is_rule(d) for d in node.decorator_list)
    ]
    assert di_luar == []


def is_rule(hiasan: ast.expr) -> bool:
    panggil = hiasan.func if isinstance(hiasan, ast.Call) else hiasan
    return ast.unparse(panggil).rsplit(".", 1)[-1] == "rule"


def test_nothing_else_registers_a_rule_when_the_whole_house_is_loaded() -> None:
    load_semua()
    assert {r.kode for r in RULEBOOK.values()} == {r.kode for r in PREDIKAT}


def test_every_refusal_that_is_written_by_hand_carries_a_code_of_the_book() -> None:
    """A Violation("…") in a service names a rule that the officer can look up."""
    dikenal = {r.kode for r in BUKU}
    salah = [
        f"{modul.relative_to(SRC)}:{node.lineno} {node.args[0].value}"
        for modul in MODUL
        for node in ast.walk(parse(modul))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).endswith("Violation")
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and node.args[0].value not in dikenal
    ]
    assert salah == []
