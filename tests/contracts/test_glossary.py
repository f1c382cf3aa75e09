"""One word for one thing: Indonesian words in names come from GLOSSARY.md, verbs of writes from the closed list."""

import inspect
import re
from collections import defaultdict
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings

from opensiks.jejak.mutation import MUTATIONS
from tests.contracts.pohon import AKAR, MODUL, SRC, list_layanan, list_nama, load_semua, split_kata

INGGRIS = (Path(__file__).parent / "kata_inggris.txt").read_text().split()
KATA_KERJA = AKAR / "docs" / "adr" / "0009-kata-kerja.md"


def list_glosarium() -> list[str]:
    """Every word in the first column of a table of GLOSSARY.md."""
    baris = [b for b in (AKAR / "GLOSSARY.md").read_text().splitlines() if re.match(r"\| (?!words? \|)\w", b)]
    return [kata for b in baris for kata in split_kata(b.split("|")[1])]


def list_kata_kerja() -> set[str]:
    """The first column of the tables of the decision on verbs."""
    return set(re.findall(r"^\| `([a-z_]+)` \|", KATA_KERJA.read_text(), re.M))


def test_every_word_in_a_name_is_in_the_glossary_or_english() -> None:
    dikenal = {*list_glosarium(), *INGGRIS}
    asing: dict[str, set[str]] = defaultdict(set)
    for modul in MODUL:
        for nama in list_nama(modul):
            for kata in split_kata(nama):
                if kata not in dikenal:
                    asing[kata].add(f"{modul.relative_to(SRC)}: {nama}")
    assert not asing, "\n".join(
        ["Add to GLOSSARY.md (Indonesian) or tests/contracts/kata_inggris.txt (English):"]
        + [f"  {kata}  ← {'; '.join(sorted(di)[:3])}" for kata, di in sorted(asing.items())]
    )


def test_no_word_stands_twice() -> None:
    glosarium = list_glosarium()
    assert sorted({k for k in glosarium if glosarium.count(k) > 1}) == []
    assert sorted(INGGRIS) == INGGRIS
    assert sorted(set(INGGRIS)) == INGGRIS
    assert sorted(set(glosarium) & set(INGGRIS)) == []


def test_every_row_of_the_glossary_has_a_meaning() -> None:
    for baris in (AKAR / "GLOSSARY.md").read_text().splitlines():
        if baris.startswith("|"):
            assert all(sel.strip() for sel in baris.strip("|").split("|")), baris


@pytest.mark.parametrize(
    ("nama", "kata"),
    [
        ("PeriodeDesa", ["periode", "desa"]),
        ("_TIDAK_LAYAK", ["tidak", "layak"]),
        ("NIKField", ["nik", "field"]),
        ("to_0101", ["to"]),
    ],
)
def test_names_are_split_into_words(nama: str, kata: list[str]) -> None:
    assert split_kata(nama) == kata


def test_a_write_begins_with_a_verb_of_the_closed_list() -> None:
    load_semua()
    verba = list_kata_kerja()
    assert len(verba) > 30
    nama = {m.rsplit(".", 1)[1].lstrip("_") for m in MUTATIONS}
    for app in settings.NOUNS:
        offered = list_layanan(app) if app != "jejak" else {}
        nama |= {n for n in offered if not n.startswith(("get_", "list_", "find_", "count_"))}
    assert sorted(n for n in nama if not any(n == v or n.startswith(v + "_") for v in verba)) == []


def test_a_door_begins_with_access() -> None:
    for berkas in sorted(SRC.glob("*/access.py")):
        modul = import_module(f"opensiks.{berkas.parent.name}.access")
        sendiri = [
            n for n, b in inspect.getmembers(modul, inspect.isfunction) if b.__module__ == modul.__name__
        ]
        pintu = [n for n in sendiri if not n.startswith(("_", "access_"))]
        assert pintu == (["open_door", "require"] if berkas.parent.name == "akun" else []), modul.__name__
