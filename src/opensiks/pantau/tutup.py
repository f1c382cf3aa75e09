"""What closing a period would do: who is late, whose records would sleep (R75), which villages are done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Sum

from opensiks.pengesahan.queries import count_belum_dijawab
from opensiks.rules.beku import FaktaTutup, is_data_desa_tetap
from opensiks.rules.verval import SUDAH_DISERAHKAN, StatusDesa
from opensiks.verval.models import Periode, PeriodeDesa
from opensiks.verval.queries import get_tenggat_akhir, list_akan_tidur, list_tanpa_peringatan, profil_of
from opensiks.wilayah.models import Wilayah


@dataclass(frozen=True)
class DesaTidur:
    """A silent village and what would sleep with it."""

    kode: str
    nama: str
    status: StatusDesa
    keluarga: int
    orang: int


@dataclass(frozen=True)
class PratinjauTutup:
    """`tanpa_peringatan` counts families that would sleep unwarned; the closing then asks why."""

    tenggat_akhir: datetime
    belum_menyerahkan: int
    tidur: tuple[DesaTidur, ...]
    tanpa_peringatan: int
    siap_selesai: int
    belum_dijawab: int

    @property
    def keluarga(self) -> int:
        return sum(d.keluarga for d in self.tidur)

    @property
    def orang(self) -> int:
        return sum(d.orang for d in self.tidur)


def preview_tutup(periode: Periode) -> PratinjauTutup:
    """The same rules as the closing itself, without writing."""
    daftar = list(PeriodeDesa.objects.filter(periode=periode).order_by("kode_desa"))
    diam = [d for d in daftar if _is_diam(periode, d)]
    kode = [d.kode_desa for d in diam]
    per_desa = list_akan_tidur(kode).order_by("kode_desa").values_list("kode_desa")
    jumlah = {k: (n, o) for k, n, o in per_desa.annotate(n=Count("pk"), o=Sum("jumlah_anggota"))}
    nama = dict(Wilayah.objects.filter(kode__in=kode).values_list("kode", "nama"))
    belum = count_belum_dijawab(periode.pk, periode.kode_wilayah)
    tidur = tuple(
        DesaTidur(
            d.kode_desa,
            nama.get(d.kode_desa, d.kode_desa),
            StatusDesa(d.status),
            *jumlah.get(d.kode_desa, (0, 0)),
        )
        for d in diam
    )
    siap = [d for d in daftar if d.status is StatusDesa.DISAHKAN and not belum.get(d.kode_desa)]
    return PratinjauTutup(
        get_tenggat_akhir(periode), sum(d.status not in SUDAH_DISERAHKAN for d in daftar), tidur,
        list_tanpa_peringatan(periode, kode).count(), len(siap), sum(belum.values()),
    )  # fmt: skip


def _is_diam(periode: Periode, desa: PeriodeDesa) -> bool:
    profil = profil_of(periode)
    fakta = FaktaTutup(
        status=StatusDesa(desa.status), tidurkan_desa_diam=profil.tidurkan_desa_diam, akibat_diam=profil.akibat_diam
    )  # fmt: skip
    return desa.diserahkan_at is None and not is_data_desa_tetap(fakta)
