"""Every request: who acts, when, within which scope; and one plain page for every refusal."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import gettext as _

from opensiks.akun.access import TidakAda, TidakBerhak
from opensiks.akun.queries import find_actor
from opensiks.infra import clock
from opensiks.infra.scope import scope
from opensiks.rules.aktor import Actor
from opensiks.rules.peran import LABEL_IZIN
from opensiks.rules.rule import AksiDitolak
from opensiks.web.api import is_api, refuse, refuse_aksi, refuse_stranger
from opensiks.web.bahasa import translate
from opensiks.web.format import write_refusal
from opensiks.web.isian import keep_isian, settle_isian
from opensiks.web.request import PUBLIC_ROUTES, Request

CSP = (
    "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)


class ActorMiddleware:
    """Nobody reaches a page without a role and a scope, but for the routes named in PUBLIC_ROUTES.

    The page runs in one transaction that holds the actor's scope: a refusal leaves nothing half written.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.now = clock.now()  # type: ignore[attr-defined]
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", CSP)
        if getattr(request, "actor", None) is not None:
            # Personal data: no shared laptop keeps a copy.
            response.headers["Cache-Control"] = "no-store"
        return response

    def process_view(
        self,
        request: Request,
        view: Callable[..., HttpResponse],
        args: tuple[object, ...],
        kwargs: dict[str, object],
    ) -> HttpResponseBase | None:
        if request.resolver_match is not None and request.resolver_match.view_name in PUBLIC_ROUTES:
            return None
        if not request.user.is_authenticated:
            return _to_login(request)
        actor = find_actor(
            request.user,
            clock.today(),
            penugasan_id=request.session.get("penugasan_id"),
            asal=request.META.get("REMOTE_ADDR", ""),
        )
        if actor is None:
            if is_api(request):
                return refuse(403, "TUGAS", _("Akun Anda belum punya tugas."), _("Hubungi Dinas Sosial."))
            return render(request, "tanpa_tugas.html", status=403)
        request.actor = actor
        if request.user.harus_ganti_sandi and request.resolver_match.view_name != "akun_sandi":  # type: ignore[union-attr]
            return HttpResponseRedirect("/akun/sandi/")
        return _run(request, view, args, kwargs)


def _run(
    request: Request, view: Callable[..., HttpResponse], args: tuple[object, ...], kwargs: dict[str, object]
) -> HttpResponseBase:
    try:
        with scope(request.actor.cakupan), _clock_of(request.actor):
            response = view(request, *args, **kwargs)
            if response.status_code == 405 and request.method == "GET":
                return _go_above(request)
            settle_isian(request, response)
            # Lazy templates must read their rows while the scope is open.
            return response.render() if hasattr(response, "render") else response
    except AksiDitolak as ditolak:
        if is_api(request):
            return refuse_aksi(ditolak)
        keep_isian(request)
        return _refused(request, ditolak)
    except TidakAda:
        if is_api(request):
            return refuse(404, "TIDAK_ADA", _("Tidak ada di sini."))
        return _render(request, "404.html", 404)
    except TidakBerhak as tidak:
        if is_api(request):
            return refuse(403, "HAK", _("Peran Anda tidak memuat ini."), translate(LABEL_IZIN[tidak.izin]))
        return _render(request, "403.html", 403, izin=LABEL_IZIN[tidak.izin])


def _clock_of(actor: Actor) -> timezone.override:
    """Times on the page are those of the reader's own place: WIB, WITA or WIT (R78)."""
    return timezone.override(clock.zona(actor.cakupan.daftar_kode[0]))


def _go_above(request: Request) -> HttpResponse:
    """The address of a form, opened without the form (a refusal goes back there, or somebody reloads it by hand),
    leads to the page above it: /usulan/12/withdraw/ to /usulan/12/. What was said waits there to be read."""
    atas = request.path.rstrip("/").rpartition("/")[0] + "/"
    try:
        resolve(atas)
    except Resolver404:
        raise TidakAda from None
    return HttpResponseRedirect(atas)


def _refused(request: Request, ditolak: AksiDitolak) -> HttpResponse:
    """A form sent from a page goes back there with the sentences; anything else gets a page of its own."""
    asal = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    host = f"{request.scheme}://{request.get_host()}"
    if request.method == "POST" and asal.startswith(host + "/"):
        for v in ditolak.violations:
            messages.error(request, write_refusal(v), extra_tags=v.kode)
        if request.headers.get("HX-Request"):
            return HttpResponse(status=204, headers={"HX-Redirect": asal})
        return HttpResponseRedirect(asal)
    return _render(request, "ditolak.html", 422, daftar=ditolak.violations)


def _render(request: Request, template: str, status: int, **context: object) -> HttpResponse:
    with scope(request.actor.cakupan), _clock_of(request.actor):
        return render(request, template, context, status=status)


def _to_login(request: HttpRequest) -> HttpResponse:
    if is_api(request):
        return refuse_stranger()
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": settings.LOGIN_URL})
    return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
