"""Daftar verval: every family of the village, picked for TETAP with a summary before anything counts."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from opensiks.akun.access import TidakAda, require
from opensiks.rules.peran import Izin
from opensiks.rules.rule import AksiDitolak
from opensiks.verval import services as verval
from opensiks.web import format as tulis
from opensiks.web import urung
from opensiks.web.forms.verval import TetapForm
from opensiks.web.htmx import page
from opensiks.web.presenters.daftar_verval import Permintaan, compose_daftar_verval
from opensiks.web.presenters.desa import DesaKerja, find_desa
from opensiks.web.presenters.ringkasan_tetap import RingkasanTetap, compose_ringkasan_tetap
from opensiks.web.request import Request
from opensiks.web.templatetags.siks_desa import baris_verval
from opensiks.web.urung import Urung


def home(request: Request) -> HttpResponse:
    require(request.actor, Izin.KELUARGA_VIEW)
    desa, minta = find_desa(request), Permintaan.read(request.GET.dict())
    return page(
        request,
        "verval/daftar.html",
        desa=desa,
        daftar=compose_daftar_verval(desa, request.actor, minta),
        minta=minta,
        kueri=minta.kueri(),
        boleh=request.actor.can(Izin.VERVAL_RECORD),
        urung=urung.offer(request),
    )


def part(request: Request) -> HttpResponse:
    """More rows of the same list: those that did not come with the page. Their number is `n`, from 1."""
    require(request.actor, Izin.KELUARGA_VIEW)
    desa, minta, n = find_desa(request), Permintaan.read(request.GET.dict()), request.GET.get("n", "")
    daftar = compose_daftar_verval(desa, request.actor, minta)
    boleh = request.actor.can(Izin.VERVAL_RECORD)
    rows = daftar.part(int(n)) if n.isdigit() and int(n) else ()
    return HttpResponse("\n".join(baris_verval(b, minta.kueri(), boleh, daftar.pintu) for b in rows))


def begin(request: Request) -> HttpResponse:
    """The first family of a filter that has no verdict yet; back to the list when all of them have one."""
    require(request.actor, Izin.KELUARGA_VIEW)
    minta = Permintaan.read(request.GET.dict())
    daftar = compose_daftar_verval(find_desa(request), request.actor, minta)
    pertama = next((b for b in daftar.baris if b.hasil is None), None)
    if pertama is None:
        return redirect(f"/verval/?{minta.kueri()}")
    return redirect(f"/keluarga/{pertama.id}/?{minta.kueri()}")


@require_POST
def record_tetap(request: Request) -> HttpResponse:
    """First the summary; with `setuju` the picked families are TETAP."""
    require(request.actor, Izin.VERVAL_RECORD)
    desa, minta = find_desa(request), Permintaan.read(request.POST.dict())
    ringkasan = compose_ringkasan_tetap(desa, request.actor, request.POST.getlist("keluarga"))
    setuju = request.POST.get("setuju") == "ya"
    form = TetapForm(request.POST if setuju else None, hari_ini=desa.hari_ini)
    if not (setuju and ringkasan.ikut and form.is_valid()):
        return _show_ringkasan(request, desa, ringkasan, form, minta)
    if desa.periode is None:
        raise TidakAda
    try:
        hasil = verval.record_tetap(
            desa.periode, desa.kode, [b.id for b in ringkasan.ikut], by=request.actor, at=request.now,
            tanggal=form.cleaned_data["tanggal"],
        )  # fmt: skip
    except AksiDitolak as ditolak:
        # The picked families stay picked: a wrong date is mended where it was written.
        for v in ditolak.violations:
            form.add_error("tanggal" if v.kode == "R71d" else None, tulis.write_refusal(v))
        return _show_ringkasan(request, desa, ringkasan, form, minta)
    kata = _("{keluarga} keluarga, {orang} orang ditandai TETAP.").format(
        keluarga=tulis.write_number(hasil.keluarga), orang=tulis.write_number(hasil.orang)
    )
    urung.remember(request, Urung(desa.kode, tuple(b.id for b in ringkasan.ikut), kata))
    for info in hasil.info:
        messages.warning(request, tulis.write_refusal(info))
    return redirect(f"/verval/?{minta.kueri()}")


def _show_ringkasan(
    request: Request, desa: DesaKerja, r: RingkasanTetap, form: TetapForm, minta: Permintaan
) -> HttpResponse:
    status = 422 if form.errors else 200
    return page(request, "verval/tetap.html", status=status, r=r, form=form, minta=minta, desa=desa)


@require_POST
def cancel(request: Request) -> HttpResponse:
    """Take back the verdicts that were recorded last; later the same is done on the family's page."""
    require(request.actor, Izin.VERVAL_RECORD)
    terakhir = urung.take(request)
    if terakhir is None:
        messages.info(request, _("Tidak ada yang perlu dibatalkan."))
        return redirect("verval")
    desa = find_desa(request)
    if desa.kode != terakhir.kode_desa or desa.periode is None:
        raise TidakAda
    n = verval.cancel_verval(
        desa.periode,
        desa.kode,
        terakhir.ids,
        by=request.actor,
        at=request.now,
        alasan=_("Dibatalkan di layar"),
    )
    messages.success(request, _("Dibatalkan untuk {n} keluarga. Tidak ada yang terhitung.").format(n=n))
    return redirect(f"/keluarga/{terakhir.ids[0]}/" if len(terakhir.ids) == 1 else "/verval/?saring=belum")
