"""Before and after of every field, written when a usulan is submitted: what the forum decides on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection

from opensiks.infra.copy import copy_into
from opensiks.rules.jenis import Jenis
from opensiks.usulan.isi import flatten
from opensiks.usulan.models import Usulan
from opensiks.usulan.muatan import as_text

_KOLOM = ("usulan_id", "kode_desa", "revisi", "kolom", "lama", "baru", "bentrok")
# The field that a jenis changes in the registry beside what its muatan says.
_STATUS: dict[Jenis, str] = {
    Jenis.MENINGGAL: "NONAKTIF",
    Jenis.GANDA: "NONAKTIF",
    Jenis.TIDAK_DITEMUKAN: "NONAKTIF",
}


def write_rincian(daftar: Sequence[Usulan]) -> None:
    """One row for each field of each usulan; `versi_dasar` becomes the version they were read from."""
    rows = [row for u in daftar for row in _rows(u)]
    if rows:
        copy_into("usulan_rincianusulan", _KOLOM, rows)
    _rebase(daftar)


def before(u: Usulan, kolom: str) -> str:
    """What the registry now holds where a PERBAIKAN wants to write."""
    asal = u.individu or u.keluarga
    return as_text(getattr(asal, kolom, "")) if asal else ""


def _rows(u: Usulan) -> Iterator[tuple[Any, ...]]:
    perbaikan = u.jenis in (Jenis.PERBAIKAN_ID, Jenis.PERBAIKAN_DATA)
    isi = {k: as_text(v) for k, v in u.muatan.items()} if perbaikan else flatten(u.muatan)
    if u.program:
        isi["program"] = u.program
    for kolom, baru in isi.items():
        lama = before(u, kolom) if perbaikan else _lama(u, kolom)
        if not perbaikan or lama != baru:
            yield u.pk, u.kode_desa, u.revisi, kolom[:40], lama[:240], baru[:240], ""
    if (sesudah := _STATUS.get(u.jenis)) and (asal := u.individu or u.keluarga):
        yield u.pk, u.kode_desa, u.revisi, "status", str(asal.status), sesudah, ""


def _lama(u: Usulan, kolom: str) -> str:
    if kolom == "tujuan":
        return u.kode_desa
    if (
        u.jenis in (Jenis.PECAH_KK, Jenis.PINDAH)
        and kolom in ("no_kk", "alamat", "dusun", "rt", "rw")
        and u.keluarga
    ):
        return as_text(getattr(u.keluarga, kolom))
    return ""


def _rebase(daftar: Sequence[Usulan]) -> None:
    rows = [(u.pk, asal.versi) for u in daftar if (asal := u.individu or u.keluarga)]
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE usulan_usulan u SET versi_dasar = b.versi FROM unnest(%s::bigint[], %s::int[]) AS b (id, versi) "
            "WHERE u.id = b.id",
            [[r[0] for r in rows], [r[1] for r in rows]],
        )
    for u in daftar:
        if asal := u.individu or u.keluarga:
            u.versi_dasar = asal.versi
