"""Pengesahan: which villages a letter can confirm, the letter as paper, and the signed letter put in force (R8, R9)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from opensiks.akun.access import TidakAda, require
from opensiks.infra.clock import local
from opensiks.pengesahan import queries, services
from opensiks.pengesahan.access import access_pengesahan
from opensiks.rules.peran import Izin
from opensiks.rules.rule import AksiDitolak
from opensiks.web.format import write_refusal
from opensiks.web.forms.pengesahan import PindaianForm, SuratForm
from opensiks.web.htmx import page
from opensiks.web.meja import Meja, open_meja, read_form
from opensiks.web.presenters import pengesahan as tampil
from opensiks.web.request import Request
from opensiks.web.unduh import send_file
from opensiks.wilayah.queries import get_nama


def home(request: Request) -> HttpResponse:
    """What is ready, and the letters so far."""
    require(request.actor, Izin.USULAN_VIEW)
    meja = open_meja(request)
    if meja.periode is None:
        return page(request, "pengesahan/kosong.html", **meja.konteks)
    form = SuratForm(local(request.now, meja.kode).date(), read_form(request)[0])
    if request.method == "POST" and form.is_valid():
        surat = _draft(request, meja, form)
        if surat is not None:
            messages.success(
                request,
                _("Surat {nomor} tersusun. Cetak, mintakan tanda tangan, lalu unggah.").format(
                    nomor=surat.nomor
                ),
            )
            return redirect("pengesahan_surat", surat.pk)
    return _show_home(request, meja, form)


def _show_home(request: Request, meja: Meja, form: SuratForm) -> HttpResponse:
    surat = services.compose_surat(meja.periode, meja.kode)
    masuk = queries.list_masuk(meja.periode, meja.kode)
    nama = get_nama({k for d in surat.desa for k in (d.kode_desa, d.kode_desa[:8])})
    letters = list(queries.list_pengesahan(meja.kode, meja.periode))
    belum = tampil.list_belum(masuk)
    return page(
        request, "pengesahan/home.html", siap=tampil.list_siap(surat, masuk, nama), surat=surat, form=form,
        belum=belum, semua_disahkan=bool(letters) and not belum,
        ringkas=tampil.list_ringkas(surat), terpilih=request.POST.getlist("desa"),
        daftar=[tampil.show_surat(p, request.actor) for p in letters], status=422 if form.errors else 200,
        boleh_susun=request.actor.can(Izin.KAB_SIGN) or request.actor.can(Izin.KAB_VERIFY),
        kepala_ringkas=tampil.KEPALA_RINGKAS, url_minut=f"/pengesahan/berita-acara/{meja.kueri}", **meja.konteks,
    )  # fmt: skip


def _draft(request: Request, meja: Meja, form: SuratForm) -> Any:
    isi = form.cleaned_data
    try:
        return services.draft_pengesahan(
            meja.periode, meja.kode, isi["nomor"], isi["tanggal"], isi["penandatangan"], isi["jabatan"],
            daftar_desa=request.POST.getlist("desa") or None, by=request.actor, at=request.now,
        )  # fmt: skip
    except AksiDitolak as ditolak:
        for v in ditolak.violations:
            form.add_error("tanggal" if v.kode == "R8b" else None, write_refusal(v))
    return None


def show(request: Request, id: int) -> HttpResponse:
    """One letter: its villages and lines, its paper, and the step it waits for."""
    surat = access_pengesahan(request.actor, id)
    form = PindaianForm(*read_form(request))
    if request.method == "POST" and form.is_valid() and _sign(request, surat, form):
        lanjut = (
            _("Usulannya siap dikirim ke pusat.")
            if surat.jumlah_usulan
            else _("Semua desanya nihil, jadi selesai.")
        )
        messages.success(
            request, _("Surat {nomor} berlaku. {lanjut}").format(nomor=surat.nomor, lanjut=lanjut)
        )
        return redirect("pengesahan_surat", id)
    kini = services.compose_surat(surat.periode, surat.kode_kabupaten, surat.cakupan_desa)
    berubah = surat.disahkan_at is None and kini.sha256 != surat.daftar_sha256
    desa = queries.list_desa_surat(surat) if surat.disahkan_at else kini.desa
    nama = get_nama({k for d in desa for k in (d.kode_desa, d.kode_desa[:8])})
    return page(
        request, "pengesahan/surat.html", surat=surat, form=form, baris=tampil.show_surat(surat, request.actor),
        desa=[(nama.get(d.kode_desa), nama.get(d.kode_desa[:8]), _lines(d, kini)) for d in desa], berubah=berubah,
        ringkas=tampil.list_ringkas(kini), periode=surat.periode,
        batch=queries.list_batch(surat.kode_kabupaten).filter(pengesahan=surat).first(),
        **tampil.compose_kertas(surat, request.actor, berubah),
        status=422 if form.errors else 200,
    )  # fmt: skip


def _lines(desa: Any, kini: services.Surat) -> int:
    return int(getattr(desa, "jumlah_usulan", None) or kini.per_desa.get(desa.kode_desa, 0))


def _sign(request: Request, surat: Any, form: PindaianForm) -> bool:
    berkas = form.cleaned_data["scan"]
    try:
        services.sign_pengesahan(
            surat.periode, surat.kode_kabupaten, surat.nomor, surat.tanggal, surat.penandatangan, surat.jabatan,
            berkas.read(), nama_berkas=berkas.name, by=request.actor, at=request.now,
        )  # fmt: skip
    except AksiDitolak as ditolak:
        for v in ditolak.violations:
            form.add_error("scan" if v.kode == "R8d" else None, write_refusal(v))
        return False
    return True


@require_POST
def verify(request: Request, id: int) -> HttpResponse:
    """The first of two officers has looked through the lines (R9)."""
    surat = access_pengesahan(request.actor, id, Izin.KAB_VERIFY)
    services.verify_pengesahan(surat, by=request.actor, at=request.now)
    messages.success(request, _("Tercatat diperiksa. Sekarang kepala dinas bisa mengesahkan."))
    return redirect("pengesahan_surat", id)


def print_surat(request: Request, id: int) -> HttpResponse:
    surat = access_pengesahan(request.actor, id)
    return send_file(services.get_pdf(surat), f"surat pengesahan {surat.nomor}.pdf", tampil=True)


def show_berita_acara(request: Request) -> HttpResponse:
    """The district's minutes, a to g (domain 4.4): g = a + f in every row (R89)."""
    require(request.actor, Izin.USULAN_VIEW)
    meja = open_meja(request)
    if meja.periode is None:
        return page(request, "pengesahan/kosong.html", **meja.konteks)
    baris, total = queries.list_baris_kab(meja.periode, meja.kode)
    nama = get_nama([b.kode for b in baris])
    return page(
        request, "pengesahan/berita_acara.html", url_pdf=f"/pengesahan/berita-acara/cetak/{meja.kueri}",
        **tampil.list_berita_acara(baris, total, nama), **meja.konteks,
    )  # fmt: skip


def print_berita_acara(request: Request) -> HttpResponse:
    require(request.actor, Izin.USULAN_VIEW)
    meja = open_meja(request)
    if meja.periode is None:
        raise TidakAda
    isi = services.print_berita_acara_kab(meja.periode, meja.kode, at=request.now)
    return send_file(isi, f"berita acara kabupaten {meja.periode.kode}.pdf", tampil=True)
