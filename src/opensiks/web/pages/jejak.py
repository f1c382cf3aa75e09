"""The trail of one record as one timeline, for those who may look behind the work; and the proof of its chain."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse

from opensiks.akun.access import TidakAda, require
from opensiks.jejak.queries import verify_rantai
from opensiks.pantau.rekam import get_rekam, list_peristiwa
from opensiks.rules.peran import Izin
from opensiks.web.htmx import page
from opensiks.web.presenters import rekam as tampil
from opensiks.web.request import Request

SEHALAMAN = 60


def show(request: Request, objek: str) -> HttpResponse:
    """Every event in scope about one record, with its changes before and after; a family comes with all that is its."""
    require(request.actor, Izin.JEJAK_VIEW)
    rekam = get_rekam(objek)
    semua = tampil.compose_baris(rekam, list_peristiwa(rekam))
    if not any(b.hash for b in semua):
        raise TidakAda
    bagian = request.GET.get("bagian", "")
    baris = [b for b in semua if not bagian or b.bagian == bagian]
    lembar = Paginator(baris, SEHALAMAN).get_page(request.GET.get("halaman"))
    rantai = sorted({b.rantai for b in semua if b.hash})
    periksa = request.GET.get("periksa") == "1"
    return page(
        request, "jejak/objek.html", objek=objek, rekam=rekam, lembar=lembar, jumlah=len(semua), rantai=rantai,
        saringan=tampil.list_bagian(semua, bagian),
        bukti=[verify_rantai("" if r == "pusat" else r) for r in rantai] if periksa else [],
        jejak_keluarga=f"keluarga:{rekam.keluarga_id}" if rekam.keluarga_id and len(rekam.terkait) == 1 else "",
    )  # fmt: skip
