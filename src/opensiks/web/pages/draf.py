"""The form of a new usulan, and of one that is still a draft; nothing is kept that the rules refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from opensiks.akun.access import TidakAda, require
from opensiks.keluarga.access import access_individu, access_keluarga
from opensiks.keluarga.queries import get_keluarga
from opensiks.rules.jenis import LABEL_JENIS, Jenis
from opensiks.rules.peran import Izin
from opensiks.rules.rule import AksiDitolak
from opensiks.rules.status import StatusUsulan
from opensiks.usulan.access import access_usulan
from opensiks.web.format import write_refusal
from opensiks.web.forms.pilih import FORMULIR
from opensiks.web.forms.usulan import Subjek, UsulanForm
from opensiks.web.htmx import page
from opensiks.web.presenters.desa import DesaKerja, find_desa, recall_desa
from opensiks.web.presenters.ganda import list_mirip
from opensiks.web.presenters.wilayah import compose_pilih
from opensiks.web.request import Request
from opensiks.web.usul import Isi, propose

if TYPE_CHECKING:
    from opensiks.usulan.models import Usulan


def draft(request: Request, jenis: str) -> HttpResponse:
    """The form of one jenis about a family or person, or about somebody new."""
    require(request.actor, Izin.USULAN_DRAFT)
    subjek = _subjek(request)
    kelas = FORMULIR.get(_jenis(jenis))
    if kelas is None or (subjek.keluarga is None and kelas.jenis is not Jenis.BARU):
        raise TidakAda
    desa = recall_desa(request, subjek.keluarga.kode_desa) if subjek.keluarga else find_desa(request)
    if kelas.tetap_orangnya and subjek.individu is None:
        return page(
            request, "usulan/siapa.html", k=subjek.keluarga, desa=desa, judul=LABEL_JENIS[kelas.jenis]
        )
    return _run(request, desa, subjek, kelas, None)


def revise(request: Request, id: int) -> HttpResponse:
    """The same form, filled with the draft."""
    u = access_usulan(request.actor, id, Izin.USULAN_DRAFT)
    if u.status is not StatusUsulan.DRAF:
        messages.info(request, "Isi usulan hanya dapat diubah selagi masih draf.")
        return redirect("usulan_detail", id)
    subjek = Subjek(get_keluarga(u.keluarga_id) if u.keluarga_id else None, u.individu_id)
    return _run(request, recall_desa(request, u.kode_desa), subjek, FORMULIR[u.jenis], u)


def choose_wilayah(request: Request) -> HttpResponse:
    """The next select of the wilayah chooser; a part for HTMX."""
    diminta = [request.GET.get(f"w{n}", "") for n in (1, 2, 3, 4)]
    # The deepest select counts only while it lies under the ones above it.
    kode = ""
    for satu in diminta:
        kode = satu if satu and (not kode or satu.startswith(kode + ".")) else kode
    return page(request, "usulan/wilayah.html", "isi", pilih=compose_pilih(kode))


def _jenis(teks: str) -> Jenis:
    try:
        return Jenis(teks.upper())
    except ValueError:
        raise TidakAda from None


def _subjek(request: Request) -> Subjek:
    """From ?individu= or ?keluarga=, through the door."""
    individu, keluarga = request.GET.get("individu", ""), request.GET.get("keluarga", "")
    if individu.isdigit():
        orang = access_individu(request.actor, int(individu), Izin.USULAN_DRAFT)
        return Subjek(get_keluarga(orang.keluarga_id), orang.pk)
    if keluarga.isdigit():
        return Subjek(get_keluarga(access_keluarga(request.actor, int(keluarga), Izin.USULAN_DRAFT).pk))
    return Subjek()


def _run(
    request: Request, desa: DesaKerja, subjek: Subjek, kelas: type[UsulanForm], u: Usulan | None
) -> HttpResponse:
    awal = {**u.muatan, "program": u.program, "kode_alasan": u.kode_alasan, "alasan": u.alasan} if u else {}
    if request.method != "POST":
        form = kelas(subjek=subjek, hari_ini=desa.hari_ini, awal=awal)
        form.initial = {**awal, **form.initial}
        return _show(request, desa, subjek, form, u)
    form = kelas(request.POST, request.FILES, subjek=subjek, hari_ini=desa.hari_ini, awal=awal)
    if "tambah" in request.POST or not form.is_valid():
        if "tambah" in request.POST:
            form.errors.clear()
        return _show(request, desa, subjek, form, u, 200 if "tambah" in request.POST else 422)
    return _save(request, desa, subjek, form, u)


def _save(
    request: Request, desa: DesaKerja, subjek: Subjek, form: UsulanForm, u: Usulan | None
) -> HttpResponse:
    individu = access_individu(request.actor, form.individu_id) if form.individu_id else None
    tetap = individu is None and subjek.keluarga is not None
    isi = Isi(
        jenis=form.jenis, individu=individu, program=form.program, muatan=form.muatan(), bukti=form.bukti, draf=u,
        keluarga=access_keluarga(request.actor, subjek.keluarga.id) if tetap and subjek.keluarga else None,
        kode_alasan=form.cleaned_data.get("kode_alasan", ""), alasan=form.cleaned_data.get("alasan", ""),
    )  # fmt: skip
    try:
        usul, kurang = propose(request, desa, isi, ajukan="draf" not in request.POST)
    except AksiDitolak as ditolak:
        form.put_violations(ditolak.violations)
        return _show(request, desa, subjek, form, u, 422)
    for v in kurang:
        messages.info(request, f"Tersimpan sebagai draf. {write_refusal(v)}")
    if not kurang:
        kata = "tersimpan sebagai draf" if "draf" in request.POST else "diajukan"
        messages.success(request, f"Usulan {usul.pk} {kata}.")
    return redirect("usulan_detail", usul.pk)


def _show(
    request: Request, desa: DesaKerja, subjek: Subjek, form: UsulanForm, u: Usulan | None, status: int = 200
) -> HttpResponse:
    k = subjek.keluarga
    lain: dict[str, Any] = {}
    if form.jenis is Jenis.PINDAH:
        lain["pilih"] = compose_pilih(str(form["tujuan"].value() or desa.kode[:5]))
    if form.jenis is Jenis.GANDA and k is not None:
        lain["mirip"] = list_mirip(k, subjek.individu)
    return page(
        request, "usulan/form.html", status=status, form=form, desa=desa, k=k, u=u, jenis=form.jenis,
        judul=LABEL_JENIS[form.jenis], orang=subjek.individu,
        bebas=desa.profil is not None and desa.profil.is_bebas(form.jenis), **lain,
    )  # fmt: skip
