"""Population by area: what is known, and loading more (R79). A figure for reference, never a limit."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from opensiks.akun.access import require
from opensiks.pantau.kuota import list_terbaru
from opensiks.rules.peran import Izin
from opensiks.rules.rule import AksiDitolak
from opensiks.web.format import write_number, write_refusal
from opensiks.web.forms.penduduk import PendudukForm
from opensiks.web.htmx import page
from opensiks.web.meja import read_form
from opensiks.web.request import Request
from opensiks.wilayah.penduduk import load_penduduk, read_penduduk
from opensiks.wilayah.queries import get_nama


def home(request: Request) -> HttpResponse:
    """The newest figure of each area; a file is loaded whole or refused with its lines named."""
    require(request.actor, Izin.PENDUDUK_LOAD)
    form = PendudukForm(*read_form(request))
    salah: list[str] = []
    if request.method == "POST" and form.is_valid():
        berkas = form.cleaned_data["berkas"]
        try:
            daftar = read_penduduk(berkas.read(), berkas.name)
            n = load_penduduk(daftar, by=request.actor, at=request.now)
        except AksiDitolak as ditolak:
            salah = [write_refusal(v) for v in ditolak.violations]
        else:
            messages.success(request, _("{n} angka penduduk dimuat.").format(n=write_number(n)))
            return redirect("penduduk")
    rows = list_terbaru()
    halaman = Paginator(rows, 100).get_page(request.GET.get("halaman"))
    nama = get_nama(p.kode for p in halaman)
    baris = [{"p": p, "nama": nama.get(p.kode, p.kode) if p.kode else _("Indonesia")} for p in halaman]
    return page(
        request, "papan/penduduk.html", form=form, salah=salah, baris=baris, halaman_baris=halaman, jumlah=len(rows),
        status=422 if salah or form.errors else 200,
    )  # fmt: skip
