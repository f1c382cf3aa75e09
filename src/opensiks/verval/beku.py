"""Warnings that name every family (R75), and the freeze of those nobody verified in time (R73)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from opensiks.infra.clock import zona
from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.keluarga.services import set_status_keluarga
from opensiks.rules.aktor import Actor
from opensiks.rules.beku import AkibatDiam
from opensiks.rules.ketentuan import Profil
from opensiks.rules.periode import find_ambang
from opensiks.rules.registri import StatusKeluarga
from opensiks.rules.tenggat import end_of
from opensiks.verval.kabar import BarisPeringatan, tell_beku, tell_peringatan
from opensiks.verval.masa import list_masa, profil_of
from opensiks.verval.models import Periode, PeriodeDesa
from opensiks.verval.queries import list_periode_tiap_desa, next_beku
from opensiks.verval.terancam import BELUM, SUDAH_BEKU, params_beku

BEKU, TIDUR = "BEKU", "TIDUR"


@dataclass(frozen=True)
class HasilPeringatan:
    """Families newly named, by what awaits them; `per_desa` by village as (BEKU, TIDUR)."""

    beku: int
    tidur: int
    per_desa: Mapping[str, tuple[int, int]]

    def __bool__(self) -> bool:
        return self.beku + self.tidur > 0


@mutation("periode.warned")
def warn_beku(periode: Periode, pada: date, *, by: Actor, at: datetime) -> HasilPeringatan:
    """Name every family that would freeze next or be put to sleep at the close, when 30, 14, 7, 3 or 1 days are left.

    Taken out: families with a verdict in this period, villages that handed over. Given once for each threshold, so
    it may run every day; a day it did not run is made good the next.
    """
    jumlah: dict[str, dict[str, int]] = defaultdict(lambda: {BEKU: 0, TIDUR: 0})
    ditulis = [*_warn_beku(periode, pada, at), *_warn_tidur(periode, pada, at)]
    for p in ditulis:
        jumlah[p.kode_desa][p.jenis] += p.jumlah
    per_desa = {kode: (n[BEKU], n[TIDUR]) for kode, n in sorted(jumlah.items())}
    hasil = HasilPeringatan(
        sum(b for b, _ in per_desa.values()), sum(t for _, t in per_desa.values()), per_desa
    )
    if hasil:
        _record_peringatan(periode, pada, hasil, by, at)
        tell_peringatan(periode, pada, ditulis, by=by, at=at)
    return hasil


@mutation("keluarga.frozen")
def freeze_overdue(kode_wilayah: str, pada: date, *, by: Actor, at: datetime) -> int:
    """Freeze every active family under an area whose months without verval reach the limit; returns how many.

    The limit, and whether anything freezes, is told by the profile of each village's newest period.
    """
    jumlah = 0
    mulai_esok = end_of(pada, zona(kode_wilayah))
    per_periode = list_periode_tiap_desa(kode_wilayah, mulai_esok)
    for periode in Periode.objects.filter(pk__in=per_periode).order_by("id"):
        profil = profil_of(periode)
        ids = _list_beku(per_periode[periode.pk], pada, profil) if profil.membekukan else []
        if ids:
            alasan = f"R73: {profil.batas_beku} bulan tidak diverval, sejak {periode.label}"[:80]
            set_status_keluarga(
                ids, StatusKeluarga.BEKU, alasan, by=by, at=at, sumber="R73", periode_id=periode.pk
            )
            tell_beku(periode, ids, profil.batas_beku, by=by, at=at)
        jumlah += len(ids)
    if jumlah:
        isi = {"pada": pada.isoformat(), "jumlah": jumlah, "aturan": "R73"}
        objek = f"wilayah:{kode_wilayah or 'nasional'}"
        jejak.record_many([jejak.Catatan("keluarga.frozen", objek, kode_wilayah, isi)], by=by, at=at)
    return jumlah


def _list_beku(daftar_kode: list[str], pada: date, profil: Profil) -> list[int]:
    with connection.cursor() as cur:
        cur.execute(
            f"""SELECT k.id FROM keluarga_keluarga k
                WHERE k.kode_desa = ANY(%(daftar)s) AND k.status = 'AKTIF' AND {SUDAH_BEKU} ORDER BY k.id""",
            {**params_beku(None, daftar_kode[0], pada, profil.batas_beku), "daftar": daftar_kode},
        )
        return [row[0] for row in cur.fetchall()]


_TULIS = """
    WITH baru AS (
        INSERT INTO verval_peringatan (periode_id, kode_desa, keluarga_id, jenis, hari, berlaku, at)
        SELECT %(periode)s, k.kode_desa, k.id, %(jenis)s, %(hari)s, %(berlaku)s, %(at)s
        FROM keluarga_keluarga k WHERE {syarat} ORDER BY k.kode_desa, k.id
        ON CONFLICT DO NOTHING RETURNING kode_desa)
    SELECT %(jenis)s, kode_desa, count(*) FROM baru GROUP BY kode_desa
