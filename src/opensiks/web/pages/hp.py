"""Pages from a phone. On the laptop: a QR, what has come, one press that makes files of it. On the phone, without an
account: what may be sent, and what was received (docs/adr/0011)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST

from opensiks.akun.access import TidakAda
from opensiks.infra import files
from opensiks.infra.clock import zona
from opensiks.jejak.services import objek_of
from opensiks.musyawarah import services as musyawarah
from opensiks.musyawarah.access import access_berita_acara, access_sptjm
from opensiks.rules.aktor import Actor
from opensiks.rules.peran import Izin
from opensiks.rules.rule import AksiDitolak
from opensiks.rules.tautan import LABEL_BAGIAN, Bagian, check_tautan
from opensiks.tautan import queries, services
from opensiks.tautan.access import access_halaman, access_tanda, access_tautan
from opensiks.web.format import write_refusal, write_rule
from opensiks.web.htmx import page
from opensiks.web.presenters.hp import KotakHp, compose_kotak
from opensiks.web.request import Request


@dataclass(frozen=True)
class Tujuan:
    """A kind of thing that pages may come for: its door, its parts, where its page is, how pages become its files."""

    open: Callable[[Actor, int, Izin], Any]
    bagian: tuple[Bagian, ...]
    judul: Callable[[Any], str]
    halaman: Callable[[Any], str]
    simpan: Callable[[Request, Any], str]
    harap: Callable[[Any], dict[Bagian, int]] = field(default=lambda benda: {})
    tanda_tangan: bool = False


def _simpan_berita_acara(request: Request, ba: Any) -> str:
    hasil = musyawarah.upload_halaman_berita_acara(
        ba, by=request.actor, at=request.now, ttd_kades="ttd_kades" in request.POST or ba.ttd_kades,
        ttd_operator="ttd_operator" in request.POST or ba.ttd_operator,
    )  # fmt: skip
    kurang = " ".join(write_rule(v) for v in hasil.kekurangan)
    return _("Halaman dari HP tersimpan. {lengkap}").format(lengkap=kurang or "Semua berkas lengkap.")


def _simpan_sptjm(request: Request, surat: Any) -> str:
    musyawarah.upload_halaman_sptjm(surat, by=request.actor, at=request.now)
    return _("SPTJM bertanda tangan tersimpan.")


TUJUAN: dict[str, Tujuan] = {
    "beritaacara": Tujuan(
        access_berita_acara,
        (Bagian.BERITA_ACARA, Bagian.DAFTAR_HADIR, Bagian.FOTO_MUSYAWARAH),
        lambda ba: _("Berita acara {nomor}").format(nomor=ba.nomor),
        lambda ba: reverse("berita_acara", args=[ba.musyawarah_id]),
        _simpan_berita_acara,
        lambda ba: {Bagian.BERITA_ACARA: ba.halaman or 0},
        tanda_tangan=True,
    ),
    "sptjm": Tujuan(
        access_sptjm, (Bagian.SPTJM,), lambda s: f"SPTJM {s.nomor}", lambda s: reverse("sptjm"), _simpan_sptjm
    ),
}


def _find(request: Request, objek: str) -> tuple[Tujuan, Any]:
    """The thing behind "beritaacara:12", through its own door."""
    jenis, __, nomor = objek.partition(":")
    if jenis not in TUJUAN or not nomor.isdigit():
        raise TidakAda
    return TUJUAN[jenis], TUJUAN[jenis].open(request.actor, int(nomor), Izin.MUSYAWARAH_RECORD)


def make_kotak(request: Request, benda: Any) -> KotakHp:
    """The box of one thing, for the page that shows it."""
    objek = objek_of(benda)
    tujuan = TUJUAN[objek.partition(":")[0]]
    link = queries.find_tautan(benda.kode_desa, objek, request.now)
    alamat = request.build_absolute_uri(reverse("hp", args=[access_tanda(link)])) if link else ""
    return compose_kotak(
        benda.kode_desa, objek, tujuan.bagian, alamat=alamat, host=request.get_host(), at=request.now, link=link,
        harap=tujuan.harap(benda), tanda_tangan=tujuan.tanda_tangan,
    )  # fmt: skip


# --- the laptop -----------------------------------------------------------------------------------------------------


def show_kotak(request: Request, objek: str) -> HttpResponse:
    """The box again; 204 when it would look as the page has it (`versi`)."""
    tujuan, benda = _find(request, objek)
    hp = make_kotak(request, benda)
    if request.headers.get("HX-Request") != "true":
        return redirect(tujuan.halaman(benda))
    if request.GET.get("versi") == hp.versi:
        return HttpResponse(status=204)
    return page(request, "components/hp_kotak.html", hp=hp, ba=benda)


@require_POST
def create(request: Request, objek: str) -> HttpResponse:
    tujuan, benda = _find(request, objek)
    services.create_tautan(
        benda.kode_desa, objek_of(benda), tujuan.judul(benda), tujuan.bagian, by=request.actor, at=request.now
    )
    return redirect(tujuan.halaman(benda) + "#hp")


@require_POST
def revoke(request: Request, objek: str) -> HttpResponse:
    tujuan, benda = _find(request, objek)
    if link := queries.find_tautan(benda.kode_desa, objek_of(benda), request.now):
        services.revoke_tautan(link, by=request.actor, at=request.now)
        messages.info(request, _("Kode QR dimatikan. Halaman yang sudah datang tetap ada."))
    return redirect(tujuan.halaman(benda) + "#hp")


@require_POST
def confirm(request: Request, objek: str) -> HttpResponse:
    """What came becomes the files of the thing; the link has done its work."""
    tujuan, benda = _find(request, objek)
    messages.success(request, tujuan.simpan(request, benda))
    if link := queries.find_tautan(benda.kode_desa, objek_of(benda), request.now):
        services.revoke_tautan(link, by=request.actor, at=request.now)
    return redirect(tujuan.halaman(benda))


def show_halaman(request: Request, id: int) -> HttpResponse:
    """One page: small in the box, whole when pressed."""
    halaman = access_halaman(request.actor, id)
    sha256 = halaman.sha256 if "utuh" in request.GET else halaman.kecil_sha256
    if not files.exists(sha256):
        raise TidakAda
    return HttpResponse(files.load(sha256), content_type="image/jpeg")


@require_POST
def cancel_halaman(request: Request, id: int) -> HttpResponse:
    halaman = access_halaman(request.actor, id)
    services.cancel_halaman(halaman, by=request.actor, at=request.now)
    tujuan, benda = _find(request, halaman.objek)
    return redirect(tujuan.halaman(benda) + "#hp")


# --- the phone ------------------------------------------------------------------------------------------------------


@ensure_csrf_cookie
def show_hp(request: HttpRequest, tanda: str) -> HttpResponse:
    """What may be sent by this link; a POST sends photos of one part. Anything wrong is one sentence, never a code."""
    try:
        with access_tautan(tanda) as tautan, timezone.override(zona(tautan.kode_desa)):
            kabar = _receive(request, tautan) if request.method == "POST" else ([], [])
            salah = check_tautan(queries.facts_tautan(tautan, tautan.bagian[0], request.now))  # type: ignore[attr-defined]
            isi = {
                "t": tautan, "salah": salah, "diterima": kabar[0], "ditolak": kabar[1],
                "bagian": [(b, _(LABEL_BAGIAN[b]), n) for b, n in queries.count_halaman(tautan).items()],
            }  # fmt: skip
            response = render(request, "hp/hp.html", isi, status=410 if salah and not kabar[0] else 200)
    except TidakAda:
        response = render(request, "hp/tiada.html", status=404)
    response.headers["Cache-Control"] = "no-store"
    return response


def _receive(request: HttpRequest, tautan: Any) -> tuple[list[str], list[str]]:
    """What was received and what was refused, in words. An unreadable photo takes no other along."""
    bagian = request.POST.get("bagian", "")
    by = services.get_pengirim(tautan, request.META.get("REMOTE_ADDR", ""))
    diterima, ditolak = [], []
    for berkas in request.FILES.getlist("foto"):
        try:
            services.upload_halaman(tautan, bagian, berkas.read(), by=by, at=request.now)  # type: ignore[attr-defined]
            diterima.append(_(LABEL_BAGIAN[Bagian(bagian)]))
        except AksiDitolak as e:
            ditolak += [write_refusal(v) for v in e.violations]
    if not request.FILES.getlist("foto"):
        ditolak.append(_("Belum ada foto. Tekan lagi, lalu pilih fotonya."))
    return diterima, ditolak
