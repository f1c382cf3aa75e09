"""Progress, counted exactly: every family once, where it lives or where it was verified.

Done is what the village recorded and stays as recorded; not done is every family now on its list without a verdict
from this village. A tier's figures are the sum of its villages because the villages are what is summed.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection

from opensiks.infra.clock import zona
from opensiks.rules.verval import SUDAH_DISERAHKAN, StatusDesa
from opensiks.verval.masa import profil_of
from opensiks.verval.models import Periode
from opensiks.verval.terancam import BELUM, SUDAH_BEKU, next_beku, params_beku

# Length of a code by tier: nation, provinsi, kabupaten, kecamatan, desa.
LEBAR = (0, 2, 5, 8, 13)


@dataclass(frozen=True)
class Hitung:
    """So many families with so many persons."""

    keluarga: int = 0
    orang: int = 0

    def __add__(self, lain: Hitung) -> Hitung:
        return Hitung(self.keluarga + lain.keluarga, self.orang + lain.orang)


@dataclass(frozen=True)
class Kemajuan:
    """One area in one period. `sudah` + `belum` = `semua`; `terhitung` is a part of `sudah` (R72).

    `terancam` (freezes next, R73) is a part of `belum`; `beku` and `ditidurkan` are the registry's states now.
    """

    kode: str
    nama: str
    desa: int
    terlambat: int
    sudah: Hitung
    belum: Hitung
    terhitung: Hitung
    beku: Hitung
    ditidurkan: Hitung
    terancam: Hitung
    # Villages by state; every state is a key, every village is counted once.
    tahap: dict[StatusDesa, int] = field(default_factory=dict)

    @property
    def semua(self) -> Hitung:
        return self.sudah + self.belum

    @property
    def diserahkan(self) -> int:
        return sum(n for status, n in self.tahap.items() if status in SUDAH_DISERAHKAN)


_HITUNG = tuple(f.name for f in fields(Kemajuan) if f.type == "Hitung")

_BARIS = f"""
    SELECT v.kode_desa, v.orang, true AS sudah, false AS belum, v.dihitung_at IS NOT NULL AS terhitung,
           coalesce(k.status = 'BEKU', false) AS beku, coalesce(k.status = 'DITIDURKAN', false) AS ditidurkan,
           false AS terancam
    FROM verval_verval v LEFT JOIN keluarga_keluarga k ON k.id = v.keluarga_id AND k.kode_desa = v.kode_desa
    WHERE v.periode_id = %(periode)s AND v.batal_at IS NULL AND v.kode_desa ^@ %(kode)s
    UNION ALL
    SELECT k.kode_desa, k.jumlah_anggota, false, true, false, k.status = 'BEKU', k.status = 'DITIDURKAN',
           %(membekukan)s AND k.status = 'AKTIF' AND {SUDAH_BEKU}
    FROM keluarga_keluarga k
    WHERE k.kode_desa ^@ %(kode)s AND k.status <> 'NONAKTIF' AND {BELUM}
"""
_PER_DESA = ", ".join(
    f"count(*) FILTER (WHERE {n}) AS {n}_k, sum(orang) FILTER (WHERE {n}) AS {n}_o" for n in _HITUNG
)
_JUMLAH = ", ".join(f"coalesce(sum({n}_{u}), 0)::bigint" for n in _HITUNG for u in "ko")
_TAHAP = ", ".join(f"count(*) FILTER (WHERE pd.status = '{s}')" for s in StatusDesa)
_SERAH = ", ".join(f"'{s}'" for s in sorted(SUDAH_DISERAHKAN))
# The deadline at the village's own midnight (R78), with the extensions that cover it (R77).
_LEWAT = """(p.tenggat_desa_at AT TIME ZONE %(asal)s) AT TIME ZONE coalesce(wd.zona, %(asal)s) <= %(at)s
            AND NOT EXISTS (SELECT FROM verval_perpanjangan e WHERE e.periode_id = p.id AND e.tier = 'DESA'
                            AND pd.kode_desa ^@ e.kode_wilayah AND e.tenggat_baru_at > %(at)s)"""

_SQL = f"""
WITH baris AS ({_BARIS}),
     per_desa AS (SELECT kode_desa, {_PER_DESA} FROM baris GROUP BY kode_desa),
     jumlah AS (
        SELECT left(pd.kode_desa, %(lebar)s) AS kode, count(*) AS desa,
               count(*) FILTER (WHERE pd.terlambat OR (pd.status NOT IN ({_SERAH}) AND {_LEWAT})) AS terlambat,
               {_JUMLAH}, {_TAHAP}
        FROM verval_periodedesa pd JOIN verval_periode p ON p.id = pd.periode_id
             LEFT JOIN per_desa ON per_desa.kode_desa = pd.kode_desa
             LEFT JOIN wilayah_wilayah wd ON wd.kode = pd.kode_desa
        WHERE pd.periode_id = %(periode)s AND pd.kode_desa ^@ %(kode)s GROUP BY 1)
