"""Every write of the cycle by its name. Here: counting what the kabupaten accepted (R72), and notes (R12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from opensiks.akun.access import require
from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.keluarga.models import Keluarga
from opensiks.keluarga.services import set_status_keluarga
from opensiks.rules.aktor import Actor
from opensiks.rules.catat_verval import FaktaCatatan, check_catatan
from opensiks.rules.peran import Izin
from opensiks.rules.registri import StatusKeluarga
from opensiks.rules.rule import AksiDitolak
from opensiks.rules.syarat import is_dalam_cakupan
from opensiks.rules.verval import FaktaPeristiwa, StatusDesa, is_verval_terhitung
from opensiks.verval.beku import HasilPeringatan as HasilPeringatan
from opensiks.verval.beku import freeze_overdue as freeze_overdue
from opensiks.verval.beku import warn_beku as warn_beku
from opensiks.verval.catat import HasilCatat as HasilCatat
from opensiks.verval.catat import VervalBaru as VervalBaru
from opensiks.verval.catat import cancel_verval as cancel_verval
from opensiks.verval.catat import list_halangan as list_halangan
from opensiks.verval.catat import record_tetap as record_tetap
from opensiks.verval.catat import record_verval as record_verval
from opensiks.verval.catat import record_verval_banyak as record_verval_banyak
from opensiks.verval.desa import move_desa as move_desa
from opensiks.verval.ingat import warn_desa as warn_desa
from opensiks.verval.kunjungan import record_kunjungan as record_kunjungan
from opensiks.verval.masa import profil_of
from opensiks.verval.models import Catatan, PeriodeDesa
from opensiks.verval.periode import extend_periode as extend_periode
from opensiks.verval.periode import open_periode as open_periode
from opensiks.verval.queries import find_periode
from opensiks.verval.tenggat import warn_tenggat as warn_tenggat
from opensiks.verval.tutup import HasilTutup as HasilTutup
from opensiks.verval.tutup import close_desa as close_desa
from opensiks.verval.tutup import close_periode as close_periode


@dataclass(frozen=True)
class HasilHitung:
    """Verdicts counted, the persons in them, and the families they woke."""

    keluarga: int
    orang: int
    cair: int
    bangun: int


@mutation("verval.confirmed")
def confirm_verval(desa: PeriodeDesa, *, by: Actor, at: datetime) -> HasilHitung:
    """Count the village's living verdicts, once the profile's landmark is reached (R72): at receipt, as a rule.

    Each family's `verval_terakhir` becomes the day of the visit; a frozen or sleeping one is active again, whatever
    the verdict was: what it leads to is decided by its usulan. Doing it twice counts nothing twice.
    """
    fakta = FaktaPeristiwa(patokan=profil_of(desa.periode).patokan_verval, status=StatusDesa(desa.status))
    salah = [] if is_verval_terhitung(fakta) else [is_verval_terhitung.violation()]
    if not by.cakupan.covers(desa.kode_desa):
        salah.append(is_dalam_cakupan.violation())
    if salah:
        raise AksiDitolak(salah)
    rows = _count(desa, at)
    beku = [id for id, status, _ in rows if status == StatusKeluarga.BEKU]
    tidur = [id for id, status, _ in rows if status == StatusKeluarga.DITIDURKAN]
    for ids in (beku, tidur):
        if ids:
            alasan = f"R72: diverval pada {desa.periode.label}"[:80]
            set_status_keluarga(
                ids, StatusKeluarga.AKTIF, alasan, by=by, at=at, sumber="verval", periode_id=desa.periode_id
            )
    hasil = HasilHitung(len(rows), sum(orang for *_, orang in rows), len(beku), len(tidur))
    isi = {"keluarga": hasil.keluarga, "orang": hasil.orang, "cair": hasil.cair, "bangun": hasil.bangun}
    jejak.record("verval.confirmed", desa, by=by, at=at, **isi)
    return hasil


def _count(desa: PeriodeDesa, at: datetime) -> list[tuple[Any, ...]]:
    """(family, its status, persons) of every verdict counted now. A visit never makes the last verval earlier."""
    with connection.cursor() as cur:
        cur.execute(
            """WITH baru AS (
                   UPDATE verval_verval SET dihitung_at = %(at)s
                   WHERE periode_id = %(periode)s AND kode_desa = %(kode)s AND batal_at IS NULL AND dihitung_at IS NULL
                   RETURNING keluarga_id, tanggal, orang)
               UPDATE keluarga_keluarga k SET verval_terakhir = greatest(k.verval_terakhir, baru.tanggal)
               FROM baru WHERE k.id = baru.keluarga_id RETURNING k.id, k.status, baru.orang""",
            {"at": at, "periode": desa.periode_id, "kode": desa.kode_desa},
        )
        return list(cur.fetchall())


@mutation("catatan.added")
def add_catatan(keluarga: Keluarga, isi: str, *, by: Actor, at: datetime, kunjungan: bool = False) -> Catatan:
    """A note or a visit result beside a family; it changes no state (R12), but it is a sign of life of the village."""
    require(by, Izin.CATATAN_ADD)
    cakup = by.cakupan.covers(keluarga.kode_desa)
    if salah := check_catatan(FaktaCatatan(isi=isi, dalam_cakupan=cakup)):
        raise AksiDitolak(salah)
    catatan = Catatan.objects.create(
        kode_desa=keluarga.kode_desa, keluarga=keluarga, kunjungan=kunjungan, isi=isi.strip(), oleh=by.nama,
        aktor_id=by.akun_id, peran=by.peran.value, at=at,
    )  # fmt: skip
    periode = find_periode(keluarga.kode_desa, at)
    PeriodeDesa.objects.filter(periode=periode, kode_desa=keluarga.kode_desa).update(tanda_at=at)
    objek = f"keluarga:{keluarga.pk}"
    isi_jejak = {"catatan": catatan.pk, "kunjungan": kunjungan}
    jejak.record_many([jejak.Catatan("catatan.added", objek, keluarga.kode_desa, isi_jejak)], by=by, at=at)
    return catatan
