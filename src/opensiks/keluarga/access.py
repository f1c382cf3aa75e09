"""The door of the registry: a family, person or finding for an actor, or the same refusal for all else."""

from __future__ import annotations

from opensiks.akun.access import open_door
from opensiks.keluarga.models import Foto, Individu, Keluarga, Temuan
from opensiks.rules.aktor import Actor
from opensiks.rules.peran import Izin


def access_keluarga(actor: Actor, id: int, izin: Izin = Izin.KELUARGA_VIEW) -> Keluarga:
    """TidakBerhak when the role may not; TidakAda when it is not there or not theirs."""
    return open_door(Keluarga.objects.all(), actor, id, izin)


def access_individu(actor: Actor, id: int, izin: Izin = Izin.KELUARGA_VIEW) -> Individu:
    return open_door(Individu.objects.select_related("keluarga"), actor, id, izin)


def access_temuan(actor: Actor, id: int, izin: Izin = Izin.VERVAL_RECORD) -> Temuan:
    """Answering a finding is part of recording a verval."""
    return open_door(Temuan.objects.select_related("keluarga", "individu"), actor, id, izin)


def access_foto(actor: Actor, id: int, izin: Izin = Izin.KELUARGA_VIEW) -> Foto:
    """A photo of a family; those that show a NIK ask for KELUARGA_REVEAL."""
    return open_door(Foto.objects.select_related("keluarga"), actor, id, izin)
