"""The doors of the desk: a deposited file, a device, a conflict, for an actor; or the same refusal for all else."""

from __future__ import annotations

from opensiks.akun.access import open_door
from opensiks.paket.models import Bentrok, Perangkat, Titipan
from opensiks.rules.aktor import Actor
from opensiks.rules.peran import Izin


def access_titipan(actor: Actor, id: int, izin: Izin = Izin.PAKET_DEPOSIT) -> Titipan:
    """A file that was handed over in the actor's area."""
    return open_door(Titipan.objects.select_related("periode", "perangkat"), actor, id, izin)


def access_perangkat(actor: Actor, id: int, izin: Izin = Izin.PERANGKAT_MANAGE) -> Perangkat:
    """A device of a village; its operator asks with VERVAL_RECORD."""
    return open_door(Perangkat.objects.select_related("periode"), actor, id, izin)


def access_bentrok(actor: Actor, id: int, izin: Izin = Izin.PAKET_SETTLE) -> Bentrok:
    """A conflict with its line."""
    return open_door(Bentrok.objects.select_related("ubahan__titipan"), actor, id, izin)
