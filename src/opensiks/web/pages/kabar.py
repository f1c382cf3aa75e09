"""Kabar: what happened, why, what is next, by whom, until when (R41); new or all, read one by one or together."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from opensiks.akun.access import TidakAda
from opensiks.kabar import queries, services
from opensiks.web.format import write_number
from opensiks.web.htmx import page
from opensiks.web.presenters import kabar as tampil
from opensiks.web.request import Request

SEHALAMAN = 40


def home(request: Request) -> HttpResponse:
    """The reader's own notices by day; the new ones first asked for, all on request."""
    baru = queries.count_baru(request.actor, request.now)
    asked = request.GET.get("saring", "")
    saring = asked if asked in ("baru", "semua") else ("baru" if baru else "semua")
    rows = queries.list_kabar(request.actor)
    if saring == "baru":
        rows = queries.list_baru(request.actor, request.now)
    lembar = Paginator(rows, SEHALAMAN).get_page(request.GET.get("halaman"))
    daftar = tampil.compose_kabar(list(lembar), request.actor, request.now)
    saringan = [
        {"kata": _("Belum dibaca"), "jumlah": baru, "url": "?saring=baru", "aktif": saring == "baru"},
        {"kata": _("Semua"), "jumlah": None, "url": "?saring=semua", "aktif": saring == "semua"},
    ]
    return page(
        request, "kabar/kabar.html", hari=tampil.group_hari(daftar, request.now), lembar=lembar, saring=saring,
        saringan=saringan, baru=baru,
    )  # fmt: skip


def follow(request: Request, id: int) -> HttpResponse:
    """Opening a notice reads it, as opening a letter does, and leads to where it is dealt with."""
    kabar = queries.find_kabar(request.actor, id)
    if kabar is None:
        raise TidakAda
    services.record_dibaca([kabar], by=request.actor, at=request.now)
    return redirect(tampil.find_alamat(kabar) if tampil.is_terbuka(kabar, request.actor) else "/kabar/")


@require_POST
def mark(request: Request, id: int) -> HttpResponse:
    """Read, without going anywhere."""
    kabar = queries.find_kabar(request.actor, id)
    if kabar is None:
        raise TidakAda
    services.record_dibaca([kabar], by=request.actor, at=request.now)
    return redirect("kabar")


@require_POST
def mark_all(request: Request) -> HttpResponse:
    daftar = list(queries.list_baru(request.actor, request.now))
    jumlah = services.record_dibaca(daftar, by=request.actor, at=request.now)
    if jumlah:
        messages.success(
            request, _("{jumlah} kabar ditandai sudah dibaca.").format(jumlah=write_number(jumlah))
        )
    return redirect("kabar")
