"""What the worksheet's program asks of the server: who I am, my laptop, my worksheet, hand a file in, my receipts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import unquote

from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from opensiks.akun.access import TidakAda, require
from opensiks.infra.clock import local
from opensiks.paket import queries, services
from opensiks.paket.access import access_perangkat
from opensiks.rules.paket import MAKS_BERKAS
from opensiks.rules.peran import Izin
from opensiks.rules.titipan import Jalur
from opensiks.verval.queries import find_periode
from opensiks.web import api
from opensiks.web.request import Request
from opensiks.wilayah.queries import find_wilayah

AGE = "application/age"
MAKS_PERMINTAAN = 16 * 1024


@require_safe
def show_saya(request: Request) -> HttpResponse:
    """Who is signed in here, for which village, with the token that a POST needs."""
    require(request.actor, Izin.VERVAL_RECORD)
    kode = request.actor.cakupan.daftar_kode[0]
    periode, desa = find_periode(kode, request.now), find_wilayah(kode)
    isi = {
        "akun": request.actor.akun_id, "nama": request.actor.nama, "masuk": request.user.get_username(),
        "desa": {"kode": kode, "nama": desa.nama if desa else kode}, "csrf": get_token(request),
        "periode": periode.kode if periode else "", "pada": local(request.now, kode).isoformat(timespec="seconds"),
    }  # fmt: skip
    return JsonResponse(isi)


@require_POST
def request_perangkat(request: Request) -> HttpResponse:
    """Ask for this laptop; the same key again is the same request."""
    require(request.actor, Izin.VERVAL_RECORD)
    if api.is_deras(request, "perangkat", banyak=20, detik=3600):
        return api.refuse_deras(600)
    isi = _read_json(request)
    if isi is None or not all(isinstance(isi.get(k), str) for k in ("umum", "alg", "nama")):
        return _refuse_bentuk()
    if not isinstance(isi.get("jwk"), dict):
        return _refuse_bentuk()
    kode = request.actor.cakupan.daftar_kode[0]
    p = services.request_perangkat(
        kode, isi["jwk"], isi["umum"], isi["nama"], isi["alg"], by=request.actor, at=request.now
    )
    return JsonResponse(_tell(p))


@require_safe
def show_perangkat(request: Request, id: int) -> HttpResponse:
    return JsonResponse(_tell(_milik(request, id)))


@require_safe
def send_turun(request: Request, id: int) -> HttpResponse:
    """The village's worksheet, sealed to this laptop."""
    p = _milik(request, id)
    if api.is_deras(request, "turun", banyak=30, detik=3600):
        return api.refuse_deras(120)
    return HttpResponse(services.make_turun(p, by=request.actor, at=request.now), content_type=AGE)


@require_POST
def deposit(request: Request) -> HttpResponse:
    """Take the raw bytes of a file. The same bytes again, today or next week, get the same answer."""
    require(request.actor, Izin.PAKET_DEPOSIT)
    if api.is_deras(request, "titip", banyak=60, detik=60):
        return api.refuse_deras(30)
    return take_file(request, Jalur.DARING)


def take_file(request: Request, jalur: Jalur) -> HttpResponse:
    """The body of a request as a deposit, for the village's line and for the desk alike."""
    try:
        isi = api.read_body(request, MAKS_BERKAS)
    except api.TerlaluBesar:
        return api.refuse_besar(MAKS_BERKAS)
    if salah := api.check_sidik(request, isi):
        return salah
    nama = unquote(request.headers.get("X-Nama", ""))[:200]
    try:
        t = services.deposit_paket(isi, nama, by=request.actor, at=request.now, jalur=jalur)
    except services.TidakTersimpan as galat:
        return api.refuse_disk(galat)
    return JsonResponse(
        {
            "id": t.pk,
            "nomor": t.nomor,
            "tanda_titip": t.tanda,
            "status": t.status.value,
            "lama": t.at < request.now,
        }
    )


@require_safe
def list_tanda(request: Request) -> HttpResponse:
    """Verdict receipts of the village, oldest first; `sejak` (an instant) leaves out what is older."""
    require(request.actor, Izin.PAKET_DEPOSIT)
    kode = request.actor.cakupan.daftar_kode[0]
    rows = queries.list_tanda_terima(kode, _read_saat(request.GET.get("sejak", "")))
    daftar = [
        {
            "id": r.pk, "sha256": r.sha256, "titipan": r.titipan.sha256, "kid": r.titipan.kid,
            "urutan": r.titipan.urutan, "ukuran": r.ukuran,
            "pada": local(r.at, kode).isoformat(timespec="microseconds"),
            "url": reverse("lembar_tanda_satu", args=[r.pk]),
        }
        for r in rows
    ]  # fmt: skip
    return JsonResponse(daftar, safe=False)


@require_safe
def send_tanda(request: Request, id: int) -> HttpResponse:
    require(request.actor, Izin.PAKET_DEPOSIT)
    rows = queries.list_tanda_terima(request.actor.cakupan.daftar_kode[0])
    tanda = rows.filter(pk=id).first()
    if tanda is None:
        raise TidakAda
    return HttpResponse(queries.load_tanda_terima(tanda), content_type=AGE)


def _read_saat(teks: str) -> datetime | None:
    """An instant with its zone; whatever else is typed asks for all."""
    try:
        saat = datetime.fromisoformat(teks.replace(" ", "+"))
    except ValueError:
        return None
    return saat if saat.tzinfo else None


def _milik(request: Request, id: int) -> Any:
    """A laptop of one's own; a colleague's of the same village is not there."""
    p = access_perangkat(request.actor, id, Izin.VERVAL_RECORD)
    if p.akun_id != request.actor.akun_id:
        raise TidakAda
    return p


def _tell(p: Any) -> dict[str, object]:
    return {"id": p.pk, "status": p.status.value, "kata": p.kata, "kid": p.kid, "alasan": p.alasan}


def _read_json(request: Request) -> Mapping[str, Any] | None:
    try:
        isi = json.loads(api.read_body(request, MAKS_PERMINTAAN))
    except (api.TerlaluBesar, ValueError):
        return None
    return isi if isinstance(isi, dict) else None


def _refuse_bentuk() -> HttpResponse:
    return api.refuse(
        400, "BENTUK", _("Permintaan tidak terbaca."), _("Perbarui lembar kerja, lalu coba lagi.")
    )
