"""The guides speak the words of the screen, explain every screen, and show pictures that are there."""

import re

import pytest
from django.utils.text import slugify

from opensiks.rules.peran import Peran
from opensiks.web.panduan import BAGIAN, BAWAAN, FOLDER, TANPA_BAGIAN, find_alamat, find_bagian, list_panduan
from opensiks.web.urls import urlpatterns
from tests.contracts.pohon import SRC

# Not labels: sentences that people ask.
PERTANYAAN = re.compile(r"[.?]$")
LAYAR = "\n".join(
    p.read_text(encoding="utf-8")
    for p in sorted((SRC / "web").rglob("*"))
    if p.suffix in {".html", ".py"} and "gaya" not in p.name
)
NAMA = sorted(list_panduan())
GAMBAR = re.compile(r"!\[(.*?)\]\((.*?)\)")
# All pictures together, in bytes.
BERAT = 1_500_000


def baca(nama: str) -> str:
    return (FOLDER / f"{nama}.md").read_text(encoding="utf-8")


def jangkar(nama: str) -> set[str]:
    return {slugify(judul) for judul in re.findall(r"^#+ (.+)$", baca(nama), re.M)}


def is_halaman(rute) -> bool:
    """A person can open it: it takes more than a form that is sent."""
    isi = [s.cell_contents for s in getattr(rute.callback, "__closure__", None) or ()]
    return not any(metode == ["POST"] for metode in isi)


@pytest.mark.parametrize("nama", [n for n in NAMA if n != BAWAAN])
def test_what_a_guide_calls_by_name_is_on_a_screen(nama: str) -> None:
    kata = {" ".join(k.split()) for k in re.findall(r"\*\*(.+?)\*\*", baca(nama), re.S)}
    assert sorted(k for k in kata if not PERTANYAAN.search(k) and k not in LAYAR) == []


@pytest.mark.parametrize("nama", [n for n in NAMA if n != BAWAAN])
def test_a_guide_is_short_and_plain(nama: str) -> None:
    teks = baca(nama)
    assert teks.startswith("# ")
    assert len(teks.split()) < 900
    kalimat = re.split(r"(?<=[.?:])\s", re.sub(r"^[|#!].*$|```.*?```", "", teks, flags=re.M | re.S))
    assert [k for k in kalimat if len(k.split()) > 32] == []


def test_every_screen_has_a_section_in_a_guide() -> None:
    halaman = {str(r.name) for r in urlpatterns if is_halaman(r)} - TANPA_BAGIAN
    assert sorted(n for n in halaman if not any(find_bagian(p, n) for p in NAMA)) == []


@pytest.mark.parametrize("nama", NAMA)
def test_every_section_that_a_screen_points_to_is_in_its_guide(nama: str) -> None:
    assert sorted(set(BAGIAN[nama].values()) - jangkar(nama)) == []


@pytest.mark.parametrize("peran", [p for p in Peran if p is not Peran.SISTEM], ids=str)
def test_every_role_has_a_guide(peran: Peran) -> None:
    assert find_alamat(peran, "keluarga").split("/")[2] in NAMA


@pytest.mark.parametrize("nama", NAMA)
def test_pictures_are_there_and_say_in_words_what_they_show(nama: str) -> None:
    for kata, letak in GAMBAR.findall(baca(nama)):
        assert (FOLDER / letak).is_file(), f"{letak}: script/screens --panduan"
        assert len(kata.split()) >= 4, letak


def test_no_picture_is_idle_and_all_are_light() -> None:
    dipakai = {letak.removeprefix("gambar/") for n in NAMA for _, letak in GAMBAR.findall(baca(n))}
    ada = {p.name: p.stat().st_size for p in (FOLDER / "gambar").glob("*.webp")}
    assert sorted(set(ada) - dipakai) == []
    assert sum(ada.values()) <= BERAT
