"""Berita acara: printed from the list, signed by people, uploaded; and the SPTJM in its place where it is allowed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from opensiks.akun.access import TidakAda, TidakBerhak, require
from opensiks.infra import lembar
from opensiks.infra.lembar import Kertas
from opensiks.musyawarah import queries as musyawarah
from opensiks.musyawarah import services
from opensiks.musyawarah.access import access_berita_acara, access_musyawarah, access_sptjm
from opensiks.musyawarah.pratinjau import preview_berita_acara, preview_sptjm
from opensiks.rules.canonical import list_code
from opensiks.rules.peran import Izin
from opensiks.web.format import write_rule
from opensiks.web.forms.musyawarah import SptjmForm, UnggahForm
from opensiks.web.htmx import page, wants_part
from opensiks.web.pages.hp import make_kotak
from opensiks.web.presenters.daftar_desa import compose_daftar_desa
from opensiks.web.presenters.desa import find_desa, recall_desa
from opensiks.web.request import Request


def newest(request: Request) -> HttpResponse:
    """The berita acara of the period's last closed meeting; without one, the meetings."""
    require(request.actor, Izin.USULAN_VIEW)
    desa = find_desa(request)
    forum = musyawarah.get_forum(desa.periode, desa.kode, request.now) if desa.periode else None
    if forum is None or forum.musyawarah is None:
        return redirect("musyawarah")
    return redirect("berita_acara", forum.musyawarah.pk)


def show(request: Request, id: int) -> HttpResponse:
    """The paper as it will print, whether the printed one still holds, and what is missing."""
    return _render(request, id)


def _lembar(request: Request, compose: Callable[[], Kertas]) -> dict[str, Any] | None:
    """One page of a paper, if the reader asks for it; drawing all of them takes a moment, so the page comes first."""
    diminta = request.GET.get("lembar", "")
    if not diminta.isdigit():
        return None
    semua = compose()
    ke = min(max(int(diminta), 1), semua.halaman)
    return {"ke": ke, "kunci": semua.kunci, "halaman": semua.halaman, "semua": range(1, semua.halaman + 1),
            "sebelum": ke - 1, "sesudah": ke + 1 if ke < semua.halaman else 0}  # fmt: skip


def show_lembar(request: Request, kunci: str, nomor: int) -> HttpResponse:
    """The drawing of one page. Its key is the hash of what it says: only who was shown the paper knows it."""
    require(request.actor, Izin.USULAN_VIEW)
    isi = lembar.find_lembar(kunci, nomor)
    if isi is None:
        raise TidakAda
    response = HttpResponse(isi, content_type="image/svg+xml", headers={"Content-Encoding": "gzip"})
    # Nothing in a drawing may run or be fetched, wherever it is opened.
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    )
    return response


def _render(request: Request, id: int, form: UnggahForm | None = None) -> HttpResponse:
    m = access_musyawarah(request.actor, id)
    if m.ditutup_at is None:
        return redirect("musyawarah_agenda", id)
    ba = musyawarah.find_berita_acara(m)
    forum = musyawarah.get_forum(m.periode, m.kode_desa, request.now)
    kertas = _lembar(request, lambda: preview_berita_acara(m, forum.daftar, ba, request.now))
    if kertas and wants_part(request):
        return page(request, "musyawarah/berita_acara.html", "lembar", k=kertas)
    terbaru = forum.musyawarah is not None and forum.musyawarah.pk == m.pk
    # What was closed with its period is not printed again: the signed paper stands.
    arsip = m.periode.ditutup_at is not None
    boleh = request.actor.can(Izin.MUSYAWARAH_RECORD) and terbaru and not arsip
    cocok = ba is not None and ba.daftar_sha256 == forum.daftar.sha256
    isi: dict[str, Any] = {
        "m": m, "ba": ba, "d": compose_daftar_desa(forum), "desa": recall_desa(request, m.kode_desa), "k": kertas,
        "hp": make_kotak(request, ba) if ba is not None and cocok and boleh else None, "boleh": boleh, "cocok": cocok,
        "forum": forum, "kertas": musyawarah.find_kertas_lembar(m, forum),
        "kode_cetak": list_code(ba.daftar_sha256) if ba else "", "kekurangan": forum.kekurangan if terbaru else [],
        "terbaru": terbaru, "arsip": arsip, "form": form or _unggah(ba),
    }  # fmt: skip
    return page(request, "musyawarah/berita_acara.html", status=422 if form else 200, **isi)


def _unggah(ba: Any) -> UnggahForm:
    form = UnggahForm()
    if ba is not None:
        form.initial = {"ttd_kades": ba.ttd_kades, "ttd_operator": ba.ttd_operator}
    return form


