"""Petugas: accounts and assignments of one's own area. A first password is shown once."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from opensiks.akun import queries, services
from opensiks.akun.access import access_penugasan, require
from opensiks.infra.clock import local
from opensiks.rules.peran import LABEL, Izin, Peran
from opensiks.rules.rule import AksiDitolak
from opensiks.rules.wilayah import tingkat
from opensiks.web.format import write_refusal
from opensiks.web.forms.petugas import AkhiriForm, AkunForm, PenugasanForm
from opensiks.web.htmx import page
from opensiks.web.meja import read_form
from opensiks.web.request import Request
from opensiks.wilayah.queries import get_nama


def home(request: Request) -> HttpResponse:
    require(request.actor, Izin.AKUN_MANAGE)
    kode, pada = request.actor.cakupan.daftar_kode[0], local(request.now, "").date()
    cari, asked = request.GET.get("cari", "").strip(), request.GET.get("peran", "")
    peran = Peran(asked) if asked in Peran.__members__ else None
    lembar = Paginator(queries.list_petugas_wilayah(kode, pada, peran=peran, cari=cari), 100).get_page(
        request.GET.get("halaman")
    )
    nama = get_nama({p.kode_wilayah for p in lembar})
    saringan = [
        {"kata": _(LABEL[p]), "jumlah": n, "url": f"?peran={p.value}", "aktif": p is peran}
        for p, n in queries.count_peran(kode, pada).items()
    ]
    return page(
        request, "petugas/home.html", lembar=lembar, cari=cari, saringan=saringan,
        url_hapus="/petugas/" if asked else "",
        baris=[(p, _(LABEL[Peran(p.peran)]), nama.get(p.kode_wilayah) or _("Indonesia")) for p in lembar],
    )  # fmt: skip


def create(request: Request) -> HttpResponse:
    """A new person with a first role; the password is shown on this one page."""
    require(request.actor, Izin.AKUN_MANAGE)
    form = AkunForm(tingkat(request.actor.cakupan.daftar_kode[0]), read_form(request)[0])
    if request.method == "POST" and form.is_valid():
        sandi = _create(request, form)
        if sandi:
            return page(request, "petugas/sandi.html", nama=form.cleaned_data["nama"], sandi=sandi,
                        username=form.cleaned_data["username"])  # fmt: skip
    return page(request, "petugas/baru.html", form=form, status=422 if form.errors else 200)


def _create(request: Request, form: AkunForm) -> str:
    isi, sandi = form.cleaned_data, make_sandi()
    if queries.find_akun(isi["username"]):
        form.add_error("username", _("Nama masuk ini sudah dipakai. Pilih yang lain."))
        return ""
    try:
        # Neither account nor role stays behind a refusal.
        with transaction.atomic():
            akun = services.create_akun(
                isi["username"],
                isi["nama"],
                sandi,
                by=request.actor,
                at=request.now,
                nomor_hp=isi["nomor_hp"],
                email=isi["email"],
            )
            services.assign_akun(
                akun,
                Peran(isi["peran"]),
                isi["kode_wilayah"],
                by=request.actor,
                at=request.now,
                sejak=isi["sejak"],
            )
    except AksiDitolak as ditolak:
        for v in ditolak.violations:
            form.add_error("kode_wilayah", write_refusal(v))
        return ""
    return sandi


def show(request: Request, id: int) -> HttpResponse:
    """One assignment and the person behind it: reset, another role, the end."""
    pada = local(request.now, "").date()
    penugasan = access_penugasan(request.actor, id, pada)
    form = PenugasanForm(tingkat(request.actor.cakupan.daftar_kode[0]), read_form(request)[0])
    if request.method == "POST" and form.is_valid() and _assign(request, penugasan.akun, form):
        messages.success(request, _("Penugasan bertambah."))
        return redirect("petugas_rinci", id)
    semua = queries.list_penugasan(penugasan.akun_id, pada)
    nama = get_nama({p.kode_wilayah for p in semua})
    return page(
        request, "petugas/rinci.html", penugasan=penugasan, akun=penugasan.akun, form=form, akhiri=AkhiriForm(),
        daftar=[(p, _(LABEL[Peran(p.peran)]), nama.get(p.kode_wilayah) or _("Indonesia")) for p in semua],
        kata_peran=_(LABEL[Peran(penugasan.peran)]), status=422 if form.errors else 200,
    )  # fmt: skip


def _assign(request: Request, akun: Any, form: PenugasanForm) -> bool:
    isi = form.cleaned_data
    try:
        services.assign_akun(
            akun, Peran(isi["peran"]), isi["kode_wilayah"], by=request.actor, at=request.now,

            sejak=isi["sejak"],
        )  # fmt: skip
    except AksiDitolak as ditolak:
        for v in ditolak.violations:
            form.add_error("kode_wilayah", write_refusal(v))
        return False
    return True


@require_POST
def reset(request: Request, id: int) -> HttpResponse:
    """A new first password, shown once; the owner changes it at the next sign-in."""
    penugasan = access_penugasan(request.actor, id, local(request.now, "").date())
    sandi = make_sandi()
    services.reset_sandi(penugasan.akun, sandi, by=request.actor, at=request.now)
    return page(
        request, "petugas/sandi.html", nama=penugasan.akun.nama, username=penugasan.akun.username, sandi=sandi
    )


@require_POST
def revoke(request: Request, id: int) -> HttpResponse:
    penugasan = access_penugasan(request.actor, id, local(request.now, "").date())
    form = AkhiriForm(request.POST)
    if not form.is_valid() or form.cleaned_data["sampai"] <= penugasan.sejak:
        messages.error(request, _("Belum diakhiri. Isi tanggal sesudah penugasan mulai."))
        return redirect("petugas_rinci", id)
    services.revoke_penugasan(penugasan, by=request.actor, at=request.now, sampai=form.cleaned_data["sampai"])
    messages.success(request, _("Penugasan diakhiri."))
    return redirect("petugas")


def make_sandi() -> str:
    """Four short groups of letters and figures that nobody mistakes when it is read aloud."""
    huruf = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(huruf) for _ in range(4)) for _ in range(4))
