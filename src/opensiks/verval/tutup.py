"""Closing a period: who was late (R76), whose data sleep because the village was silent (R75), who is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count, Sum

from opensiks.akun.access import require
from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.keluarga.services import set_status_keluarga
from opensiks.rules.aktor import Actor
from opensiks.rules.beku import FaktaTutup, is_data_desa_tetap
from opensiks.rules.peran import Izin, Peran
from opensiks.rules.periode import FaktaTutupPeriode, check_tutup
from opensiks.rules.registri import StatusKeluarga
from opensiks.rules.rule import AksiDitolak
from opensiks.rules.verval import AksiDesa, StatusDesa, is_terlambat
from opensiks.verval.desa import PERISTIWA_DESA, move_desa
from opensiks.verval.kabar import tell_tutup
from opensiks.verval.masa import get_tenggat_akhir, list_masa, profil_of
from opensiks.verval.models import Periode, PeriodeDesa
from opensiks.verval.queries import list_akan_tidur, list_fakta_desa, list_tanpa_peringatan


@dataclass(frozen=True)
class HasilTutup:
    """What the closing did."""

    terlambat: int
    desa_diam: int
    keluarga_ditidurkan: int
    orang_ditidurkan: int
    desa_selesai: int


@mutation("periode.closed")
def close_periode(
    periode: Periode, *, by: Actor, at: datetime, belum_dijawab: Mapping[str, int] | None = None,
    tanpa_peringatan: str = "",
) -> HasilTutup:  # fmt: skip
    """Close after the last deadline: flag the late (R76), and where the profile says so put the silent to sleep (R75).

    A village is silent when it never handed anything over in this period. Its families must have been warned, or
    `tanpa_peringatan` says why not. `belum_dijawab` is what close_desa() asks for; None closes no village.
    """
    require(by, Izin.PERIODE_OPEN)
    periode = Periode.objects.select_for_update().get(pk=periode.pk)
    daftar = list(PeriodeDesa.objects.select_for_update().filter(periode=periode).order_by("kode_desa"))
    diam = _list_diam(periode, daftar)
    _check_tutup(periode, [d.kode_desa for d in diam], at, tanpa_peringatan)
    terlambat = _flag_terlambat(periode, daftar, at)
    tidur = _suspend(periode, diam, by, at)
    selesai = 0 if belum_dijawab is None else len(_close_desa(daftar, belum_dijawab, by, at))
    periode.ditutup_at = at
    periode.save(update_fields=["ditutup_at"])
    hasil = HasilTutup(
        terlambat, len(diam), sum(n for n, _ in tidur.values()), sum(o for _, o in tidur.values()), selesai
    )
    _record_tutup(periode, daftar, tidur, hasil, tanpa_peringatan, by, at)
    tell_tutup(periode, tidur, hasil, by=by, at=at)
    return hasil


@mutation(*PERISTIWA_DESA)
def close_desa(
    periode: Periode, belum_dijawab: Mapping[str, int], *, by: Actor, at: datetime
) -> list[PeriodeDesa]:
    """DISAHKAN → SELESAI for every village whose lines the centre has all answered; returns those villages.

    `belum_dijawab`: unanswered lines by kode_desa, counted by the floor above; a village not in it has none.
    """
    require(by, Izin.PERIODE_OPEN)
    daftar = list(PeriodeDesa.objects.filter(periode=periode).order_by("kode_desa"))
    return _close_desa(daftar, belum_dijawab, by, at)


def _close_desa(
    daftar: list[PeriodeDesa], belum_dijawab: Mapping[str, int], by: Actor, at: datetime
) -> list[PeriodeDesa]:
    # The table gives CLOSE to the centre's officer alone; the scheduler leaves the villages to a person.
    if by.peran is not Peran.PUSDATIN:
        return []
    siap = [d for d in daftar if d.status is StatusDesa.DISAHKAN and not belum_dijawab.get(d.kode_desa, 0)]
    fakta = {pk: replace(f, belum_dijawab=0) for pk, f in list_fakta_desa(siap, by, at).items()}
    return list(move_desa(siap, AksiDesa.CLOSE, lambda d: fakta[d.pk], by=by, at=at)) if siap else []


def _list_diam(periode: Periode, daftar: list[PeriodeDesa]) -> list[PeriodeDesa]:
    """Villages whose data the profile puts to sleep. One that delivered and was sent back is not silent."""
    profil = profil_of(periode)

    def is_tetap(status: StatusDesa) -> bool:
        return is_data_desa_tetap(
            FaktaTutup(
                status=status,
                tidurkan_desa_diam=profil.tidurkan_desa_diam,
                akibat_diam=profil.akibat_diam,
            )
        )

    return [d for d in daftar if d.diserahkan_at is None and not is_tetap(StatusDesa(d.status))]


def _check_tutup(periode: Periode, kode_diam: list[str], at: datetime, alasan: str) -> None:
    fakta = FaktaTutupPeriode(
        at=at,
        tenggat_akhir=get_tenggat_akhir(periode),
        ditutup=periode.ditutup_at is not None,
        tanpa_peringatan=list_tanpa_peringatan(periode, kode_diam).count(),
        alasan=alasan,
    )
    if salah := check_tutup(fakta):
        raise AksiDitolak(salah)


def _flag_terlambat(periode: Periode, daftar: list[PeriodeDesa], at: datetime) -> int:
    masa = list_masa(periode, [d.kode_desa for d in daftar])
    for desa in daftar:
        desa.terlambat = desa.terlambat or is_terlambat(
            StatusDesa(desa.status), masa[desa.kode_desa].tenggat_desa, at
        )
    telat = [d.pk for d in daftar if d.terlambat]
    PeriodeDesa.objects.filter(pk__in=telat).update(terlambat=True)
    return len(telat)


def _suspend(
    periode: Periode, diam: list[PeriodeDesa], by: Actor, at: datetime
) -> dict[str, tuple[int, int]]:
    """Put the silent villages' families to sleep; families and persons by village."""
    rows = list_akan_tidur([d.kode_desa for d in diam])
    ids = list(rows.values_list("pk", flat=True))
    per_desa = rows.order_by("kode_desa").values_list("kode_desa")
    jumlah = {kode: (n, o) for kode, n, o in per_desa.annotate(n=Count("pk"), o=Sum("jumlah_anggota"))}
    if ids:
        alasan = f"R75: desa tidak menyerahkan hasil {periode.label}"[:80]
        set_status_keluarga(
            ids, StatusKeluarga.DITIDURKAN, alasan, by=by, at=at, sumber="R75", periode_id=periode.pk
        )
    return jumlah


def _record_tutup(
    periode: Periode, daftar: list[PeriodeDesa], tidur: Mapping[str, tuple[int, int]], hasil: HasilTutup, alasan: str,
    by: Actor, at: datetime,
) -> None:  # fmt: skip
    """One event on the area's chain, and one on every village's own."""
    umum = {
        "kode": periode.kode, "terlambat": hasil.terlambat, "desa_diam": hasil.desa_diam,
        "keluarga_ditidurkan": hasil.keluarga_ditidurkan, "orang_ditidurkan": hasil.orang_ditidurkan,
        "desa_selesai": hasil.desa_selesai,
    }  # fmt: skip
    if alasan:
        umum["tanpa_peringatan"] = alasan
    jejak.record("periode.closed", periode, by=by, at=at, **umum)
    jejak.record_many(
        (
            jejak.Catatan(
                "periode.closed", jejak.objek_of(d), d.kode_desa,
                {
                    "kode": periode.kode, "status": d.status.value, "terlambat": d.terlambat,
                    "keluarga_ditidurkan": tidur.get(d.kode_desa, (0, 0))[0],
                },
            )
            for d in daftar
        ),
        by=by,
        at=at,
    )  # fmt: skip
