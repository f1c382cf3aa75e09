"""Daftar pemadanan: what matching asks of a village, and the proposals that answer it (R30, R67-R69)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from opensiks.akun.access import TidakAda, require
from opensiks.pemadanan.access import access_tugas
from opensiks.pemadanan.queries import check_usul_banyak, get_kerja, list_kerja, list_tugas
from opensiks.pemadanan.services import (
    ask_disdukcapil,
    cancel_usul,
    close_tugas,
    propose_ganda,
    propose_perbaikan,
)
from opensiks.rules.jenis import Jenis
from opensiks.rules.padan_kerja import JenisTugas
from opensiks.rules.peran import Izin
from opensiks.rules.status import TERMINAL
from opensiks.usulan.queries import list_usulan
from opensiks.web.format import write_number, write_refusal
from opensiks.web.htmx import page
from opensiks.web.presenters import padan as tampil
from opensiks.web.presenters import padan_satu
from opensiks.web.presenters.desa import find_desa, recall_desa
from opensiks.web.presenters.padan_ringkasan import compose_ringkasan
from opensiks.web.rahasia import reveal_once
from opensiks.web.request import Request

if TYPE_CHECKING:
    from opensiks.pemadanan.models import Tugas

_URUNG = "urung_padan"
SEKALI_TEKAN = (JenisTugas.NIK_SALAH, JenisTugas.NIK_ORANG_LAIN)


def home(request: Request) -> HttpResponse:
    require(request.actor, Izin.PADAN_VIEW)
    desa, minta = find_desa(request), tampil.MintaKerja.read(request.GET.dict())
    semua = list_kerja(desa.kode, banyak=None)
    bebas = desa.profil is not None and desa.profil.is_bebas(Jenis.MENINGGAL)
    daftar = tampil.compose_daftar(semua, minta, 0 if semua else _count_berjalan(desa.kode), bebas=bebas)
    return page(
        request, "padan/daftar.html", desa=desa, daftar=daftar,
        boleh=request.actor.can(Izin.USULAN_DRAFT), urung=_offer(request),
    )  # fmt: skip


def show(request: Request, id: int) -> HttpResponse:
    return _show(request, access_tugas(request.actor, id, Izin.PADAN_VIEW))


@require_POST
def reveal(request: Request, id: int) -> HttpResponse:
    """The numbers whole, to hold beside the card (R95)."""
    tugas = access_tugas(request.actor, id, Izin.PADAN_VIEW)
    reveal_once(request, get_kerja(tugas).kerja.keluarga_id)
    return _show(request, tugas, utuh=True)


def _show(request: Request, tugas: Tugas, *, utuh: bool = False) -> HttpResponse:
    desa = recall_desa(request, tugas.kode_desa)
    rinci = get_kerja(tugas)
    air = padan_satu.draw_alasan(rinci.alasan, rinci.kerja.peluang, rinci.awal)
    daftar = tampil.compose_daftar(
        list_kerja(desa.kode, banyak=None), tampil.MintaKerja.read(request.GET.dict())
    )
    letak, atas, bawah = daftar.neighbours(tugas.pk)
    boleh = request.actor.can(Izin.USULAN_DRAFT)
    t = padan_satu.compose_tugas(
        rinci, _say_halangan(request, tugas), buka=request.actor.can(Izin.KELUARGA_REVEAL)
    )
    for keluarga_id in t.ganda.rahasia if t.ganda else ():
        reveal_once(request, keluarga_id)
    return page(
        request, "padan/satu.html", desa=desa, t=t, tugas=tugas, air=air, boleh=boleh, letak=letak,
        banding=padan_satu.list_banding(rinci.banding, rinci.alasan, utuh=utuh), utuh=utuh,
        boleh_buka=request.actor.can(Izin.KELUARGA_REVEAL), banyak=len(daftar.baris), atas=atas,
        bawah=bawah, urung=_offer(request),
    )  # fmt: skip


@require_POST
def propose(request: Request) -> HttpResponse:
    """First the summary with what stays behind and why; with `setuju` every one that can be is proposed."""
    require(request.actor, Izin.USULAN_DRAFT)
    desa = find_desa(request)
    ids = [int(n) for n in request.POST.getlist("tugas") if n.isdigit()]
    daftar = list_tugas(desa.kode).filter(pk__in=ids).select_related("calon", "konfirmasi")[: tampil.SAMPAI]
    halangan = _say_semua(request, list(daftar))
    ikut = [t for t in daftar if not halangan[t.pk]]
    if request.POST.get("setuju") != "ya" or not ikut:
        rows = list_kerja(desa.kode, banyak=None, tugas=list(halangan))
        return page(
            request, "padan/ringkasan.html", desa=desa, r=compose_ringkasan(rows, halangan),
            status=422 if request.POST.get("setuju") else 200,
        )  # fmt: skip
    bawah = tampil.compose_daftar(list_kerja(desa.kode, banyak=None), tampil.MintaKerja()).neighbours(
        ikut[0].pk
    )[2]
    usulan = propose_perbaikan(ikut, by=request.actor, at=request.now)
    kata = (
        _("Perbaikan diusulkan untuk 1 orang.")
        if len(ikut) == 1
        else _("Perbaikan diusulkan untuk {n} orang.").format(n=write_number(len(ikut)))
    )
    request.session[_URUNG] = {"tugas": [t.pk for t in ikut], "kata": kata, "tawarkan": True}
    if len(usulan) == 1 and request.POST.get("dari") == "satu":
        return redirect(bawah or "padan")
    return redirect("padan")


@require_POST
def cancel(request: Request) -> HttpResponse:
    """Take back the proposals made last; the lines come back to the list."""
    require(request.actor, Izin.USULAN_DRAFT)
    isi: dict[str, Any] | None = request.session.pop(_URUNG, None)
    if isi is None:
        messages.info(request, _("Tidak ada yang perlu dibatalkan."))
        return redirect("padan")
    daftar = [access_tugas(request.actor, id) for id in isi["tugas"]]
    cancel_usul(daftar, by=request.actor, at=request.now)
    messages.success(
        request, _("Dibatalkan. {n} orang kembali ke daftar.").format(n=write_number(len(daftar)))
    )
    return redirect("padan_satu", daftar[0].pk) if len(daftar) == 1 else redirect("padan")


@require_POST
def propose_kembar(request: Request, id: int) -> HttpResponse:
    """One row of a person who stands twice is kept; the others close by a usulan (R30)."""
    tugas = access_tugas(request.actor, id)
    pilih = request.POST.get("dipertahankan", "")
    # Across villages there is nothing to choose: this village's row is the one that closes.
    if not pilih.isdigit() and JenisTugas(tugas.jenis) is not JenisTugas.GANDA_LINTAS:
        raise TidakAda
    u = propose_ganda(
        tugas, by=request.actor, at=request.now, dipertahankan=int(pilih) if pilih.isdigit() else None
    )
    messages.success(request, _("Usulan {pk} diajukan: satu baris dipertahankan.").format(pk=u.pk))
    return redirect("padan")


@require_POST
def ask(request: Request, id: int) -> HttpResponse:
    """The card was looked at and says what stands here: now the civil registry office is asked (R68)."""
    tugas = access_tugas(request.actor, id)
    ask_disdukcapil(tugas, by=request.actor, at=request.now)
    messages.success(request, _("Tercatat. Dinas meneruskan NIK ini ke Disdukcapil."))
    return redirect("padan")


@require_POST
def close(request: Request, id: int) -> HttpResponse:
    """The answer that leaves the data as they are."""
    tugas, cara = access_tugas(request.actor, id), request.POST.get("cara", "")
    if cara not in padan_satu.JAWAB.get(JenisTugas(tugas.jenis), ()):
        raise TidakAda
    close_tugas(tugas, cara, by=request.actor, at=request.now)
    messages.success(request, _("Tersimpan: {cara}. Data tidak berubah.").format(cara=cara))
    return redirect("padan")


def _count_berjalan(kode_desa: str) -> int:
    """Proposals about identity that nobody has decided yet."""
    rows = list_usulan(kode_desa).filter(jenis__in=(Jenis.PERBAIKAN_ID, Jenis.GANDA, Jenis.MENINGGAL))
    return rows.exclude(status__in=TERMINAL).count()


def _say_halangan(request: Request, tugas: Tugas) -> str:
    return _say_semua(request, [tugas])[tugas.pk]


def _say_semua(request: Request, daftar: Sequence[Tugas]) -> dict[int, str]:
    """Why each of these cannot be proposed by one press now, as the service itself would say it; empty where it can."""
    salah = check_usul_banyak(daftar, by=request.actor, at=request.now)
    perlu_isian = _("Buka dahulu baris ini; jawabannya perlu isian.")
    return {
        t.pk: " ".join(write_refusal(v) for v in salah[t.pk])
        if JenisTugas(t.jenis) in SEKALI_TEKAN
        else perlu_isian
        for t in daftar
    }


def _offer(request: Request) -> str:
    """The sentence to show with the undo button, once."""
    isi: dict[str, Any] = request.session.get(_URUNG) or {}
    if not isi.get("tawarkan"):
        return ""
    request.session[_URUNG] = {**isi, "tawarkan": False}
    return str(isi["kata"])