SELECT coalesce(w.nama, ''), jumlah.* FROM jumlah LEFT JOIN wilayah_wilayah w ON w.kode = jumlah.kode
ORDER BY jumlah.kode
"""


def get_progress(periode: Periode, kode: str, *, tier: int, at: datetime) -> list[Kemajuan]:
    """The areas of `tier` (0 nation … 4 desa) under `kode`, by code; every village of the period is in one."""
    pada = at.astimezone(zona(kode or periode.kode_wilayah)).date()
    params: dict[str, Any] = {
        **params_beku(periode, kode, next_beku(pada)),
        "lebar": LEBAR[tier],
        "membekukan": profil_of(periode).membekukan,
        "at": at,
        "asal": zona(periode.kode_wilayah).key,
    }
    with connection.cursor() as cur:
        cur.execute(_SQL, params)
        return [_kemajuan(row) for row in cur.fetchall()]


def get_total(periode: Periode, kode: str, *, at: datetime) -> Kemajuan:
    """The figures of one area as a whole; zeros when no village of it is in the period."""
    tier = LEBAR.index(len(kode))
    ada = get_progress(periode, kode, tier=tier, at=at)
    return ada[0] if ada else _kemajuan(("", kode, *([0] * (2 + 2 * len(_HITUNG) + len(StatusDesa)))))


def _kemajuan(row: tuple[Any, ...]) -> Kemajuan:
    nama, kode, desa, terlambat, *angka = row
    pasang = {n: Hitung(angka[2 * i], angka[2 * i + 1]) for i, n in enumerate(_HITUNG)}
    tahap = dict(zip(StatusDesa, angka[2 * len(_HITUNG) :], strict=True))
    return Kemajuan(kode, nama, desa, terlambat, tahap=tahap, **pasang)


@dataclass(frozen=True)
class Titik:
    """One point of the burn-up: verified until the end of a week, since the period began."""

    sampai: date
    keluarga: int
    orang: int
    # Recorded within this week alone.
    baru: Hitung


def list_mingguan(periode: Periode, kode: str, *, at: datetime) -> list[Titik]:
    """The burn-up by weeks of the period, up to the week of `at`; weeks without work repeat the sum."""
    tempat = zona(kode or periode.kode_wilayah)
    mulai = periode.mulai_at.astimezone(tempat).date()
    with connection.cursor() as cur:
        cur.execute(
            """SELECT greatest(((v.at AT TIME ZONE %s)::date - %s::date) / 7, 0), count(*), sum(v.orang)
               FROM verval_verval v WHERE v.periode_id = %s AND v.batal_at IS NULL AND v.kode_desa ^@ %s AND v.at <= %s
               GROUP BY 1""",
            [tempat.key, mulai, periode.pk, kode, at],
        )
        per_minggu = {int(minggu): Hitung(n, orang) for minggu, n, orang in cur.fetchall()}
    akhir = max([(at.astimezone(tempat).date() - mulai).days // 7, *per_minggu], default=0)
    jumlah, titik = Hitung(), []
    for minggu in range(akhir + 1):
        baru = per_minggu.get(minggu, Hitung())
        jumlah += baru
        titik.append(Titik(mulai + timedelta(days=7 * minggu + 6), jumlah.keluarga, jumlah.orang, baru))
    return titik
