"""The guides speak the words of the screen: what is bold in them is written somewhere in the pages."""

import re

import pytest

from tests.contracts.pohon import AKAR, SRC

# Not labels: sentences that people ask.
PERTANYAAN = re.compile(r"[.?]$")
LAYAR = "\n".join(
    p.read_text(encoding="utf-8")
    for p in sorted((SRC / "web").rglob("*"))
    if p.suffix in {".html", ".py"} and "gaya" not in p.name
)


@pytest.mark.parametrize("nama", ["dinas", "pusdatin", "auditor"])
def test_what_a_guide_calls_by_name_is_on_a_screen(nama: str) -> None:
    teks = (AKAR / "docs" / "panduan" / f"{nama}.md").read_text(encoding="utf-8")
    kata = {" ".join(k.split()) for k in re.findall(r"\*\*(.+?)\*\*", teks, re.S)}
    assert sorted(k for k in kata if not PERTANYAAN.search(k) and k not in LAYAR) == []


@pytest.mark.parametrize("nama", ["dinas", "pusdatin", "auditor"])
def test_a_guide_is_short_and_plain(nama: str) -> None:
    teks = (AKAR / "docs" / "panduan" / f"{nama}.md").read_text(encoding="utf-8")
    assert teks.startswith("# ")
    assert len(teks.split()) < 700
    kalimat = re.split(r"(?<=[.?:])\s", re.sub(r"^[|#].*$|```.*?```", "", teks, flags=re.M | re.S))
    assert [k for k in kalimat if len(k.split()) > 32] == []
