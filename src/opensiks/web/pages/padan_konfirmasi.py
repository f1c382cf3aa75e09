"""Konfirmasi: numbers that the civil registry office is asked about, its answers one by one or as a sheet (R68)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from opensiks.akun.access import require
from opensiks.infra import files
from opensiks.infra.clock import local
from opensiks.pemadanan.access import access_tugas
from opensiks.pemadanan.queries import get_kerja, list_konfirmasi, list_konfirmasi_menunggu
from opensiks.pemadanan.services import (
    check_konfirmasi,
    export_template,
    import_konfirmasi,
    record_konfirmasi,
)
from opensiks.rules.padan_tinjau import LABEL_DUKCAPIL, JawabanDukcapil
from opensiks.rules.peran import Izin
from opensiks.rules.rule import AksiDitolak
from opensiks.web.bahasa import translate
from opensiks.web.format import write_name, write_number, write_refusal
from opensiks.web.forms.padan import MAKS_BYTE, KonfirmasiForm, LembarForm, TujuanForm
from opensiks.web.htmx import page
from opensiks.web.meja import read_form
from opensiks.web.presenters import konfirmasi as tampil
from opensiks.web.presenters.padan import write_alamat
from opensiks.web.presenters.padan_nav import list_bagian
from opensiks.web.request import Request
from opensiks.web.unduh import send_file
from opensiks.wilayah.queries import get_nama

CONFIRM = Izin.PADAN_CONFIRM
SEHALAMAN, TERAKHIR = 100, 8
# Fields of a rule's refusal → the field of the form that it belongs to.
_ISIAN = {"R148": "jawaban", "R148a": "nik_lain", "R148b": "nomor_surat"}


def home(request: Request) -> HttpResponse:
    require(request.actor, CONFIRM)
    return _show(request)


def _show(request: Request, status: int = 200, **lain: Any) -> HttpResponse:
    """The page; `lain` carries a form that could not be taken, or what a sheet would do."""
    kode = request.actor.cakupan.daftar_kode[0]
    pilih, cari = request.GET.get("saring", ""), request.GET.get("cari", "").strip()[:60]
    rows = tampil.list_baris(read_menunggu(kode), request.now)
    pilih = pilih if pilih in tampil.PILIH else ""
    tampak = tampil.choose_baris(rows, pilih, request.GET.get("urut", ""), cari)
    isi: dict[str, Any] = {
        "judul_konfirmasi": tampil.write_judul(len(rows)), "lembar": LembarForm(), "tujuan": TujuanForm(), "uji": None,
        "baris": Paginator(tampak, SEHALAMAN).get_page(request.GET.get("halaman")), "cari": cari,
        "saringan": tampil.list_saringan(rows, pilih), "bagian_padan": list_bagian(request, "konfirmasi"),
        "terakhir": _list_terakhir(kode), "semua": len(rows), "pilih": pilih,
    }  # fmt: skip
    return page(request, "padan/konfirmasi.html", status=status, **(isi | lain))


def read_menunggu(kode: str) -> list[Any]:
    """Everybody of an area whose number is not answered yet."""
    return list_konfirmasi_menunggu(kode, banyak=20_000)


def _list_terakhir(kode: str) -> list[tuple[str, str, Any]]:
    """(who, answer, row) of the newest answers."""
    return [
        (write_name(k.individu.nama), translate(LABEL_DUKCAPIL[JawabanDukcapil(k.jawaban)]), k)
        for k in list_konfirmasi(kode)[:TERAKHIR]
    ]


def show(request: Request, id: int) -> HttpResponse:
    """One person: the answer from a letter."""
    tugas = access_tugas(request.actor, id, CONFIRM)
    form = KonfirmasiForm(read_form(request)[0], hari_ini=local(request.now, tugas.kode_desa).date())
    if request.method == "POST" and form.is_valid() and _record(request, tugas, form):
        messages.success(
            request, _("Jawaban untuk {nama} tercatat.").format(nama=write_name(tugas.individu.nama))
        )
        return redirect("padan_konfirmasi")
    k = get_kerja(tugas).kerja
    return page(
        request, "padan/konfirmasi_satu.html", tugas=tugas, k=k, form=form, alamat=write_alamat(k.alamat),
        nama=write_name(tugas.individu.nama), desa=get_nama([tugas.kode_desa]).get(tugas.kode_desa, ""),
        bagian_padan=list_bagian(request, "konfirmasi"), status=422 if form.errors else 200,
    )  # fmt: skip


def _record(request: Request, tugas: Any, form: KonfirmasiForm) -> bool:
    isi = form.cleaned_data
    try:
        record_konfirmasi(
            tugas.individu, JawabanDukcapil(isi["jawaban"]), by=request.actor, at=request.now,
            nomor_surat=isi["nomor_surat"], tanggal=isi["tanggal"], nik_lain=isi["nik_lain"],
        )  # fmt: skip
    except AksiDitolak as ditolak:
        for v in ditolak.violations:
            form.add_error(_ISIAN.get(v.kode), write_refusal(v))
        return False
    return True


@require_POST
def template(request: Request) -> HttpResponse:
    """The sheet to send to the civil registry office, with its purpose on the trail (R96)."""
    require(request.actor, CONFIRM)
    form = TujuanForm(request.POST)
    if not form.is_valid():
        return _show(request, 422, tujuan=form)
    kode = request.actor.cakupan.daftar_kode[0]
    isi = export_template(kode, form.cleaned_data["tujuan"], by=request.actor, at=request.now)
    return send_file(isi, f"konfirmasi disdukcapil {local(request.now, kode):%Y-%m-%d}.xlsx")


@require_POST
def check(request: Request) -> HttpResponse:
    """Read a filled sheet and say what it would do; nothing is written down yet."""
    require(request.actor, CONFIRM)
    form = LembarForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, 422, lembar=form)
    berkas, kode = form.cleaned_data["berkas"], request.actor.cakupan.daftar_kode[0]
    isi = berkas.read()
    try:
        hasil = check_konfirmasi(isi, kode, by=request.actor, at=request.now)
    except AksiDitolak as ditolak:
        for v in ditolak.violations:
            form.add_error("berkas", write_refusal(v))
        return _show(request, 422, lembar=form)
    sidik = files.save(isi, jenis=(), max_ukuran=MAKS_BYTE).sha256 if hasil.masuk else ""
    return _show(request, uji=tampil.show_uji(hasil, berkas.name, sidik))


@require_POST
def apply(request: Request) -> HttpResponse:
    """The second step: the very sheet that was looked at, all of it or only its right lines."""
    require(request.actor, CONFIRM)
    try:
        isi = files.load(request.POST.get("sidik", ""))
    except (files.BerkasDitolak, OSError, ValueError):
        messages.error(request, _("Lembar yang diperiksa tidak ada lagi. Unggah dan periksa lagi."))
        return redirect("padan_konfirmasi")
    hasil = import_konfirmasi(
        isi, request.actor.cakupan.daftar_kode[0], by=request.actor, at=request.now,
        sebagian=request.POST.get("sebagian") == "ya",
    )  # fmt: skip
    messages.success(request, _("{n} jawaban Disdukcapil tercatat.").format(n=write_number(hasil.masuk)))
    return redirect("padan_konfirmasi")
