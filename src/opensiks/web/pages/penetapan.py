"""Penetapan: see who would lose what, put it forward, let somebody else set it; then lists, changes, files."""

from __future__ import annotations

import io
import tempfile
import zipfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from opensiks.akun.access import TidakAda, require
from opensiks.pantau import pratinjau as pantau
from opensiks.penetapan import queries, services
from opensiks.penetapan.access import access_penetapan
from opensiks.penetapan.draf import Draf, draft_penetapan, find_draf
from opensiks.penetapan.export import export_penetapan
from opensiks.penetapan.nama import list_nama_selisih, record_nama
from opensiks.rules.peran import Izin
from opensiks.rules.rule import AksiDitolak
from opensiks.web.format import write_month, write_number
from opensiks.web.forms.pusat import SiapkanForm, TetapkanForm, TujuanForm
from opensiks.web.htmx import page
from opensiks.web.meja import read_form
from opensiks.web.presenters import penetapan as tampil
from opensiks.web.request import Request
from opensiks.web.unduh import send_file
from opensiks.wilayah.queries import get_nama

if TYPE_CHECKING:
    pass


def home(request: Request) -> HttpResponse:
    """Every list of the area, the newest first, with the change to the one before."""
    require(request.actor, Izin.BANSOS_VIEW)
    pilihan = pantau.list_wilayah_penetapan()
    wilayah = tampil.choose_wilayah(pilihan, request.GET.get("wilayah"))
    daftar = list(queries.list_penetapan(wilayah))
    return page(
        request, "penetapan/home.html", daftar=tampil.list_penetapan(daftar), wilayah=wilayah,
        pilihan=tampil.list_wilayah(pilihan, wilayah, get_nama(pilihan)),
        boleh=request.actor.can(Izin.PENETAPAN_FINALISE),
        grafik=tampil.draw_bulan(daftar),
    )  # fmt: skip


def preview(request: Request) -> HttpResponse:
    """What setting the list now would do. Nothing has changed for anybody yet."""
    require(request.actor, Izin.PENETAPAN_FINALISE)
    bulan, wilayah = _asked(request)
    tinjauan = pantau.get_tinjauan(bulan, wilayah)
    draf = find_draf(bulan, wilayah)
    siapkan = SiapkanForm(len(tinjauan.tidak_biasa), read_form(request)[0])
    if request.method == "POST" and siapkan.is_valid():
        draft_penetapan(
            bulan,
            wilayah,
            tinjauan.isi,
            by=request.actor,
            at=request.now,
            catatan=siapkan.cleaned_data["catatan"],
        )
        messages.success(request, "Diajukan. Sekarang orang kedua yang menetapkan.")
        return redirect(request.get_full_path())
    return _show_preview(request, bulan, wilayah, tinjauan, draf, siapkan, TetapkanForm(bulan))


def _show_preview(
    request: Request, bulan: date, wilayah: str, tinjauan: pantau.Tinjauan, draf: Draf | None, siapkan: SiapkanForm,
    tetapkan: TetapkanForm,
) -> HttpResponse:  # fmt: skip
    fakta = services.facts_penetapan(
        bulan, wilayah, "sk", disiapkan=tampil.actor_draf(draf, request.actor), by=request.actor
    )
    return page(
        request, "penetapan/pratinjau.html", siapkan=siapkan, tetapkan=tetapkan, kini=request.now, wilayah=wilayah,
        bulan=bulan, t=tinjauan, p=tinjauan.isi, grafik=tampil.draw_perubahan(tinjauan.isi),
        nama_wilayah=get_nama([wilayah]).get(wilayah, "Indonesia"), sebab=tampil.list_sebab(tinjauan.isi),
        jumlah=tampil.sum_sebab(tinjauan.isi), program=tampil.PROGRAM_KOLOM,
        kueri=f"?bulan={bulan:%Y-%m}&wilayah={wilayah}",
        status=422 if siapkan.errors or tetapkan.errors else 200,
        **tampil.list_gerbang(fakta, tinjauan, draf, request.actor), **tampil.say_pratinjau(tinjauan.isi),
    )  # fmt: skip


@require_POST
def finalise(request: Request) -> HttpResponse:
    """The second hand types the month; the list is set and never changes."""
    require(request.actor, Izin.PENETAPAN_FINALISE)
    bulan, wilayah = _asked(request)
    tinjauan, draf = pantau.get_tinjauan(bulan, wilayah), find_draf(bulan, wilayah)
    form = TetapkanForm(bulan, request.POST)
    if form.is_valid() and tampil.is_siap(draf, tinjauan.isi, form):
        try:
            penetapan = services.finalise_penetapan(
                bulan, wilayah, form.cleaned_data["nomor_sk"], by=request.actor, at=request.now,
                disiapkan=tampil.actor_draf(draf, request.actor),
            )  # fmt: skip
        except AksiDitolak as ditolak:
            for v in ditolak.violations:
                form.add_error(None, f"{v} {v.langkah}".strip())
        else:
            messages.success(
                request,
                f"Daftar {form.harap.title()} ditetapkan: {write_number(penetapan.jumlah_individu)} orang.",
            )
            return redirect("penetapan_rinci", penetapan.pk)
    return _show_preview(
        request, bulan, wilayah, tinjauan, draf, SiapkanForm(len(tinjauan.tidak_biasa)), form
    )


