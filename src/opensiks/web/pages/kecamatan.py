"""The kecamatan of a TKSK, companion or coordination team: how far each village is; they look and add notes (R12)."""

from __future__ import annotations

from django.http import HttpResponse

from opensiks.rules.peran import Izin
from opensiks.web.htmx import page
from opensiks.web.presenters.kecamatan import compose_kecamatan
from opensiks.web.request import Request


def home(request: Request) -> HttpResponse:
    """The villages of the reader's kecamatan in the current period, with their progress."""
    daftar = [compose_kecamatan(kode, request.now) for kode in request.actor.cakupan.daftar_kode]
    return page(
        request, "beranda/kecamatan.html", daftar=daftar, boleh_lihat=request.actor.can(Izin.KELUARGA_VIEW)
    )
