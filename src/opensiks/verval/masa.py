"""The windows of a village in a period: its own time zone (R78), and the extensions that cover it (R77)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from opensiks.infra.clock import zona
from opensiks.rules.ketentuan import PROFIL, Profil
from opensiks.rules.syarat import FaktaMasa
from opensiks.rules.tenggat import Jendela, TierTenggat, days_left, is_open
from opensiks.verval.models import Periode, Perpanjangan


@dataclass(frozen=True)
class MasaDesa:
    """When the village and its kabupaten may work; instants, ends exclusive, extensions included."""

    mulai: datetime
    tenggat_desa: datetime
    tenggat_kab: datetime
    zona: ZoneInfo

    @property
    def desa(self) -> Jendela:
        return Jendela(self.mulai, self.tenggat_desa)

    @property
    def kab(self) -> Jendela:
        return Jendela(self.mulai, self.tenggat_kab)

    def tanggal(self, at: datetime) -> date:
        """The local date of a moment."""
        return at.astimezone(self.zona).date()

    def hari_lagi(self, at: datetime) -> int:
        """Local days to the village's last day: 0 on that day, negative after it."""
        return days_left(self.desa, at, self.zona)


def profil_of(periode: Periode) -> Profil:
    return PROFIL[periode.profil]


def get_masa(periode: Periode, kode_desa: str) -> MasaDesa:
    return list_masa(periode, [kode_desa])[kode_desa]


def list_masa(periode: Periode, daftar_kode: Iterable[str]) -> dict[str, MasaDesa]:
    """The windows of several villages, by code; one read."""
    perpanjangan = list(Perpanjangan.objects.filter(periode=periode).order_by("id"))
    return {kode: _masa(periode, kode, perpanjangan) for kode in daftar_kode}


def facts_masa(periode: Periode, masa: MasaDesa, at: datetime) -> FaktaMasa:
    """The calendar as the tables of the rules ask for it.

    A late delivery is always let through to the kabupaten: it decides by receiving it or not (R75).
    """
    return FaktaMasa(
        terbuka=is_open(masa.desa, at),
        draf_di_luar_masa=profil_of(periode).draf_di_luar_masa,
        masa_perbaikan=is_open(masa.kab, at),
        izin_terlambat=at >= masa.tenggat_desa,
    )


def get_tenggat(
    periode: Periode, tier: TierTenggat, kode: str, perpanjangan: Sequence[Perpanjangan] | None = None
) -> datetime:
    """The deadline of a tier for everything under `kode`, with the extensions that cover it."""
    if perpanjangan is None:
        perpanjangan = list(Perpanjangan.objects.filter(periode=periode))
    dasar = periode.tenggat_desa_at if tier is TierTenggat.DESA else periode.tenggat_kab_at
    berlaku = [p.tenggat_baru_at for p in perpanjangan if p.tier is tier and kode.startswith(p.kode_wilayah)]
    return max([dasar, *berlaku])


def get_tenggat_akhir(periode: Periode) -> datetime:
    """The last moment anyone in the period still has: no closing before it."""
    lanjut = Perpanjangan.objects.filter(periode=periode).values_list("tenggat_baru_at", flat=True)
    return max([periode.tenggat_kab_at, *lanjut])


def _masa(periode: Periode, kode: str, perpanjangan: Sequence[Perpanjangan]) -> MasaDesa:
    desa = get_tenggat(periode, TierTenggat.DESA, kode, perpanjangan)
    kab = max(desa, get_tenggat(periode, TierTenggat.KAB, kode, perpanjangan))
    masa = MasaDesa(periode.mulai_at, desa, kab, zona(kode))
    asal = zona(periode.kode_wilayah)
    if asal is masa.zona:
        return masa
    # A period of the nation is written in the ministry's zone; every village keeps its own midnight.
    return replace(
        masa,
        mulai=_shift(masa.mulai, asal, masa.zona),
        tenggat_desa=_shift(desa, asal, masa.zona),
        tenggat_kab=_shift(kab, asal, masa.zona),
    )


def _shift(at: datetime, dari: ZoneInfo, ke: ZoneInfo) -> datetime:
    return at.astimezone(dari).replace(tzinfo=ke)
