"""Answering a finding: the record is right, the paper was not seen yet, or a change is proposed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from opensiks.akun.access import TidakAda, require
from opensiks.keluarga.access import access_individu, access_keluarga, access_temuan
from opensiks.keluarga.services import settle_temuan
from opensiks.rules.bukti import JenisBukti
from opensiks.rules.jenis import Jenis
from opensiks.rules.peran import Izin
from opensiks.rules.rule import Violation
from opensiks.web.format import write_refusal
from opensiks.web.pages import keluarga as halaman
from opensiks.web.presenters.desa import recall_desa
from opensiks.web.presenters.keluarga import HalamanKeluarga, compose_keluarga
from opensiks.web.presenters.mend import make_form
from opensiks.web.presenters.temuan import KartuTemuan
from opensiks.web.request import Request
from opensiks.web.usul import Isi, propose

if TYPE_CHECKING:
    from opensiks.usulan.models import Usulan


@require_POST
def settle(request: Request, id: int) -> HttpResponse:
    """Record an answer that leaves the data as they are."""
    temuan = access_temuan(request.actor, id)
    cara = request.POST.get("cara", "")
    settle_temuan(temuan, cara, by=request.actor, at=request.now)
    if cara == "KTP belum dilihat":
        messages.info(request, _("Dicatat: KTP belum dilihat. Temuan ini ditanyakan lagi."))
    else:
        messages.success(request, _("Tersimpan: {lower}.").format(lower=cara.lower()))
    return _back(request, temuan.keluarga_id)


@require_POST
def mend(request: Request, id: int) -> HttpResponse:
    """Propose the change that mends a finding, as a usulan with before and after."""
    require(request.actor, Izin.USULAN_DRAFT)
    temuan = access_temuan(request.actor, id)
    h = compose_keluarga(temuan.keluarga_id, recall_desa(request, temuan.kode_desa), request.actor)
    t = next((t for t in h.temuan if t.id == id), None)
    if t is None:
        raise TidakAda
    if t.isi is None:
        return _choose(request, h, t)
    form = make_form(t, h, request.POST, request.FILES)
    if form is None or not form.is_valid():
        return halaman.render(request, h, salah={id: form}, status=422)
    berkas = form.cleaned_data["bukti"]
    bukti = [(JenisBukti(form.cleaned_data["jenis_bukti"] or JenisBukti.KTP), berkas)] if berkas else []
    return _propose(request, h, t, t.isi.kolom, form.cleaned_data["nilai"], bukti)


def _choose(request: Request, h: HalamanKeluarga, t: KartuTemuan) -> HttpResponse:
    """One of the equal answers that changes a value; only what the page offered is taken."""
    diminta = (request.POST.get("kolom", ""), request.POST.get("nilai", ""))
    jawab = next((j for j in t.jawab if j.kolom and (j.kolom, j.nilai) == diminta), None)
    if jawab is None:
        raise TidakAda
    return _propose(request, h, t, jawab.kolom, jawab.nilai, [])


def _propose(
    request: Request, h: HalamanKeluarga, t: KartuTemuan, kolom: str, nilai: Any,
    bukti: Sequence[tuple[JenisBukti, Any]],
) -> HttpResponse:  # fmt: skip
    kolom, __, lain = kolom.partition(":")
    individu_id = int(lain) if lain else t.individu_id
    individu = access_individu(request.actor, individu_id) if individu_id else None
    asal = individu or access_keluarga(request.actor, h.k.id)
    muatan: dict[str, Any] = {kolom: nilai}
    if kolom.startswith("jawaban."):
        muatan = {"jawaban": {**asal.jawaban, kolom.removeprefix("jawaban."): int(nilai)}}
    isi = Isi(
        jenis=Jenis.PERBAIKAN_ID if individu else Jenis.PERBAIKAN_DATA, individu=individu,
        keluarga=None if individu else access_keluarga(request.actor, h.k.id), muatan=muatan, bukti=bukti,
    )  # fmt: skip
    u, kurang = propose(request, h.desa, isi, ajukan=True)
    _tell(request, h, u, kurang)
    return _back(request, h.k.id)


def _tell(request: Request, h: HalamanKeluarga, u: Usulan, kurang: Sequence[Violation]) -> None:
    """Where the change stands now, and what it still wants."""
    if kurang:
        messages.info(
            request, _("Draf usulan {pk} dibuat. {kurang}").format(pk=u.pk, kurang=write_refusal(kurang[0]))
        )
    elif h.desa.profil is not None and h.desa.profil.is_bebas(u.jenis):
        messages.success(request, _("Usulan perbaikan {pk} dibuat. Tidak perlu musyawarah.").format(pk=u.pk))
    else:
        messages.success(
            request, _("Usulan perbaikan {pk} dibuat. Masuk musyawarah berikutnya.").format(pk=u.pk)
        )


def _back(request: Request, keluarga_id: int) -> HttpResponse:
    kueri = request.GET.urlencode()
    return redirect(f"/keluarga/{keluarga_id}/" + (f"?{kueri}" if kueri else ""))
