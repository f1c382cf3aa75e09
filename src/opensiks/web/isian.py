"""Forms that keep what is typed: saved while typing, given back after a reload, emptied when the form is taken.

A form says so with {% simpan_isian "usulan" u.pk %}; static/js/isian.js does the rest and sends the key along. The
laptop itself keeps nothing: other people use it too.
"""

from __future__ import annotations

import json
from typing import cast

from django.http import HttpRequest, HttpResponse

from opensiks.akun import isian
from opensiks.akun.isian import Isian
from opensiks.infra.scope import scope
from opensiks.web.htmx import wants_part
from opensiks.web.request import Request

# The field that carries the key of the form.
BIDANG = "isian"
_BUKAN_ISIAN = frozenset({BIDANG, "csrfmiddlewaretoken"})


def name_isian(*bagian: object) -> str:
    """ "usulan", "perbaikan_id", 12 → "usulan/perbaikan_id/12"; what is empty is left out."""
    return "/".join(str(b) for b in bagian if b not in ("", None))


def recall_isian(request: HttpRequest, kunci: str) -> Isian | None:
    """What the reader left in this form; all of theirs are read once for each request."""
    r = cast("Request", request)
    if getattr(r, "actor", None) is None:
        return None
    if not hasattr(r, "_isian"):
        r._isian = isian.list_isian(r.actor)  # type: ignore[attr-defined]
    return r._isian.get(kunci)  # type: ignore[attr-defined, no-any-return]


def write_awal(request: HttpRequest, kunci: str) -> tuple[str, Isian | None]:
    """The kept fields as JSON for the page, and the draft itself; nothing on a form that has just been sent."""
    ada = recall_isian(request, kunci) if request.method == "GET" else None
    return (json.dumps(ada.isi, ensure_ascii=False), ada) if ada else ("", None)


def settle_isian(request: Request, response: HttpResponse) -> None:
    """A form was taken when its answer leads on: a redirect, or a part that is not a refusal."""
    kunci = request.POST.get(BIDANG, "") if request.method == "POST" else ""
    lanjut = response.status_code in (301, 302, 303) or (response.status_code < 300 and wants_part(request))
    if kunci and lanjut:
        isian.clear_isian(request.actor, kunci, request.now)


def keep_isian(request: Request) -> None:
    """A form that the rules refused goes back to its page: what stood in it waits there."""
    kunci = request.POST.get(BIDANG, "") if request.method == "POST" else ""
    if kunci:
        isi = {n: [str(v) for v in request.POST.getlist(n)] for n in request.POST if n not in _BUKAN_ISIAN}
        with scope(request.actor.cakupan):
            isian.save_isian(request.actor, kunci, isi, request.now)
