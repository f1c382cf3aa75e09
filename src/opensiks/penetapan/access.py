"""The door to a list."""

from __future__ import annotations

from opensiks.akun.access import open_door
from opensiks.penetapan.models import Penetapan
from opensiks.rules.aktor import Actor
from opensiks.rules.peran import Izin


def access_penetapan(actor: Actor, id: int, izin: Izin = Izin.BANSOS_VIEW) -> Penetapan:
    """A list is seen from every area below it; its rows only inside the actor's scope."""
    return open_door(Penetapan.objects.all(), actor, id, izin, dari_bawah=True)
