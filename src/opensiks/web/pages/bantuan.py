"""The guides of docs/panduan as pages; the help panel shows the same pages beside the work."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from opensiks.web.htmx import page
from opensiks.web.panduan import BAWAAN, list_panduan, panduan_of, write_panduan


def home(request: HttpRequest) -> HttpResponse:
    """The guide of the reader's tier; the list of all is at its foot."""
    actor = getattr(request, "actor", None)
    return redirect("bantuan_halaman", panduan_of(actor.peran) if actor else BAWAAN)


def show(request: HttpRequest, nama: str) -> HttpResponse:
    if nama not in list_panduan():
        raise Http404
    return page(request, "bantuan/halaman.html", isi=write_panduan(nama), daftar=list_panduan(), nama=nama)
