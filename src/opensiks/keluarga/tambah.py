"""Entering persons into families that are registered already (TAMBAH_ART)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.keluarga import temuan
from opensiks.keluarga.masuk import BarisIndividu, BarisKeluarga
from opensiks.keluarga.models import Individu, Keluarga
from opensiks.keluarga.panggung import insert_anggota, stage
from opensiks.keluarga.tulis import Asal, TidakTerjangkau, drop_temp, lock_rows, recount_keluarga
from opensiks.keluarga.ubah import give_ids
from opensiks.rules.aktor import Actor


@dataclass(frozen=True)
class AnggotaBaru:
    """Persons who come into one registered family."""

    keluarga_id: int
    anggota: Sequence[BarisIndividu]


@mutation("individu.registered")
def register_individu(daftar: Sequence[AnggotaBaru], *, by: Actor, at: datetime, sumber: str) -> list[int]:
    """Enter new persons; returns their ids. An empty id_registri is given out here.

    TidakTerjangkau for a family out of scope, ValueError for a person registered already.
    """
    asal = Asal(by, at, sumber)
    ids = sorted({a.keluarga_id for a in daftar})
    lock_rows("keluarga_keluarga", ids)
    ada = Keluarga.objects.in_bulk(ids)
    if len(ada) != len(ids):
        raise TidakTerjangkau(f"families out of scope: {sorted(set(ids) - set(ada))[:3]}")
    baris = [
        BarisKeluarga(
            id_registri=ada[a.keluarga_id].id_registri,
            kode_desa=ada[a.keluarga_id].kode_desa,
            anggota=list(a.anggota),
        )
        for a in daftar
    ]
    give_ids(baris)
    stage(baris)
    with connection.cursor() as cur:
        baru = insert_anggota(cur, asal)
    drop_temp("masuk_keluarga", "masuk_individu")
    if len(baru) != sum(len(b.anggota) for b in baris):
        raise ValueError("a person is registered already")
    recount_keluarga(ids)
    dari = {i.id_registri: i.usulan_id for b in baris for i in b.anggota}
    rows = Individu.objects.filter(pk__in=baru).order_by("kode_desa", "id")
    jejak.record_many((_catatan(i, dari[i.id_registri], sumber) for i in rows), by=by, at=at)
    temuan.refresh_with_twins(ids, at=at, oleh=by.nama)
    return baru


def _catatan(i: Individu, usulan_id: int | None, sumber: str) -> jejak.Catatan:
    isi = {"id_registri": i.id_registri, "keluarga": i.keluarga_id, "sumber": sumber, "usulan": usulan_id}
    ringkasan = {k: v for k, v in isi.items() if v is not None}
    return jejak.Catatan("individu.registered", f"individu:{i.pk}", i.kode_desa, ringkasan)
