"""Recording the verval of families of one village: one verdict per family and period, changed by a newer one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from opensiks.akun.access import require
from opensiks.infra.copy import copy_into
from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.keluarga.models import Keluarga
from opensiks.rules.aktor import Actor
from opensiks.rules.catat_verval import (
    MENIT_CEPAT,
    FaktaBatal,
    FaktaCatat,
    FaktaKeluargaVerval,
    check_batal,
    check_catat,
    check_pintu,
    is_tidak_tergesa,
)
from opensiks.rules.peran import Izin
from opensiks.rules.registri import StatusKeluarga
from opensiks.rules.rule import AksiDitolak, Violation
from opensiks.rules.temuan import tanggal_panjang
from opensiks.rules.verval import AksiDesa, HasilVerval, StatusDesa
from opensiks.verval.desa import move_desa
from opensiks.verval.masa import MasaDesa, facts_masa, get_masa
from opensiks.verval.models import Periode, PeriodeDesa, RiwayatDesa, Verval
from opensiks.verval.queries import count_tetap_sejak, list_fakta_desa, with_terhalang

KOLOM = (
    "periode_id", "keluarga_id", "kode_desa", "hasil", "orang", "tanggal", "massal", "catatan", "oleh", "aktor_id",
    "at",
)  # fmt: skip


@dataclass(frozen=True)
class HasilCatat:
    """Families and persons recorded; `info` is for the screen to say, it stops nothing."""

    keluarga: int
    orang: int
    info: tuple[Violation, ...] = ()


@dataclass(frozen=True, slots=True)
class VervalBaru:
    """One family's verdict, to be recorded among many."""

    keluarga_id: int
    hasil: HasilVerval
    tanggal: date
    catatan: str = ""


@mutation("verval.recorded")
def record_verval(
    periode: Periode, daftar: Collection[Keluarga], hasil: HasilVerval, *, by: Actor, at: datetime, tanggal: date,
    catatan: str = "",
) -> HasilCatat:  # fmt: skip
    """Record one result for families of one village, visited on `tanggal`. A newer verdict replaces the older one."""
    kode_desa = next((k.kode_desa for k in daftar), "")
    baru = [VervalBaru(k.pk, hasil, tanggal, catatan) for k in daftar]
    return _record(periode, kode_desa, baru, False, by, at, bila_kosong=(hasil, tanggal))


@mutation("verval.recorded")
def record_verval_banyak(
    periode: Periode, kode_desa: str, daftar: Sequence[VervalBaru], *, by: Actor, at: datetime
) -> HasilCatat:
    """Record a whole evening of one village, each family with its own result and day: all of them, or none."""
    return _record(periode, kode_desa, daftar, False, by, at)


@mutation("verval.recorded")
def record_tetap(
    periode: Periode, kode_desa: str, keluarga_ids: Collection[int], *, by: Actor, at: datetime, tanggal: date
) -> HasilCatat:
    """Mark families of a village TETAP in one go, after review. Refused as a whole when one of them may not be."""
    baru = [VervalBaru(pk, HasilVerval.TETAP, tanggal) for pk in keluarga_ids]
    return _record(periode, kode_desa, baru, True, by, at, bila_kosong=(HasilVerval.TETAP, tanggal))


@mutation("verval.cancelled")
def cancel_verval(
    periode: Periode,
    kode_desa: str,
    keluarga_ids: Collection[int],
    *,
    by: Actor,
    at: datetime,
    alasan: str = "",
) -> int:
    """Take back the verdicts on these families, until the village is final; returns how many there were."""
    require(by, Izin.VERVAL_RECORD)
    desa = _lock_desa(periode, kode_desa)
    hidup = Verval.objects.filter(
        periode=periode, kode_desa=kode_desa, keluarga_id__in=keluarga_ids, batal_at__isnull=True
    )
    ada = list(hidup.order_by("keluarga_id").values_list("keluarga_id", "hasil"))
    cakup = by.cakupan.covers(kode_desa)
    if salah := check_batal(FaktaBatal(status=StatusDesa(desa.status), ada=len(ada), dalam_cakupan=cakup)):
        raise AksiDitolak(salah)
    hidup.update(batal_at=at)
    PeriodeDesa.objects.filter(pk=desa.pk).update(tanda_at=at)
    isi = {"periode": periode.kode, "alasan": alasan}
    jejak.record_many(
        (
            jejak.Catatan("verval.cancelled", f"keluarga:{id}", kode_desa, {**isi, "hasil": str(hasil)})
            for id, hasil in ada
        ),
        by=by,
        at=at,
    )
    return len(ada)


