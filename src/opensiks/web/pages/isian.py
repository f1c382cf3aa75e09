"""What is typed into a form, kept while it is typed."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from opensiks.akun import isian
from opensiks.web.format import write_time
from opensiks.web.request import Request


@require_POST
def save(request: Request) -> HttpResponse:
    """Keep the fields of one form of the reader; `isi` is JSON, fields by name. Empty ones begin the form anew."""
    kunci, isi = request.POST.get("kunci", ""), _read(request.POST.get("isi", ""))
    if isi is None or not kunci:
        return JsonResponse({}, status=400)
    if not isi:
        isian.clear_isian(request.actor, kunci, request.now)
    elif not isian.save_isian(request.actor, kunci, isi, request.now):
        return JsonResponse({}, status=413)
    return JsonResponse({"waktu": write_time(request.now).split(" ")[0]})


def _read(teks: str) -> dict[str, list[str]] | None:
    try:
        isi: Any = json.loads(teks)
    except ValueError:
        return None
    if not isinstance(isi, dict) or not all(isinstance(v, list) for v in isi.values()):
        return None
    return {str(n): [str(v) for v in nilai] for n, nilai in isi.items()}
