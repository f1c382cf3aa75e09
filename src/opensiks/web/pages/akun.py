"""Masuk, and what a person does with the own account: another task, another password."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from opensiks.akun import queries, services
from opensiks.akun.access import TidakAda
from opensiks.infra import clock
from opensiks.rules.kabar import CaraSurel
from opensiks.rules.peran import LABEL, Peran
from opensiks.web.forms.akun import SandiForm, SurelForm
from opensiks.web.htmx import page
from opensiks.web.request import Request
from opensiks.wilayah.queries import find_wilayah


def closed(request: HttpRequest) -> HttpResponse:
    """Nobody signs up and nobody is told more: accounts are made by the kabupaten."""
    return render(request, "akun/tertutup.html", status=403)


def home(request: Request) -> HttpResponse:
    return show(request)


def show(request: Request, surel: SurelForm | None = None) -> HttpResponse:
    """Who I am, in which roles, and the way to another one."""
    daftar = [
        {
            "id": p.pk,
            "peran": _(LABEL[Peran(p.peran)]),
            "wilayah": find_wilayah(p.kode_wilayah) or _("Indonesia"),
            "sejak": p.sejak,
            "aktif": Peran(p.peran) is request.actor.peran
            and p.kode_wilayah in request.actor.cakupan.daftar_kode,
        }
        for p in queries.list_penugasan(request.actor.akun_id or 0, clock.today())
    ]
    akun = queries.get_akun(request.actor)
    form = surel or SurelForm(initial={"email": akun.email, "surel": akun.surel})
    return page(
        request, "akun/akun.html", daftar=daftar, akun=akun, surel=form, surat_nyala=settings.OPENSIKS_SURAT,
        status=422 if form.errors else 200,
    )  # fmt: skip


@require_POST
def set_surel(request: Request) -> HttpResponse:
    """Where notices go by e-mail, and how often."""
    form = SurelForm(request.POST)
    if not form.is_valid():
        return show(request, form)
    isi = form.cleaned_data
    akun = queries.get_akun(request.actor)
    services.set_surel(akun, isi["email"], CaraSurel(isi["surel"]), by=request.actor, at=request.now)
    messages.success(request, _("Pilihan kabar lewat surel tersimpan."))
    return redirect("akun")


@require_POST
def choose_tugas(request: Request, id: int) -> HttpResponse:
    if not queries.list_penugasan(request.actor.akun_id or 0, clock.today()).filter(pk=id).exists():
        raise TidakAda
    request.session["penugasan_id"] = id
    return redirect("beranda")


def change_sandi(request: Request) -> HttpResponse:
    akun = queries.get_akun(request.actor)
    form = SandiForm(akun, request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.reset_sandi(akun, form.cleaned_data["baru"], by=request.actor, at=request.now)
        update_session_auth_hash(request, akun)
        messages.success(request, _("Sandi baru tersimpan."))
        return redirect("beranda")
    return page(request, "akun/sandi.html", form=form, status=422 if form.errors else 200)
