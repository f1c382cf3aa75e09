"""Angka padan: the match rate of an area by the areas below it and month by month; counts only, no person."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse

from opensiks.akun.access import TidakAda, require
from opensiks.pemadanan.queries import count_angka, list_bulan
from opensiks.rules.peran import Izin
from opensiks.rules.wilayah import LEBAR_KODE, is_kode, tingkat
from opensiks.web.format import write_month
from opensiks.web.htmx import page
from opensiks.web.presenters import padan_angka as tampil
from opensiks.web.presenters.padan_mosaik import Mosaik, compose_mosaik
from opensiks.web.presenters.padan_nav import list_bagian
from opensiks.web.request import Request
from opensiks.wilayah.queries import find_wilayah, list_jalur

TINGKAT_DESA = len(LEBAR_KODE) - 1


def home(request: Request) -> HttpResponse:
    require(request.actor, Izin.PAPAN_VIEW)
    kode = request.GET.get("kode", "") or request.actor.cakupan.daftar_kode[0]
    if (kode and not is_kode(kode)) or not request.actor.cakupan.covers(kode):
        raise TidakAda
    wilayah = find_wilayah(kode) if kode else None
    if kode and wilayah is None:
        raise TidakAda
    deret = list_bulan(kode)
    bulan = choose_bulan(request.GET.get("bulan", ""), [a.bulan for a in deret])
    asked = f"{bulan:%Y-%m}" if bulan and request.GET.get("bulan") else ""
    rows = tampil.list_baris(count_angka(kode, bulan=bulan), asked)
    return page(
        request, "padan/angka.html", kode=kode, wilayah=wilayah, bulan=bulan, deret=deret, asked=asked,
        baris=tampil.sort_baris(rows, request.GET.get("urut", "")), jumlah=tampil.row_total(rows),
        grafik=tampil.draw_bulan(deret), kata_tingkat=tampil.kata_tingkat(kode), jalur=_jalur(request, kode, asked),
        keterangan=tampil.list_keterangan(), pilihan=[(f"{a.bulan:%Y-%m}", write_month(a.bulan)) for a in deret[::-1]],
        mosaik=_compose_mosaik(kode, rows, bulan, asked),
        bagian_padan=list_bagian(request, "angka"), tingkat=tingkat(kode) if kode else 0,
    )  # fmt: skip


def _compose_mosaik(
    kode: str, rows: list[tampil.BarisAngka], bulan: date | None, asked: str
) -> Mosaik | None:
    """Tiles two tiers down in groups of the tier between; those of a kecamatan are one group, a village has none."""
    tier = tingkat(kode) if kode else 0
    if tier == TINGKAT_DESA:
        return None
    atas = (
        rows if tier < TINGKAT_DESA - 1 else tampil.list_baris(count_angka(kode, bulan=bulan, lapis=0), asked)
    )
    return compose_mosaik(atas, tampil.list_baris(count_angka(kode, bulan=bulan, lapis=2), asked), asked)


def choose_bulan(asked: str, ada: list[date]) -> date | None:
    """The month asked for as "2026-11", else the newest there is; None before the first run."""
    return next((b for b in ada if f"{b:%Y-%m}" == asked), max(ada, default=None))


def _jalur(request: Request, kode: str, asked: str) -> list[dict[str, Any]]:
    """The way up, as far as the reader's scope goes; the last one is here."""
    kueri = f"&bulan={asked}" if asked else ""
    jalur = [
        {"nama": w.nama, "url": f"?kode={w.kode}{kueri}"}
        for w in list_jalur(kode)
        if request.actor.cakupan.covers(w.kode)
    ]
    if request.actor.cakupan.covers(""):
        jalur.insert(0, {"nama": "Indonesia", "url": f"?{kueri.removeprefix('&')}"})
    return jalur
