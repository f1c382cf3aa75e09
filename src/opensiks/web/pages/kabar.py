"""Kabar: what happened to the village's work, why, and what is next (R41)."""

from __future__ import annotations

from django.http import HttpResponse

from opensiks.akun.access import require
from opensiks.rules.peran import Izin
from opensiks.web.htmx import page
from opensiks.web.presenters.desa import find_desa
from opensiks.web.presenters.kabar import list_kabar
from opensiks.web.request import Request


def home(request: Request) -> HttpResponse:
    require(request.actor, Izin.USULAN_VIEW)
    desa = find_desa(request)
    return page(request, "kabar/kabar.html", desa=desa, daftar=list_kabar(desa))
