"""Serahkan: the head makes the village final, the operator hands it over, the receipt comes back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from opensiks.akun.access import TidakAda, require
from opensiks.pengesahan import services as pengesahan
from opensiks.pengesahan.access import access_serahan
from opensiks.rules.peran import Izin
from opensiks.web.htmx import page
from opensiks.web.presenters.desa import find_desa, recall_desa
from opensiks.web.presenters.serahan import compose_serahkan, list_isi_tanda
from opensiks.web.request import Request


def home(request: Request) -> HttpResponse:
    require(request.actor, Izin.USULAN_VIEW)
    desa = find_desa(request)
    if desa.stand is None:
        return page(request, "beranda/kosong.html", desa=desa)
    return page(request, "serahkan/serahkan.html", h=compose_serahkan(desa, request.actor), desa=desa)


@require_POST
def finalise(request: Request) -> HttpResponse:
    require(request.actor, Izin.DESA_FINALISE)
    desa = find_desa(request)
    if desa.stand is None:
        raise TidakAda
    pengesahan.finalise_desa(desa.stand, by=request.actor, at=request.now)
    messages.success(request, _("Desa dinyatakan final. Operator sekarang menyerahkan ke Dinas Sosial."))
    return redirect("serahkan")


@require_POST
def hand_over(request: Request) -> HttpResponse:
    require(request.actor, Izin.DESA_HAND_OVER)
    desa = find_desa(request)
    if desa.stand is None:
        raise TidakAda
    serahan = pengesahan.hand_over_desa(desa.stand, by=request.actor, at=request.now)
    tepat = _("tepat waktu") if serahan.tepat_waktu else _("terlambat, tetap diterima")
    messages.success(
        request, _("Diserahkan ke Dinas Sosial, {tepat}. Tunggu tanda terima.").format(tepat=tepat)
    )
    return redirect("serahkan")


@require_POST
def reopen(request: Request) -> HttpResponse:
    """Take up work that the kabupaten returned."""
    require(request.actor, Izin.VERVAL_RECORD)
    desa = find_desa(request)
    if desa.stand is None:
        raise TidakAda
    pengesahan.reopen_desa(desa.stand, by=request.actor, at=request.now)
    messages.success(request, _("Hasil desa dibuka kembali. Perbaiki, lalu serahkan lagi."))
    return redirect("beranda")


def receipt(request: Request, id: int) -> HttpResponse:
    """The receipt of one hand-over, to read, to print, or as the paper itself."""
    serahan = access_serahan(request.actor, id)
    tanda = getattr(serahan, "tanda_terima", None)
    if tanda is None:
        raise TidakAda
    if "pdf" in request.GET:
        judul = f'attachment; filename="tanda-terima-{tanda.kode}.pdf"'
        isi = pengesahan.print_tanda_terima(tanda)
        return HttpResponse(isi, content_type="application/pdf", headers={"Content-Disposition": judul})
    desa = recall_desa(request, serahan.kode_desa)
    return page(request, "serahkan/tanda_terima.html", tanda=tanda, desa=desa, isi=list_isi_tanda(tanda))
