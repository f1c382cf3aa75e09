"""Decisions are numbered, whole, and short enough to be read."""

import re

import pytest

from tests.contracts.pohon import AKAR

ADR = sorted((AKAR / "docs" / "adr").glob("*.md"))
BAGIAN = ("**Context.**", "**Options.**", "**Decision.**", "**Consequences.**")


def test_numbers_are_unique_and_without_gaps() -> None:
    assert [int(p.name[:4]) for p in ADR] == list(range(1, len(ADR) + 1))


@pytest.mark.parametrize("adr", ADR, ids=lambda p: p.name)
def test_a_decision_says_why_what_else_what_and_what_follows(adr: object) -> None:
    teks = (AKAR / "docs" / "adr" / adr.name).read_text()  # type: ignore[attr-defined]
    assert re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", adr.name)  # type: ignore[attr-defined]
    assert teks.startswith(f"# {adr.name[:4]} ")  # type: ignore[attr-defined]
    letak = [teks.find(f"\n{b} ") for b in BAGIAN]
    assert -1 not in letak
    assert letak == sorted(letak)
