"""The ministry's home: the next step, the running periods, and the ways to everything else."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from opensiks.akun.access import require
from opensiks.pantau import queries as pantau
from opensiks.pantau.pratinjau import list_wilayah_penetapan
from opensiks.pemadanan.queries import count_keluaran, count_tugas
from opensiks.penetapan.queries import list_penetapan
from opensiks.pengesahan.queries import list_rekonsiliasi
from opensiks.rules.peran import Izin, Peran
from opensiks.verval.queries import list_periode_berjalan, list_siap_tutup
from opensiks.web.htmx import page
from opensiks.web.presenters import batch as tampil_batch
from opensiks.web.presenters import papan as tampil_papan
from opensiks.web.presenters import pemadanan as tampil_padan
from opensiks.web.presenters import pusat as tampil
from opensiks.web.request import Request
from opensiks.wilayah.queries import get_nama

# Where the others of the ministry begin.
RUMAH = {Peran.PENGELOLA_PROGRAM: "bansos", Peran.AUDITOR: "jejak"}


def home(request: Request) -> HttpResponse:
    if request.actor.peran in RUMAH:
        return redirect(RUMAH[request.actor.peran])
    if request.path == "/":
        return redirect("pusat")
    return show(request)


def show(request: Request) -> HttpResponse:
    """What the nation waits for."""
    require(request.actor, Izin.PERIODE_OPEN)
    rekonsiliasi = list_rekonsiliasi("", at=request.now)
    tunggu = [r for r in rekonsiliasi if r.jumlah.menunggu]
    berjalan = list_periode_berjalan(request.now)
    papan = [pantau.get_papan(p, p.kode_wilayah, request.now) for p in berjalan[:6]]
    kartu = [
        (
            b,
            tampil_papan.say_sisa(b),
            f"/papan/{b.kode}/".replace("//", "/"),
            tampil_papan.count_diterima(b.total),
        )
        for b in papan
    ]
    wilayah = list_wilayah_penetapan()
    maju = tampil.list_maju(papan, tampil_papan.count_diterima)
    return page(
        request, "pusat/home.html", maju=maju, jumlah_maju=tampil.sum_maju(maju),
        keluaran=tampil_padan.list_keluaran(count_keluaran("")), tugas=tampil_padan.list_tugas(count_tugas("")),
        kartu=tampil.list_kartu(kartu, get_nama([b.kode for b in papan])),
        langkah=tampil.choose_langkah(
            len(tunggu), max((r.hari for r in tunggu), default=0), list_siap_tutup(request.now)
        ),
        penetapan=list_penetapan(wilayah[0]).first() if wilayah else None,
        **tampil_batch.say_rekonsiliasi(rekonsiliasi),
    )  # fmt: skip
