"""The door of the usulan: one line for an actor, or the same refusal for all else."""

from __future__ import annotations

from opensiks.akun.access import open_door
from opensiks.rules.aktor import Actor
from opensiks.rules.peran import Izin
from opensiks.usulan.models import Bukti, Usulan
from opensiks.usulan.queries import ASAL


def access_usulan(actor: Actor, id: int, izin: Izin = Izin.USULAN_VIEW) -> Usulan:
    """TidakBerhak when the role may not; TidakAda when it is not there or not theirs."""
    return open_door(Usulan.objects.select_related(*ASAL), actor, id, izin)


def access_bukti(actor: Actor, id: int, izin: Izin = Izin.USULAN_VIEW) -> Bukti:
    """An evidence file's record; the bytes are in infra.files under its sha256."""
    return open_door(Bukti.objects.select_related("usulan"), actor, id, izin)
