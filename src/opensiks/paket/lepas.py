"""Letting a held package in: a named person knows who sent it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from opensiks.akun.access import require
from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.paket.models import Perangkat, Titipan
from opensiks.paket.nilai import judge_sekali
from opensiks.rules.aktor import Actor
from opensiks.rules.paket import StatusTitipan
from opensiks.rules.peran import Izin
from opensiks.rules.rule import AksiDitolak
from opensiks.rules.syarat import is_dalam_cakupan
from opensiks.rules.titipan import has_alasan_lepas, is_dapat_dilepas


@mutation("titipan.released")
def release_titipan(titipan: Titipan, alasan: str, *, by: Actor, at: datetime) -> Titipan:
    """Let a held package be judged: a named person knows who sent it, and says how. Its device goes on with it."""
    require(by, Izin.PAKET_SETTLE)
    t = Titipan.objects.select_for_update().get(pk=titipan.pk)
    salah = [] if by.cakupan.covers(t.kode_wilayah) else [is_dalam_cakupan.violation()]
    salah += (
        []
        if is_dapat_dilepas(t.status is StatusTitipan.DITAHAN and t.perangkat_id is not None)
        else [is_dapat_dilepas.violation()]
    )
    salah += [] if has_alasan_lepas(alasan) else [has_alasan_lepas.violation()]
    if salah:
        raise AksiDitolak(salah)
    t.dilepas_at, t.dilepas_oleh, t.alasan_lepas = at, by.nama, alasan.strip()[:240]
    t.save(update_fields=["dilepas_at", "dilepas_oleh", "alasan_lepas"])
    Perangkat.objects.filter(kid=t.kid).update(cabang_at=None)
    isi: dict[str, Any] = {"sebab": t.kode, "alasan": t.alasan_lepas}
    jejak.record("titipan.released", t, by=by, at=at, **isi)
    judge_sekali(t.pk, by=by, at=at)
    titipan.refresh_from_db()
    return titipan
