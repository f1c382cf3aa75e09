"""Who is assigned where, and the actor an account becomes."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q, QuerySet

from opensiks.akun.models import Akun, Penugasan
from opensiks.rules.aktor import Actor
from opensiks.rules.peran import Peran
from opensiks.rules.wilayah import Cakupan


def find_akun(username: str) -> Akun | None:
    return Akun.objects.filter(username__iexact=username).first()


def get_akun(actor: Actor) -> Akun:
    """The account behind an actor who is a person."""
    return Akun.objects.get(pk=actor.akun_id or 0)


def list_penugasan(akun_id: int, pada: date) -> QuerySet[Penugasan]:
    """Assignments of an account that run on a day, widest area first."""
    return _running(pada).filter(akun_id=akun_id).order_by("kode_wilayah", "peran", "id")


def find_actor(akun: Akun, pada: date, *, penugasan_id: int | None = None, asal: str = "") -> Actor | None:
    """The actor of an account on a day: of the chosen assignment, or of its role's first one.

    Several assignments in one role (a TKSK of two kecamatan) make one actor with both areas.
    """
    daftar = list(list_penugasan(akun.pk, pada))
    pilih = next((p for p in daftar if p.pk == penugasan_id), daftar[0] if daftar else None)
    if pilih is None or not akun.is_active:
        return None
    kode = tuple(p.kode_wilayah for p in daftar if (p.peran, p.program) == (pilih.peran, pilih.program))
    return Actor(akun.pk, akun.nama, Peran(pilih.peran), Cakupan(kode), asal, pilih.program)


def list_petugas(peran: Peran, kode_wilayah: str, pada: date) -> list[Akun]:
    """Who holds a role over exactly this area on a day."""
    dipakai = _running(pada).filter(peran=peran, kode_wilayah=kode_wilayah).values("akun_id")
    return list(Akun.objects.filter(pk__in=dipakai, is_active=True).order_by("nama"))


def list_petugas_wilayah(
    kode: str, pada: date, *, peran: Peran | None = None, cari: str = ""
) -> QuerySet[Penugasan]:
    """Running assignments over an area and everything below it, with their accounts; by area and name."""
    rows = _running(pada).filter(kode_wilayah__startswith=kode).select_related("akun")
    if peran is not None:
        rows = rows.filter(peran=peran)
    for kata in cari.split():
        rows = rows.filter(
            Q(akun__nama__icontains=kata)
            | Q(akun__username__icontains=kata)
            | Q(kode_wilayah__startswith=kata)
        )
    return rows.order_by("kode_wilayah", "peran", "akun__nama", "id")


def count_peran(kode: str, pada: date) -> dict[Peran, int]:
    """Running assignments under an area by role."""
    rows = _running(pada).filter(kode_wilayah__startswith=kode).values_list("peran").annotate(n=Count("pk"))
    return dict(rows.order_by("peran"))


def _running(pada: date) -> QuerySet[Penugasan]:
    return Penugasan.objects.filter(Q(sampai__isnull=True) | Q(sampai__gt=pada), sejak__lte=pada)
