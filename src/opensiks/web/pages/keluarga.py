"""Keluarga: findings with the mend in place, members, TETAP and the other decisions, notes, what happened."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from opensiks.akun.access import TidakAda, require
from opensiks.keluarga.access import access_keluarga
from opensiks.keluarga.services import reveal_nik
from opensiks.rules.peran import TINGKAT_PERAN, Izin
from opensiks.verval import services as verval
from opensiks.verval.queries import list_kunjungan
from opensiks.web import urung
from opensiks.web.format import write_refusal
from opensiks.web.forms.foto import FotoForm
from opensiks.web.forms.temuan import CatatanForm
from opensiks.web.htmx import page
from opensiks.web.presenters.daftar_verval import Permintaan, compose_daftar_verval
from opensiks.web.presenters.desa import recall_desa
from opensiks.web.presenters.foto import compose_album
from opensiks.web.presenters.keluarga import HalamanKeluarga, compose_keluarga
from opensiks.web.presenters.kunjungan import list_baris
from opensiks.web.presenters.mend import list_mend
from opensiks.web.presenters.riwayat import list_kejadian
from opensiks.web.rahasia import reveal_once
from opensiks.web.request import Request
from opensiks.web.urung import Urung

RINGKAS = 6


def show(request: Request, id: int) -> HttpResponse:
    keluarga = access_keluarga(request.actor, id)
    h = compose_keluarga(id, recall_desa(request, keluarga.kode_desa), request.actor)
    if h.terbaca:
        reveal_once(request, id)
    return render(request, h)


def render(
    request: Request,
    h: HalamanKeluarga,
    *,
    salah: dict[int, Any] | None = None,
    status: int = 200,
    **lain: Any,
) -> HttpResponse:
    """The page; `salah` are mends by finding that could not be taken."""
    minta = Permintaan.read(request.GET.dict())
    daftar = compose_daftar_verval(h.desa, request.actor, minta)
    letak, atas, bawah = daftar.neighbours(h.k.id)
    kejadian = list_kejadian(h.k.id, h.k.kode_desa, h.usulan, h.foto)
    isi: dict[str, Any] = {
        "h": h, "desa": h.desa, "letak": letak, "banyak": len(daftar.baris), "atas": atas, "bawah": bawah,
        "kueri": minta.kueri(), "mend": list_mend(h, salah or {}), "riwayat": kejadian[:RINGKAS],
        "jumlah_riwayat": len(kejadian),
        "album": compose_album(h.foto, request.actor.can(Izin.KELUARGA_REVEAL)), "form_foto": FotoForm(),
        "kunjungan": list_baris(list_kunjungan(h.k.id)),
        "boleh_kunjungan": request.actor.can(Izin.CATATAN_ADD) and TINGKAT_PERAN[request.actor.peran] == 3,
        "catatan": CatatanForm(hari_ini=h.desa.hari_ini), "urung": urung.offer(request),
        "boleh_padan": request.actor.can(Izin.PADAN_VIEW),
        "boleh_buka": request.actor.can(Izin.KELUARGA_REVEAL), "boleh_catatan": request.actor.can(Izin.CATATAN_ADD),
    }  # fmt: skip
    return page(request, "keluarga/keluarga.html", status=status, **(isi | lain))


def history(request: Request, id: int) -> HttpResponse:
    keluarga = access_keluarga(request.actor, id)
    desa = recall_desa(request, keluarga.kode_desa)
    daftar = list_kejadian(id, keluarga.kode_desa)
    return page(request, "keluarga/riwayat.html", keluarga=keluarga, desa=desa, daftar=daftar)


@require_POST
def record_tetap(request: Request, id: int) -> HttpResponse:
    """TETAP for this family; the next one of the same list opens, with ten seconds to undo."""
    keluarga = access_keluarga(request.actor, id, Izin.VERVAL_RECORD)
    desa = recall_desa(request, keluarga.kode_desa)
    if desa.periode is None:
        raise TidakAda
    minta = Permintaan.read(request.GET.dict())
    bawah = compose_daftar_verval(desa, request.actor, minta).neighbours(id)[2]
    hasil = verval.record_tetap(
        desa.periode, desa.kode, [id], by=request.actor, at=request.now, tanggal=desa.hari_ini
    )
    h = compose_keluarga(id, desa, request.actor)
    urung.remember(request, Urung(desa.kode, (id,), _("TETAP untuk {judul}.").format(judul=h.judul)))
    for info in hasil.info:
        messages.warning(request, write_refusal(info))
    return redirect(f"/keluarga/{bawah.id}/?{minta.kueri()}" if bawah else f"/verval/?{minta.kueri()}")


@require_POST
def cancel_verval(request: Request, id: int) -> HttpResponse:
    """Take back the verdict on this family, until the village is final."""
    keluarga = access_keluarga(request.actor, id, Izin.VERVAL_RECORD)
    desa = recall_desa(request, keluarga.kode_desa)
    if desa.periode is None:
        raise TidakAda
    verval.cancel_verval(desa.periode, desa.kode, [id], by=request.actor, at=request.now)
    messages.success(request, _("Hasil verval keluarga ini dibatalkan."))
    return redirect("keluarga", id)


@require_POST
def reveal(request: Request, id: int) -> HttpResponse:
    """The whole numbers of the family, once, with an event on the trail (R95)."""
    keluarga = access_keluarga(request.actor, id, Izin.KELUARGA_REVEAL)
    utuh = reveal_nik(keluarga, by=request.actor, at=request.now)
    h = compose_keluarga(id, recall_desa(request, keluarga.kode_desa), request.actor, utuh=utuh.nik)
    return render(request, h, kk_utuh=utuh.no_kk, ibu=utuh.nama_ibu)


@require_POST
def add_catatan(request: Request, id: int) -> HttpResponse:
    """A note or a visit; it changes no state (R12)."""
    require(request.actor, Izin.CATATAN_ADD)
    keluarga = access_keluarga(request.actor, id)
    form = CatatanForm(request.POST, hari_ini=recall_desa(request, keluarga.kode_desa).hari_ini)
    if not form.is_valid():
        h = compose_keluarga(id, recall_desa(request, keluarga.kode_desa), request.actor)
        return render(request, h, catatan=form, status=422)
    verval.add_catatan(
        keluarga,
        form.cleaned_data["isi"],
        by=request.actor,
        at=request.now,
        kunjungan=form.cleaned_data["kunjungan"],
    )
    messages.success(request, _("Catatan tersimpan."))
    return redirect("keluarga", id)
