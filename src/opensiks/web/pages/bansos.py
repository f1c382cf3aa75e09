"""Bansos: each programme draws from a penetapan; the proof of which one, and the change line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from opensiks.akun.access import require
from opensiks.bansos import queries, services
from opensiks.bansos.access import access_penarikan
from opensiks.pantau.pratinjau import list_wilayah_penetapan
from opensiks.penetapan.access import access_penetapan
from opensiks.penetapan.queries import list_penetapan
from opensiks.rules.bansos import PROGRAM
from opensiks.rules.peran import Izin
from opensiks.web.format import write_number
from opensiks.web.forms.pusat import BuktiForm, TarikForm
from opensiks.web.htmx import page
from opensiks.web.meja import read_form
from opensiks.web.presenters import bansos as tampil
from opensiks.web.presenters.penetapan import choose_wilayah
from opensiks.web.request import Request
from opensiks.wilayah.queries import get_nama, list_jalur

if TYPE_CHECKING:
    from opensiks.bansos.models import Penarikan


def home(request: Request) -> HttpResponse:
    """Draws by month and programme, and what may be drawn now."""
    require(request.actor, Izin.BANSOS_VIEW)
    wilayah = choose_wilayah(list_wilayah_penetapan(), request.GET.get("wilayah"))
    penetapan = list(list_penetapan(wilayah)[:12])
    tarikan = queries.list_penarikan(wilayah)
    if request.actor.program:
        tarikan = tarikan.filter(program=request.actor.program)
    return page(
        request, "bansos/home.html", bulan=tampil.list_bulan(penetapan, list(tarikan), request.actor),
        program=tampil.list_program(request.actor), boleh_tarik=request.actor.can(Izin.BANSOS_DRAW),
    )  # fmt: skip


def draw(request: Request, id: int) -> HttpResponse:
    """Draw a programme's recipients from this list, and from nothing else."""
    penetapan = access_penetapan(request.actor, id, Izin.BANSOS_DRAW)
    pilihan = [(k, PROGRAM[k].label) for k in tampil.list_kode(request.actor)]
    form = TarikForm(pilihan, read_form(request)[0], initial={"program": request.GET.get("program", "")})
    if request.method == "POST" and form.is_valid():
        tarikan = services.draw_penerima(
            form.cleaned_data["program"], penetapan, by=request.actor, at=request.now
        )
        jumlah = write_number(tarikan.jumlah)
        messages.success(
            request,
            _("{jumlah} penerima ditarik dari penetapan {nomor_sk}.").format(
                jumlah=jumlah, nomor_sk=penetapan.nomor_sk
            ),
        )
        return redirect("bansos_rinci", tarikan.pk)
    return page(
        request, "bansos/tarik.html", penetapan=penetapan, form=form, status=422 if form.errors else 200,
        program=PROGRAM.get(request.GET.get("program", "")),
    )  # fmt: skip


def show(request: Request, id: int) -> HttpResponse:
    """One draw: its proof, why anybody came or went, and where; from the nation down to a village."""
    tarikan = access_penarikan(request.actor, id)
    saring = tampil.read_saring(request.GET)
    rows = queries.list_selisih(
        tarikan, arah=saring.arah, sebab=saring.sebab, kode=saring.kode, cari=saring.cari
    )
    lembar = Paginator(rows, 100).get_page(request.GET.get("halaman"))
    nama = get_nama({s.kode_desa for s in lembar})
    hitung = queries.count_selisih(tarikan, saring.kode)
    return page(
        request, "bansos/rinci.html", tarikan=tarikan, program=PROGRAM[tarikan.program], lembar=lembar, saring=saring,
        baris=tampil.list_selisih(lembar, nama), hitung=tampil.count_selisih(hitung, saring, request.GET),
        url_penerima=f"/bansos/{id}/penerima/", saring_tetap=tampil.list_tetap(saring),
        **_show_sebaran(request, tarikan, saring),
        **tampil.say_hitung(tarikan, hitung, saring),
    )  # fmt: skip


def _show_sebaran(request: Request, tarikan: Penarikan, saring: tampil.Saring) -> dict[str, Any]:
    rows = queries.count_sebaran(tarikan, saring.kode)
    return tampil.show_sebaran(rows, saring, list_jalur(saring.kode), request.GET)


def show_penerima(request: Request, id: int) -> HttpResponse:
    """Who is paid, by area and by search, each with the proof of origin; and the check of a proof."""
    tarikan = access_penarikan(request.actor, id)
    form = BuktiForm(request.GET if "bukti" in request.GET else None)
    sah = None
    if form.is_bound and form.is_valid():
        isi = form.cleaned_data
        sah = queries.is_bukti_sah(
            tarikan.program, tarikan.penetapan.sha256, isi["id_registri"], isi["bukti"]
        )
    boleh_nama, saring = request.actor.can(Izin.KELUARGA_VIEW), tampil.read_saring(request.GET)
    rows = queries.find_penerima(tarikan, saring.kode, saring.cari, nama=boleh_nama)
    lembar = Paginator(rows, 100).get_page(request.GET.get("halaman"))
    nama = get_nama({p.kode_desa for p in lembar})
    return page(
        request, "bansos/penerima.html", tarikan=tarikan, program=PROGRAM[tarikan.program], lembar=lembar, form=form,
        baris=[(p, nama.get(p.kode_desa, p.kode_desa)) for p in lembar], sah=sah, saring=saring,
        url_tarikan=f"/bansos/{id}/", boleh_nama=boleh_nama,
        **_show_sebaran(request, tarikan, saring),
    )  # fmt: skip
