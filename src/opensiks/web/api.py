"""Answers to the worksheet's program: always JSON, a refusal always with a sentence and what to do."""

from __future__ import annotations

import errno
import hashlib
from typing import cast

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from opensiks.rules.rule import AksiDitolak
from opensiks.web.bahasa import translate
from opensiks.web.format import write_rule
from opensiks.web.request import API_ROUTES, Request

# A body is read in pieces of this size, so that one that is too large is known before it is all here.
SEKALI = 256 * 1024


class TerlaluBesar(Exception):
    """The body is larger than a package may be."""


def is_api(request: HttpRequest) -> bool:
    return request.resolver_match is not None and request.resolver_match.view_name in API_ROUTES


def refuse(status: int, kode: str, kalimat: str, langkah: str = "", **kepala: str) -> HttpResponse:
    """One refusal: a code for the program, a sentence and a next step for the person."""
    isi = {"kode": kode, "kalimat": kalimat, "langkah": langkah}
    return JsonResponse(isi, status=status, headers={"Cache-Control": "no-store", **kepala})


def refuse_stranger() -> HttpResponse:
    return refuse(401, "MASUK", _("Anda belum masuk."), _("Masuk dahulu. Isian di laptop ini tetap ada."))


def refuse_aksi(ditolak: AksiDitolak) -> HttpResponse:
    v = ditolak.violations[0]
    return refuse(422, v.kode, write_rule(v), translate(v.langkah))


def refuse_disk(galat: Exception) -> HttpResponse:
    """Nothing was kept, so nothing is receipted: a full disk is 507, any other trouble with it 503."""
    if getattr(galat.__cause__, "errno", None) in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return refuse(
            507,
            "PENUH",
            _("Server penuh. Berkas ini belum disimpan."),
            _("Coba lagi nanti; jangan hapus berkasnya."),
        )
    return refuse(
        503, "SIMPAN", _("Ada gangguan di pihak kami. Berkas ini belum disimpan."), _("Coba lagi beberapa menit lagi."),
        **{"Retry-After": "60"},
    )  # fmt: skip


def refuse_besar(batas: int) -> HttpResponse:
    mb = batas // (1024 * 1024)
    return refuse(
        413,
        "BATAS",
        _("Berkas lebih besar dari {mb} MB.").format(mb=mb),
        _("Kirim tanpa foto dahulu; foto menyusul."),
    )


def read_body(request: HttpRequest, batas: int) -> bytes:
    """The raw body, never more than the limit and one byte of it in memory."""
    panjang = request.headers.get("Content-Length", "")
    if panjang.isdigit() and int(panjang) > batas:
        raise TerlaluBesar
    isi = bytearray()
    while potong := request.read(SEKALI):
        isi += potong
        if len(isi) > batas:
            raise TerlaluBesar
    return bytes(isi)


def check_sidik(request: HttpRequest, isi: bytes) -> HttpResponse | None:
    """A refusal when the bytes are not those that the sender hashed: they were cut or altered on the way."""
    minta = request.headers.get("X-Sha256", "").lower()
    if not minta or minta == hashlib.sha256(isi).hexdigest():
        return None
    return refuse(
        400,
        "SIDIK",
        _("Berkas berubah di perjalanan dan belum disimpan."),
        _("Kirim lagi; berkas Anda tetap utuh."),
    )


def is_deras(request: HttpRequest, apa: str, *, banyak: int, detik: int) -> bool:
    """Whether this account asked for `apa` more than `banyak` times within `detik` seconds. Never by address alone:
    thirty operators sit behind one."""
    kunci = f"deras:{apa}:{cast(Request, request).actor.akun_id}"
    cache.add(kunci, 0, detik)
    try:
        return cache.incr(kunci) > banyak
    except ValueError:
        return False


def refuse_deras(detik: int) -> HttpResponse:
    return refuse(
        429, "DERAS", _("Terlalu banyak permintaan."), _("Tunggu sebentar; lembar kerja mencoba lagi sendiri."),
        **{"Retry-After": str(detik)},
    )  # fmt: skip
