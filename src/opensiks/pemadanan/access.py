"""The doors to a task of the village, a doubt of the centre, and a run."""

from __future__ import annotations

from opensiks.akun.access import open_door
from opensiks.pemadanan.models import Calon, Putaran, Tugas
from opensiks.rules.aktor import Actor
from opensiks.rules.peran import Izin


def access_tugas(actor: Actor, id: int, izin: Izin = Izin.USULAN_DRAFT) -> Tugas:
    return open_door(
        Tugas.objects.select_related("individu__keluarga", "calon", "konfirmasi"), actor, id, izin
    )


def access_putaran(actor: Actor, id: int, izin: Izin = Izin.PEMADANAN_RUN) -> Putaran:
    return open_door(Putaran.objects.all(), actor, id, izin, dari_bawah=True)


def access_calon(actor: Actor, id: int, izin: Izin = Izin.PADAN_REVIEW) -> Calon:
    return open_door(Calon.objects.select_related("individu__keluarga"), actor, id, izin)