"""
_BELUM_BEKU = f"NOT {SUDAH_BEKU}".replace("%(pada)s", "%(sebelum)s")
_AKAN_BEKU = (
    f"k.kode_desa = ANY(%(daftar)s) AND k.status = 'AKTIF' AND {SUDAH_BEKU} AND {_BELUM_BEKU} AND {BELUM}"
)
_AKAN_TIDUR = "k.kode_desa = ANY(%(daftar)s) AND k.status IN ('AKTIF', 'BEKU')"


def _warn_beku(periode: Periode, pada: date, at: datetime) -> list[BarisPeringatan]:
    """Of the next two freeze days, those with a threshold reached; a family is named for its own day only."""
    if not profil_of(periode).membekukan:
        return []
    daftar = list(PeriodeDesa.objects.filter(periode=periode).values_list("kode_desa", flat=True))
    dekat = next_beku(pada)
    ditulis: list[BarisPeringatan] = []
    for berlaku, sebelum in ((dekat, pada), (next_beku(dekat), dekat)):
        hari = find_ambang((berlaku - pada).days)
        if hari is not None:
            params = {
                **params_beku(periode, periode.kode_wilayah, berlaku),
                "daftar": daftar,
                "sebelum": sebelum,
            }
            ditulis += _write(_AKAN_BEKU, params, BEKU, hari, berlaku, at)
    return ditulis


def _warn_tidur(periode: Periode, pada: date, at: datetime) -> list[BarisPeringatan]:
    """Families of the villages that have not handed over, counted to the day after each village's deadline."""
    profil = profil_of(periode)
    if not profil.tidurkan_desa_diam or profil.akibat_diam is not AkibatDiam.OTOMATIS:
        return []
    diam = PeriodeDesa.objects.filter(periode=periode, diserahkan_at__isnull=True).order_by("kode_desa")
    kode = list(diam.values_list("kode_desa", flat=True))
    kelompok: dict[date, list[str]] = defaultdict(list)
    for kode_desa, masa in list_masa(periode, kode).items():
        kelompok[masa.tanggal(masa.tenggat_desa)].append(kode_desa)
    ditulis: list[BarisPeringatan] = []
    for berlaku, daftar in sorted(kelompok.items()):
        hari = find_ambang((berlaku - pada).days)
        if hari is not None:
            ditulis += _write(
                _AKAN_TIDUR, {"periode": periode.pk, "daftar": daftar}, TIDUR, hari, berlaku, at
            )
    return ditulis


def _write(
    syarat: str, params: Mapping[str, Any], jenis: str, hari: int, berlaku: date, at: datetime
) -> list[BarisPeringatan]:
    with connection.cursor() as cur:
        cur.execute(
            _TULIS.format(syarat=syarat),
            {**params, "jenis": jenis, "hari": hari, "berlaku": berlaku, "at": at},
        )
        return [BarisPeringatan(j, kode, n, hari, berlaku) for j, kode, n in cur.fetchall()]


def _record_peringatan(periode: Periode, pada: date, hasil: HasilPeringatan, by: Actor, at: datetime) -> None:
    """One event on the area's chain, and one on the chain of each village with names."""
    umum = {"pada": pada.isoformat(), "beku": hasil.beku, "tidur": hasil.tidur}
    jejak.record("periode.warned", periode, by=by, at=at, **umum)
    desa = PeriodeDesa.objects.filter(periode=periode, kode_desa__in=hasil.per_desa).order_by("kode_desa")
    jejak.record_many(_list_catatan(desa, pada, hasil), by=by, at=at)


def _list_catatan(desa: Iterable[PeriodeDesa], pada: date, hasil: HasilPeringatan) -> Iterable[jejak.Catatan]:
    for d in desa:
        beku, tidur = hasil.per_desa[d.kode_desa]
        isi = {"pada": pada.isoformat(), "beku": beku, "tidur": tidur}
        yield jejak.Catatan("periode.warned", jejak.objek_of(d), d.kode_desa, isi)
