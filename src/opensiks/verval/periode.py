"""Opening a period and extending its deadlines."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time

from django.db import connection

from opensiks.akun.access import require
from opensiks.infra.clock import zona
from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.rules.aktor import Actor
from opensiks.rules.ketentuan import PROFIL
from opensiks.rules.peran import Izin
from opensiks.rules.periode import FaktaBuka, check_buka, is_periode_terbuka
from opensiks.rules.rule import AksiDitolak, Violation
from opensiks.rules.tenggat import FaktaPerpanjangan, TierTenggat, check_extend, end_of, start_of
from opensiks.rules.verval import StatusDesa
from opensiks.verval.kabar import tell_dibuka, tell_diperpanjang
from opensiks.verval.masa import get_tenggat
from opensiks.verval.models import Periode, PeriodeDesa, Perpanjangan


@mutation("periode.opened")
def open_periode(
    kode: str, label: str, profil: str, kode_wilayah: str, mulai: date, tenggat_desa: date, tenggat_kab: date, *,
    by: Actor, at: datetime,
) -> Periode:  # fmt: skip
    """Open a period over an area, with a row for every village that is valid on its first day.

    Dates are local to the area and included; they are stored as instants with exclusive ends (R78).
    """
    require(by, Izin.PERIODE_OPEN)
    tempat = zona(kode_wilayah)
    mulai_at, sampai_at = start_of(mulai, tempat), end_of(tenggat_desa, tempat)
    fakta = FaktaBuka(
        mulai=mulai,
        tenggat_desa=tenggat_desa,
        tenggat_kab=tenggat_kab,
        profil_dikenal=profil in PROFIL,
        dalam_cakupan=by.cakupan.covers(kode_wilayah),
        kode_baru=not Periode.objects.filter(kode=kode, kode_wilayah=kode_wilayah).exists(),
        jumlah_desa=_count_desa(kode_wilayah, mulai),
        tumpang=_list_tumpang(kode_wilayah, mulai_at, sampai_at),
    )
    if salah := check_buka(fakta):
        raise AksiDitolak(salah)
    periode = Periode.objects.create(
        kode=kode, label=label, profil=profil, kode_wilayah=kode_wilayah, mulai_at=mulai_at, tenggat_desa_at=sampai_at,
        tenggat_kab_at=end_of(tenggat_kab, tempat),
    )  # fmt: skip
    desa = _insert_desa(periode, mulai)
    ringkasan = {"kode": kode, "profil": profil, "desa": desa, "mulai": mulai.isoformat()}
    tenggat = {"tenggat_desa": tenggat_desa.isoformat(), "tenggat_kab": tenggat_kab.isoformat()}
    jejak.record("periode.opened", periode, by=by, at=at, **ringkasan, **tenggat)
    tell_dibuka(periode, tenggat_desa, by=by, at=at)
    return periode


_DESA = """FROM wilayah_wilayah w WHERE w.tingkat = 4 AND w.kode ^@ %(kode)s
           AND (w.berlaku_sejak IS NULL OR w.berlaku_sejak <= %(pada)s)
           AND (w.berlaku_sampai IS NULL OR w.berlaku_sampai > %(pada)s)"""


def _count_desa(kode_wilayah: str, pada: date) -> int:
    with connection.cursor() as cur:
        cur.execute(f"SELECT count(*) {_DESA}", {"kode": kode_wilayah, "pada": pada})
        return int(cur.fetchone()[0])


def _insert_desa(periode: Periode, pada: date) -> int:
    with connection.cursor() as cur:
        cur.execute(
            "INSERT INTO verval_periodedesa (periode_id, kode_desa, status, terlambat)"
            f" SELECT %(periode)s, w.kode, %(status)s, false {_DESA} ORDER BY w.kode",
            {
                "periode": periode.pk, "status": StatusDesa.BELUM_MULAI.value, "kode": periode.kode_wilayah,
                "pada": pada,
            },
        )  # fmt: skip
        return int(cur.rowcount)


def _list_tumpang(kode_wilayah: str, mulai: datetime, sampai: datetime) -> tuple[str, ...]:
    """Labels of periods in which some village of the area would have two open windows at once."""
    rows = PeriodeDesa.objects.filter(
        kode_desa__startswith=kode_wilayah, periode__mulai_at__lt=sampai, periode__tenggat_desa_at__gt=mulai
    )
    return tuple(rows.order_by("periode__label").values_list("periode__label", flat=True).distinct())


@mutation("periode.extended")
def extend_periode(
    periode: Periode, tier: TierTenggat, sampai: date, *, by: Actor, at: datetime, nomor_surat: str, alasan: str,
    kode_wilayah: str | None = None, jam: time | None = None,
) -> Perpanjangan:  # fmt: skip
    """Give a tier more time, until `sampai` included (or until `jam` of that day), by a letter (R77).

    `kode_wilayah` narrows it to a part of the area; a closed period can be extended for a part only. The kabupaten's
    deadline moves along when the village's would pass it. The deadline that was replaced stays in the row.
    """
    require(by, Izin.PERIODE_EXTEND)
    kode = periode.kode_wilayah if kode_wilayah is None else kode_wilayah
    seluruh = kode == periode.kode_wilayah
    periode = Periode.objects.select_for_update().get(pk=periode.pk) if seluruh else periode
    baru = end_of(sampai, zona(periode.kode_wilayah), jam)
    lama = get_tenggat(periode, tier, kode)
    salah = check_extend(FaktaPerpanjangan(sampai_lama=lama, sampai_baru=baru, dasar=nomor_surat))
    if seluruh and periode.ditutup_at is not None:
        salah.append(is_periode_terbuka.violation())
    if not by.cakupan.covers(kode) or not kode.startswith(periode.kode_wilayah):
        salah.append(
            Violation("R1", "Wilayah itu di luar wilayah Anda.", langkah="Minta petugas wilayah itu.")
        )
    if salah:
        raise AksiDitolak(salah)
    isi = {"nomor_surat": nomor_surat, "alasan": alasan, "oleh": by.nama, "at": at}
    row = _extend(periode, tier, kode, lama, baru, isi)
    kab = get_tenggat(periode, TierTenggat.KAB, kode)
    if kab < baru:
        _extend(periode, TierTenggat.KAB, kode, kab, baru, isi)
    if seluruh:
        _save_tenggat(periode, tier, baru)
    ringkasan = {
        "tier": tier.value,
        "lama": lama.isoformat(),
        "baru": baru.isoformat(),
        "nomor_surat": nomor_surat,
    }
    objek = jejak.objek_of(periode)
    jejak.record_many([jejak.Catatan("periode.extended", objek, kode, ringkasan)], by=by, at=at)
    tell_diperpanjang(row, sampai, by=by, at=at)
    return row


def _extend(
    periode: Periode, tier: TierTenggat, kode: str, lama: datetime, baru: datetime, isi: Mapping[str, object]
) -> Perpanjangan:
    return Perpanjangan.objects.create(
        periode=periode, kode_wilayah=kode, tier=tier, tenggat_lama_at=lama, tenggat_baru_at=baru, **isi
    )


def _save_tenggat(periode: Periode, tier: TierTenggat, baru: datetime) -> None:
    if tier is TierTenggat.DESA:
        periode.tenggat_desa_at = baru
    periode.tenggat_kab_at = max(periode.tenggat_kab_at, baru)
    periode.save(update_fields=["tenggat_desa_at", "tenggat_kab_at"])