@require_POST
def print_pdf(request: Request, id: int) -> HttpResponse:
    """The PDF, bound to the list as it stands now (R18); ARSIP shows whole numbers and stays in the sealed archive."""
    m = access_musyawarah(request.actor, id, Izin.MUSYAWARAH_RECORD)
    salinan = services.Salinan.ARSIP if request.POST.get("salinan") == "ARSIP" else services.Salinan.PAPAN
    ba, isi = services.print_berita_acara(m, by=request.actor, at=request.now, salinan=salinan)
    return _pdf(isi, f"berita-acara-{list_code(ba.daftar_sha256)}.pdf")


@require_POST
def upload(request: Request, id: int) -> HttpResponse:
    ba = access_berita_acara(request.actor, id, Izin.MUSYAWARAH_RECORD)
    form = UnggahForm(request.POST, request.FILES)
    if not form.is_valid():
        return _render(request, ba.musyawarah_id, form)
    berkas = {n: f.read() for n in ("scan", "daftar_hadir", "foto") if (f := form.cleaned_data[n])}
    hasil = services.upload_berita_acara(
        ba, by=request.actor, at=request.now, ttd_kades=form.cleaned_data["ttd_kades"],
        ttd_operator=form.cleaned_data["ttd_operator"], **berkas,
    )  # fmt: skip
    kurang = " ".join(write_rule(v) for v in hasil.kekurangan)
    messages.success(
        request,
        _("Tersimpan. {kurang}").format(kurang=kurang) if kurang else _("Tersimpan. Semua berkas lengkap."),
    )
    return redirect("berita_acara", ba.musyawarah_id)


# --- SPTJM ----------------------------------------------------------------------------------------------------------


def sptjm(request: Request) -> HttpResponse:
    """What the head would answer for, and whether it is allowed now (R22)."""
    require(request.actor, Izin.USULAN_VIEW)
    return _render_sptjm(request)


def _render_sptjm(request: Request, form: SptjmForm | None = None) -> HttpResponse:
    desa = find_desa(request)
    if desa.periode is None:
        raise TidakAda
    forum = musyawarah.get_forum(desa.periode, desa.kode, request.now)
    periode = desa.periode
    daftar = musyawarah.compose_daftar_sptjm(periode, desa.kode)
    kertas = _lembar(request, lambda: preview_sptjm(periode, daftar, "", desa.hari_ini, request.now))
    if kertas and wants_part(request):
        return page(request, "musyawarah/sptjm.html", "lembar", k=kertas)
    belum_pindai = forum.sptjm is not None and forum.sptjm.scan_id is None
    boleh_unggah = request.actor.can(Izin.MUSYAWARAH_RECORD)
    return page(
        request, "musyawarah/sptjm.html", status=422 if form else 200, desa=desa, forum=forum, daftar=daftar,
        d=compose_daftar_desa(forum, daftar), form=form or SptjmForm(hari_ini=desa.hari_ini),
        boleh_cetak=request.actor.can(Izin.SPTJM_SIGN) or request.actor.can(Izin.MUSYAWARAH_RECORD),
        boleh_tanda=request.actor.can(Izin.SPTJM_SIGN), boleh_unggah=boleh_unggah, k=kertas,
        hp=make_kotak(request, forum.sptjm) if belum_pindai and boleh_unggah else None,
    )  # fmt: skip


@require_POST
def submit_sptjm(request: Request) -> HttpResponse:
    """Print the paper, or sign for every waiting line."""
    desa, form = find_desa(request), SptjmForm(request.POST, request.FILES)
    if not form.is_valid() or desa.periode is None:
        return _render_sptjm(request, form)
    isi = form.cleaned_data
    if "cetak" in request.POST:
        daftar, pdf = services.print_sptjm(
            desa.periode, desa.kode, isi["nomor"], isi["tanggal"], by=request.actor, at=request.now
        )
        return _pdf(pdf, f"sptjm-{daftar.kode}.pdf")
    if not request.actor.can(Izin.SPTJM_SIGN):
        raise TidakBerhak(request.actor.peran, Izin.SPTJM_SIGN)
    scan = isi["scan"].read() if isi["scan"] else None
    services.sign_sptjm(
        desa.periode, desa.kode, isi["nomor"], isi["tanggal"], scan, by=request.actor, at=request.now
    )
    messages.success(request, _("SPTJM tercatat. Usulan yang menunggu disetujui atas tanggung jawab Anda."))
    return redirect("sptjm")


@require_POST
def upload_sptjm(request: Request, id: int) -> HttpResponse:
    surat = access_sptjm(request.actor, id, Izin.MUSYAWARAH_RECORD)
    berkas = request.FILES.get("scan")
    if berkas is None:
        messages.error(request, _("Pilih berkas SPTJM yang sudah ditandatangani."))
    else:
        services.upload_sptjm(surat, berkas.read(), by=request.actor, at=request.now)
        messages.success(request, _("SPTJM bertanda tangan tersimpan."))
    return redirect("sptjm")


def _pdf(isi: bytes, nama: str) -> HttpResponse:
    return HttpResponse(
        isi, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{nama}"'}
    )
