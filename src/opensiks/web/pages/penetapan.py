"""Penetapan: lists that are set, what changed between them, the names behind a number, the files."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from opensiks.akun.access import require
from opensiks.bansos.queries import list_tarikan
from opensiks.pantau import pratinjau as pantau
from opensiks.penetapan import queries
from opensiks.penetapan.access import access_penetapan
from opensiks.penetapan.export import export_penetapan
from opensiks.rules.peran import Izin
from opensiks.web.forms.pusat import TujuanForm
from opensiks.web.htmx import page
from opensiks.web.pages.nama import read_asal, show_nama
from opensiks.web.presenters import penetapan as tampil
from opensiks.web.request import Request
from opensiks.web.unduh import send_file
from opensiks.wilayah.queries import get_nama, list_jalur


def home(request: Request) -> HttpResponse:
    """Every list of the area, the newest first, with the change to the one before."""
    require(request.actor, Izin.BANSOS_VIEW)
    pilihan = pantau.list_wilayah_penetapan()
    wilayah = tampil.choose_wilayah(pilihan, request.GET.get("wilayah"))
    daftar = list(queries.list_penetapan(wilayah))
    return page(
        request, "penetapan/home.html", daftar=tampil.list_penetapan(daftar), wilayah=wilayah,
        pilihan=tampil.list_wilayah(pilihan, wilayah, get_nama(pilihan)),
        boleh=request.actor.can(Izin.PENETAPAN_FINALISE),
        grafik=tampil.draw_bulan(daftar),
    )  # fmt: skip


def show(request: Request, id: int) -> HttpResponse:
    """One list: its hash, its change, whether trail and hash still agree."""
    penetapan = access_penetapan(request.actor, id)
    lain = queries.list_penetapan(penetapan.kode_wilayah).exclude(pk=id)
    # Who does not see every chain cannot tell whether one of them was cut.
    akar = queries.verify_akar(penetapan) if request.actor.cakupan.covers("") else None
    return page(
        request, "penetapan/rinci.html", penetapan=penetapan, lain=lain, form=TujuanForm(),
        selisih=tampil.list_selisih(queries.count_selisih(penetapan)), akar=akar,
        tarikan=tampil.list_tarikan(list_tarikan(penetapan), request.actor, id), ditahan=tampil.list_ditahan(penetapan),
        wilayah=get_nama([penetapan.kode_wilayah]).get(penetapan.kode_wilayah, _("Indonesia")),
        boleh_unduh=request.actor.can(Izin.PENETAPAN_FINALISE), boleh_nama=request.actor.can(Izin.KELUARGA_VIEW),
        boleh_tarik=request.actor.can(Izin.BANSOS_DRAW),
        grafik=tampil.draw_selisih(penetapan, queries.count_selisih(penetapan)), **tampil.say_beda(penetapan),
    )  # fmt: skip


@require_POST
def export(request: Request, id: int) -> HttpResponse:
    """The list as Parquet with its manifest in one ZIP; the purpose is on the trail (R96)."""
    penetapan = access_penetapan(request.actor, id, Izin.PENETAPAN_FINALISE)
    form = TujuanForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Belum diunduh. Pilih dahulu untuk apa daftar ini."))
        return redirect("penetapan_rinci", id)
    keluar = io.BytesIO()
    with tempfile.TemporaryDirectory() as sementara:
        folder = Path(sementara)
        export_penetapan(
            penetapan, folder, tujuan=form.cleaned_data["tujuan"], by=request.actor, at=request.now
        )
        with zipfile.ZipFile(keluar, "w") as berkas:
            for path in sorted(folder.iterdir()):
                berkas.write(path, path.name)
    return send_file(
        keluar.getvalue(), f"penetapan {penetapan.bulan:%Y-%m} {penetapan.kode_wilayah or 'nasional'}.zip"
    )


def names(request: Request, id: int) -> HttpResponse:
    """The names behind one number of a set list; asked for a purpose, and recorded (R96)."""
    penetapan = access_penetapan(request.actor, id, Izin.KELUARGA_VIEW)
    asal = read_asal(request, penetapan)
    return show_nama(
        request,
        asal,
        f"{penetapan.bulan:%Y-%m}",
        penetapan.kode_wilayah,
        list_jalur(asal.kode),
        f"/penetapan/{id}/",
    )
