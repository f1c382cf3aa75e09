"""move_desa: the only door through which a village changes its state in a period."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import connection

from opensiks.infra.copy import copy_into
from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.rules.aktor import Actor
from opensiks.rules.jejak import name_peristiwa
from opensiks.rules.peran import TINGKAT_PERAN
from opensiks.rules.rule import AksiDitolak, Violation
from opensiks.rules.verval import AksiDesa, FaktaDesa, StatusDesa, TransitionDesa, check_desa
from opensiks.verval.models import PeriodeDesa

PERISTIWA_DESA = tuple(name_peristiwa("verval_desa", aksi) for aksi in AksiDesa)

# The time a step leaves on the village: that of its last passage.
WAKTU = {
    AksiDesa.START: "mulai_at",
    AksiDesa.CLOSE_MUSYAWARAH: "musyawarah_at",
    AksiDesa.FINALISE: "final_at",
    AksiDesa.HAND_OVER: "diserahkan_at",
    AksiDesa.RECEIVE: "diterima_at",
}
KOLOM_RIWAYAT = (
    "periode_desa_id",
    "kode_desa",
    "aksi",
    "dari",
    "ke",
    "oleh",
    "aktor_id",
    "peran",
    "at",
    "catatan",
)

Langkah = tuple[PeriodeDesa, FaktaDesa, TransitionDesa]


@mutation(*PERISTIWA_DESA)
def move_desa(
    daftar: Sequence[PeriodeDesa], aksi: AksiDesa, fakta: Callable[[PeriodeDesa], FaktaDesa], *, by: Actor,
    at: datetime, catatan: str = "",
) -> Sequence[PeriodeDesa]:  # fmt: skip
    """Take a step with every village of `daftar`, or with none: AksiDitolak names what stands in the way.

    `fakta` is asked after the rows are locked; their present status is put into the facts. The given objects are
    brought up to date.
    """
    _lock(daftar)
    langkah = _check(daftar, aksi, fakta, by)
    terlambat = {d.pk for d, f, _ in langkah if aksi is AksiDesa.HAND_OVER and not f.masa.terbuka}
    for desa, _, baris in langkah:
        desa.status = baris.ke
        desa.terlambat = desa.terlambat or desa.pk in terlambat
        if aksi in WAKTU:
            setattr(desa, WAKTU[aksi], at)
        if _is_desa(by):
            desa.tanda_at = at
    _write([d for d, _, _ in langkah], aksi, by, at)
    copy_into("verval_riwayatdesa", KOLOM_RIWAYAT, _riwayat(langkah, by, at, catatan))
    jejak.record_many((_catatan(d, t, catatan) for d, _, t in langkah), by=by, at=at)
    return daftar


def _lock(daftar: Sequence[PeriodeDesa]) -> None:
    """Lock the rows in one order, and take over how they now stand."""
    rows = PeriodeDesa.objects.select_for_update().filter(pk__in=[d.pk for d in daftar]).order_by("id")
    kini = {
        pk: (status, terlambat) for pk, status, terlambat in rows.values_list("pk", "status", "terlambat")
    }
    for desa in daftar:
        desa.status, desa.terlambat = kini[desa.pk]


def _write(daftar: Sequence[PeriodeDesa], aksi: AksiDesa, by: Actor, at: datetime) -> None:
    kolom = [*([WAKTU[aksi]] if aksi in WAKTU else []), *(["tanda_at"] if _is_desa(by) else [])]
    waktu = "".join(f", {k} = %(at)s" for k in kolom)
    with connection.cursor() as cur:
        cur.execute(
            f"UPDATE verval_periodedesa d SET status = b.status, terlambat = b.terlambat{waktu}"
            " FROM unnest(%(id)s::bigint[], %(status)s::text[], %(terlambat)s::boolean[]) AS b (id, status, terlambat)"
            " WHERE d.id = b.id",
            {
                "id": [d.pk for d in daftar], "status": [d.status.value for d in daftar],
                "terlambat": [d.terlambat for d in daftar], "at": at,
            },
        )  # fmt: skip


def _is_desa(by: Actor) -> bool:
    """Somebody of the village itself: what they do is a sign of life of the village."""
    return TINGKAT_PERAN[by.peran] == 4


def _check(
    daftar: Sequence[PeriodeDesa], aksi: AksiDesa, fakta: Callable[[PeriodeDesa], FaktaDesa], by: Actor
) -> list[Langkah]:
    langkah: list[Langkah] = []
    dilanggar: list[Violation] = []
    for desa in daftar:
        f = replace(fakta(desa), status=StatusDesa(desa.status))
        baris, salah = check_desa(f, aksi, by.peran)
        dilanggar += [replace(v, data={**v.data, "kode_desa": desa.kode_desa}) for v in salah]
        if baris is not None:
            langkah.append((desa, f, baris))
    if dilanggar:
        raise AksiDitolak(dilanggar)
    return langkah


def _riwayat(
    langkah: Sequence[Langkah], by: Actor, at: datetime, catatan: str
) -> Iterator[tuple[object, ...]]:
    for desa, _, t in langkah:
        yield (
            desa.pk, desa.kode_desa, t.aksi.value, t.dari.value, t.ke.value, by.nama, by.akun_id, by.peran.value, at,
            catatan,
        )  # fmt: skip


def _catatan(desa: PeriodeDesa, t: TransitionDesa, catatan: str) -> jejak.Catatan:
    ringkasan = {"dari": t.dari.value, "ke": t.ke.value, "terlambat": desa.terlambat}
    if catatan:
        ringkasan["catatan"] = catatan
    peristiwa = name_peristiwa("verval_desa", t.aksi)
    return jejak.Catatan(peristiwa, jejak.objek_of(desa), desa.kode_desa, ringkasan)
