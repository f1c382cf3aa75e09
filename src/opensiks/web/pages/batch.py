"""Batch: confirmed lines leave for Pusdatin as a file; the answers come back as a file or from the desk (R90-R92)."""

from __future__ import annotations

from collections.abc import Sequence
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
from opensiks.pemadanan.ekstrak import find_berkas, list_berkas
from opensiks.penetapan.tahan import list_dikembalikan
from opensiks.pengesahan import queries, services
from opensiks.pengesahan.access import access_batch, access_pengesahan
from opensiks.pengesahan.berkas import MAKS_BYTE, BarisHasil, write_hasil
from opensiks.rules.peran import Izin
from opensiks.rules.rule import Violation
from opensiks.web.format import write_number
from opensiks.web.forms.batch import HasilForm, TujuanForm
from opensiks.web.htmx import page
from opensiks.web.presenters import batch as tampil
from opensiks.web.request import Request
from opensiks.web.unduh import send_file
from opensiks.wilayah.queries import get_nama


def home(request: Request) -> HttpResponse:
    """Every batch of the area with its account; letters that can still be sent."""
    require(request.actor, Izin.USULAN_VIEW)
    kode = request.actor.cakupan.daftar_kode[0]
    daftar = list(queries.list_batch(kode))
    rekonsiliasi = queries.list_rekonsiliasi(kode, at=request.now)
    baris = tampil.list_baris(daftar, rekonsiliasi, get_nama({b.kode_kabupaten for b in daftar}))
    boleh = request.actor.can(Izin.KAB_FORWARD)
    siap = [tampil.SuratSiap(p, n) for p, n in queries.list_siap_kirim(kode)] if boleh else []
    return page(
        request, "batch/home.html", baris=Paginator(baris, 100).get_page(request.GET.get("halaman")), siap=siap,
        jumlah=len(baris), boleh_terapkan=request.actor.can(Izin.BATCH_APPLY), dikembalikan=list_dikembalikan(kode),
        nihil=tampil.list_nihil(queries.list_surat_nihil(kode)), **tampil.say_rekonsiliasi(rekonsiliasi),
    )  # fmt: skip


@require_POST
def forward(request: Request, id: int) -> HttpResponse:
    """Send every confirmed line of a letter that was not sent yet."""
    surat = access_pengesahan(request.actor, id, Izin.KAB_FORWARD)
    batch = services.forward_batch(surat, by=request.actor, at=request.now)
    messages.success(
        request,
        _("Batch {nomor} terkirim: {jumlah} usulan.").format(
            nomor=batch.nomor, jumlah=write_number(batch.jumlah)
        ),
    )
    return redirect("batch_rinci", batch.pk)


def show(
    request: Request, id: int, form: HasilForm | None = None, salah: Sequence[Violation] = (),
    uji: tampil.UjiHasil | None = None,
) -> HttpResponse:  # fmt: skip
    """One batch: its account and its lines."""
    batch = access_batch(request.actor, id, Izin.USULAN_VIEW)
    rows = queries.list_baris_batch(batch)
    pilih = request.GET.get("hasil", "")
    if pilih in ("DITETAPKAN", "DITOLAK"):
        rows = rows.filter(hasil=pilih)
    lembar = Paginator(rows, 100).get_page(request.GET.get("halaman"))
    nama = get_nama({b.kode_desa for b in lembar} | {batch.kode_kabupaten})
    return page(
        request, "batch/rinci.html", batch=batch, wilayah=nama.get(batch.kode_kabupaten), lembar=lembar, pilih=pilih,
        baris=tampil.list_jawaban(lembar, nama), form=form or HasilForm(), form_tujuan=TujuanForm(),
        periode=batch.periode, salah=tampil.list_salah(salah), uji=uji,
        boleh_terapkan=request.actor.can(Izin.BATCH_APPLY), boleh_unduh=_can_download(request),
        menunggu=batch.jumlah - batch.ditetapkan - batch.ditolak, status=422 if form and form.errors else 200,
    )  # fmt: skip


def _can_download(request: Request) -> bool:
    return request.actor.can(Izin.KAB_FORWARD) or request.actor.can(Izin.BATCH_APPLY)


