"""A path that a document names is there: nobody is sent to a file that was moved or never written."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from tests.contracts.pohon import AKAR, SRC

DOKUMEN = sorted(
    [*AKAR.glob("*.md"), *AKAR.glob("docs/*.md"), *AKAR.glob("docs/*/*.md")],
    key=lambda p: p.as_posix(),
)
# In text and in blocks of commands alike; `path:part` names a part of the file.
_SEBUTAN = re.compile(
    r"`([\w.-]+/[\w./-]*|[\w-]+\.(?:md|py|toml|yaml|lock))(?::[^`]*)?`|^(script/[a-z_-]+)", re.M
)
_TAUTAN = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
_PERINTAH = re.compile(r"(?:bin/opensiks|script/opensiks|`opensiks) ([a-z_]+)")
# What an installation or an export has, not the repository.
BUKAN_DI_SINI = {"daftar.parquet", "manifest.json", "kunci/", "berkas/", "pg/"}

# Folders of an installation, kinds of content ("image/jpeg") and names of formats ("opensiks-paket/1").
_BUKAN_LETAK = re.compile(r"kunci/|(?:application|image)/|[\w-]+/\d+$")


def list_letak(dokumen: Path) -> set[str]:
    teks = dokumen.read_text(encoding="utf-8")
    return {a or b for a, b in _SEBUTAN.findall(teks)} - BUKAN_DI_SINI


@pytest.mark.parametrize("dokumen", DOKUMEN, ids=lambda p: p.relative_to(AKAR).as_posix())
def test_every_path_that_is_named_exists(dokumen: Path) -> None:
    letak = {n for n in list_letak(dokumen) if not _BUKAN_LETAK.match(n)}
    assert sorted(n for n in letak if not any((dasar / n).exists() for dasar in (AKAR, SRC))) == []


@pytest.mark.parametrize("dokumen", DOKUMEN, ids=lambda p: p.relative_to(AKAR).as_posix())
def test_every_link_leads_somewhere(dokumen: Path) -> None:
    tautan = set(_TAUTAN.findall(dokumen.read_text(encoding="utf-8")))
    assert sorted(n for n in tautan if not (dokumen.parent / n).exists()) == []


@pytest.mark.parametrize("dokumen", DOKUMEN, ids=lambda p: p.relative_to(AKAR).as_posix())
def test_every_command_that_is_named_exists(dokumen: Path) -> None:
    perintah = set(_PERINTAH.findall(dokumen.read_text(encoding="utf-8")))
    milik = {p.stem for p in (SRC / "cli" / "management" / "commands").glob("[a-z]*.py")}
    assert sorted(perintah - milik - {"help", *get_commands()}) == []


def test_the_reading_order_is_found_at_all() -> None:
    assert {"rules/wilayah.py", "docs/adr/"} <= list_letak(AKAR / "ARCHITECTURE.md")
    assert "script/check" in list_letak(AKAR / "CONTRIBUTING.md")
