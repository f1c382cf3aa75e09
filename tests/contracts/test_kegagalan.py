"""Each of the 77 failures is in the table with the test that proves it, or with the reason why none does yet."""

import ast
import re
from functools import cache
from typing import NamedTuple

import pytest

from tests.contracts.pohon import AKAR

TABEL = AKAR / "docs" / "kegagalan.md"
SEMUA = range(1, 78)
_BARIS = re.compile(r"^\| (\d+) \|(.+)\|(.+)\|(.+)\|(.+)\|$", re.M)
_BUKTI = re.compile(r"`([^`]+?)::([^`]+)`")
_SEBUT = re.compile(r"Kegagalan ((?:\d+(?:, | dan )?)+)")


class Baris(NamedTuple):
    """One row of the table; `uji` is (path, name of the test) of each proof."""

    nomor: int
    janji: str
    bukti: str
    uji: list[tuple[str, str]]


def list_baris() -> list[Baris]:
    teks = TABEL.read_text(encoding="utf-8")
    return [
        Baris(int(nomor), janji.strip(), bukti.strip(), _BUKTI.findall(bukti))
        for nomor, _keadaan, _harus, janji, bukti in _BARIS.findall(teks)
    ]


def list_nomor(teks: str) -> set[int]:
    """Every number that a text names as a failure: "Kegagalan 27, 31 dan 32"."""
    return {int(n) for sebut in _SEBUT.findall(teks) for n in re.findall(r"\d+", sebut)}


@cache
def list_uji(path: str) -> dict[str, str]:
    """Test name -> what it says of itself: the docstring in Python, the title in TypeScript."""
    teks = (AKAR / path).read_text(encoding="utf-8")
    if path.endswith(".py"):
        return {
            n.name: ast.get_docstring(n) or ""
            for n in ast.walk(ast.parse(teks))
            if isinstance(n, ast.FunctionDef) and n.name.startswith("test_")
        }
    return {judul: judul for _, judul in re.findall(r"\b(?:it|test)(?:\.\w+)?\(\s*([\"'`])(.+?)\1", teks)}


BARIS = list_baris()


def test_every_failure_has_one_row() -> None:
    assert [b.nomor for b in BARIS] == list(SEMUA)
    assert [b.nomor for b in BARIS if not re.fullmatch(r"[LDUVP]( [LDUVP])*", b.janji)] == []


@pytest.mark.parametrize("baris", BARIS, ids=lambda b: str(b.nomor))
def test_every_row_has_a_proof_or_a_reason(baris: Baris) -> None:
    if not baris.uji:
        assert baris.bukti.startswith("belum: ")
        assert len(baris.bukti.split()) > 4
    for path, nama in baris.uji:
        assert (AKAR / path).is_file(), path
        uji = list_uji(path)
        assert nama in uji, f"{path}: {nama}"
        assert baris.nomor in list_nomor(uji[nama]), f"{path}::{nama} does not name Kegagalan {baris.nomor}"


def test_a_row_does_not_say_belum_when_a_test_names_it() -> None:
    """The other way round: what is proven somewhere is not told as open."""
    belum = {b.nomor for b in BARIS if not b.uji}
    berkas = [*AKAR.glob("tests/**/test_*.py"), *AKAR.glob("lembar/uji/**/*.test.ts*")]
    lupa = [
        f"{n}: {path.relative_to(AKAR)}::{nama}"
        for path in sorted(berkas)
        if path.name != "test_kegagalan.py" and "Kegagalan " in path.read_text(encoding="utf-8")
        for nama, teks in list_uji(path.relative_to(AKAR).as_posix()).items()
        for n in sorted(list_nomor(teks) & belum)
    ]
    assert lupa == []


@pytest.mark.parametrize(
    ("teks", "nomor"),
    [
        ("Kegagalan 27", {27}),
        ("Lost. Kegagalan 27, 31 dan 32: no", {27, 31, 32}),
        ("Kegagalan lain 3", set()),
    ],
)
def test_numbers_are_found_in_a_sentence(teks: str, nomor: set[int]) -> None:
    assert list_nomor(teks) == nomor
