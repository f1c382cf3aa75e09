"""The village a page is about: its name, the current period, its stand in it. Found once for each request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from opensiks.akun.access import TidakAda
from opensiks.infra import clock
from opensiks.rules.ketentuan import Profil
from opensiks.rules.peran import TINGKAT_PERAN
from opensiks.rules.verval import SUDAH_DISERAHKAN, StatusDesa
from opensiks.verval import queries as verval
from opensiks.wilayah.queries import find_wilayah
from opensiks.wilayah.sebutan import find_kepala

if TYPE_CHECKING:
    from opensiks.verval.models import Periode, PeriodeDesa
    from opensiks.web.request import Request


@dataclass(frozen=True)
class DesaKerja:
    """One village now. `periode` is None before the first period of the area was opened."""

    kode: str
    nama: str
    sebutan: str
    at: datetime
    periode: Periode | None = None
    stand: PeriodeDesa | None = None
    masa: verval.MasaDesa | None = None

    @property
    def label(self) -> str:
        """ "Pekon Way Suluh" """
        return f"{self.sebutan.capitalize()} {self.nama}"

    @cached_property
    def terancam(self) -> tuple[verval.BarisTerancam, ...]:
        """The families that freeze next unless they are verified (R73); read once."""
        return tuple(verval.list_terancam(self.periode, self.kode, self.hari_ini)) if self.periode else ()

    @property
    def kepala(self) -> str:
        """What its head is called: "peratin"."""
        return find_kepala(self.sebutan)

    @property
    def hari_ini(self) -> date:
        return clock.local(self.at, self.kode).date()

    @property
    def profil(self) -> Profil | None:
        return verval.profil_of(self.periode) if self.periode else None

    @property
    def status(self) -> StatusDesa:
        return StatusDesa(self.stand.status) if self.stand else StatusDesa.BELUM_MULAI

    @property
    def is_terbuka(self) -> bool:
        return self.masa is not None and self.masa.mulai <= self.at < self.masa.tenggat_desa

    @property
    def is_terlambat(self) -> bool:
        """R76: the deadline has passed and nothing was handed over."""
        lewat = self.masa is not None and self.at >= self.masa.tenggat_desa
        return lewat and self.status not in SUDAH_DISERAHKAN

    @property
    def hari_lagi(self) -> int:
        return self.masa.hari_lagi(self.at) if self.masa else 0

    @property
    def batas(self) -> date | None:
        """The last local day on which the village may hand over."""
        if self.masa is None:
            return None
        return (self.masa.tenggat_desa.astimezone(self.masa.zona) - timedelta(microseconds=1)).date()

    @property
    def jam_lagi(self) -> int | None:
        """Hours left when it is less than a day, else None."""
        if self.masa is None or not timedelta(0) < self.masa.tenggat_desa - self.at < timedelta(hours=24):
            return None
        return int((self.masa.tenggat_desa - self.at).total_seconds() // 3600)


def find_desa(request: Request) -> DesaKerja:
    """The reader's own village; a reader of a wider area names it with ?desa=. TidakAda outside the scope."""
    return recall_desa(request, _kode(request))


def recall_desa(request: Request, kode: str) -> DesaKerja:
    """get_desa, asked once for each request and village."""
    ingatan: dict[str, DesaKerja] = request.__dict__.setdefault("_desa_kerja", {})
    if kode not in ingatan:
        ingatan[kode] = get_desa(kode, request.now)
    return ingatan[kode]


def get_desa(kode: str, at: datetime) -> DesaKerja:
    """The village of a code, whoever asks; TidakAda when there is none."""
    wilayah = find_wilayah(kode)
    if wilayah is None or wilayah.tingkat != 4:
        raise TidakAda
    periode = verval.find_periode(kode, at)
    if periode is None:
        return DesaKerja(kode, wilayah.nama, wilayah.sebutan, at)
    stand = verval.find_periode_desa(periode, kode)
    return DesaKerja(kode, wilayah.nama, wilayah.sebutan, at, periode, stand, verval.get_masa(periode, kode))


def _kode(request: Request) -> str:
    diminta = str(request.GET.get("desa") or request.POST.get("desa") or "")
    if not diminta and TINGKAT_PERAN[request.actor.peran] == 4:
        return request.actor.cakupan.daftar_kode[0]
    if not diminta or not request.actor.cakupan.covers(diminta):
        raise TidakAda
    return diminta
