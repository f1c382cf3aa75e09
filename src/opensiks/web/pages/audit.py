"""Jejak for auditors: every event about one object as a timeline, and the proof that no row was altered."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from opensiks.akun.access import require
from opensiks.infra.maju import Maju, read_maju, write_maju
from opensiks.infra.queue import enqueue
from opensiks.pantau.audit import list_objek, list_terbaru
from opensiks.pantau.rekam import get_rekam
from opensiks.rules.peran import Izin
from opensiks.web.htmx import page
from opensiks.web.presenters import audit as tampil
from opensiks.web.request import Request


def home(request: Request) -> HttpResponse:
    """Search by id of a family, a person, a line, or by the object's own name; without words the newest events."""
    require(request.actor, Izin.JEJAK_VIEW)
    cari = request.GET.get("cari", "").strip()
    hasil = list_objek(cari) if cari else []
    # A family comes with its persons and its usulan.
    objek = list(dict.fromkeys(t for o in hasil for t in get_rekam(o).terkait))
    rows = list_terbaru(objek) if objek or not cari else list_terbaru([]).none()
    lembar = Paginator(rows, 50).get_page(request.GET.get("halaman"))
    return page(
        request, "audit/home.html", cari=cari, objek=objek, utama=_pick(hasil), lembar=lembar,
        baris=tampil.list_jejak(lembar), maju=read_maju(_name(request)),
    )  # fmt: skip


def proof(request: Request) -> HttpResponse:
    """How far the proof is, or what it found."""
    require(request.actor, Izin.JEJAK_VIEW)
    return page(
        request,
        "audit/bukti.html",
        block="maju" if request.GET.get("maju") else None,
        maju=read_maju(_name(request)),
    )


@require_POST
def verify(request: Request) -> HttpResponse:
    """Walk all chains in the background; they may be long."""
    require(request.actor, Izin.JEJAK_VIEW)
    nama = _name(request)
    write_maju(nama, Maju("antre", oleh=request.actor.nama))
    enqueue(
        "jejak.verify", akun=request.user.get_username(), penugasan=int(request.session.get("penugasan_id") or 0),
        nama=nama,
    )  # fmt: skip
    return redirect("jejak_bukti")


def _pick(hasil: list[str]) -> str:
    """The object whose timeline says most: the family before its member."""
    return next((o for o in hasil if o.startswith("keluarga:")), hasil[0] if hasil else "")


def _name(request: Request) -> str:
    return f"jejak-{request.actor.akun_id}"
