"""The villages of one kecamatan in the current period: stage, counts, days of silence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from opensiks.rules.verval import StatusDesa
from opensiks.verval import queries as verval
from opensiks.web.bentuk import TAHAP
from opensiks.wilayah.queries import find_wilayah

if TYPE_CHECKING:
    from opensiks.verval.models import Periode


@dataclass(frozen=True)
class BarisDesa:
    kemajuan: verval.Kemajuan
    status: StatusDesa
    diam: int

    @property
    def tahap(self) -> str:
        return TAHAP[self.status][2]


@dataclass(frozen=True)
class KecamatanKerja:
    """`masa` is the kecamatan's own window; None while no period was opened."""

    nama: str
    periode: Periode | None
    masa: verval.MasaDesa | None
    hari_lagi: int
    jumlah: verval.Kemajuan | None
    desa: tuple[BarisDesa, ...]


def compose_kecamatan(kode: str, at: datetime) -> KecamatanKerja:
    wilayah = find_wilayah(kode)
    nama = f"Kecamatan {wilayah.nama}" if wilayah else kode
    periode = verval.find_periode(kode, at)
    if periode is None:
        return KecamatanKerja(nama, None, None, 0, None, ())
    masa = verval.get_masa(periode, kode)
    diam = {d.kode: d.hari for d in verval.list_diam(periode, kode, at=at)}
    status = {d.kode_desa: StatusDesa(d.status) for d in verval.list_periode_desa(periode, kode)}
    desa = tuple(
        BarisDesa(k, status[k.kode], diam.get(k.kode, 0))
        for k in verval.get_progress(periode, kode, tier=4, at=at)
    )
    jumlah = verval.get_total(periode, kode, at=at)
    return KecamatanKerja(nama, periode, masa, masa.hari_lagi(at), jumlah, desa)
