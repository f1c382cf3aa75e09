"""Which families freeze when (R73), as SQL that agrees with rules/beku.py day by day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from opensiks.infra.clock import zona
from opensiks.rules.beku import BATAS_BEKU
from opensiks.rules.tenggat import add_months
from opensiks.verval.masa import profil_of
from opensiks.verval.models import Periode

# A family that was never verified counts from the day it entered the registry.
MASUK = """(SELECT (kv.at AT TIME ZONE %(zona)s)::date FROM keluarga_keluargaversi kv
            WHERE kv.keluarga_id = k.id ORDER BY kv.nomor LIMIT 1)"""
TERAKHIR = f"coalesce(k.verval_terakhir, {MASUK})"

# True on `pada` when the complete months since the month of the last verval reach `batas`.
_SEBELUM = "(date_trunc('month', %(pada)s::date) - make_interval(months => %(batas)s))::date"
SUDAH_BEKU = f"coalesce(k.verval_terakhir < {_SEBELUM}, {MASUK} < {_SEBELUM}, false)"
BEKU_MULAI = f"(date_trunc('month', {TERAKHIR}) + make_interval(months => %(batas)s + 1))::date"

# k has no living verdict from its own village in the period. NOT IN is hashed whatever the statistics say;
# NOT EXISTS right after a bulk of verdicts is planned as a nested loop over them.
BELUM = """(k.id, k.kode_desa) NOT IN (SELECT v.keluarga_id, v.kode_desa FROM verval_verval v
            WHERE v.periode_id = %(periode)s AND v.batal_at IS NULL AND v.kode_desa ^@ %(kode)s)"""


@dataclass(frozen=True)
class RamalanBeku:
    """Families and persons that freeze on a day unless somebody verifies them."""

    tanggal: date
    keluarga: int
    orang: int


@dataclass(frozen=True)
class BarisTerancam:
    id: int
    id_registri: str
    kode_desa: str
    kepala_nama: str
    dusun: str
    rt: str
    rw: str
    jumlah_anggota: int
    verval_terakhir: date | None
    beku_mulai: date


def next_beku(pada: date) -> date:
    """The next day on which records freeze: always the first of a month."""
    return add_months(pada.replace(day=1), 1)


def list_terancam(periode: Periode, kode: str, pada: date) -> list[BarisTerancam]:
    """Every family under `kode` that freezes next, not verified in this period; none where nothing freezes."""
    if not profil_of(periode).membekukan:
        return []
    kolom = "k.id, k.id_registri, k.kode_desa, k.kepala_nama, k.dusun, k.rt, k.rw, k.jumlah_anggota"
    rows = _fetch(
        f"""SELECT {kolom}, k.verval_terakhir, {BEKU_MULAI} FROM keluarga_keluarga k
            WHERE k.kode_desa ^@ %(kode)s AND k.status = 'AKTIF' AND {SUDAH_BEKU} AND {BELUM}
            ORDER BY k.kode_desa, k.rw, k.rt, k.kepala_nama, k.id""",
        params_beku(periode, kode, next_beku(pada)),
    )
    return [BarisTerancam(*row) for row in rows]


def list_ramalan_beku(periode: Periode, kode: str, pada: date, bulan: int = 3) -> list[RamalanBeku]:
    """How many freeze on each of the coming freeze days, this period's verdicts already taken out."""
    if not profil_of(periode).membekukan:
        return []
    hari = [add_months(next_beku(pada), n) for n in range(bulan)]
    rows = _fetch(
        f"""SELECT greatest({BEKU_MULAI}, %(awal)s), count(*), coalesce(sum(k.jumlah_anggota), 0)
            FROM keluarga_keluarga k
            WHERE k.kode_desa ^@ %(kode)s AND k.status = 'AKTIF' AND {BELUM} AND {SUDAH_BEKU}
            GROUP BY 1 ORDER BY 1""",
        {**params_beku(periode, kode, hari[-1]), "awal": hari[0]},
    )
    jumlah = {row[0]: row for row in rows}
    return [RamalanBeku(*jumlah.get(h, (h, 0, 0))) for h in hari]


def params_beku(periode: Periode | None, kode: str, pada: date, batas: int | None = None) -> dict[str, Any]:
    """What the fragments above ask for."""
    if batas is None:
        batas = profil_of(periode).batas_beku if periode else BATAS_BEKU
    return {
        "periode": periode.pk if periode else 0, "kode": kode, "pada": pada, "batas": batas, "zona": zona(kode).key,
    }  # fmt: skip


def _fetch(sql: str, params: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cur:
        cur.execute(sql, params)
        return list(cur.fetchall())
