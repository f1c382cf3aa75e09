"""Layar rapat: one line at a time, decided by the meeting and written down by the operator (R2)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from opensiks.musyawarah import services
from opensiks.musyawarah.access import access_musyawarah
from opensiks.rules.musyawarah import Hasil
from opensiks.rules.peran import Izin
from opensiks.usulan.access import access_usulan
from opensiks.web.forms.musyawarah import KeberatanForm
from opensiks.web.htmx import page
from opensiks.web.presenters.desa import recall_desa
from opensiks.web.presenters.rapat import LayarRapat, compose_layar
from opensiks.web.request import Request


def show(request: Request, id: int) -> HttpResponse:
    m = access_musyawarah(request.actor, id)
    if m.ditutup_at is not None:
        return redirect("musyawarah_agenda", id)
    diminta, tanya = request.GET.get("baris", ""), request.GET.get("alasan", "")
    lain: dict[str, Any] = {
        "tanya": tanya if tanya in set(Hasil) else "",
        "keberatan": KeberatanForm() if "keberatan" in request.GET else None,
    }
    return _render(request, m, int(diminta) if diminta.isdigit() else None, **lain)


def _remember(request: Request, m: Any, layar: LayarRapat) -> None:
    """Keep which line is on the screen, so that a laptop that dies comes back to it. Not when only looking on."""
    if layar.baris and layar.baris.u.pk != m.baris_kini and request.actor.can(Izin.MUSYAWARAH_RECORD):
        services.record_baris(m, layar.baris.u, by=request.actor, at=request.now)


def _render(
    request: Request, m: Any, usulan_id: int | None, *, status: int = 200, **lain: Any
) -> HttpResponse:
    layar = compose_layar(m, usulan_id)
    _remember(request, m, layar)
    boleh = request.actor.can(Izin.MUSYAWARAH_RECORD)
    desa = recall_desa(request, m.kode_desa)
    return page(request, "musyawarah/layar.html", status=status, m=m, l=layar, desa=desa, boleh=boleh, **lain)


@require_POST
def record_keputusan(request: Request, id: int) -> HttpResponse:
    """Write the decision and go to the next line; a refusal or an objection asks for the reason first."""
    m = access_musyawarah(request.actor, id, Izin.MUSYAWARAH_RECORD)
    u = access_usulan(request.actor, _int(request, "usulan"), Izin.MUSYAWARAH_RECORD)
    layar = compose_layar(m, u.pk)
    hasil, alasan = request.POST.get("hasil", ""), request.POST.get("alasan", "").strip()
    if hasil not in set(Hasil):
        return redirect(_ke(id, u.pk))
    perlu = hasil == Hasil.TOLAK or bool(layar.baris and layar.baris.perlu_alasan)
    if perlu and not alasan:
        return redirect(f"{_ke(id, u.pk)}&alasan={hasil}")
    services.record_keputusan(m, u, Hasil(hasil), alasan, by=request.actor, at=request.now)
    # At the end, back to a line that was passed over; else it stays where it is.
    lewat = next((b for b in layar.agenda if b.keputusan is None and b.u.pk != u.pk), None)
    ke = layar.sesudah or lewat
    return redirect(_ke(id, ke.u.pk if ke else u.pk))


@require_POST
def cancel_keputusan(request: Request, id: int) -> HttpResponse:
    m = access_musyawarah(request.actor, id, Izin.MUSYAWARAH_RECORD)
    u = access_usulan(request.actor, _int(request, "usulan"), Izin.MUSYAWARAH_RECORD)
    services.cancel_keputusan(m, u, by=request.actor, at=request.now)
    messages.info(request, _("Keputusan terakhir dibatalkan. Putuskan lagi baris ini."))
    return redirect(_ke(id, u.pk))


@require_POST
def record_keberatan(request: Request, id: int) -> HttpResponse:
    m = access_musyawarah(request.actor, id, Izin.MUSYAWARAH_RECORD)
    u = access_usulan(request.actor, _int(request, "usulan"), Izin.MUSYAWARAH_RECORD)
    form = KeberatanForm(request.POST)
    if not form.is_valid():
        return _render(request, m, u.pk, status=422, keberatan=form)
    isi = form.cleaned_data
    services.record_keberatan(
        m, u, isi["isi"], nama=isi["nama"], dirahasiakan=isi["dirahasiakan"], by=request.actor, at=request.now
    )
    return redirect(_ke(id, u.pk))


def _int(request: Request, nama: str) -> int:
    teks = request.POST.get(nama, "")
    return int(teks) if teks.isdigit() else 0


def _ke(id: int, usulan_id: int) -> str:
    return f"/musyawarah/{id}/layar/?baris={usulan_id}"
