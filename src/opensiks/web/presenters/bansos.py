"""Draws in words: month by programme, what changed and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from opensiks.rules.aktor import Actor
from opensiks.rules.bansos import PROGRAM, Satuan, label_sebab

if TYPE_CHECKING:
    from opensiks.bansos.models import Penarikan
    from opensiks.penetapan.models import Penetapan

KATA_SATUAN = {Satuan.KELUARGA: "keluarga", Satuan.INDIVIDU: "orang"}
KATA_ARAH = {"MASUK": ("selesai", "Masuk"), "KELUAR": ("kembali", "Keluar")}


def list_kode(actor: Actor) -> list[str]:
    """The programmes of the reader: one's own, or all."""
    return [actor.program] if actor.program else list(PROGRAM)


def list_program(actor: Actor) -> list[tuple[str, str]]:
    return [(PROGRAM[k].label, KATA_SATUAN[PROGRAM[k].satuan]) for k in list_kode(actor)]


@dataclass(frozen=True)
class BulanBansos:
    """One list and, for each programme of the reader, its draw or None with the way to draw it."""

    penetapan: Penetapan
    tarikan: tuple[tuple[Penarikan | None, int | None, str], ...]


def list_bulan(daftar: Sequence[Penetapan], tarikan: Sequence[Penarikan], actor: Actor) -> list[BulanBansos]:
    ada = {(t.penetapan_id, t.program): t for t in tarikan}
    lalu = {t.pk: t for t in tarikan}
    bulan = []
    for p in daftar:
        sel = []
        for kode in list_kode(actor):
            t = ada.get((p.pk, kode))
            dasar = lalu.get(t.sebelumnya_id) if t and t.sebelumnya_id else None
            sel.append(
                (t, t.jumlah - dasar.jumlah if t and dasar else None, f"/bansos/tarik/{p.pk}/?program={kode}")
            )
        bulan.append(BulanBansos(p, tuple(sel)))
    return bulan


@dataclass(frozen=True)
class HitungSelisih:
    arah: str
    bentuk: str
    kata_arah: str
    sebab: str
    kata: str
    jumlah: int


def count_selisih(rows: Sequence[tuple[str, str, int]]) -> list[HitungSelisih]:
    return [HitungSelisih(a, *KATA_ARAH[a], s, label_sebab(s), n) for a, s, n in rows]


@dataclass(frozen=True)
class BarisSelisih:
    id_registri: str
    desa: str
    bentuk: str
    arah: str
    kata: str
    aturan: str


def list_selisih(rows: Iterable[Any], nama: Mapping[str, str]) -> list[BarisSelisih]:
    return [
        BarisSelisih(
            s.id_registri,
            nama.get(s.kode_desa, s.kode_desa),
            *KATA_ARAH[s.arah],
            label_sebab(s.sebab),
            s.aturan,
        )
        for s in rows
    ]
