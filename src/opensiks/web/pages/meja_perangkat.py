"""The desk's laptops: compare six words and let one in, refuse it, revoke it; recovery papers of the villages."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from opensiks.akun.access import TidakAda, require
from opensiks.paket import papan, queries, services
from opensiks.paket.access import access_perangkat
from opensiks.paket.permintaan import MAKS, load_permintaan
from opensiks.pantau.queries import list_petugas_desa
from opensiks.rules.peran import Izin, Peran
from opensiks.verval.queries import list_periode_desa
from opensiks.web import lembar
from opensiks.web.forms.meja import CabutForm, PermintaanForm
from opensiks.web.htmx import page
from opensiks.web.meja import Meja, open_meja
from opensiks.web.presenters import meja as tampil_meja
from opensiks.web.presenters import perangkat as tampil
from opensiks.web.presenters.hp import draw_qr
from opensiks.web.presenters.meja_nav import list_bagian_meja
from opensiks.web.request import Request
from opensiks.web.unduh import send_file
from opensiks.wilayah.queries import get_nama

MANAGE = Izin.PERANGKAT_MANAGE


def home(request: Request, form: PermintaanForm | None = None) -> HttpResponse:
    require(request.actor, MANAGE)
    kode = request.actor.cakupan.daftar_kode[0]
    daftar = list(queries.list_perangkat(kode))
    pilih = tampil.choose_status(daftar, request.GET.get("status", ""))
    nama = get_nama({p.kode_desa for p in daftar})
    return page(
        request, "meja/perangkat.html", pilih=pilih, saringan=tampil.list_saringan(daftar, pilih), boleh=True,
        baris=tampil.list_perangkat(daftar, nama, pilih, request.GET.get("urut", ""), request.now),
        form=form or PermintaanForm(), pindai=lembar.has_pindai(),
        bagian_meja=list_bagian_meja("perangkat", papan.count_menunggu(kode)),
        status=422 if form else 200,
    )  # fmt: skip


def show(request: Request, id: int, cabut: CabutForm | None = None) -> HttpResponse:
    p = access_perangkat(request.actor, id, MANAGE)
    operator = list_petugas_desa(p.kode_desa, Peran.OPERATOR_DESA, request.now.date()).get(p.kode_desa)
    berkas = [
        {"nomor": t.nomor, "url": f"/meja/{t.pk}/", "rinci": tampil_meja.write_singkat(t)}
        for t in papan.list_titipan_perangkat(p, 8)
    ]
    nama = get_nama([p.kode_desa]).get(p.kode_desa, p.kode_desa)
    baris = tampil.compose_perangkat(p, nama, _hp(operator, p), request.now, papan.list_dibuka(p))
    return page(
        request, "meja/perangkat_satu.html", p=baris,
        boleh=True, cabut=cabut or CabutForm(), berkas=berkas, status=422 if cabut else 200,
    )  # fmt: skip


def _hp(operator: Any, p: Any) -> str:
    """The number the office already has; never one that came with the request."""
    return operator.nomor_hp if operator is not None and operator.nama == p.operator else ""


@require_POST
def enrol(request: Request, id: int) -> HttpResponse:
    p = access_perangkat(request.actor, id, MANAGE)
    services.enrol_perangkat(p, by=request.actor, at=request.now)
    messages.success(
        request,
        _("Perangkat {operator} disetujui. Beri lembarnya, atau minta ia memuatnya.").format(
            operator=p.operator
        ),
    )
    return redirect("meja_perangkat_satu", id)


@require_POST
def reject(request: Request, id: int) -> HttpResponse:
    p = access_perangkat(request.actor, id, MANAGE)
    services.reject_perangkat(p, by=request.actor, at=request.now)
    messages.info(request, _("Tidak disetujui. Operator bisa meminta lagi dari lembar kerjanya."))
    return redirect("meja_perangkat_satu", id)


@require_POST
def revoke(request: Request, id: int) -> HttpResponse:
    p = access_perangkat(request.actor, id, MANAGE)
    form = CabutForm(request.POST)
    if not form.is_valid():
        return show(request, id, form)
    services.revoke_perangkat(p, form.cleaned_data["alasan"], by=request.actor, at=request.now)
    messages.success(request, _("Perangkat dicabut. Paketnya sesudah ini ditahan sampai diperiksa."))
    return redirect("meja_perangkat_satu", id)


@require_POST
def load(request: Request) -> HttpResponse:
    """A request file from a stick."""
    require(request.actor, MANAGE)
    form = PermintaanForm(request.POST, request.FILES)
    if not form.is_valid():
        return home(request, form)
    p = load_permintaan(form.cleaned_data["berkas"].read(MAKS + 1), by=request.actor, at=request.now)
    messages.success(
        request, _("Permintaan {operator} dimuat. Cocokkan enam katanya.").format(operator=p.operator)
    )
    return redirect("meja_perangkat_satu", p.pk)


@require_POST
def send_turun(request: Request, id: int) -> HttpResponse:
    """The worksheet for a stick, sealed to that laptop alone."""
    p = access_perangkat(request.actor, id, MANAGE)
    isi = services.make_turun(p, by=request.actor, at=request.now)
    return send_file(isi, f"lembar {p.kode_desa.replace('.', '')} {p.pk}.age")


def list_pemulihan(request: Request) -> HttpResponse:
    require(request.actor, MANAGE)
    meja = open_meja(request)
    return page(
        request, "meja/pemulihan.html", baris=_pemulihan(meja, request.GET.get("urut", "")),
        bagian_meja=list_bagian_meja("perangkat", papan.count_menunggu(meja.kode)), **meja.konteks,
    )  # fmt: skip


def create_pemulihan(request: Request, kode: str) -> HttpResponse:
    """Asked first; then the key as a paper, once: nothing keeps it, and the page is not stored."""
    require(request.actor, MANAGE)
    meja = open_meja(request)
    d = next((b for b in _pemulihan(meja, "") if b.kode == kode), None)
    if d is None or meja.periode is None:
        raise TidakAda
    if request.method != "POST":
        return page(request, "meja/pemulihan_buat.html", d=d, **meja.konteks)
    rahasia = services.make_pemulihan(kode, meja.periode, by=request.actor, at=request.now)
    umum = papan.find_pemulihan(meja.periode, kode)
    return page(
        request,
        "meja/pemulihan_kertas.html",
        d=d,
        rahasia=tampil.split_kunci(rahasia),
        qr=draw_qr(rahasia),
        umum=umum,
        **meja.konteks,
    )


def _pemulihan(meja: Meja, urut: str) -> list[tampil.BarisPemulihan]:
    if meja.periode is None:
        return []
    desa = list(list_periode_desa(meja.periode, meja.kode).values_list("kode_desa", flat=True))
    nama = get_nama({*desa, *(k[:8] for k in desa)})
    return tampil.list_pemulihan(desa, papan.list_pemulihan(meja.periode, meja.kode), nama, urut)
