"""Two months against each other: by area, by reason, and line by line for a purpose (R96)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from opensiks.akun.access import TidakAda
from opensiks.pantau import pratinjau as pantau
from opensiks.penetapan import queries
from opensiks.penetapan.access import access_penetapan
from opensiks.penetapan.nama import Asal, record_nama
from opensiks.penetapan.ubah import Ubah, list_ubah
from opensiks.rules.peran import Izin
from opensiks.web.format import write_month
from opensiks.web.forms.pusat import TujuanForm
from opensiks.web.htmx import page
from opensiks.web.presenters import banding as tampil
from opensiks.web.request import Request

if TYPE_CHECKING:
    from opensiks.penetapan.models import Penetapan

PER_HALAMAN = 100


def show(request: Request, id: int, lain: int) -> HttpResponse:
    """The older list first; each person who is only in one of them, with the reason that list gave."""
    a, b = access_penetapan(request.actor, lain), access_penetapan(request.actor, id)
    if a.kode_wilayah != b.kode_wilayah:
        raise TidakAda
    if a.bulan > b.bulan:
        return redirect("penetapan_banding", lain, id)
    ubah = tampil.read_ubah(request.GET, a, b)
    hitung = pantau.count_ubah(ubah)
    panjang = {0: 5, 2: 5, 5: 8}.get(len(a.kode_wilayah), 8)
    daftar = list(queries.list_penetapan(a.kode_wilayah))
    banding = pantau.compare_penetapan(a, b, panjang)
    return page(
        request,
        "penetapan/banding.html",
        a=a,
        b=b,
        banding=banding,
        ubah=ubah,
        cocok=tampil.is_cocok(hitung, ubah, banding),
        kata_a=_("hanya di {bulan}").format(bulan=write_month(a.bulan)),
        kata_b=_("hanya di {bulan}").format(bulan=write_month(b.bulan)),
        url_kembali=f"/penetapan/{id}/",
        daftar=daftar,
        hitung=tampil.list_hitung(hitung, ubah, request.GET),
        **_list_baris(request, ubah, tampil.sum_hitung(hitung, ubah)),
    )


def choose(request: Request, id: int) -> HttpResponse:
    """From the two boxes of months to the page of that pair."""
    lain = request.GET.get("dengan", "")
    if not lain.isdigit() or int(lain) == id:
        return redirect("penetapan_rinci", id)
    return redirect("penetapan_banding", id, int(lain))


def _list_baris(request: Request, ubah: Ubah, jumlah: int) -> dict[str, Any]:
    """Names only for whoever may see families, with the purpose on the trail."""
    if not request.actor.can(Izin.KELUARGA_VIEW):
        return {"boleh": False, "boleh_nama": False, "jumlah": jumlah, "form": None}
    tujuan = request.GET.get("tujuan")
    form = TujuanForm({"tujuan": tujuan} if tujuan is not None else None)
    boleh = form.is_bound and form.is_valid()
    lembar = Paginator(range(jumlah if boleh else 0), PER_HALAMAN).get_page(request.GET.get("halaman"))
    if boleh and lembar.number == 1:
        _record(request, ubah, jumlah, form.cleaned_data["tujuan"])
    rows = list_ubah(ubah, mulai=(lembar.number - 1) * PER_HALAMAN, banyak=PER_HALAMAN) if boleh else []
    return {
        "boleh": boleh, "boleh_nama": True, "jumlah": jumlah, "form": form, "lembar": lembar,
        "baris": [tampil.show_baris(r) for r in rows], "tujuan": tujuan or "",
    }  # fmt: skip


def _record(request: Request, ubah: Ubah, jumlah: int, tujuan: str) -> None:
    b: Penetapan = ubah.b
    asal = Asal(b, ubah.arah, ubah.sebab, ubah.kode)
    bulan = f"{ubah.a.bulan:%Y-%m}..{b.bulan:%Y-%m}"
    record_nama(asal, bulan, b.kode_wilayah, jumlah, tujuan, by=request.actor, at=request.now)
