"""The numbers on a village's tabs: things that wait. Each is one cheap query, asked once for each request."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest

from opensiks.akun.access import TidakAda
from opensiks.kabar.queries import count_baru
from opensiks.pemadanan.queries import count_kerja
from opensiks.rules.padan_kerja import Kelompok
from opensiks.rules.status import StatusUsulan
from opensiks.usulan.queries import count_status
from opensiks.verval.queries import list_belum
from opensiks.web.presenters.desa import DesaKerja, recall_desa

if TYPE_CHECKING:
    from opensiks.web.request import Request


def count_belum(request: HttpRequest) -> int | None:
    """Families without a verdict in the current period."""
    desa = _desa(request)
    return list_belum(desa.periode, desa.kode).count() if desa and desa.periode else None


def count_menunggu(request: HttpRequest) -> int | None:
    """Lines that wait for the forum."""
    return _status(request).get(StatusUsulan.SIAP_MUSDES)


def count_padan(request: HttpRequest) -> int | None:
    """What the village can settle by one press after a matching; asked once for each request."""
    return list_kelompok(request).get(Kelompok.SEKALI_TEKAN) or None


def list_kelompok(request: HttpRequest) -> dict[Kelompok, int]:
    """Open work of the reader's village by group; nothing for who has no village."""
    r = cast("Request", request)
    if not hasattr(r, "_padan_kelompok"):
        desa = _desa(request)
        r._padan_kelompok = count_kerja(desa.kode) if desa else {}  # type: ignore[attr-defined]
    return r._padan_kelompok  # type: ignore[attr-defined, no-any-return]


def count_kabar(request: HttpRequest) -> int | None:
    """Notices that the reader has not read and nobody has settled; asked once for each request."""
    r = cast("Request", request)
    if not hasattr(r, "_kabar_baru"):
        r._kabar_baru = count_baru(r.actor, r.now)  # type: ignore[attr-defined]
    return r._kabar_baru or None  # type: ignore[attr-defined]


def _desa(request: HttpRequest) -> DesaKerja | None:
    """The reader's own village."""
    r = cast("Request", request)
    try:
        return recall_desa(r, r.actor.cakupan.daftar_kode[0])
    except TidakAda:
        return None


def _status(request: HttpRequest) -> dict[StatusUsulan, int]:
    if not hasattr(request, "_status_usulan"):
        desa = _desa(request)
        hitung = {s: j.baris for s, j in count_status(desa.kode).items()} if desa else {}
        request._status_usulan = hitung  # type: ignore[attr-defined]
    return request._status_usulan  # type: ignore[attr-defined, no-any-return]
