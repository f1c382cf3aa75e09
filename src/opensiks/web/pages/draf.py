"""The form of a new usulan, and of one that is still a draft; nothing is kept that the rules refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from opensiks.akun.access import TidakAda, require
from opensiks.keluarga.access import access_individu, access_keluarga
from opensiks.keluarga.queries import get_keluarga
from opensiks.pemadanan.access import access_tugas
from opensiks.pemadanan.services import close_tugas
from opensiks.rules.jenis import LABEL_JENIS, Jenis
from opensiks.rules.padan_kerja import Menunggu
from opensiks.rules.peran import Izin
from opensiks.rules.rule import AksiDitolak
from opensiks.rules.status import StatusUsulan
from opensiks.usulan.access import access_usulan
from opensiks.web.format import write_refusal
from opensiks.web.forms.baru import MAKS
from opensiks.web.forms.pilih import FORMULIR
from opensiks.web.forms.usulan import Subjek, UsulanForm
from opensiks.web.htmx import page
from opensiks.web.isian import name_isian, recall_isian
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
            request, "usulan/siapa.html", k=subjek.keluarga, desa=desa, judul=_(LABEL_JENIS[kelas.jenis])
        )
    return _run(request, desa, subjek, kelas, None)


def revise(request: Request, id: int) -> HttpResponse:
    """The same form, filled with the draft."""
    u = access_usulan(request.actor, id, Izin.USULAN_DRAFT)
    if u.status is not StatusUsulan.DRAF:
        messages.info(request, _("Isi usulan hanya dapat diubah selagi masih draf."))
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
        awal = _with_anggota(request, kelas, _kunci(kelas.jenis, subjek, u), awal)
        form = kelas(subjek=subjek, hari_ini=desa.hari_ini, awal=awal)
        form.initial = {**awal, **form.initial}
        return _show(request, desa, subjek, form, u)
    form = kelas(request.POST, request.FILES, subjek=subjek, hari_ini=desa.hari_ini, awal=awal)
    if "tambah" in request.POST or not form.is_valid():
        if "tambah" in request.POST:
            form.errors.clear()
        return _show(request, desa, subjek, form, u, 200 if "tambah" in request.POST else 422)
    return _save(request, desa, subjek, form, u)


def _kunci(jenis: Jenis, subjek: Subjek, u: Usulan | None) -> str:
    """The name under which the form keeps what is typed."""
    if u is not None:
        return name_isian("usulan", "ubah", u.pk)
    siapa = (
        ("individu", subjek.individu_id)
        if subjek.individu_id
        else ("keluarga", subjek.keluarga.id if subjek.keluarga else None)
    )
    return name_isian("usulan", jenis.lower(), *(siapa if siapa[1] else ()))


def _with_anggota(
    request: Request, kelas: type[UsulanForm], kunci: str, awal: dict[str, Any]
) -> dict[str, Any]:
    """As many blocks of persons as the kept form of a new family had; the page itself fills them in."""
    ada = recall_isian(request, kunci) if kelas.jenis is Jenis.BARU else None
    jumlah = ada.isi.get("jumlah", [""])[0] if ada else ""
    anggota = list(awal.get("anggota", []))
    lagi = int(jumlah) - len(anggota) if jumlah.isdigit() else 0
    return awal | {"anggota": anggota + [{}] * min(lagi, MAKS)} if lagi > 0 else awal


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
    _close_tugas(request, usul)
    for v in kurang:
        messages.info(request, _("Tersimpan sebagai draf. {v}").format(v=write_refusal(v)))
    if not kurang:
        kata = _("tersimpan sebagai draf") if "draf" in request.POST else "diajukan"
        messages.success(request, _("Usulan {pk} {kata}.").format(pk=usul.pk, kata=kata))
    return redirect("usulan_detail", usul.pk)


def _close_tugas(request: Request, u: Usulan) -> None:
    """The question that led to this form is answered by it (R67-R69); one that waits for others stays open."""
    diminta = request.GET.get("tugas", "")
    if not diminta.isdigit():
        return
    tugas = access_tugas(request.actor, int(diminta))
    milik_desa = tugas.selesai_at is None and tugas.menunggu == Menunggu.DESA
    if milik_desa and tugas.individu_id == u.individu_id:
        close_tugas(tugas, _("Usulan {pk}").format(pk=u.pk), by=request.actor, at=request.now)


def _show(
    request: Request, desa: DesaKerja, subjek: Subjek, form: UsulanForm, u: Usulan | None, status: int = 200
) -> HttpResponse:
    k = subjek.keluarga
    kunci = _kunci(form.jenis, subjek, u)
    lain: dict[str, Any] = {"kunci_isian": kunci}
    if form.jenis is Jenis.PINDAH:
        ada = recall_isian(request, kunci) if request.method == "GET" else None
        tujuan = ada.isi.get("tujuan", [""])[0] if ada else ""
        lain["pilih"] = compose_pilih(str(tujuan or form["tujuan"].value() or desa.kode[:5]))
    if form.jenis is Jenis.GANDA and k is not None:
        lain["mirip"] = list_mirip(k, subjek.individu)
    return page(
        request, "usulan/form.html", status=status, form=form, desa=desa, k=k, u=u, jenis=form.jenis,
        judul=_(LABEL_JENIS[form.jenis]), orang=subjek.individu,
        bebas=desa.profil is not None and desa.profil.is_bebas(form.jenis), **lain,
    )  # fmt: skip
