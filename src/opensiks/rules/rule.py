"""How a rule is written down: a predicate with a code, one Indonesian sentence and a source.

The sentence an officer reads when the rule is broken is the first line of the docstring. The rulebook in
docs/buku-aturan.md is printed from RULEBOOK.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Tingkat(StrEnum):
    """Severity: B blocks, W asks for a look, I informs (domain vocabulary: Harus, Perlu dilihat, Info)."""

    B = "B"
    W = "W"
    I = "I"  # noqa: E741 - the regulation's own letter


@dataclass(frozen=True)
class Rule:
    kode: str
    kalimat: str
    sumber: str
    tingkat: Tingkat
    holds: Callable[[Any], bool]
    # Next action and who must do it (R41); printed under the sentence.
    langkah: str = ""

    def __call__(self, fakta: Any) -> bool:
        return self.holds(fakta)

    def violation(self, **data: str) -> Violation:
        return Violation(self.kode, self.kalimat, self.tingkat, self.langkah, data)


@dataclass(frozen=True)
class Violation:
    """One broken rule, ready to be shown: `kalimat` may hold {placeholders} that `data` fills."""

    kode: str
    kalimat: str
    tingkat: Tingkat = Tingkat.B
    langkah: str = ""
    data: dict[str, str] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return self.kalimat.format_map(_Blank(self.data))


class _Blank(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


class AksiDitolak(Exception):
    """A step the rules refuse. Carries the violations; nobody parses the message."""

    def __init__(self, violations: Iterable[Violation]) -> None:
        self.violations = tuple(violations)
        super().__init__("; ".join(f"{v.kode}: {v}" for v in self.violations))


RULEBOOK: dict[str, Rule] = {}


def rule(
    kode: str, *, sumber: str, tingkat: Tingkat = Tingkat.B, langkah: str = ""
) -> Callable[[Callable[[Any], bool]], Rule]:
    """Register a predicate that is True when the rule is kept.

    One regulation rule may need several predicates; the later ones carry a letter ("R49a") and the same number.
    """

    def register(holds: Callable[[Any], bool]) -> Rule:
        if kode in RULEBOOK:
            raise ValueError(f"rule {kode} is written twice")
        if not holds.__doc__:
            raise ValueError(f"rule {kode} has no sentence")
        RULEBOOK[kode] = Rule(kode, holds.__doc__.strip().splitlines()[0], sumber, tingkat, holds, langkah)
        return RULEBOOK[kode]

    return register


def broken(rules: Iterable[Rule], fakta: Any) -> list[Violation]:
    """The violations of `rules` by `fakta`, in the order given."""
    return [r.violation() for r in rules if not r(fakta)]
