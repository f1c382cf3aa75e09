"""The guides of docs/panduan as pages; the help panel shows the same pages beside the work."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.safestring import SafeString
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token

import opensiks
from opensiks.rules.peran import TINGKAT_PERAN, Peran
from opensiks.web.htmx import page

_PAKET = Path(opensiks.__file__).parent / "panduan"
# In a checkout the guides are where people look for them; in the wheel they lie inside the package.
_PANDUAN = _PAKET if _PAKET.is_dir() else Path(opensiks.__file__).parents[2] / "docs" / "panduan"
_BAWAAN = "operator-desa"


def home(request: HttpRequest) -> HttpResponse:
    """The guide of the reader's tier; the list of all is at its foot."""
    actor = getattr(request, "actor", None)
    return redirect("bantuan_halaman", _panduan_of(actor.peran) if actor else _BAWAAN)


def show(request: HttpRequest, nama: str) -> HttpResponse:
    if nama not in list_panduan():
        raise Http404
    return page(request, "bantuan/halaman.html", isi=_render(nama), daftar=list_panduan(), nama=nama)


def _panduan_of(peran: Peran) -> str:
    if peran is Peran.AUDITOR:
        return "auditor"
    tingkat = TINGKAT_PERAN[peran]
    return "pusdatin" if tingkat == 0 else "dinas" if tingkat <= 2 else _BAWAAN


@lru_cache(1)
def list_panduan() -> dict[str, str]:
    """Name → title of every guide, by title."""
    judul = {p.stem: p.read_text("utf-8").splitlines()[0].lstrip("# ") for p in _PANDUAN.glob("*.md")}
    return dict(sorted(judul.items(), key=lambda j: j[1]))


@lru_cache(32)
def _render(nama: str) -> SafeString:
    """The guide as HTML. The text is ours; raw HTML in it is not passed through all the same."""
    md = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = md.parse((_PANDUAN / f"{nama}.md").read_text("utf-8"))
    for kepala, isi in pairwise(tokens):
        if kepala.type == "heading_open":
            kepala.attrSet("id", _jangkar(isi))
    return SafeString(md.renderer.render(tokens, md.options, {}))


def _jangkar(isi: Token) -> str:
    return str(slugify(isi.content))
