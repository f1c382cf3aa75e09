"""Tinjauan: one doubt of matching at a time, side by side; the answer is evidence, never a change (R63)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from opensiks.akun.access import TidakAda, require
from opensiks.pemadanan.access import access_calon
from opensiks.pemadanan.queries import count_tinjauan, get_tinjauan, next_tinjauan
from opensiks.pemadanan.services import answer_tinjauan
from opensiks.rules.padan_tinjau import Jawaban
from opensiks.rules.peran import Izin
from opensiks.web.forms.padan import TinjauForm
from opensiks.web.htmx import page
from opensiks.web.presenters import tinjauan as tampil
from opensiks.web.presenters.padan_nav import list_bagian
from opensiks.web.request import Request
from opensiks.wilayah.queries import get_nama

REVIEW = Izin.PADAN_REVIEW


def home(request: Request) -> HttpResponse:
    """The case that comes next for this reader; `sesudah` leaves one for later."""
    require(request.actor, REVIEW)
    lewat = request.GET.get("sesudah", "")
    calon = next_tinjauan(_siapa(request), int(lewat) if lewat.isdigit() else None)
    if calon is not None:
        return redirect("tinjauan_satu", calon.pk)
    return page(
        request, "tinjauan/kosong.html", antrean=count_tinjauan(_siapa(request)),
        bagian_padan=list_bagian(request, "tinjauan"),
    )  # fmt: skip


def show(request: Request, id: int) -> HttpResponse:
    """One case. What others answered is hidden until it is settled."""
    calon = access_calon(request.actor, id, REVIEW)
    rinci = get_tinjauan(calon, _siapa(request))
    h = tampil.compose_tinjauan(rinci, get_nama({b.kode_desa for b in rinci.baris_lain}))
    return page(
        request, "tinjauan/satu.html", h=h, maju=tampil.show_maju(count_tinjauan(_siapa(request))),
        bagian_padan=list_bagian(request, "tinjauan"), terakhir=request.session.get("tinjauan_terakhir"),
        form=TinjauForm(),
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
    request.session["tinjauan_terakhir"] = {
        "id": calon.pk,
        "nama": nama,
        "jawaban": tampil.say_jawaban(jawaban),
    }
    messages.success(request, tampil.say_akibat(nama, jawaban, hasil))
    return redirect("tinjauan")


def _siapa(request: Request) -> int:
    akun: Any = request.user
    return int(akun.pk)
