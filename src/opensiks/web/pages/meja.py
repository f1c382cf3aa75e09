"""The desk of packages: the board, the list of files with their answers, one file, what a person does about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from opensiks.akun.access import TidakAda, require
from opensiks.paket import papan, queries, services
from opensiks.paket.access import access_titipan
from opensiks.pantau.queries import list_ingatan
from opensiks.rules.peran import Izin
from opensiks.verval.ingat import warn_desa
from opensiks.verval.masa import list_masa
from opensiks.verval.queries import list_periode_desa
from opensiks.web.forms.meja import LepasForm
from opensiks.web.forms.papan import IngatkanForm
from opensiks.web.htmx import page, wants_part
from opensiks.web.meja import Meja, open_meja, read_form
from opensiks.web.presenters import meja as tampil
from opensiks.web.presenters import meja_berkas as tampil_berkas
from opensiks.web.presenters import meja_desa as tampil_desa
from opensiks.web.presenters.diam import link_whatsapp
from opensiks.web.presenters.meja_nav import list_bagian_meja
from opensiks.web.request import Request
from opensiks.wilayah.queries import get_nama

SEHALAMAN = 300
JUDGE = Izin.PAKET_JUDGE


@dataclass(frozen=True)
class IsiMeja:
    """Everything the list is made of; the files of a page and the lists as files read the same."""

    baris: list[tampil.BarisBerkas]
    jumlah: dict[str, int]


def read_berkas(kode: str, periode: Any) -> IsiMeja:
    """Every file of an office in a period with its answer; six queries, however many there are."""
    daftar = list(queries.list_titipan(kode, periode))
    desa = {t.kode_wilayah for t in daftar}
    nama = get_nama({*desa, *(k[:8] for k in desa)})
    batas = {k: m.tenggat_desa for k, m in list_masa(periode, desa).items()} if periode else {}
    baris = tampil.list_baris(daftar, papan.count_bentrok([t.pk for t in daftar]), nama, batas)
    return IsiMeja(baris, tampil.count_jawaban(baris))


def home(request: Request) -> HttpResponse:
    require(request.actor, JUDGE)
    meja = open_meja(request)
    isi, pilih = read_berkas(meja.kode, meja.periode), request.GET.get("jawab", "")
    pilih = pilih if pilih in tampil.JAWABAN else ""
    versi = tampil.write_versi(isi.baris)
    if wants_part(request) and request.headers.get("X-Versi") == versi:
        return HttpResponse(status=204)
    rows = [b for b in isi.baris if not pilih or b.jawaban.kunci == pilih]
    lembar = Paginator(tampil.sort_baris(rows, request.GET.get("urut", "")), SEHALAMAN)
    halaman = lembar.get_page(request.GET.get("halaman"))
    return page(
        request, "meja/home.html", block="isi_meja", baris=list(halaman), halaman_berkas=halaman, versi=versi,
        saringan=tampil.list_saringan(isi.jumlah, pilih, meja.kueri), boleh_nilai=True, jumlah=isi.jumlah,
        boleh_titip=request.actor.can(Izin.PAKET_DEPOSIT), boleh_ingatkan=request.actor.can(Izin.CATATAN_ADD),
        bagian_meja=list_bagian_meja("berkas", papan.count_menunggu(meja.kode)),
        **tampil.compose_kepala(isi.baris, isi.jumlah, meja.kueri), **_compose_desa(request, meja), **meja.konteks,
    )  # fmt: skip


def _compose_desa(request: Request, meja: Meja) -> dict[str, Any]:
    """The right column: villages by kecamatan, and those that are silent."""
    if meja.periode is None:
        return tampil_desa.compose_kosong()
    return tampil_desa.compose_desa(
        queries.count_papan(meja.kode, meja.periode),
        read_diam(meja),
        semua=request.GET.get("diam") == "semua",
    )


def read_diam(meja: Meja) -> list[tampil_desa.BarisDiam]:
    daftar = queries.list_diam(meja.kode, meja.periode)
    return tampil_desa.list_diam(
        daftar, list_ingatan(meja.periode, meja.kode), get_nama({d.kode[:8] for d in daftar})
    )


def show_baris(request: Request, id: int) -> HttpResponse:
    """One line again, as the list shows it."""
    return page(request, "meja/_baris.html", b=read_satu(request, id)[1])


def read_satu(request: Request, id: int, izin: Izin = JUDGE) -> tuple[Any, tampil.BarisBerkas]:
    """One file through its door, and its line."""
    t = access_titipan(request.actor, id, izin)
    nama = get_nama({t.kode_wilayah, t.kode_wilayah[:8]})
    batas = {}
    if t.periode is not None:
        batas = {k: m.tenggat_desa for k, m in list_masa(t.periode, [t.kode_wilayah]).items()}
    return t, tampil.list_baris([t], papan.count_bentrok([t.pk]), nama, batas)[0]


def show(request: Request, id: int, form: LepasForm | None = None) -> HttpResponse:
    t, b = read_satu(request, id)
    bentrok = papan.list_bentrok_titipan(t)
    pokok = papan.list_pokok({c.ubahan.pokok for c in bentrok})
    return page(
        request, "meja/berkas.html", b=b, form=form or LepasForm(), status=422 if form else 200,
        boleh_lepas=t.status == "DITAHAN" and request.actor.can(Izin.PAKET_SETTLE),
        **tampil_berkas.compose_berkas(
            t, b, papan.list_ubahan_terbuka(t), papan.list_lampiran_kurang(t), bentrok, pokok, papan.find_kertas(t)
        ),
        pesan=tampil_berkas.write_pesan(t, b, tampil_desa.find_operator(t.kode_wilayah, request.now.date())),
    )  # fmt: skip


@require_POST
def judge(request: Request) -> HttpResponse:
    """Judge at once what the worker has not come to."""
    require(request.actor, JUDGE)
    n = services.judge_semua(request.actor.cakupan.daftar_kode[0], by=request.actor, at=request.now)
    if n:
        messages.success(request, _("{n} berkas dinilai.").format(n=n))
    else:
        messages.info(request, _("Tidak ada yang menunggu dinilai."))
    return redirect("meja")


@require_POST
def release(request: Request, id: int) -> HttpResponse:
    """A named person lets a held package be judged."""
    t = access_titipan(request.actor, id, Izin.PAKET_SETTLE)
    form = LepasForm(request.POST)
    if not form.is_valid():
        return show(request, id, form)
    services.release_titipan(t, form.cleaned_data["alasan"], by=request.actor, at=request.now)
    messages.success(request, _("Paket dilepas dan dinilai."))
    return redirect("meja_berkas", id)


def remind(request: Request, kode: str) -> HttpResponse:
    """Write to one silent village; what is sent, and by whom, is on the trail."""
    require(request.actor, JUDGE)
    require(request.actor, Izin.CATATAN_ADD)
    meja = open_meja(request)
    d = next((b for b in read_diam(meja) if b.kode == kode), None) if meja.periode else None
    if d is None:
        raise TidakAda
    masa = list_masa(meja.periode, [kode])[kode]
    dari = f"{request.actor.nama} {request.user.nomor_hp}".strip()  # type: ignore[union-attr]
    teks = tampil_desa.write_pengingat(d, masa.tenggat_desa, request.now, dari)
    form, tautan = IngatkanForm(read_form(request)[0], initial={"teks": teks}), ""
    if request.method == "POST" and form.is_valid():
        rows = list(list_periode_desa(meja.periode, kode))
        warn_desa(rows, {r.pk: form.cleaned_data["teks"] for r in rows}, by=request.actor, at=request.now)
        tautan = link_whatsapp(d.nomor_hp, form.cleaned_data["teks"])
    return page(
        request,
        "meja/ingatkan.html",
        d=d,
        form=form,
        tautan=tautan,
        status=422 if form.errors else 200,
        **meja.konteks,
    )
