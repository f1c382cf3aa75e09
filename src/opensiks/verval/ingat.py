"""warn_desa: an officer reminds villages; the words and the sender stand on the trail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from opensiks.akun.access import require
from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.rules.aktor import Actor
from opensiks.rules.peran import Izin
from opensiks.rules.rule import AksiDitolak, Violation
from opensiks.rules.syarat import is_dalam_cakupan
from opensiks.verval.models import PeriodeDesa


@mutation("periode.warned")
def warn_desa(daftar: Sequence[PeriodeDesa], teks: Mapping[int, str], *, by: Actor, at: datetime) -> int:
    """Note that these villages were reminded; `teks` has the words sent to each, by its id. Returns how many.

    Sending is the officer's own act (WhatsApp, telephone): nothing leaves from here.
    """
    require(by, Izin.CATATAN_ADD)
    if any(not by.cakupan.covers(d.kode_desa) for d in daftar):
        raise AksiDitolak([is_dalam_cakupan.violation()])
    if any(not teks.get(d.pk, "").strip() for d in daftar):
        raise AksiDitolak([Violation("R75", "Teks pengingat masih kosong.", langkah="Tulis teksnya dahulu.")])
    catatan = (
        jejak.Catatan("periode.warned", jejak.objek_of(d), d.kode_desa, {"teks": teks[d.pk].strip()[:800]})
        for d in sorted(daftar, key=lambda d: d.kode_desa)
    )
    return jejak.record_many(catatan, by=by, at=at)
