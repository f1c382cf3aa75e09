"""The trail of one record as a timeline, for those who may look behind the work."""

from __future__ import annotations

from django.http import HttpResponse

from opensiks.akun.access import TidakAda, require
from opensiks.jejak.queries import list_jejak
from opensiks.rules.peran import Izin
from opensiks.web.htmx import page
from opensiks.web.presenters.jejak import present_jejak
from opensiks.web.request import Request


def show(request: Request, objek: str) -> HttpResponse:
    """Every event in scope about one record: "keluarga:12", "usulan:7"."""
    require(request.actor, Izin.JEJAK_VIEW)
    daftar = [present_jejak(j) for j in list_jejak(objek)]
    if not daftar:
        raise TidakAda
    return page(request, "jejak/objek.html", objek=objek, daftar=list(reversed(daftar)))
