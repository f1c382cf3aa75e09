"""Beku: how many freeze and when (R73), and the freeze itself after its preview."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from opensiks.akun.access import TidakAda, require
from opensiks.infra.clock import local
from opensiks.pantau.beku import list_beku_wilayah
from opensiks.rules.peran import Izin
from opensiks.verval.queries import find_periode, list_periode_berjalan, list_ramalan_beku, next_beku
from opensiks.verval.services import freeze_overdue
from opensiks.web.format import write_number
from opensiks.web.forms.pusat import BekuForm
from opensiks.web.htmx import page
from opensiks.web.meja import read_form
from opensiks.web.request import Request
from opensiks.wilayah.queries import get_nama


def home(request: Request) -> HttpResponse:
    """The forecast, and what a freeze today would do by area."""
    require(request.actor, Izin.PERIODE_OPEN)
    kode = request.GET.get("wilayah", "") or _first(request)
    if not request.actor.cakupan.covers(kode):
        raise TidakAda
    pada = local(request.now, kode).date()
    form = BekuForm(read_form(request)[0], initial={"kode_wilayah": kode})
    baris = list_beku_wilayah(kode, pada)
    if request.method == "POST" and form.is_valid():
        jumlah = freeze_overdue(kode, pada, by=request.actor, at=request.now)
        messages.success(request, f"{write_number(jumlah)} keluarga dibekukan.")
        return redirect(f"/beku/?wilayah={kode}")
    periode = find_periode(kode, request.now)
    return page(
        request, "beku/home.html", kode=kode, nama=get_nama([kode]).get(kode, "Indonesia"), baris=baris, form=form,
        ramalan=list_ramalan_beku(periode, kode, pada) if periode else [], hari_beku=next_beku(pada), pada=pada,
        keluarga=sum(b.keluarga for b in baris), orang=sum(b.orang for b in baris), periode=periode,
        sudah=sum(b.sudah_beku for b in baris),
        tombol_beku=f"Bekukan {write_number(sum(b.keluarga for b in baris))} keluarga",
        status=422 if form.errors else 200,
    )  # fmt: skip


def _first(request: Request) -> str:
    """The area of the newest running period."""
    berjalan = list_periode_berjalan(request.now)
    return berjalan[-1].kode_wilayah if berjalan else ""
