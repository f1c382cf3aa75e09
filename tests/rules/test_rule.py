"""How a rule is written down and how a refusal reads."""

import pytest

from opensiks.rules.rule import RULEBOOK, AksiDitolak, Rule, Tingkat, Violation, broken, rule


@pytest.fixture(autouse=True)
def _same_book() -> object:
    sebelum = dict(RULEBOOK)
    yield
    RULEBOOK.clear()
    RULEBOOK.update(sebelum)


def write(kode: str = "R9001") -> Rule:
    @rule(kode, sumber="Uji", langkah="Isi angkanya.")
    def is_positif(n: int) -> bool:
        """Isi angka lebih dari {batas}.

        The rest is for programmers.
        """
        return n > 0

    return is_positif


def test_the_sentence_is_the_first_line_of_the_docstring() -> None:
    assert write().kalimat == "Isi angka lebih dari {batas}."
    assert RULEBOOK["R9001"].tingkat is Tingkat.B


def test_a_code_is_written_once() -> None:
    write()
    with pytest.raises(ValueError, match="twice"):
        write()


def test_a_rule_without_sentence_is_refused() -> None:
    with pytest.raises(ValueError, match="no sentence"):
        rule("R9002", sumber="Uji")(lambda n: n)


def test_a_violation_fills_its_sentence_and_shows_what_is_missing() -> None:
    assert str(write().violation(batas="0")) == "Isi angka lebih dari 0."
    assert str(write("R9003").violation()) == "Isi angka lebih dari …."


def test_only_broken_rules_are_told_in_order() -> None:
    satu, dua = write(), write("R9004")
    assert broken((satu, dua), 1) == []
    assert [v.kode for v in broken((dua, satu), 0)] == ["R9004", "R9001"]


def test_a_refusal_carries_its_violations() -> None:
    v = Violation("R9001", "Isi angkanya.")
    assert AksiDitolak([v]).violations == (v,)
    assert str(AksiDitolak([v])) == "R9001: Isi angkanya."
