"""The whole rulebook: every rules module loaded, in the order of the codes."""

import importlib
import pkgutil
import re

import opensiks.rules
from opensiks.rules.pasal import PASAL, Pasal
from opensiks.rules.rule import RULEBOOK, Rule

NOMOR_TERAKHIR = 104
"""R1 to R104 come from the field; what is ours goes on from R105."""

_KODE = re.compile(r"R(\d+)([a-z]?)")


def read_kode(kode: str) -> tuple[int, str]:
    """("R17b") -> (17, "b"); ValueError for anything else."""
    cocok = _KODE.fullmatch(kode)
    if cocok is None:
        raise ValueError(f"not a rule code: {kode!r}")
    return int(cocok[1]), cocok[2]


def load_rulebook() -> list[Rule | Pasal]:
    """Every rule of opensiks.rules and every Pasal, by number and letter.

    Rules that other packages registered are left out, so the printed book does not depend on what else is loaded.
    """
    for modul in pkgutil.iter_modules(opensiks.rules.__path__, "opensiks.rules."):
        importlib.import_module(modul.name)
    milik = [r for r in RULEBOOK.values() if r.holds.__module__.startswith("opensiks.rules.")]
    return sorted([*milik, *PASAL.values()], key=lambda r: (read_kode(r.kode), isinstance(r, Pasal)))
