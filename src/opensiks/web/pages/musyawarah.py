"""Musyawarah: called, prepared, closed. The screen of the meeting is in layar.py, its papers in berita_acara.py."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from opensiks.akun.access import TidakAda, require
from opensiks.musyawarah import queries as musyawarah
from opensiks.musyawarah import services
from opensiks.musyawarah.access import access_musyawarah
from opensiks.musyawarah.tempat import name_petugas
from opensiks.rules.catat_verval import BOLEH_CATAT
from opensiks.rules.peran import Izin, Peran
from opensiks.rules.verval import StatusDesa
from opensiks.verval import queries as verval
from opensiks.web.format import upper_first
from opensiks.web.forms.musyawarah import HadirForm, TutupForm, UndanganForm
from opensiks.web.htmx import page, wants_part
from opensiks.web.presenters import rapat
from opensiks.web.presenters.desa import DesaKerja, find_desa, recall_desa
from opensiks.web.presenters.hadir import list_hadir
from opensiks.web.presenters.urutan import shift_agenda, shift_kelompok, sort_agenda
from opensiks.web.request import Request


def home(request: Request) -> HttpResponse:
    """The meetings of the period, and the form to call one."""
    require(request.actor, Izin.USULAN_VIEW)
    return _show_home(request, find_desa(request))


def _show_home(request: Request, desa: DesaKerja, form: UndanganForm | None = None) -> HttpResponse:
    if desa.periode is None:
        return page(request, "beranda/kosong.html", desa=desa)
    forum = musyawarah.get_forum(desa.periode, desa.kode, request.now)
    berjalan = musyawarah.find_berjalan(desa.periode, desa.kode)
    belum = musyawarah.list_belum(desa.periode, desa.kode)
    isi: dict[str, Any] = {
        "desa": desa, "forum": forum, "berjalan": berjalan,
        "belum": musyawarah.count_agenda(musyawarah.list_agenda(berjalan)).belum if berjalan else len(belum),
        "form": form or _undangan(desa),
        "daftar": musyawarah.list_musyawarah(desa.kode).order_by("-tanggal", "-id")[:12],
        "boleh": request.actor.can(Izin.MUSYAWARAH_RECORD), "sebelum_final": desa.status in BOLEH_CATAT,
        "tanpa": not forum.perlu and not belum and desa.status in BOLEH_CATAT - {StatusDesa.MUSDES_SELESAI},
        "boleh_sptjm": forum.sptjm_boleh or forum.sptjm is not None,
    }  # fmt: skip
    if isi["tanpa"]:
        isi["sisa"] = verval.list_belum(desa.periode, desa.kode).count()
    return page(request, "musyawarah/daftar.html", status=422 if form else 200, **isi)


def _undangan(desa: DesaKerja) -> UndanganForm:
    form = UndanganForm()
    form.initial = {
        "tanggal": desa.hari_ini,
        "pimpinan_nama": name_petugas(Peran.KADES_LURAH, desa.kode, desa.hari_ini),
        "pimpinan_jabatan": upper_first(desa.kepala),
        "tempat": _("Balai {sebutan}").format(sebutan=upper_first(desa.sebutan)),
    }
    return form


@require_POST
def convene(request: Request) -> HttpResponse:
    require(request.actor, Izin.MUSYAWARAH_RECORD)
    desa, form = find_desa(request), UndanganForm(request.POST)
    if desa.periode is None:
        raise TidakAda
    if not form.is_valid():
        return _show_home(request, desa, form)
    isi = form.cleaned_data
    m = services.convene_musyawarah(
        desa.periode, desa.kode, isi["tanggal"], isi["mulai"], isi["tempat"], isi["pimpinan_nama"],
        isi["pimpinan_jabatan"], by=request.actor, at=request.now,
    )  # fmt: skip
    messages.success(request, _("Musyawarah dijadwalkan."))
    return redirect("musyawarah_agenda", m.pk)


@require_POST
def skip(request: Request) -> HttpResponse:
    """Go on without a meeting: nothing needs one, or lines came back already decided."""
    require(request.actor, Izin.MUSYAWARAH_RECORD)
    desa = find_desa(request)
    if desa.periode is None:
        raise TidakAda
    services.close_tanpa_musyawarah(desa.periode, desa.kode, by=request.actor, at=request.now)
    messages.success(
        request,
        _("Dilanjutkan tanpa musyawarah. Sekarang {kepala} menyatakan final.").format(kepala=desa.kepala),
    )
    return redirect("beranda")


def agenda(request: Request, id: int) -> HttpResponse:
    """What will be decided, and who is invited and came."""
    m = access_musyawarah(request.actor, id)
    return _show_agenda(request, m, HadirForm(hadir=list_hadir(m)))


def _show_agenda(request: Request, m: Any, form: HadirForm, status: int = 200) -> HttpResponse:
    layar = rapat.compose_layar(m)
    halangan, catatan = rapat.split_penutupan(m)
    return page(
        request, "musyawarah/agenda.html", status=status, m=m, l=layar, form=form, halangan=halangan, catatan=catatan,
        desa=recall_desa(request, m.kode_desa),
        kertas=musyawarah.find_kertas_lembar(m, musyawarah.get_forum(m.periode, m.kode_desa, request.now))
        if m.kode_lembar else None,
        boleh=request.actor.can(Izin.MUSYAWARAH_RECORD) and m.ditutup_at is None, jumlah=form.jumlah,
    )  # fmt: skip


@require_POST
def record_urutan(request: Request, id: int) -> HttpResponse:
    """The agenda in another order: dragged, one line or one group moved by a button, or by jenis again."""
    m = access_musyawarah(request.actor, id, Izin.MUSYAWARAH_RECORD)
    layar, isi = rapat.compose_layar(m), request.POST
    if "urutan" in isi:
        urutan = [int(n) for n in isi["urutan"].split(",") if n.isdigit()]
    elif "kelompok" in isi:
        ke, __, arah = isi["kelompok"].partition(":")
        urutan = shift_kelompok(layar, _bulat(ke), _bulat(arah))
    elif "baris" in isi:
        pk, __, arah = isi["baris"].partition(":")
        urutan = shift_agenda(layar, _bulat(pk), _bulat(arah))
    else:
        urutan = sort_agenda(layar)
    services.record_urutan(m, urutan, by=request.actor, at=request.now)
    if not wants_part(request):
        return redirect("musyawarah_agenda", id)
    return page(
        request, "musyawarah/agenda.html", "agenda", m=m, l=rapat.compose_layar(m), boleh=True,
        umumkan=_("Urutan agenda tersimpan."),
    )  # fmt: skip


def _bulat(teks: str) -> int:
    return int(teks) if teks.removeprefix("-").isdigit() else 0


@require_POST
def record_kehadiran(request: Request, id: int) -> HttpResponse:
    m = access_musyawarah(request.actor, id, Izin.MUSYAWARAH_RECORD)
    form = HadirForm(request.POST, hadir=list_hadir(m))
    if not form.is_valid():
        return _show_agenda(request, m, form, 422)
    services.record_kehadiran(m, form.kehadiran(), by=request.actor, at=request.now)
    messages.success(request, _("Daftar hadir tersimpan."))
    return redirect("musyawarah_agenda", id)


def close(request: Request, id: int) -> HttpResponse:
    """Totals and warnings first; then the meeting is closed and its decisions take their step."""
    m = access_musyawarah(request.actor, id, Izin.MUSYAWARAH_RECORD)
    form = TutupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        hasil = services.close_musyawarah(
            m, isi["selesai"], by=request.actor, at=request.now, catatan=isi["catatan"]
        )
        nihil = (
            _("Musyawarah ini tidak mengubah data (nihil). Tetap sah.")
            if hasil.is_nihil
            else _("Musyawarah ditutup.")
        )
        messages.success(request, _("{nihil} Sekarang cetak berita acaranya.").format(nihil=nihil))
        return redirect("berita_acara", id)
    halangan, catatan = rapat.split_penutupan(m)
    return page(
        request, "musyawarah/tutup.html", status=422 if form.errors else 200, m=m, form=form, halangan=halangan,
        catatan=catatan, l=rapat.compose_layar(m), desa=recall_desa(request, m.kode_desa),
    )  # fmt: skip
