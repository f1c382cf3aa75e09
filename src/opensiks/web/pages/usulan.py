"""Usulan: the list, the draft of each jenis, one line with its steps and evidence."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from opensiks.akun.access import TidakAda, require
from opensiks.infra import files
from opensiks.pemadanan.queries import get_keluaran
from opensiks.rules.bukti import LABEL_BUKTI, JenisBukti
from opensiks.rules.peran import Izin
from opensiks.rules.status import StatusUsulan
from opensiks.usulan import services as usulan
from opensiks.usulan.access import access_bukti, access_usulan
from opensiks.web.forms.langkah import AlasanForm, BuktiForm, KunjunganForm
from opensiks.web.htmx import page
from opensiks.web.presenters import rincian
from opensiks.web.presenters import usulan as tampil
from opensiks.web.presenters.desa import find_desa, recall_desa
from opensiks.web.presenters.kabar import explain_tolak
from opensiks.web.request import Request


def home(request: Request) -> HttpResponse:
    require(request.actor, Izin.USULAN_VIEW)
    desa = find_desa(request)
    daftar = tampil.compose_daftar(desa, request.GET.get("saring", "semua"))
    return page(
        request, "usulan/daftar.html", desa=desa, daftar=daftar, boleh=request.actor.can(Izin.USULAN_DRAFT)
    )


def show(request: Request, id: int) -> HttpResponse:
    return render(request, id)


def render(request: Request, id: int, status: int = 200, **form: Any) -> HttpResponse:
    """The page of one line; `form` carries a form that could not be taken."""
    u = access_usulan(request.actor, id)
    desa = recall_desa(request, u.kode_desa)
    boleh = request.actor.can(Izin.USULAN_DRAFT)
    isi: dict[str, Any] = {
        "b": tampil.present(u), "u": u, "desa": desa, "rincian": rincian.list_rincian(u),
        "tindakan": tampil.list_tindakan(u, desa, request.actor), "bukti": tampil.list_bukti(u),
        "langkah": tampil.list_langkah(u), "sebab": explain_tolak(u) if u.kode_tolak else "",
        "peringatan": tampil.list_peringatan(u, desa), "boleh_isi": boleh and u.status is StatusUsulan.DRAF,
        "alasan": AlasanForm(), "kunjungan": KunjunganForm(), "form_bukti": BuktiForm(jenis=u.jenis),
        "bebas": desa.profil is not None and desa.profil.is_bebas(u.jenis), "program": rincian.label_program(u.program),
        "kode_alasan": rincian.label_alasan(u), "menunggu": tampil.explain_menunggu(u),
    }  # fmt: skip
    return page(request, "usulan/detail.html", status=status, **(isi | form))


@require_POST
def submit(request: Request, id: int) -> HttpResponse:
    u = access_usulan(request.actor, id, Izin.USULAN_SUBMIT)
    periode = recall_desa(request, u.kode_desa).periode
    usulan.submit_usulan([u], by=request.actor, at=request.now, periode=periode, keluaran=get_keluaran)
    messages.success(request, _("Usulan {id} diajukan.").format(id=id))
    return redirect("usulan_detail", id)


@require_POST
def withdraw(request: Request, id: int) -> HttpResponse:
    u = access_usulan(request.actor, id, Izin.USULAN_DRAFT)
    form = AlasanForm(request.POST)
    if not form.is_valid():
        return render(request, id, 422, alasan=form)
    usulan.withdraw_usulan([u], form.cleaned_data["alasan"], by=request.actor, at=request.now)
    messages.success(request, _("Usulan {id} dibatalkan.").format(id=id))
    return redirect("usulan")


@require_POST
def redraft(request: Request, id: int) -> HttpResponse:
    """Open a returned line again; its content and evidence stay, and may be mended."""
    u = access_usulan(request.actor, id, Izin.USULAN_DRAFT)
    usulan.redraft_usulan(
        [u], by=request.actor, at=request.now, periode=recall_desa(request, u.kode_desa).periode
    )
    messages.success(request, _("Usulan {id} dibuka lagi sebagai draf. Perbaiki, lalu ajukan.").format(id=id))
    return redirect("usulan_detail", id)


@require_POST
def verify(request: Request, id: int) -> HttpResponse:
    """Record the home visit that follows the forum's yes."""
    u = access_usulan(request.actor, id, Izin.USULAN_DRAFT)
    form = KunjunganForm(request.POST)
    if not form.is_valid():
        return render(request, id, 422, kunjungan=form)
    isi = form.cleaned_data
    usulan.verify_usulan(
        [u],
        tanggal=isi["tanggal"],
        petugas=isi["petugas"],
        catatan=isi["catatan"],
        by=request.actor,
        at=request.now,
    )
    messages.success(request, _("Kunjungan tercatat."))
    return redirect("usulan_detail", id)


@require_POST
def attach(request: Request, id: int) -> HttpResponse:
    u = access_usulan(request.actor, id, Izin.USULAN_DRAFT)
    form = BuktiForm(request.POST, request.FILES, jenis=u.jenis)
    if not form.is_valid():
        return render(request, id, 422, form_bukti=form)
    jenis, berkas = JenisBukti(form.cleaned_data["jenis"]), form.cleaned_data["berkas"]
    usulan.attach_bukti(u, jenis, berkas.name, berkas.read(), by=request.actor, at=request.now)
    messages.success(request, _("Bukti tersimpan: {jenis}.").format(jenis=_(LABEL_BUKTI[jenis])))
    return redirect("usulan_detail", id)


def download(request: Request, id: int) -> FileResponse:
    """An evidence file, for those who may open the line it belongs to."""
    bukti = access_bukti(request.actor, id)
    if not files.exists(bukti.sha256):
        raise TidakAda
    return FileResponse(files.open_file(bukti.sha256), filename=bukti.nama_berkas)
