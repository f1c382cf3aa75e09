"""The villages of one kecamatan in the current period: stage, counts, days of silence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from opensiks.akun.queries import list_petugas_wilayah
from opensiks.infra.clock import local
from opensiks.rules.peran import Peran
from opensiks.rules.verval import SUDAH_DISERAHKAN, StatusDesa
from opensiks.verval import queries as verval
from opensiks.web.bentuk import TAHAP
from opensiks.web.format import write_number
from opensiks.wilayah.queries import find_wilayah

if TYPE_CHECKING:
    from opensiks.verval.models import Periode


# From so many days on a silence is worth a call.
HARI_DIAM = 7


@dataclass(frozen=True)
class BarisDesa:
    """One village. `bantu` says what a companion could help with now; empty when nothing stands out."""

    kemajuan: verval.Kemajuan
    status: StatusDesa
    diam: int
    kunjungan: int
    operator: str

    @property
    def bantu(self) -> str:
        k = self.kemajuan
        if self.status is StatusDesa.DIKEMBALIKAN:
            return _("Hasil dikembalikan Dinas. Temani memperbaikinya.")
        if self.status in SUDAH_DISERAHKAN:
            return ""
        if k.terancam.keluarga:
            return _("{keluarga} keluarga akan beku. Datangi dahulu.").format(
                keluarga=write_number(k.terancam.keluarga)
            )
        if self.diam >= HARI_DIAM:
            return _("Tidak ada kabar {diam} hari. Hubungi operatornya.").format(diam=self.diam)
        if self.status is StatusDesa.BELUM_MULAI:
            return _("Belum mulai. Tanyakan kesulitannya.")
        if not k.belum.keluarga and self.status is StatusDesa.BERJALAN:
            return _("Verval selesai. Ajak mengadakan musyawarah.")
        return ""

    @property
    def url(self) -> str:
        return f"/verval/?desa={self.kemajuan.kode}"

    @property
    def jangkar(self) -> str:
        """Its row of the table below, for those who see counts only."""
        return f"#desa-{self.kemajuan.kode}"

    @property
    def rinci(self) -> str:
        """For the card of its tile."""
        k = self.kemajuan
        angka = _("{keluarga} dari {keluarga2} keluarga").format(
            keluarga=write_number(k.sudah.keluarga), keluarga2=write_number(k.semua.keluarga)
        )
        return " | ".join(
            b
            for b in (
                angka,
                _("Operator: {operator}").format(operator=self.operator) if self.operator else "",
                self.bantu,
            )
            if b
        )

    @property
    def persen(self) -> int:
        semua = self.kemajuan.semua.keluarga
        return 100 * self.kemajuan.sudah.keluarga // semua if semua else 0

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

    @property
    def kunjungan(self) -> int:
        """Visits of this period in all its villages: the sum of their column."""
        return sum(d.kunjungan for d in self.desa)


def compose_kecamatan(kode: str, at: datetime) -> KecamatanKerja:
    wilayah = find_wilayah(kode)
    nama = _("Kecamatan {nama}").format(nama=wilayah.nama) if wilayah else kode
    periode = verval.find_periode(kode, at)
    if periode is None:
        return KecamatanKerja(nama, None, None, 0, None, ())
    masa = verval.get_masa(periode, kode)
    diam = {d.kode: d.hari for d in verval.list_diam(periode, kode, at=at)}
    status = {d.kode_desa: StatusDesa(d.status) for d in verval.list_periode_desa(periode, kode)}
    kunjungan = verval.count_kunjungan(kode, periode.mulai_at)
    pada = local(at, kode).date()
    operator = {
        p.kode_wilayah: p.akun.nama for p in list_petugas_wilayah(kode, pada, peran=Peran.OPERATOR_DESA)
    }
    desa = tuple(
        BarisDesa(k, status[k.kode], diam.get(k.kode, 0), kunjungan.get(k.kode, 0), operator.get(k.kode, ""))
        for k in verval.get_progress(periode, kode, tier=4, at=at)
    )
    jumlah = verval.get_total(periode, kode, at=at)
    return KecamatanKerja(nama, periode, masa, masa.hari_lagi(at), jumlah, desa)