@require_POST
def download(request: Request, id: int) -> HttpResponse:
    """The file, with its purpose on the trail: as it was sent for the centre, to read for the kabupaten (R96)."""
    batch = access_batch(request.actor, id, Izin.USULAN_VIEW)
    form = TujuanForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Belum diunduh. Pilih dahulu untuk apa berkas ini."))
        return redirect("batch_rinci", id)
    tujuan = form.cleaned_data["tujuan"]
    if request.actor.can(Izin.BATCH_APPLY):
        isi = services.export_berkas(batch, tujuan, by=request.actor, at=request.now)
        return send_file(isi, f"batch {batch.nomor}.csv")
    isi = services.export_batch(batch, tujuan, by=request.actor, at=request.now)
    return send_file(isi, f"batch {batch.nomor}.xlsx")


@require_POST
def upload(request: Request, id: int) -> HttpResponse:
    """Read a file of answers; every bad line is named, and then nothing is changed (R91).

    Asked to look only, it says what the file would do, and keeps it under its hash for the second step.
    """
    batch = access_batch(request.actor, id, Izin.BATCH_APPLY)
    if sidik := request.POST.get("sidik", ""):
        return _apply(request, batch, sidik)
    form = HasilForm(request.POST, request.FILES)
    if not form.is_valid():
        return show(request, id, form)
    berkas = form.cleaned_data["berkas"]
    isi = berkas.read()
    if batch.hasil_at is None:
        baik, salah = services.check_berkas(batch, berkas.name, isi)
        if salah:
            form.add_error("berkas", _("Belum diimpor. Tidak ada yang berubah."))
            return show(request, id, form, salah)
        if request.POST.get("aksi") == "periksa":
            sidik = files.save(isi, jenis=(), max_ukuran=MAKS_BYTE).sha256
            return show(request, id, uji=tampil.show_uji(baik, berkas.name, sidik))
    return _import(request, batch, berkas.name, isi)


def _apply(request: Request, batch: Any, sidik: str) -> HttpResponse:
    """The second step: the very file that was looked at."""
    try:
        isi = files.load(sidik)
    except (files.BerkasDitolak, OSError, ValueError):
        messages.error(request, _("Berkas yang diperiksa tidak ada lagi. Unggah dan periksa lagi."))
        return redirect("batch_rinci", batch.pk)
    return _import(request, batch, request.POST.get("nama", "hasil.csv"), isi)


def judge(request: Request, id: int) -> HttpResponse:
    """The answers that the registry and the civil register propose; the person at the desk decides."""
    batch = access_batch(request.actor, id, Izin.BATCH_APPLY)
    usul = _propose(request, batch)
    if request.method == "POST":
        hasil = tampil.read_jawaban(usul, request.POST.dict())
        isi = write_hasil(batch.nomor, hasil)
        if request.POST.get("aksi") == "unduh":
            return send_file(isi, f"hasil {batch.nomor}.csv")
        return _import(request, batch, f"hasil-{batch.nomor}.csv", isi)
    rows = list(queries.list_baris_batch(batch))
    nama = get_nama({b.kode_desa for b in rows})
    return page(
        request, "batch/putuskan.html", batch=batch, ekstrak=request.GET.get("ekstrak", ""),
        daftar_ekstrak=list_berkas(),
        baris=tampil.list_jawaban(rows, nama, {h.usulan_id: h for h in usul}), pilihan=tampil.PILIHAN_JAWABAN,
        tetap=sum(not h.kode_alasan for h in usul), tolak=sum(bool(h.kode_alasan) for h in usul), periode=batch.periode,
        url_batch=f"/batch/{batch.pk}/",
    )  # fmt: skip


def _propose(request: Request, batch: Any) -> list[BarisHasil]:
    asked = request.POST.get("ekstrak") or request.GET.get("ekstrak", "")
    hari_ini = local(request.now, batch.kode_kabupaten).date()
    return services.judge_batch(batch, hari_ini=hari_ini, ekstrak=find_berkas(asked) if asked else None)


def _import(request: Request, batch: Any, nama: str, isi: bytes) -> HttpResponse:
    hasil = services.import_hasil(batch, nama, isi, by=request.actor, at=request.now)
    if hasil.ulang:
        messages.info(request, _("Berkas ini sudah pernah diimpor. Tidak ada yang berubah."))
    else:
        ya, tidak = write_number(hasil.ditetapkan), write_number(hasil.ditolak)
        messages.success(
            request, _("{ya} ditetapkan, {tidak} kembali ke desa dengan alasan.").format(ya=ya, tidak=tidak)
        )
    if hasil.bentrok:
        messages.warning(
            request,
            _("{bentrok} baris bentrok dengan data sekarang dan menunggu desa.").format(
                bentrok=hasil.bentrok
            ),
        )
    return redirect("batch_rinci", batch.pk)
