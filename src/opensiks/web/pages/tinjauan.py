"""Tinjauan: one doubt of matching at a time, side by side; the answer is evidence, never a change (R63)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from opensiks.akun.access import TidakAda, require
from opensiks.pemadanan.access import access_calon
from opensiks.pemadanan.queries import count_tinjauan, get_tinjauan, next_tinjauan
from opensiks.pemadanan.services import answer_tinjauan, cancel_tinjauan
from opensiks.rules.padan_tinjau import Jawaban
from opensiks.rules.peran import Izin
from opensiks.web.forms.padan import TinjauForm
from opensiks.web.htmx import page
from opensiks.web.presenters import tinjauan as tampil
from opensiks.web.presenters.padan_nav import list_bagian
from opensiks.web.rahasia import reveal_once
from opensiks.web.request import Request
from opensiks.wilayah.queries import get_nama

REVIEW = Izin.PADAN_REVIEW
_TERAKHIR = "tinjauan_terakhir"


def home(request: Request) -> HttpResponse:
    """The case that comes next for this reader; `sesudah` leaves one for later."""
    require(request.actor, REVIEW)
    lewat = request.GET.get("sesudah", "")
    calon = next_tinjauan(_siapa(request), int(lewat) if lewat.isdigit() else None)
    if calon is not None:
        return redirect("tinjauan_satu", calon.pk)
    return page(
        request, "tinjauan/kosong.html", antrean=count_tinjauan(_siapa(request)),
        bagian_padan=list_bagian(request, "tinjauan"), terakhir=_offer(request),
    )  # fmt: skip


def show(request: Request, id: int) -> HttpResponse:
    """One case. What others answered is hidden until it is settled; what is opened here is on the trail (R95)."""
    calon = access_calon(request.actor, id, REVIEW)
    rinci = get_tinjauan(calon, _siapa(request))
    h = tampil.compose_tinjauan(rinci, get_nama({b.kode_desa for b in rinci.baris_lain}))
    for keluarga_id in h.rahasia:
        reveal_once(request, keluarga_id)
    return page(
        request, "tinjauan/satu.html", h=h, maju=tampil.show_maju(count_tinjauan(_siapa(request))),
        bagian_padan=list_bagian(request, "tinjauan"), terakhir=_offer(request), form=TinjauForm(),
    )  # fmt: skip


@require_POST
def answer(request: Request, id: int) -> HttpResponse:
    """Same, other, not known; then the next case."""
    calon = access_calon(request.actor, id, REVIEW)
    form = TinjauForm(request.POST)
    if not form.is_valid():
        raise TidakAda
    jawaban = Jawaban(form.cleaned_data["jawaban"])
    hasil = answer_tinjauan(
        calon, jawaban, by=request.actor, at=request.now, catatan=form.cleaned_data["catatan"]
    )
    nama = tampil.name_calon(calon)
    request.session[_TERAKHIR] = {
        "id": calon.pk, "nama": nama, "jawaban": tampil.say_jawaban(jawaban),
        "kata": tampil.say_akibat(nama, jawaban, hasil), "tawarkan": True,
    }  # fmt: skip
    return redirect("tinjauan")


@require_POST
def cancel(request: Request, id: int) -> HttpResponse:
    """The reader's own answer back, while nobody built upon it; the case waits for an answer again."""
    calon = access_calon(request.actor, id, REVIEW)
    cancel_tinjauan(calon, by=request.actor, at=request.now)
    request.session.pop(_TERAKHIR, None)
    messages.success(request, _("Jawaban dibatalkan. Kasus ini menunggu jawaban lagi."))
    return redirect("tinjauan_satu", calon.pk)


def _offer(request: Request) -> dict[str, Any] | None:
    """The answer before this one; `tawarkan` says once that it may be taken back."""
    isi: dict[str, Any] | None = request.session.get(_TERAKHIR)
    if isi and isi["tawarkan"]:
        request.session[_TERAKHIR] = {**isi, "tawarkan": False}
    return isi


def _siapa(request: Request) -> int:
    akun: Any = request.user
    return int(akun.pk)