def _record(
    periode: Periode, kode_desa: str, daftar: Sequence[VervalBaru], massal: bool, by: Actor, at: datetime,
    bila_kosong: tuple[HasilVerval, date] | None = None,
) -> HasilCatat:  # fmt: skip
    require(by, Izin.VERVAL_RECORD)
    desa = _lock_desa(periode, kode_desa)
    baru = {b.keluarga_id: b for b in daftar}
    rows = _list_keluarga(kode_desa, baru)
    _check(periode, desa, rows, baru, bila_kosong, by, at)
    if desa.status is StatusDesa.BELUM_MULAI:
        fakta = list_fakta_desa([desa], by, at)[desa.pk]
        move_desa([desa], AksiDesa.START, lambda _: fakta, by=by, at=at)
    else:
        PeriodeDesa.objects.filter(pk=desa.pk).update(tanda_at=at)
    lama = Verval.objects.filter(
        periode=periode, kode_desa=kode_desa, keluarga_id__in=baru, batal_at__isnull=True
    )
    diganti = set(lama.values_list("keluarga_id", flat=True))
    if diganti:
        lama.update(batal_at=at)
    copy_into("verval_verval", KOLOM, (_row(periode, k, baru[k.pk], massal, by, at) for k in rows))
    info = _list_info({b.hasil for b in daftar}, by, at)
    _record_jejak(periode, rows, baru, diganti, info, by, at)
    return HasilCatat(len(rows), sum(k.jumlah_anggota for k in rows), info)


def _row(
    periode: Periode, k: _Rumah, b: VervalBaru, massal: bool, by: Actor, at: datetime
) -> tuple[Any, ...]:
    return (
        periode.pk, k.pk, k.kode_desa, b.hasil.value, k.jumlah_anggota, b.tanggal, massal, b.catatan, by.nama,
        by.akun_id, at,
    )  # fmt: skip


def _lock_desa(periode: Periode, kode_desa: str) -> PeriodeDesa:
    """The village's row, locked: verdicts of one village are written one after the other."""
    rows = PeriodeDesa.objects.select_for_update().filter(periode=periode, kode_desa=kode_desa)
    desa = rows.first()
    if desa is None:
        raise AksiDitolak(
            [
                Violation(
                    "R1",
                    "Desa itu tidak ada dalam periode ini.",
                    langkah="Pilih desa dalam wilayah tugas Anda.",
                )
            ]
        )
    return desa


class _Rumah(NamedTuple):
    """What recording asks of a family; `terhalang`: a finding keeps it from TETAP."""

    pk: int
    kode_desa: str
    status: StatusKeluarga
    jumlah_anggota: int
    kepala_nama: str
    terhalang: bool


def _list_keluarga(kode_desa: str, ids: Collection[int]) -> list[_Rumah]:
    rows = with_terhalang(Keluarga.objects.filter(kode_desa=kode_desa, pk__in=list(ids))).order_by("id")
    return [_Rumah(*r) for r in rows.values_list(*_Rumah._fields)]


