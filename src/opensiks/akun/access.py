"""The door: fetch a row for an actor, or refuse. Every noun's access_<noun> goes through open_door()."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from django.db.models import Model, QuerySet

from opensiks.akun.models import Penugasan
from opensiks.akun.queries import list_penugasan
from opensiks.jejak.services import rantai_of
from opensiks.rules.aktor import Actor
from opensiks.rules.peran import Izin, Peran

M = TypeVar("M", bound=Model)


class TidakAda(Exception):
    """Not there, or not yours: the same answer for both."""


class TidakBerhak(Exception):
    """The role may not do this. Carries the permission that is missing."""

    def __init__(self, peran: Peran, izin: Izin) -> None:
        self.peran, self.izin = peran, izin
        super().__init__(f"{peran} lacks {izin}")


def require(actor: Actor, izin: Izin) -> None:
    """Raise TidakBerhak when the actor's role lacks the permission."""
    if not actor.can(izin):
        raise TidakBerhak(actor.peran, izin)


def open_door(rows: QuerySet[M], actor: Actor, id: int, izin: Izin, *, dari_bawah: bool = False) -> M:
    """The row with this id inside the actor's scope. `dari_bawah`: rows of an area above are visible too."""
    require(actor, izin)
    row = rows.filter(pk=id).first()
    if row is None or not _within(actor, rantai_of(row), dari_bawah):
        raise TidakAda
    return row


def _within(actor: Actor, kode: str, dari_bawah: bool) -> bool:
    if actor.cakupan.covers(kode):
        return True
    return dari_bawah and any(milik.startswith(kode) for milik in actor.cakupan.daftar_kode)


def access_penugasan(actor: Actor, id: int, pada: date, izin: Izin = Izin.AKUN_MANAGE) -> Penugasan:
    """An assignment inside the actor's area, whose person holds none outside it on that day.

    Otherwise a kabupaten could give a new password to somebody of the ministry who also helps in a village.
    """
    penugasan = open_door(Penugasan.objects.select_related("akun"), actor, id, izin)
    if any(not actor.cakupan.covers(p.kode_wilayah) for p in list_penugasan(penugasan.akun_id, pada)):
        raise TidakAda
    return penugasan
