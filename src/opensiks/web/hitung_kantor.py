"""The numbers on the tabs of the offices: things that wait. Each is one cheap query."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest

from opensiks.paket.papan import count_menunggu
from opensiks.pantau.queries import count_diserahkan
from opensiks.pemadanan.queries import count_konfirmasi_menunggu, count_tinjauan
from opensiks.penetapan.queries import count_batch_menunggu
from opensiks.rules.peran import Izin
from opensiks.rules.status import StatusUsulan
from opensiks.usulan.queries import list_usulan
from opensiks.web.request import Request


def count_masuk(request: HttpRequest) -> int | None:
    """For the operator the hand-overs to receive, for the supervisor the lines to judge."""
    actor = cast(Request, request).actor
    kode = actor.cakupan.daftar_kode[0]
    if actor.can(Izin.KAB_SCREEN):
        return list_usulan(kode, status=[StatusUsulan.DITERIMA_KAB]).count() or None
    return count_diserahkan(kode) or None


def count_siap_kirim(request: HttpRequest) -> int | None:
    """Confirmed lines that no batch has taken."""
    kode = cast(Request, request).actor.cakupan.daftar_kode[0]
    return list_usulan(kode, status=[StatusUsulan.DISAHKAN]).count() or None


def count_batch(request: HttpRequest) -> int | None:
    """Batches without an answer."""
    return count_batch_menunggu(cast(Request, request).actor.cakupan.daftar_kode[0]) or None


def count_meja(request: HttpRequest) -> int | None:
    """Conflicts, laptops and held packages that wait for a person."""
    return count_menunggu(cast(Request, request).actor.cakupan.daftar_kode[0]).semua or None


def count_konfirmasi(request: HttpRequest) -> int | None:
    """Numbers that the civil registry office has not answered about."""
    return count_konfirmasi_menunggu(cast(Request, request).actor.cakupan.daftar_kode[0]) or None


def count_tinjau(request: HttpRequest) -> int | None:
    """Doubts of matching that wait for this reviewer."""
    return count_tinjauan(cast(Request, request).actor.akun_id or 0).menunggu or None