def show(request: Request, id: int) -> HttpResponse:
    """One list: its hash, its change, whether trail and hash still agree."""
    penetapan = access_penetapan(request.actor, id)
    lain = queries.list_penetapan(penetapan.kode_wilayah).exclude(pk=id)
    # Who does not see every chain cannot tell whether one of them was cut.
    akar = queries.verify_akar(penetapan) if request.actor.cakupan.covers("") else None
    return page(
        request, "penetapan/rinci.html", penetapan=penetapan, lain=lain, form=TujuanForm(),
        selisih=tampil.list_selisih(queries.count_selisih(penetapan)), akar=akar,
        wilayah=get_nama([penetapan.kode_wilayah]).get(penetapan.kode_wilayah, "Indonesia"),
        boleh_unduh=request.actor.can(Izin.PENETAPAN_FINALISE), boleh_nama=request.actor.can(Izin.KELUARGA_VIEW),
        grafik=tampil.draw_selisih(penetapan, queries.count_selisih(penetapan)), **tampil.say_beda(penetapan),
    )  # fmt: skip


def compare(request: Request, id: int, lain: int) -> HttpResponse:
    """Two months against each other."""
    a, b = access_penetapan(request.actor, lain), access_penetapan(request.actor, id)
    panjang = {0: 5, 2: 5, 5: 8}.get(len(a.kode_wilayah), 8)
    return page(
        request, "penetapan/banding.html", a=a, b=b, banding=pantau.compare_penetapan(a, b, panjang),
        kata_a=f"hanya di {write_month(a.bulan)}", kata_b=f"hanya di {write_month(b.bulan)}",
        url_kembali=f"/penetapan/{id}/",
    )  # fmt: skip


@require_POST
def export(request: Request, id: int) -> HttpResponse:
    """The list as Parquet with its manifest in one ZIP; the purpose is on the trail (R96)."""
    penetapan = access_penetapan(request.actor, id, Izin.PENETAPAN_FINALISE)
    form = TujuanForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Belum diunduh. Pilih dahulu untuk apa daftar ini.")
        return redirect("penetapan_rinci", id)
    keluar = io.BytesIO()
    with tempfile.TemporaryDirectory() as sementara:
        folder = Path(sementara)
        export_penetapan(
            penetapan, folder, tujuan=form.cleaned_data["tujuan"], by=request.actor, at=request.now
        )
        with zipfile.ZipFile(keluar, "w") as berkas:
            for path in sorted(folder.iterdir()):
                berkas.write(path, path.name)
    return send_file(
        keluar.getvalue(), f"penetapan {penetapan.bulan:%Y-%m} {penetapan.kode_wilayah or 'nasional'}.zip"
    )


def names(request: Request, id: int) -> HttpResponse:
    """The names behind one number of a set list; asked for a purpose, and recorded (R96)."""
    penetapan = access_penetapan(request.actor, id, Izin.KELUARGA_VIEW)
    arah, sebab = request.GET.get("arah", ""), request.GET.get("sebab", "")
    rows = list_nama_selisih(penetapan, arah, sebab)
    return _show_names(request, rows, f"{penetapan.bulan:%Y-%m}", penetapan.kode_wilayah, arah, sebab)


def preview_names(request: Request) -> HttpResponse:
    """The same for a number of the preview."""
    require(request.actor, Izin.PENETAPAN_FINALISE)
    bulan, wilayah = _asked(request)
    arah, sebab = request.GET.get("arah", "KELUAR"), request.GET.get("sebab", "")
    rows = pantau.list_nama(bulan, wilayah, arah, sebab)
    return _show_names(request, rows, f"{bulan:%Y-%m}", wilayah, arah, sebab)


def _show_names(
    request: Request, rows: list[dict[str, object]], bulan: str, wilayah: str, arah: str, sebab: str
) -> HttpResponse:
    form = TujuanForm(request.POST or request.GET if request.GET.get("tujuan") or request.POST else None)
    boleh = form.is_bound and form.is_valid()
    if boleh and request.GET.get("halaman") is None:
        record_nama(
            bulan, wilayah, arah, sebab, len(rows), form.cleaned_data["tujuan"], by=request.actor, at=request.now
        )  # fmt: skip
    lembar = Paginator(rows if boleh else [], 100).get_page(request.GET.get("halaman"))
    return page(
        request, "penetapan/nama.html", form=form, lembar=lembar, jumlah=len(rows), boleh=boleh, bulan=bulan, arah=arah,
        kata=tampil.label_sebab(sebab), sebab=sebab, wilayah=wilayah, status=422 if form.errors else 200,
    )  # fmt: skip


def _asked(request: Request) -> tuple[date, str]:
    """The month and area of the address, else the next month to set of the area that was set last."""
    pilihan = pantau.list_wilayah_penetapan()
    wilayah = tampil.choose_wilayah(pilihan, request.GET.get("wilayah"))
    if not request.actor.cakupan.covers(wilayah):
        raise TidakAda
    terakhir = queries.list_penetapan(wilayah).first()
    return tampil.read_bulan(request.GET.get("bulan", ""), terakhir, request.now), wilayah
