"""The doors to a hand-over, a letter and a batch."""

from __future__ import annotations

from opensiks.akun.access import open_door
from opensiks.pengesahan.models import Batch, Pengesahan, Serahan
from opensiks.rules.aktor import Actor
from opensiks.rules.peran import Izin


def access_serahan(actor: Actor, id: int, izin: Izin = Izin.USULAN_VIEW) -> Serahan:
    """A hand-over of a village of the actor's area, with its receipt if there is one."""
    rows = Serahan.objects.select_related("periode_desa__periode", "tanda_terima")
    return open_door(rows, actor, id, izin)


def access_pengesahan(actor: Actor, id: int, izin: Izin = Izin.USULAN_VIEW) -> Pengesahan:
    """A letter, seen from every village below its kabupaten too."""
    return open_door(Pengesahan.objects.select_related("periode", "scan"), actor, id, izin, dari_bawah=True)


def access_batch(actor: Actor, id: int, izin: Izin) -> Batch:
    return open_door(Batch.objects.select_related("periode", "pengesahan"), actor, id, izin)
