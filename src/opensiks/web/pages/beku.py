"""Beku: how many freeze and when, by area and month, each family one click away (R73); the freeze after its preview."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from opensiks.akun.access import TidakAda, require
from opensiks.infra.clock import local
from opensiks.pantau.beku import list_beku_wilayah
from opensiks.pantau.ramalan import list_hari_beku, list_keluarga_beku, list_ramalan_wilayah
from opensiks.rules.peran import Izin
from opensiks.verval.queries import find_periode, list_periode_berjalan
from opensiks.verval.services import freeze_overdue
from opensiks.web.format import write_number
from opensiks.web.forms.pusat import BekuForm
from opensiks.web.htmx import page
from opensiks.web.meja import read_form
from opensiks.web.request import Request
from opensiks.wilayah.queries import get_nama, list_jalur

SEHALAMAN = 100


def home(request: Request) -> HttpResponse:
    """The forecast by area and month; for the centre also what a freeze today would do, and the freeze itself."""
    require(request.actor, Izin.PERIODE_OPEN if request.method == "POST" else Izin.PAPAN_VIEW)
    kode = _kode(request)
    pada = local(request.now, kode).date()
    form = BekuForm(read_form(request)[0], initial={"kode_wilayah": kode})
    if request.method == "POST" and form.is_valid():
        jumlah = freeze_overdue(kode, pada, by=request.actor, at=request.now)
        messages.success(request, _("{jumlah} keluarga dibekukan.").format(jumlah=write_number(jumlah)))
        return redirect(f"/beku/?wilayah={kode}")
    periode = find_periode(kode, request.now)
    ramalan = list_ramalan_wilayah(periode, kode, pada) if periode else []
    return page(
        request, "beku/home.html", kode=kode, nama=_nama(kode), jalur=_jalur(request, kode), periode=periode, pada=pada,
        hari=list_hari_beku(pada), ramalan=ramalan, jumlah=_sum(ramalan), jumlah_orang=_sum(ramalan, orang=True),
        boleh_nama=request.actor.can(Izin.KELUARGA_VIEW), form=form, status=422 if form.errors else 200,
        **_hari_ini(request, kode, pada),
    )  # fmt: skip


def show(request: Request) -> HttpResponse:
    """The families behind one number of the forecast."""
    require(request.actor, Izin.KELUARGA_VIEW)
    kode = _kode(request)
    pada = local(request.now, kode).date()
    periode, tanggal = find_periode(kode, request.now), _date(request.GET.get("tanggal", ""))
    if periode is None or tanggal not in list_hari_beku(pada):
        raise TidakAda
    daftar = list_keluarga_beku(periode, kode, tanggal, pada)
    lembar = Paginator(daftar, SEHALAMAN).get_page(request.GET.get("halaman"))
    return page(
        request, "beku/keluarga.html", kode=kode, nama=_nama(kode), jalur=_jalur(request, kode), tanggal=tanggal,
        lembar=lembar, orang=sum(k.orang for k in daftar), periode=periode,
    )  # fmt: skip


def _hari_ini(request: Request, kode: str, pada: date) -> dict[str, Any]:
    """What a freeze today would do; only who may run it needs the count."""
    boleh = request.actor.can(Izin.PERIODE_OPEN)
    baris = list_beku_wilayah(kode, pada) if boleh else []
    keluarga = sum(b.keluarga for b in baris)
    return {
        "boleh_beku": boleh, "baris": [b for b in baris if b.keluarga or b.sudah_beku], "keluarga": keluarga,
        "orang": sum(b.orang for b in baris), "sudah": sum(b.sudah_beku for b in baris),
        "tombol_beku": _("Bekukan {keluarga} keluarga").format(keluarga=write_number(keluarga)),
    }  # fmt: skip


def _sum(ramalan: list[Any], *, orang: bool = False) -> list[int]:
    return [sum(n) for n in zip(*((r.orang if orang else r.keluarga) for r in ramalan), strict=True)]


def _kode(request: Request) -> str:
    """The area asked for, else the reader's own; the nation's readers begin at the newest running period."""
    kode = request.GET.get("wilayah", "") or request.actor.cakupan.daftar_kode[0] or _first(request)
    if not request.actor.cakupan.covers(kode):
        raise TidakAda
    return kode


def _first(request: Request) -> str:
    """The area of the newest running period."""
    berjalan = list_periode_berjalan(request.now)
    return berjalan[-1].kode_wilayah if berjalan else ""


def _nama(kode: str) -> str:
    return get_nama([kode]).get(kode, _("Indonesia"))


def _jalur(request: Request, kode: str) -> list[tuple[str, str]]:
    """The way up as far as the reader's scope goes."""
    return [(w.kode, w.nama) for w in list_jalur(kode)[:-1] if request.actor.cakupan.covers(w.kode)]


def _date(teks: str) -> date | None:
    try:
        return date.fromisoformat(teks)
    except ValueError:
        return None
