"""Answering a question that matching with Dukcapil put to the village."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from opensiks.akun.access import TidakAda
from opensiks.pemadanan.access import access_tugas
from opensiks.pemadanan.services import ask_disdukcapil, close_tugas
from opensiks.web.presenters.tugas import TANYA, answers
from opensiks.web.request import Request


@require_POST
def close(request: Request, id: int) -> HttpResponse:
    """The answer that leaves the data as they are."""
    tugas, cara = access_tugas(request.actor, id), request.POST.get("cara", "")
    if not answers(tugas.kode, cara):
        raise TidakAda
    if cara == TANYA:
        ask_disdukcapil(tugas, by=request.actor, at=request.now)
        messages.success(request, _("Tercatat. Dinas meneruskan NIK ini ke Disdukcapil."))
    else:
        close_tugas(tugas, cara, by=request.actor, at=request.now)
        messages.success(
            request, _("Tersimpan: {lower}{cara}.").format(lower=cara[:1].lower(), cara=cara[1:])
        )
    return redirect(f"/keluarga/{tugas.individu.keluarga_id}/?{request.GET.urlencode()}")
