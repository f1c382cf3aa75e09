"""The door to a draw."""

from __future__ import annotations

from opensiks.akun.access import TidakAda, open_door
from opensiks.bansos.models import Penarikan
from opensiks.rules.aktor import Actor
from opensiks.rules.peran import Izin


def access_penarikan(actor: Actor, id: int, izin: Izin = Izin.BANSOS_VIEW) -> Penarikan:
    """A programme's officer sees the draws of that programme only."""
    penarikan = open_door(Penarikan.objects.select_related("penetapan"), actor, id, izin, dari_bawah=True)
    if actor.program and penarikan.program != actor.program:
        raise TidakAda
    return penarikan
