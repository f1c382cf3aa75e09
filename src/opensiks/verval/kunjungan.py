"""A companion's visit to a family (R12): what was found, on which day; it changes no state."""

from __future__ import annotations

from datetime import date, datetime

from opensiks.akun.access import require
from opensiks.infra.clock import local
from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.keluarga.models import Keluarga
from opensiks.rules.aktor import Actor
from opensiks.rules.kunjungan import FaktaKunjungan, HasilKunjungan, check_kunjungan
from opensiks.rules.peran import Izin
from opensiks.rules.rule import AksiDitolak
from opensiks.verval.models import Catatan, PeriodeDesa
from opensiks.verval.queries import find_periode


@mutation("kunjungan.recorded")
def record_kunjungan(
    keluarga: Keluarga, hasil: HasilKunjungan, tanggal: date, *, by: Actor, at: datetime, catatan: str = ""
) -> Catatan:
    """What a visit found; the village's operator sees it beside the family. A sign of life of the village, no more."""
    require(by, Izin.CATATAN_ADD)
    fakta = FaktaKunjungan(
        hasil=hasil, tanggal=tanggal, hari_ini=local(at, keluarga.kode_desa).date(), catatan=catatan,
        dalam_cakupan=by.cakupan.covers(keluarga.kode_desa),
    )  # fmt: skip
    if salah := check_kunjungan(fakta):
        raise AksiDitolak(salah)
    row = Catatan.objects.create(
        kode_desa=keluarga.kode_desa, keluarga=keluarga, kunjungan=True, tanggal=tanggal, hasil=hasil,
        isi=catatan.strip(), oleh=by.nama, aktor_id=by.akun_id, peran=by.peran.value, at=at,
    )  # fmt: skip
    periode = find_periode(keluarga.kode_desa, at)
    PeriodeDesa.objects.filter(periode=periode, kode_desa=keluarga.kode_desa).update(tanda_at=at)
    isi = {"catatan": row.pk, "hasil": hasil.value, "tanggal": tanggal.isoformat()}
    objek = f"keluarga:{keluarga.pk}"
    jejak.record_many([jejak.Catatan("kunjungan.recorded", objek, keluarga.kode_desa, isi)], by=by, at=at)
    return row
