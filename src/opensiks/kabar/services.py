"""Posting a notice, marking it read or settled, and sending it by e-mail.

post_kabar() is called by the services whose act it tells of, in their transaction: no act without its notice, and no
notice of an act that did not come about.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from opensiks.infra.copy import copy_into
from opensiks.infra.queue import enqueue
from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.kabar.models import Dibaca, Kabar, Terkirim
from opensiks.kabar.queries import Penerima, is_ditunggu_langsung, list_belum_terkirim, list_kunci
from opensiks.rules.aktor import Actor
from opensiks.rules.kabar import Perihal
from opensiks.rules.peran import Peran

KOLOM = ("kode_wilayah", "peran", "perihal", "data", "objek", "sampai", "at", "oleh", "kunci")
DESA = (Peran.OPERATOR_DESA, Peran.KADES_LURAH)


@dataclass(frozen=True, kw_only=True)
class KabarBaru:
    """A notice to be posted; `kunci`, where given, lets it be told only once."""

    perihal: Perihal
    kode_wilayah: str
    peran: Peran
    data: Mapping[str, Any] = field(default_factory=dict)
    objek: str = ""
    sampai: datetime | None = None
    kunci: str = ""


@mutation("kabar.posted")
def post_kabar(daftar: Iterable[KabarBaru], *, by: Actor, at: datetime) -> int:
    """Post notices in one sweep; returns how many were new. Whoever wants them at once by e-mail is thought of."""
    baru = _drop_terulang(list(daftar))
    if not baru:
        return 0
    copy_into(
        "kabar_kabar", KOLOM,
        ((b.kode_wilayah, b.peran.value, b.perihal.value, dict(b.data), b.objek, b.sampai, at, by.nama, b.kunci)
         for b in baru),
    )  # fmt: skip
    jumlah: dict[str, int] = {}
    for b in baru:
        jumlah[b.perihal.value] = jumlah.get(b.perihal.value, 0) + 1
    tempat = _tempat({b.kode_wilayah for b in baru})
    objek = f"kabar:{tempat or 'nasional'}"
    jejak.record_many([jejak.Catatan("kabar.posted", objek, tempat, jumlah)], by=by, at=at)
    if is_ditunggu_langsung([Kabar(peran=b.peran) for b in baru]):
        enqueue("kabar.langsung")
    return len(baru)


def post_desa(
    perihal: Perihal, per_desa: Mapping[str, Mapping[str, Any]], *, by: Actor, at: datetime,
    peran: Sequence[Peran] = DESA, sampai: datetime | None = None, kunci: str = "",
) -> int:  # fmt: skip
    """The same notice to the officers of several villages, each with its own facts; `kunci` becomes each one's own."""
    return post_kabar(
        (
            KabarBaru(perihal=perihal, kode_wilayah=kode, peran=p, data=data, sampai=sampai,
                      kunci=f"{kunci}:{kode}:{p}" if kunci else "")
            for kode, data in sorted(per_desa.items())
            for p in peran
        ),
        by=by,
        at=at,
    )  # fmt: skip


def settle_kabar(perihal: Collection[Perihal], kode_wilayah: str, *, by: Actor, at: datetime) -> int:
    """What these notices about a place asked for is done: they ask nobody any more. Part of the act that does it,
    which leaves the event."""
    terbuka = Kabar.objects.filter(kode_wilayah=kode_wilayah, selesai_at__isnull=True)
    return terbuka.filter(perihal__in=perihal).update(selesai_at=at)


def withdraw_kabar(kunci: str, kode_wilayah: str, *, by: Actor, at: datetime) -> int:
    """What post_desa() told a village under this key is not so any more: it asks nobody, and may be told again. Part of
    the act that takes it back, which leaves the event."""
    rows = Kabar.objects.filter(kode_wilayah=kode_wilayah, kunci__startswith=f"{kunci}:{kode_wilayah}:")
    return rows.update(selesai_at=at, kunci="")


@mutation("kabar.read")
def record_dibaca(daftar: Collection[Kabar], *, by: Actor, at: datetime) -> int:
    """The actor has read these; returns how many were new to the actor."""
    tempat, akun_id = by.cakupan.daftar_kode[0], by.akun_id or 0
    lama = set(Dibaca.objects.filter(akun_id=akun_id, kabar__in=daftar).values_list("kabar_id", flat=True))
    baru = [k for k in daftar if k.pk not in lama]
    if not baru:
        return 0
    Dibaca.objects.bulk_create(
        [Dibaca(kabar=k, kode_wilayah=tempat, akun_id=akun_id, at=at) for k in baru], ignore_conflicts=True
    )
    isi = {"jumlah": len(baru)}
    jejak.record_many([jejak.Catatan("kabar.read", f"akun:{akun_id}", tempat, isi)], by=by, at=at)
    return len(baru)


@mutation("kabar.mailed")
def send_surat(
    penerima: Penerima, kirim: Callable[[Penerima, Sequence[Kabar]], None], *, by: Actor, at: datetime
) -> int:
    """Mail a person what was not mailed yet, in one letter; returns how many notices went. A second run sends nothing.

    Each notice is claimed before the letter leaves: of two jobs at once the second waits for the first and finds
    nothing. When `kirim` fails the claim is undone with the transaction, and the job tries again.
    """
    akun, tempat = penerima.akun, penerima.actor.cakupan.daftar_kode[0]
    daftar = list_belum_terkirim(penerima, at)
    if not daftar:
        return 0
    rows = [Terkirim(kabar=k, kode_wilayah=tempat, akun_id=akun.pk, at=at) for k in daftar]
    Terkirim.objects.bulk_create(rows)
    isi = {"jumlah": len(daftar), "peran": penerima.actor.peran.value}
    jejak.record_many([jejak.Catatan("kabar.mailed", f"akun:{akun.pk}", tempat, isi)], by=by, at=at)
    kirim(penerima, daftar)
    return len(daftar)


def _drop_terulang(daftar: list[KabarBaru]) -> list[KabarBaru]:
    ada = list_kunci([b.kunci for b in daftar if b.kunci])
    return [b for b in daftar if b.kunci not in ada]


def _tempat(daftar_kode: set[str]) -> str:
    """The smallest area that holds them all: its chain keeps the event."""
    if len(daftar_kode) == 1:
        return next(iter(daftar_kode))
    sama: list[str] = []
    for bagian in zip(*(kode.split(".") for kode in sorted(daftar_kode)), strict=False):
        if len(set(bagian)) > 1:
            break
        sama.append(bagian[0])
    return ".".join(sama)
