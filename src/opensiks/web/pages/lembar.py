"""The worksheet's own pages: its shell, its worker, the rescue page. The same bytes for everybody, nobody's data."""

from __future__ import annotations

import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import translation
from django.views.decorators.http import condition, require_safe

from opensiks.web import lembar

KULIT, PENYELAMAT = "lembar/kulit.html", "lembar/penyelamat.html"


@require_safe
def show_kulit(request: HttpRequest) -> HttpResponse:
    """The frame that the worksheet fills; a service worker keeps it, so it asks nobody who they are."""
    return _send(request, KULIT)


@require_safe
def show_penyelamat(request: HttpRequest) -> HttpResponse:
    """Saves what this laptop holds when the worksheet itself does not open."""
    return _send(request, PENYELAMAT)


@require_safe
def send_sw(request: HttpRequest) -> HttpResponse:
    """The worker under the worksheet's own address; never from a cache, or an update would not be seen."""
    kepala = {"Cache-Control": "no-store", "Service-Worker-Allowed": "/lembar/"}
    if not lembar.is_terbangun():
        return HttpResponse(status=404, content_type="text/javascript", headers=kepala)
    versi = lembar.get_versi(_render(KULIT), _render(PENYELAMAT))
    isi = {"versi": versi, "berkas": lembar.list_alamat(), "mati": settings.OPENSIKS_LEMBAR_MATI}
    awal = f"self.LEMBAR={json.dumps(isi)};\n"
    return HttpResponse(awal.encode() + lembar.load_sw(), content_type="text/javascript", headers=kepala)


@require_safe
def send_manifes(request: HttpRequest) -> HttpResponse:
    """What the laptop's start menu shows."""
    isi = {
        "name": "Lembar kerja OpenSIKS", "short_name": "Lembar kerja", "lang": "id", "start_url": "/lembar/",
        "scope": "/lembar/", "display": "standalone", "background_color": "#f4f6f5", "theme_color": "#0a3a44",
        "icons": [{"src": static("tanda.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}],
    }  # fmt: skip
    return JsonResponse(isi, content_type="application/manifest+json", headers={"Cache-Control": "no-cache"})


def _send(request: HttpRequest, template: str) -> HttpResponse:
    isi = _render(template)
    etag = f'"{lembar.get_versi(isi)}"'

    @condition(etag_func=lambda request: etag)
    def answer(request: HttpRequest) -> HttpResponse:
        return HttpResponse(isi, headers={"Cache-Control": "no-cache", "Content-Language": "id"})

    return answer(request)


def _render(template: str) -> bytes:
    """Without the request: nothing of a reader, of a session or of a chosen language can get in."""
    with translation.override("id"):
        ada = lembar.is_terbangun()
        isi = {"terbangun": ada, "gaya": lembar.list_gaya()}
        return render_to_string(template, isi).encode()
