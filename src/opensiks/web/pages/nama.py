"""Names behind a number of a list: a purpose first, then persons by area, masked, a page at a time (R95, R96)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import HttpResponse

from opensiks.penetapan.nama import Asal, count_sebaran, list_nama, record_nama
from opensiks.rules.wilayah import is_kode
from opensiks.web.forms.pusat import TujuanForm
from opensiks.web.htmx import page
from opensiks.web.presenters import nama as tampil
from opensiks.web.request import Request

if TYPE_CHECKING:
    from opensiks.penetapan.models import Penetapan
    from opensiks.wilayah.models import Wilayah

PER_HALAMAN = 100


def read_asal(request: Request, penetapan: Penetapan | None) -> Asal:
    """Which number: `arah`, `sebab` and `kode` of the address."""
    kode = request.GET.get("kode", "")
    arah = "MASUK" if request.GET.get("arah") == "MASUK" else "KELUAR"
    return Asal(penetapan, arah, request.GET.get("sebab", "")[:24], kode if is_kode(kode) else "")


def show_nama(
    request: Request, asal: Asal, bulan: str, wilayah: str, jalur: Sequence[Wilayah], kembali: str
) -> HttpResponse:
    """Where they live as counts, open to whoever may ask; names only once the purpose is known and recorded."""
    sebaran = count_sebaran(asal)
    jumlah = sum(n for _, _, n in sebaran)
    tujuan = request.POST.get("tujuan") or request.GET.get("tujuan")
    form = TujuanForm({"tujuan": tujuan} if tujuan or request.method == "POST" else None)
    boleh = form.is_bound and form.is_valid()
    lembar = Paginator(range(jumlah if boleh else 0), PER_HALAMAN).get_page(request.GET.get("halaman"))
    if boleh and lembar.number == 1:
        record_nama(
            asal, bulan, wilayah, jumlah, form.cleaned_data["tujuan"], by=request.actor, at=request.now
        )
    rows = list_nama(asal, mulai=(lembar.number - 1) * PER_HALAMAN, banyak=PER_HALAMAN) if boleh else []
    return page(
        request, "penetapan/nama.html", form=form, lembar=lembar, rows=rows, jumlah=jumlah, boleh=boleh, asal=asal,
        url_kembali=kembali, status=422 if form.errors else 200,
        **tampil.show_sebaran(request, asal, sebaran, jalur, (tujuan or "") if boleh else ""),
    )  # fmt: skip
