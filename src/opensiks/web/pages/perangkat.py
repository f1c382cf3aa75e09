"""Perangkat saya: an operator's laptops, the files handed in for the village, and their receipts."""

from __future__ import annotations

from django.http import HttpResponse

from opensiks.akun.access import require
from opensiks.paket import papan, queries
from opensiks.rules.peran import Izin
from opensiks.web import lembar
from opensiks.web.htmx import page
from opensiks.web.pages.meja_berkas import render_tanda
from opensiks.web.presenters import meja as tampil_meja
from opensiks.web.presenters import perangkat as tampil
from opensiks.web.presenters.desa import find_desa
from opensiks.web.request import Request
from opensiks.wilayah.queries import get_nama

TITIP = Izin.PAKET_DEPOSIT


def home(request: Request) -> HttpResponse:
    """What an operator holds and has handed in; the worksheet itself is another program."""
    require(request.actor, Izin.VERVAL_RECORD)
    desa = find_desa(request)
    milik = [p for p in queries.list_perangkat(desa.kode) if p.akun_id == request.actor.akun_id]
    daftar = list(queries.list_titipan(desa.kode)[:100])
    batas = {desa.kode: desa.masa.tenggat_desa} if desa.masa else {}
    nama = get_nama([desa.kode, desa.kode[:8]])
    return page(
        request, "perangkat/home.html", desa=desa, terbangun=lembar.is_terbangun(),
        perangkat=[tampil.compose_perangkat(p, desa.label, at=request.now) for p in milik],
        berkas=tampil_meja.list_baris(daftar, papan.count_bentrok([t.pk for t in daftar]), nama, batas),
    )  # fmt: skip


def receipt(request: Request, id: int) -> HttpResponse:
    """The deposit receipt of a file of one's own village, to print."""
    return render_tanda(request, id, TITIP, "/perangkat/")