def _check(
    periode: Periode, desa: PeriodeDesa, rows: list[_Rumah], baru: Mapping[int, VervalBaru],
    bila_kosong: tuple[HasilVerval, date] | None, by: Actor, at: datetime,
) -> None:  # fmt: skip
    """Each result and day is judged by itself; the first that may not be refuses all."""
    masa = get_masa(periode, desa.kode_desa)
    cakup = by.cakupan.covers(desa.kode_desa)
    diminta = Counter((b.hasil, b.tanggal) for b in baru.values())
    per: dict[tuple[HasilVerval, date], list[FaktaKeluargaVerval]] = defaultdict(list)
    for k in rows:
        b = baru[k.pk]
        per[b.hasil, b.tanggal].append(
            FaktaKeluargaVerval(nama=k.kepala_nama, status=k.status, terhalang=k.terhalang)
        )
    for kunci in diminta or [bila_kosong or (HasilVerval.TETAP, masa.tanggal(at))]:
        hasil, tanggal = kunci
        fakta = _fakta(
            periode, desa, masa, hasil, tanggal, at, daftar=per[kunci], dalam_cakupan=cakup,
            tak_terlihat=diminta[kunci] - len(per[kunci]),
        )  # fmt: skip
        if salah := check_catat(fakta, _tanggal(masa, at)):
            raise AksiDitolak(salah)


def list_halangan(periode: Periode, desa: PeriodeDesa, masa: MasaDesa, at: datetime) -> list[Violation]:
    """Why no verdict can be recorded in the village now; empty when the door is open. The same rules as the write."""
    fakta = _fakta(periode, desa, masa, HasilVerval.TETAP, masa.tanggal(at), at)
    return check_pintu(fakta, _tanggal(masa, at))


def _fakta(
    periode: Periode, desa: PeriodeDesa, masa: MasaDesa, hasil: HasilVerval, tanggal: date, at: datetime, **lain: Any
) -> FaktaCatat:  # fmt: skip
    kalender = facts_masa(periode, masa, at)
    # Whether the village was opened again matters only after its window has closed.
    dibuka_lagi = (
        not kalender.terbuka and RiwayatDesa.objects.filter(periode_desa=desa, aksi=AksiDesa.REOPEN).exists()
    )
    return FaktaCatat(
        status=StatusDesa(desa.status), hasil=hasil, tanggal=tanggal, hari_ini=masa.tanggal(at),
        mulai=masa.tanggal(masa.mulai), masa=kalender, dibuka_lagi=dibuka_lagi, **lain,
    )  # fmt: skip


def _tanggal(masa: MasaDesa, at: datetime) -> dict[str, str]:
    """The days of the window as the rules' sentences name them."""
    sampai = masa.tanggal(masa.tenggat_desa - timedelta(microseconds=1))
    data = {"mulai": masa.tanggal(masa.mulai), "sampai": sampai, "hari_ini": masa.tanggal(at)}
    return {k: tanggal_panjang(v) for k, v in data.items()}


def _list_info(hasil: Collection[HasilVerval], by: Actor, at: datetime) -> tuple[Violation, ...]:
    """The calm sentence after very many TETAP in very little time; it is on the trail too."""
    if HasilVerval.TETAP not in hasil or by.asal.startswith("perangkat:"):
        # What a laptop gathered in weeks comes in at once; that is no hurry.
        return ()
    n = count_tetap_sejak(by.akun_id, at - timedelta(minutes=MENIT_CEPAT))
    return () if is_tidak_tergesa(n) else (is_tidak_tergesa.violation(n=str(n)),)


def _record_jejak(
    periode: Periode, rows: list[_Rumah], baru: Mapping[int, VervalBaru], diganti: set[int],
    info: tuple[Violation, ...], by: Actor, at: datetime,
) -> None:  # fmt: skip
    umum: dict[str, object] = {"info": info[0].kode} if info else {}

    def catatan(k: _Rumah) -> jejak.Catatan:
        b = baru[k.pk]
        isi = {"periode": periode.kode, "hasil": b.hasil.value, "tanggal": b.tanggal.isoformat(), **umum}
        if k.pk in diganti:
            isi["mengganti"] = True
        return jejak.Catatan("verval.recorded", f"keluarga:{k.pk}", k.kode_desa, isi)

    jejak.record_many(map(catatan, rows), by=by, at=at)
