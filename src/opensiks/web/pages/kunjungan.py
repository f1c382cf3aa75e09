"""Kunjungan: companions write down what a visit found; nothing they may do here changes a state (R12)."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from opensiks.akun.access import require
from opensiks.infra.clock import local
from opensiks.keluarga.access import access_keluarga
from opensiks.rules.kunjungan import HasilKunjungan
from opensiks.rules.peran import Izin
from opensiks.rules.rule import AksiDitolak
from opensiks.verval import queries, services
from opensiks.web.format import write_name, write_refusal
from opensiks.web.forms.kunjungan import KunjunganForm
from opensiks.web.htmx import page
from opensiks.web.meja import read_form
from opensiks.web.presenters.desa import get_desa
from opensiks.web.presenters.kunjungan import list_baris
from opensiks.web.request import Request

SEHALAMAN = 50
# Which field a refusal belongs under.
_BIDANG = {"R12b": "tanggal", "R12c": "catatan", "R12d": "catatan"}


def home(request: Request) -> HttpResponse:
    """The visits that the reader made, newest first."""
    require(request.actor, Izin.CATATAN_ADD)
    lembar = Paginator(queries.list_kunjungan_oleh(request.actor.akun_id or 0), SEHALAMAN).get_page(
        request.GET.get("halaman")
    )
    return page(request, "kunjungan/home.html", lembar=lembar, baris=list_baris(lembar))


def record(request: Request, id: int) -> HttpResponse:
    """One visit to one family."""
    keluarga = access_keluarga(request.actor, id, Izin.CATATAN_ADD)
    hari_ini = local(request.now, keluarga.kode_desa).date()
    form = KunjunganForm(read_form(request)[0], hari_ini=hari_ini)
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        try:
            services.record_kunjungan(
                keluarga, HasilKunjungan(isi["hasil"]), isi["tanggal"], by=request.actor, at=request.now,
                catatan=isi["catatan"],
            )  # fmt: skip
        except AksiDitolak as ditolak:
            for v in ditolak.violations:
                form.add_error(_BIDANG.get(v.kode), write_refusal(v))
        else:
            messages.success(
                request,
                _("Kunjungan ke keluarga {kepala_nama} tersimpan.").format(
                    kepala_nama=write_name(keluarga.kepala_nama)
                ),
            )
            return redirect("keluarga", id)
    return page(
        request, "kunjungan/catat.html", keluarga=keluarga, form=form, desa=get_desa(keluarga.kode_desa, request.now),
        lalu=list_baris(queries.list_kunjungan(id)), status=422 if form.errors else 200,
    )  # fmt: skip
