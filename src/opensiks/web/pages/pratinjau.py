"""The list before it is set: who would lose what, unusual kabupaten opened, two hands, the month typed (R122, R126)."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from opensiks.akun.access import TidakAda, require
from opensiks.pantau import pratinjau as pantau
from opensiks.penetapan import queries, services
from opensiks.penetapan.draf import Draf, draft_penetapan, find_draf
from opensiks.penetapan.nama import Asal
from opensiks.penetapan.tahan import list_pemeriksaan
from opensiks.rules.penetapan import Periksa
from opensiks.rules.peran import Izin
from opensiks.rules.rule import AksiDitolak
from opensiks.rules.wilayah import is_kode, tingkat
from opensiks.web.format import write_number, write_refusal
from opensiks.web.forms.pusat import PeriksaForm, SiapkanForm, TetapkanForm
from opensiks.web.htmx import page
from opensiks.web.meja import read_form
from opensiks.web.pages.nama import read_asal, show_nama
from opensiks.web.presenters import penetapan as tampil
from opensiks.web.presenters import pratinjau
from opensiks.web.presenters.gerbang import list_gerbang
from opensiks.web.request import Request
from opensiks.wilayah.queries import get_nama, list_jalur


def show(request: Request) -> HttpResponse:
    """What setting the list now would do. Nothing has changed for anybody yet."""
    require(request.actor, Izin.PENETAPAN_FINALISE)
    bulan, wilayah = read_alamat(request)
    tinjauan = pantau.get_tinjauan(bulan, wilayah)
    draf = find_draf(bulan, wilayah)
    siapkan = SiapkanForm(read_form(request)[0])
    if request.method == "POST" and siapkan.is_valid() and not tinjauan.belum_diperiksa:
        draft_penetapan(
            bulan, wilayah, tinjauan.isi, by=request.actor, at=request.now, catatan=siapkan.cleaned_data["catatan"]
        )  # fmt: skip
        messages.success(request, _("Diajukan. Sekarang orang kedua yang menetapkan."))
        return redirect(request.get_full_path())
    if request.method == "POST" and tinjauan.belum_diperiksa:
        siapkan.add_error(
            None,
            _("Periksa dahulu {jumlah_belum_diperiksa} kabupaten.").format(
                jumlah_belum_diperiksa=len(tinjauan.belum_diperiksa)
            ),
        )
    return _show(request, bulan, wilayah, tinjauan, draf, siapkan, TetapkanForm(bulan))


def _show(
    request: Request, bulan: date, wilayah: str, tinjauan: pantau.Tinjauan, draf: Draf | None, siapkan: SiapkanForm,
    tetapkan: TetapkanForm,
) -> HttpResponse:  # fmt: skip
    fakta = services.facts_penetapan(
        bulan, wilayah, "sk", disiapkan=tampil.actor_draf(draf, request.actor), by=request.actor,
        belum_diperiksa=len(tinjauan.belum_diperiksa),
    )  # fmt: skip
    kueri = f"?bulan={bulan:%Y-%m}&wilayah={wilayah}"
    nama = get_nama([wilayah, *tinjauan.terakhir])
    return page(
        request, "penetapan/pratinjau.html", siapkan=siapkan, tetapkan=tetapkan, kini=request.now, wilayah=wilayah,
        bulan=bulan, t=tinjauan, p=tinjauan.isi, grafik=pratinjau.draw_perubahan(tinjauan.isi),
        nama_wilayah=nama.get(wilayah, _("Indonesia")), sebab=pratinjau.list_sebab(tinjauan.isi),
        jumlah=pratinjau.sum_sebab(tinjauan.isi), program=pratinjau.list_program(), kueri=kueri,
        periksa=pratinjau.show_periksa(tinjauan, nama, kueri),
        batch=queries.list_batch_menunggu(wilayah), status=422 if siapkan.errors or tetapkan.errors else 200,
        **list_gerbang(fakta, tinjauan, draf, request.actor), **pratinjau.say_pratinjau(tinjauan.isi),
    )  # fmt: skip


@require_POST
def finalise(request: Request) -> HttpResponse:
    """The second hand types the month; the list is set and never changes."""
    require(request.actor, Izin.PENETAPAN_FINALISE)
    bulan, wilayah = read_alamat(request)
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
                form.add_error(None, write_refusal(v))
        else:
            orang = write_number(penetapan.jumlah_individu)
            messages.success(
                request,
                _("Daftar {title} ditetapkan: {orang} orang.").format(title=form.harap.title(), orang=orang),
            )
            return redirect("penetapan_rinci", penetapan.pk)
    return _show(request, bulan, wilayah, tinjauan, draf, SiapkanForm(), form)


def show_kabupaten(request: Request, kode: str) -> HttpResponse:
    """One kabupaten of the preview, read before it is let pass, held at its last list, or sent back."""
    require(request.actor, Izin.PENETAPAN_FINALISE)
    bulan, wilayah = read_alamat(request)
    if not is_kode(kode) or tingkat(kode) != 2 or not kode.startswith(wilayah):
        raise TidakAda
    tinjauan = pantau.get_tinjauan_kabupaten(bulan, wilayah, kode)
    form = PeriksaForm(read_form(request)[0])
    kueri = f"?bulan={bulan:%Y-%m}&wilayah={wilayah}"
    if request.method == "POST" and form.is_valid() and _record(request, bulan, wilayah, tinjauan, form):
        return redirect(f"/penetapan/pratinjau/{kueri}")
    riwayat = list_pemeriksaan(bulan, wilayah, kode)
    return page(
        request, "penetapan/kabupaten.html", bulan=bulan, t=tinjauan, w=tinjauan.wilayah, form=form, kueri=kueri,
        kode=kode, riwayat=[pratinjau.show_kata(p) for p in riwayat], status=422 if form.errors else 200,
        **pratinjau.say_kabupaten(tinjauan, riwayat, queries.count_keluar_bulan(wilayah, kode, bulan), bulan),
    )  # fmt: skip


def _record(
    request: Request, bulan: date, wilayah: str, tinjauan: pantau.TinjauanKabupaten, form: PeriksaForm
) -> bool:
    w, aksi = tinjauan.wilayah, Periksa(form.cleaned_data["aksi"])
    try:
        services.record_pemeriksaan(
            bulan,
            wilayah,
            w.kode,
            aksi,
            form.cleaned_data["catatan"],
            w.keluar,
            by=request.actor,
            at=request.now,
        )
    except AksiDitolak as ditolak:
        for v in ditolak.violations:
            form.add_error("catatan" if v.kode == "R127" else None, write_refusal(v))
        return False
    messages.success(request, pratinjau.KATA_SESUDAH[aksi].format(nama=w.nama))
    return True


def names(request: Request) -> HttpResponse:
    """The names behind a number of the preview, for a purpose, on the trail (R96)."""
    require(request.actor, Izin.PENETAPAN_FINALISE)
    bulan, wilayah = read_alamat(request)
    asal: Asal = read_asal(request, None)
    pantau.compose_selisih(bulan, wilayah, selain=".".join(asal.kode.split(".")[:2]) if asal.kode else "")
    kembali = f"/penetapan/pratinjau/?bulan={bulan:%Y-%m}&wilayah={wilayah}"
    return show_nama(request, asal, f"{bulan:%Y-%m}", wilayah, list_jalur(asal.kode), kembali)


def read_alamat(request: Request) -> tuple[date, str]:
    """The month and area of the address, else the next month to set of the area that was set last."""
    pilihan = pantau.list_wilayah_penetapan()
    wilayah = tampil.choose_wilayah(pilihan, request.GET.get("wilayah"))
    if not request.actor.cakupan.covers(wilayah):
        raise TidakAda
    terakhir = queries.list_penetapan(wilayah).first()
    return tampil.read_bulan(request.GET.get("bulan", ""), terakhir, request.now), wilayah
