"""What never stands in this tree: unfinished marks, places of one machine, and numbers that might be somebody's."""

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from opensiks.rules.nik import read_nik
from tests.contracts.pohon import AKAR, SRC

# Put together here, so that this file does not hold what it looks for.
BELUM_JADI = re.compile(rf"\b({'TODO'}|{'FIXME'}|{'XXX'}|{'lorem'} ipsum|stub)\b")
LETAK_MESIN = re.compile(rf"(?<![\w.$~-])/({'work'}|{'home'}|{'root'}|{'tmp'}|{'Users'})/[\w.-]")
GUDANG_PAKET = re.compile(
    rf"{'pypi'}\.|{'python'}hosted|{'artifact'}ory|{'code'}artifact|{'nexus'}[./]|npm{'js'}\.|{'jf'}rog", re.I
)
ENAM_BELAS = re.compile(r"(?<!\d)\d{16}(?!\d)")
SIDIK = re.compile(r"sha256:[0-9a-f]{64}")
# What the civil registry is not known to reach in one kecamatan on one day; synth draws from it.
SERI_BUATAN = range(5000, 10000)


@cache
def list_berkas() -> dict[Path, str]:
    """Text files of the repository by path from its root, committed or about to be."""
    perintah = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        keluaran = subprocess.run(perintah, cwd=AKAR, capture_output=True, check=True).stdout.decode()
        nama = [Path(n) for n in keluaran.split("\0") if n]
    except (OSError, subprocess.CalledProcessError):
        # An unpacked archive has no git; the folders that matter are the same.
        folder = ("src", "tests", "docs", "script")
        nama = [p.relative_to(AKAR) for f in folder for p in (AKAR / f).rglob("*") if p.is_file()]
    return {n: isi for n in nama if (isi := read(AKAR / n)) is not None}


def read(path: Path) -> str | None:
    if not path.is_file() or "__pycache__" in path.parts:
        return None
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


def find(pola: re.Pattern[str], berkas: dict[Path, str]) -> list[str]:
    return [
        f"{nama}:{isi.count(chr(10), 0, cocok.start()) + 1}: {cocok[0]}"
        for nama, isi in sorted(berkas.items())
        for cocok in pola.finditer(isi)
    ]


def test_nothing_is_left_half_done() -> None:
    assert find(BELUM_JADI, {n: isi for n, isi in list_berkas().items() if n.parts[0] == "src"}) == []


def test_no_place_of_one_machine_is_written_down() -> None:
    assert find(LETAK_MESIN, list_berkas()) == []


def test_no_package_registry_is_named() -> None:
    assert find(GUDANG_PAKET, list_berkas()) == []


def test_no_number_might_be_a_persons() -> None:
    """A 16-digit number that could be a NIK has a serial from the range of made-up people (R99)."""
    assert [f"{n}: {a}" for n, isi in sorted(list_berkas().items()) for a in list_mungkin_nyata(isi)] == []


def list_mungkin_nyata(isi: str) -> list[str]:
    """Numbers in the text that have a possible area and birth date, and a serial that is really given out.

    The digits of a lock file's hashes are nobody's number.
    """
    return sorted({a for a in ENAM_BELAS.findall(SIDIK.sub("", isi)) if is_mungkin_nyata(a)})


def is_mungkin_nyata(angka: str) -> bool:
    nik = read_nik(angka)
    return nik is not None and int(angka[12:]) not in SERI_BUATAN


@pytest.mark.parametrize("path", sorted(SRC.rglob("*.html")), ids=lambda p: str(p.relative_to(SRC)))
def test_templates_speak_indonesian_to_people(path: Path) -> None:
    """Words of a sample page that nobody translated."""
    assert (
        re.findall(r">\s*(Submit|Cancel|Save|Search|Delete|Loading|Next|Previous)\s*<", path.read_text())
        == []
    )
