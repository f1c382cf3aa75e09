"""The doors to a period and to a village's stand in it."""

from __future__ import annotations

from opensiks.akun.access import open_door
from opensiks.rules.aktor import Actor
from opensiks.rules.peran import Izin
from opensiks.verval.models import Periode, PeriodeDesa


def access_periode(actor: Actor, id: int, izin: Izin) -> Periode:
    """A period over, or inside, the actor's area."""
    return open_door(Periode.objects.all(), actor, id, izin, dari_bawah=True)


def access_periode_desa(actor: Actor, id: int, izin: Izin) -> PeriodeDesa:
    """One village in one period, with the period."""
    return open_door(PeriodeDesa.objects.select_related("periode"), actor, id, izin)
