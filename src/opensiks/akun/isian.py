"""What a person has typed into a form and not sent yet. Each sees only their own, and only while in that role.

No event is left: nothing is decided until the form is sent, and then the service that takes it leaves its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from opensiks.akun.models import IsianTersimpan
from opensiks.rules.aktor import Actor

# A draft of a screen that nobody came back to in two periods says nothing true any more.
SIMPAN_HARI = 60
MAKS_KUNCI, MAKS_BIDANG, MAKS_HURUF = 120, 400, 40_000

Isi = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Isian:
    """A form's fields by name, each with its values (several for a group of boxes), and when they were kept."""

    kunci: str
    isi: dict[str, list[str]]
    at: datetime


def find_isian(actor: Actor, kunci: str) -> Isian | None:
    """What this person left in this form; None when it was sent, or never filled in."""
    row = _milik(actor).filter(kunci=kunci).first()
    return Isian(row.kunci, row.isi, row.at) if row is not None and row.isi else None


def list_isian(actor: Actor) -> dict[str, Isian]:
    """All forms that this person has begun and not sent, by key. One query."""
    rows = _milik(actor).exclude(isi={}).order_by("kunci")
    return {r.kunci: Isian(r.kunci, r.isi, r.at) for r in rows}


def save_isian(actor: Actor, kunci: str, isi: Isi, at: datetime) -> bool:
    """Keep what stands in a form now; False when it is too much to be a form."""
    huruf = sum(len(n) + sum(map(len, nilai)) for n, nilai in isi.items())
    if not 0 < len(kunci) <= MAKS_KUNCI or len(isi) > MAKS_BIDANG or huruf > MAKS_HURUF:
        return False
    IsianTersimpan.objects.update_or_create(
        akun_id=actor.akun_id or 0, kode_wilayah=_wilayah(actor), kunci=kunci,
        defaults={"isi": {n: list(nilai) for n, nilai in isi.items()}, "at": at},
    )  # fmt: skip
    return True


def clear_isian(actor: Actor, kunci: str, at: datetime) -> None:
    """The form was sent, or begun anew. What lies here too long goes with it."""
    lama = _milik(actor).exclude(isi={})
    lama.filter(kunci=kunci).update(isi={}, at=at)
    lama.filter(at__lt=at - timedelta(days=SIMPAN_HARI)).update(isi={}, at=at)


def _milik(actor: Actor) -> QuerySet[IsianTersimpan]:
    # The system itself has no account, and fills in no forms.
    return IsianTersimpan.objects.filter(akun_id=actor.akun_id or 0, kode_wilayah=_wilayah(actor))


def _wilayah(actor: Actor) -> str:
    return actor.cakupan.daftar_kode[0] if actor.cakupan.daftar_kode else ""
