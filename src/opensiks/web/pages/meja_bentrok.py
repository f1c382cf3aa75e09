"""Conflicts at the desk: the list, one side by side, and the decision of a named person."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from opensiks.akun.access import TidakAda, require
from opensiks.infra import files
from opensiks.paket import papan, queries, services
from opensiks.paket.access import access_bentrok
from opensiks.paket.lampiran import find_lampiran
from opensiks.rules.peran import Izin
from opensiks.rules.ubahan import PilihanBentrok
from opensiks.web.forms.meja import PutusForm
from opensiks.web.htmx import page
from opensiks.web.presenters import bentrok as tampil
from opensiks.web.presenters.diam import link_whatsapp
from opensiks.web.presenters.meja_berkas import Pesan
from opensiks.web.presenters.meja_desa import find_operator
from opensiks.web.presenters.meja_nav import list_bagian_meja
from opensiks.web.rahasia import reveal_once
from opensiks.web.request import Request
from opensiks.web.unduh import send_file
from opensiks.wilayah.queries import get_nama

SETTLE = Izin.PAKET_SETTLE


def home(request: Request) -> HttpResponse:
    require(request.actor, SETTLE)
    kode = request.actor.cakupan.daftar_kode[0]
    selesai = request.GET.get("status") == "selesai"
    daftar = list(queries.list_bentrok(kode, terbuka=not selesai))
    tunggu = papan.count_menunggu(kode)
    baris = read_baris(daftar, request.GET.get("urut", ""))
    return page(
        request, "meja/bentrok.html", baris=baris, selesai=selesai, bagian_meja=list_bagian_meja("bentrok", tunggu),
        saringan=tampil.list_saringan(tunggu.bentrok, selesai), judul_bentrok=tampil.write_judul(len(baris), selesai),
    )  # fmt: skip


def read_baris(daftar: list[Any], urut: str) -> list[tampil.BarisBentrok]:
    """The lines of the list, with the names that they are about."""
    pokok = papan.list_pokok({b.ubahan.pokok for b in daftar})
    return tampil.list_bentrok(daftar, get_nama({b.kode_desa for b in daftar}), pokok, urut)


def show(request: Request, id: int, form: PutusForm | None = None) -> HttpResponse:
    b = access_bentrok(request.actor, id, SETTLE)
    kode = request.actor.cakupan.daftar_kode[0]
    urutan = [c.pk for c in queries.list_bentrok(kode)]
    bukti = find_lampiran(b.kode_desa, (b.isi.get("paket") or {}).get("bukti") or [])
    pokok = papan.list_pokok([b.ubahan.pokok]).get(b.ubahan.pokok)
    if pokok and tampil.is_rahasia(b):
        reveal_once(request, pokok.keluarga_id)
    asal = papan.find_asal(pokok.keluarga_id, b.isi.get("isian") or ()) if pokok else None
    c = tampil.compose_bentrok(b, get_nama([b.kode_desa]), urutan, pokok=pokok, bukti=list(bukti), asal=asal)
    di = urutan.index(id) if id in urutan else -1
    return page(
        request, "meja/bentrok_satu.html", c=c, form=form or PutusForm(), boleh=True, pesan=_write_pesan(request, b, c),
        sebelum=f"/meja/bentrok/{urutan[di - 1]}/" if di > 0 else "",
        sesudah=f"/meja/bentrok/{urutan[di + 1]}/" if 0 <= di < len(urutan) - 1 else "", status=422 if form else 200,
    )  # fmt: skip


def show_bukti(request: Request, id: int, sidik: str) -> HttpResponse:
    """A paper or photo that the village's side of this conflict rests on."""
    b = access_bentrok(request.actor, id, SETTLE)
    milik = (b.isi.get("paket") or {}).get("bukti") or []
    ada = find_lampiran(b.kode_desa, [sidik] if sidik in milik else []).get(sidik)
    if ada is None:
        raise TidakAda
    return send_file(files.load(ada.sha256), f"bukti {b.pk}.{ada.jenis or 'jpg'}", tampil=True)


@require_POST
def settle(request: Request, id: int) -> HttpResponse:
    """One side stands; the other stays on record."""
    b = access_bentrok(request.actor, id, SETTLE)
    form = PutusForm(request.POST)
    if not form.is_valid():
        return show(request, id, form)
    isi = form.cleaned_data
    services.settle_bentrok(
        b, PilihanBentrok(isi["pilihan"]), isi["alasan"], by=request.actor, at=request.now
    )
    messages.success(request, _("Diputuskan. Desa membacanya di tanda terima berikutnya."))
    lanjut = queries.list_bentrok(request.actor.cakupan.daftar_kode[0]).exclude(pk=id).first()
    return redirect("meja_bentrok_satu", lanjut.pk) if lanjut else redirect("meja_bentrok")


def _write_pesan(request: Request, b: Any, c: tampil.RincianBentrok) -> Pesan:
    """A question to the operator; the line is named by its number, no person is."""
    operator = find_operator(b.kode_desa, request.now.date())
    teks = _(
        "Yth. {nama}: paket {nomor}, ubahan nomor {n}, berbeda dengan data kami. Mohon telepon kami dengan KTP atau KK "
        "keluarga itu di tangan. {dari}"
    ).format(
        nama=operator.nama if operator else _("Operator"), nomor=b.ubahan.titipan.nomor, n=b.ubahan.n,
        dari=request.actor.nama,
    )  # fmt: skip
    return Pesan(teks, link_whatsapp(operator.nomor_hp if operator else "", teks))
