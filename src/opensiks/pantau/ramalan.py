"""The freeze forecast by month and area, and the families behind each of its numbers (R73)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from opensiks.rules.tenggat import add_months
from opensiks.rules.wilayah import tingkat
from opensiks.verval.models import Periode
from opensiks.verval.queries import next_beku, profil_of
from opensiks.verval.terancam import BEKU_MULAI, BELUM, SUDAH_BEKU, TERAKHIR, params_beku
from opensiks.wilayah.queries import get_nama

BULAN = 3
# The first tier below an area, by the length of its code.
_LEBAR = {0: 5, 1: 5, 2: 8, 3: 13, 4: 13}


@dataclass(frozen=True)
class RamalanWilayah:
    """One area: families and persons that freeze on each of the days asked for, in their order."""

    kode: str
    nama: str
    keluarga: tuple[int, ...]
    orang: tuple[int, ...]

    @property
    def desa(self) -> bool:
        return tingkat(self.kode) == 4


@dataclass(frozen=True)
class KeluargaBeku:
    """A family that freezes on a day unless it is verified."""

    id: int
    id_registri: str
    kepala_nama: str
    dusun: str
    rt: str
    rw: str
    orang: int
    terakhir: date | None
    beku_mulai: date


def list_hari_beku(pada: date) -> list[date]:
    """The coming freeze days that are looked at."""
    return [add_months(next_beku(pada), n) for n in range(BULAN)]


def list_ramalan_wilayah(periode: Periode, kode: str, pada: date) -> list[RamalanWilayah]:
    """By the tier below `kode`, this period's verdicts taken out; an area without any is left out."""
    if not profil_of(periode).membekukan:
        return []
    hari = list_hari_beku(pada)
    rows = _fetch(
        f"""SELECT left(k.kode_desa, %(lebar)s), greatest({BEKU_MULAI}, %(awal)s), count(*),
                   coalesce(sum(k.jumlah_anggota), 0)
            FROM keluarga_keluarga k
            WHERE k.kode_desa ^@ %(kode)s AND k.status = 'AKTIF' AND {BELUM} AND {SUDAH_BEKU}
            GROUP BY 1, 2""",
        {**params_beku(periode, kode, hari[-1]), "awal": hari[0], "lebar": _LEBAR[tingkat(kode)]},
    )
    per: dict[str, dict[date, tuple[int, int]]] = {}
    for anak, tanggal, keluarga, orang in rows:
        per.setdefault(anak, {})[tanggal] = (keluarga, int(orang))
    nama = get_nama(per)
    return [
        RamalanWilayah(k, nama.get(k, k), *_columns([h.get(t, (0, 0)) for t in hari]))
        for k, h in sorted(per.items())
    ]


def list_keluarga_beku(periode: Periode, kode: str, tanggal: date, pada: date) -> list[KeluargaBeku]:
    """The families under `kode` behind one number of the forecast, in walking order."""
    if not profil_of(periode).membekukan or tanggal not in list_hari_beku(pada):
        return []
    rows = _fetch(
        f"""SELECT k.id, k.id_registri, k.kepala_nama, k.dusun, k.rt, k.rw, k.jumlah_anggota, {TERAKHIR},
                   greatest({BEKU_MULAI}, %(awal)s)
            FROM keluarga_keluarga k
            WHERE k.kode_desa ^@ %(kode)s AND k.status = 'AKTIF' AND {BELUM} AND {SUDAH_BEKU}
              AND greatest({BEKU_MULAI}, %(awal)s) = %(pada)s
            ORDER BY k.kode_desa, k.rw, k.rt, k.kepala_nama, k.id""",
        {**params_beku(periode, kode, tanggal), "awal": next_beku(pada)},
    )
    return [KeluargaBeku(*row) for row in rows]


def _columns(pasangan: Sequence[tuple[int, int]]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return tuple(k for k, _ in pasangan), tuple(o for _, o in pasangan)


def _fetch(sql: str, params: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cur:
        cur.execute(sql, params)
        return list(cur.fetchall())
