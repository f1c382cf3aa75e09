"""Beranda: what to do now. Each role has its own; those of the kabupaten and the centre live in papan and pusat."""

from __future__ import annotations

from importlib import import_module

from django.http import HttpResponse

from opensiks.rules.peran import Izin, Peran
from opensiks.web.hitung import list_kelompok
from opensiks.web.htmx import page
from opensiks.web.pages import kecamatan
from opensiks.web.presenters import beranda, kabar
from opensiks.web.presenters.desa import find_desa
from opensiks.web.request import Request

# Role → "module:function" of the pages that are not a village's.
LAIN: dict[Peran, str] = {
    Peran.OPERATOR_KAB: "opensiks.web.pages.papan:home",
    Peran.SUPERVISOR_KAB: "opensiks.web.pages.papan:home",
    Peran.VERIFIKATOR: "opensiks.web.pages.papan:home",
    Peran.KEPALA_OPD: "opensiks.web.pages.papan:home",
    Peran.PROVINSI: "opensiks.web.pages.papan:home",
    Peran.PUSDATIN: "opensiks.web.pages.pusat:home",
    Peran.PENGELOLA_PROGRAM: "opensiks.web.pages.pusat:home",
    Peran.AUDITOR: "opensiks.web.pages.pusat:home",
}
KECAMATAN = frozenset({Peran.TKSK, Peran.PENDAMPING_PKH, Peran.TKPK})


def home(request: Request) -> HttpResponse:
    """The page of the reader's role."""
    peran = request.actor.peran
    if peran in KECAMATAN:
        return kecamatan.home(request)
    if peran in LAIN:
        modul, nama = LAIN[peran].split(":")
        response: HttpResponse = getattr(import_module(modul), nama)(request)
        return response
    return _desa(request)


def _desa(request: Request) -> HttpResponse:
    desa = find_desa(request)
    if desa.stand is None:
        return page(request, "beranda/kosong.html", desa=desa)
    r = beranda.compose_ringkasan(desa)
    return page(
        request,
        "beranda/desa.html",
        desa=desa,
        r=r,
        kartu=beranda.choose_langkah(r, request.actor.peran),
        langkah=beranda.list_langkah(r),
        kabar=kabar.list_kabar(request, 4),
        padan=beranda.show_padan(list_kelompok(request)) if request.actor.can(Izin.PADAN_VIEW) else None,
    )
