"""move_usulan: the only door through which a usulan changes its status, for one line or for thousands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import connection

from opensiks.infra.copy import copy_into
from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.rules.aktor import Actor
from opensiks.rules.isian import is_status_tetap
from opensiks.rules.jejak import name_peristiwa
from opensiks.rules.rule import AksiDitolak, Violation
from opensiks.rules.status import Aksi, StatusUsulan
from opensiks.rules.syarat_usulan import Fakta
from opensiks.rules.usulan import Transition, check
from opensiks.usulan.fakta import FaktaUsulan
from opensiks.usulan.models import Usulan

KOLOM_RIWAYAT = (
    "usulan_id", "kode_desa", "revisi", "aksi", "dari", "ke", "oleh", "aktor_id", "peran", "at", "kode_alasan",
    "catatan", "dasar",
)  # fmt: skip
# A rejection or return is remembered on the line until it is sent on again.
_MENOLAK = frozenset({StatusUsulan.DIKEMBALIKAN_KAB, StatusUsulan.DITOLAK_PUSDATIN})


@dataclass(frozen=True)
class _Gerak:
    usulan: Usulan
    fakta: Fakta
    baris: Transition


@mutation(*(name_peristiwa("usulan", aksi) for aksi in Aksi))
def move_usulan(
    daftar: Sequence[Usulan],
    aksi: Aksi,
    *,
    by: Actor,
    at: datetime,
    fakta: FaktaUsulan,
    kode_alasan: str = "",
    catatan: str = "",
    dasar: str = "",
) -> list[Usulan]:
    """Take one step with every usulan of the list, or with none; returns them with their new status.

    The rules judge each line by its own facts; AksiDitolak carries every violation and names its line. A line that
    somebody else moved meanwhile refuses the whole list. `catatan`, where empty, is the reason in the facts.
    """
    if not daftar:
        return []
    gerak = _judge(daftar, aksi, by, fakta)
    isi = {
        g.usulan.pk: (kode_alasan or g.fakta.kode_alasan, (catatan or g.fakta.alasan)[:400], dasar)
        for g in gerak
    }
    _write(gerak, isi, at)
    copy_into("usulan_riwayatusulan", KOLOM_RIWAYAT, _riwayat(gerak, isi, aksi, by, at))
    jejak.record_many((_peristiwa(g, isi[g.usulan.pk], aksi) for g in gerak), by=by, at=at)
    return [_settle(g, isi[g.usulan.pk], at) for g in gerak]


def _judge(daftar: Sequence[Usulan], aksi: Aksi, by: Actor, fakta: FaktaUsulan) -> list[_Gerak]:
    gerak: list[_Gerak] = []
    dilanggar: list[Violation] = []
    for u in daftar:
        f = fakta(u)
        baris, salah = check(f, aksi, by.peran)
        dilanggar += [_name(v, u, len(daftar)) for v in salah]
        if baris is not None:
            gerak.append(_Gerak(u, f, baris))
    if dilanggar:
        raise AksiDitolak(dilanggar)
    return gerak


def _name(v: Violation, u: Usulan, banyak: int) -> Violation:
    """In a list every sentence says which line it is about; the id is in the data too."""
    kalimat = v.kalimat if banyak == 1 else f"Usulan {u.pk}: {v.kalimat}"
    return replace(v, kalimat=kalimat, data={**v.data, "baris": str(u.pk)})


def _revisi(g: _Gerak) -> int:
    return g.usulan.revisi + (g.baris.ke is StatusUsulan.DRAF)


def _write(gerak: list[_Gerak], isi: dict[int, tuple[str, str, str]], at: datetime) -> None:
    """One UPDATE, guarded by the status and the content that were judged."""
    rows = [
        (
            g.usulan.pk,
            g.usulan.status.value,
            g.usulan.diubah_at,
            g.baris.ke.value,
            _revisi(g),
            *isi[g.usulan.pk],
        )
        for g in gerak
    ]
    kolom = [list(k) for k in zip(*rows, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE usulan_usulan u SET
                status = b.ke, revisi = b.revisi, diubah_at = %s,
                dasar = CASE WHEN b.dasar <> '' THEN b.dasar ELSE u.dasar END,
                kode_tolak = CASE WHEN b.ke = ANY(%s) THEN left(b.kode, 8)
                                  WHEN b.ke = 'SIAP_MUSDES' THEN '' ELSE u.kode_tolak END,
                catatan_tolak = CASE WHEN b.ke = ANY(%s) THEN b.catatan
                                     WHEN b.ke = 'SIAP_MUSDES' THEN '' ELSE u.catatan_tolak END
            FROM unnest(%s::bigint[], %s::text[], %s::timestamptz[], %s::text[], %s::int[], %s::text[], %s::text[],
                        %s::text[]) AS b (id, dari, sejak, ke, revisi, kode, catatan, dasar)
            WHERE u.id = b.id AND u.status = b.dari AND u.diubah_at = b.sejak
            """,
            [at, [s.value for s in _MENOLAK], [s.value for s in _MENOLAK], *kolom],
        )
        if cursor.rowcount != len(rows):
            raise AksiDitolak([is_status_tetap.violation()])


def _riwayat(
    gerak: list[_Gerak], isi: dict[int, tuple[str, str, str]], aksi: Aksi, by: Actor, at: datetime
) -> Iterator[tuple[Any, ...]]:
    for g in gerak:
        kode, catatan, dasar = isi[g.usulan.pk]
        dari = g.usulan.status.value if g.usulan.status else ""
        yield (
            g.usulan.pk, g.usulan.kode_desa, _revisi(g), aksi.value, dari, g.baris.ke.value, by.nama, by.akun_id,
            by.peran.value, at, kode, catatan, dasar,
        )  # fmt: skip


def _peristiwa(g: _Gerak, isi: tuple[str, str, str], aksi: Aksi) -> jejak.Catatan:
    kode, catatan, dasar = isi
    u = g.usulan
    ringkasan = {"jenis": u.jenis.value, "dari": u.status.value, "ke": g.baris.ke.value, "revisi": _revisi(g)}
    ringkasan |= {k: v for k, v in (("kode_alasan", kode), ("catatan", catatan), ("dasar", dasar)) if v}
    return jejak.Catatan(name_peristiwa("usulan", aksi), f"usulan:{u.pk}", u.kode_desa, ringkasan)


def _settle(g: _Gerak, isi: tuple[str, str, str], at: datetime) -> Usulan:
    """Bring the row in memory to what the database now holds."""
    u, (kode, catatan, dasar) = g.usulan, isi
    u.revisi, u.status, u.diubah_at, u.dasar = _revisi(g), g.baris.ke, at, dasar or u.dasar
    if g.baris.ke in _MENOLAK:
        u.kode_tolak, u.catatan_tolak = kode[:8], catatan
    elif g.baris.ke is StatusUsulan.SIAP_MUSDES:
        u.kode_tolak = u.catatan_tolak = ""
    return u
