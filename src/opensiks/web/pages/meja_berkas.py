"""Files at the desk: take them in one by one, give receipts back one by one or all together."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from opensiks.akun.access import TidakAda, require
from opensiks.infra.files import BerkasDitolak
from opensiks.paket import papan, queries, services
from opensiks.paket.access import access_titipan
from opensiks.rules.canonical import list_code
from opensiks.rules.paket import MAKS_BERKAS
from opensiks.rules.peran import Izin
from opensiks.rules.titipan import Jalur
from opensiks.web.htmx import page
from opensiks.web.meja import open_meja
from opensiks.web.pages.lembar_api import take_file
from opensiks.web.pages.meja import read_satu
from opensiks.web.presenters.hp import draw_qr
from opensiks.web.presenters.meja_berkas import write_ukuran
from opensiks.web.request import Request
from opensiks.web.unduh import send_file

JUDGE = Izin.PAKET_JUDGE


@require_POST
def deposit(request: Request) -> HttpResponse:
    """One raw file from the page's script, answered in JSON; or a form with several, answered with the list."""
    require(request.actor, Izin.PAKET_DEPOSIT)
    if not str(request.content_type).startswith("multipart/"):
        return take_file(request, Jalur.MEJA)
    aman, gagal = 0, []
    for berkas in request.FILES.getlist("berkas"):
        try:
            isi = berkas.read(2 * MAKS_BERKAS + 1)
            services.deposit_paket(isi, berkas.name or "", by=request.actor, at=request.now, jalur=Jalur.MEJA)
            aman += 1
        except (services.TidakTersimpan, BerkasDitolak) as galat:
            gagal.append(f"{berkas.name}: {galat}")
    if aman:
        messages.success(request, _("{aman} berkas sudah aman di Dinas.").format(aman=aman))
    for kalimat in gagal or ([] if aman else [_("Belum ada berkas. Pilih berkasnya, lalu tekan lagi.")]):
        messages.error(request, kalimat)
    return redirect("meja")


def show_tanda(request: Request, id: int) -> HttpResponse:
    """The deposit receipt as a page to print."""
    return render_tanda(request, id, JUDGE, f"/meja/{id}/")


def render_tanda(request: Request, id: int, izin: Izin, kembali: str) -> HttpResponse:
    t, b = read_satu(request, id, izin)
    return page(
        request, "meja/tanda.html", b=b, qr=draw_qr(queries.get_tanda_titip(t)), sidik=t.sha256,
        kode=list_code(t.sha256), ukuran=write_ukuran(t.ukuran), url_kembali=kembali,
    )  # fmt: skip


def send_terima(request: Request, id: int) -> HttpResponse:
    """The sealed verdict receipt, for the operator to load."""
    t = access_titipan(request.actor, id, JUDGE)
    isi = queries.find_tanda_terima(t)
    if not isi:
        raise TidakAda
    return send_file(isi, f"{name_tanda(t)}.age")


def send_semua(request: Request) -> HttpResponse:
    """Every receipt in one ZIP: for each file its deposit receipt, and the sealed answer where there is one."""
    require(request.actor, JUDGE)
    meja = open_meja(request)
    daftar = list(queries.list_titipan(meja.kode, meja.periode))
    tanda = papan.list_bertanda([t.pk for t in daftar])
    isi = io.BytesIO()
    with zipfile.ZipFile(isi, "w", zipfile.ZIP_STORED) as berkas:
        for t in daftar:
            berkas.writestr(f"tanda-titip/{name_tanda(t)}.jws.txt", queries.get_tanda_titip(t))
            if t.pk in tanda:
                berkas.writestr(f"tanda-terima/{name_tanda(t)}.age", queries.load_tanda_terima(tanda[t.pk]))
    label = meja.periode.kode if meja.periode else meja.kode
    return send_file(isi.getvalue(), f"tanda terima {label}.zip")


def name_tanda(t: Any) -> str:
    """The number and the village; nothing about any person."""
    desa = t.kode_wilayah.replace(".", "")
    return f"{t.nomor}_{desa}_{t.urutan:04d}" if t.urutan else f"{t.nomor}_{desa}"
