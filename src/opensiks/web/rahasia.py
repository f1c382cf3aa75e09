"""What is masked and has to be shown on a page: one event for each family and session (R95)."""

from __future__ import annotations

from opensiks.keluarga.access import access_keluarga
from opensiks.keluarga.services import reveal_nik
from opensiks.rules.peran import Izin
from opensiks.web.request import Request

_KUNCI, _MAKS = "nik_terbaca", 500


def reveal_once(request: Request, keluarga_id: int) -> None:
    """Write down that the reader sees numbers or a mother's name of this family, unless this session already did."""
    dibuka: list[int] = request.session.get(_KUNCI, [])
    if keluarga_id not in dibuka:
        keluarga = access_keluarga(request.actor, keluarga_id, Izin.KELUARGA_REVEAL)
        reveal_nik(keluarga, by=request.actor, at=request.now)
        request.session[_KUNCI] = [*dibuka, keluarga_id][-_MAKS:]
