"""Standing of records and aid: freeze, sleep, close, resume. Nothing is deleted; a status says it (R75)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from opensiks.infra.copy import copy_temp
from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.keluarga import temuan
from opensiks.keluarga.tulis import (
    KOLOM_INDIVIDU,
    KOLOM_KELUARGA,
    Asal,
    Berubah,
    drop_temp,
    lock_rows,
    put_individu,
    put_keluarga,
)
from opensiks.rules.aktor import Actor
from opensiks.rules.registri import StatusIndividu, StatusKeluarga, StatusProgram

S = StatusKeluarga
# (from, to) → event. NONAKTIF is left only by REAKTIVASI or a corrected mistake.
PERISTIWA_STATUS: dict[tuple[S, S], str] = {
    (S.BEKU, S.AKTIF): "keluarga.thawed",
    (S.DITIDURKAN, S.AKTIF): "keluarga.resumed",
    (S.NONAKTIF, S.AKTIF): "keluarga.resumed",
    **{(dari, S.BEKU): "keluarga.frozen" for dari in S if dari is not S.BEKU},
    **{(dari, S.DITIDURKAN): "keluarga.suspended" for dari in S if dari is not S.DITIDURKAN},
    **{(dari, S.NONAKTIF): "keluarga.closed" for dari in S if dari is not S.NONAKTIF},
}


@dataclass(frozen=True)
class PerubahanKepesertaan:
    """Standing of a family in a programme, or of one person (`individu_id`) where it counts persons."""

    keluarga_id: int
    program: str
    status: StatusProgram
    individu_id: int | None = None
    alasan: str = ""
    usulan_id: int | None = None


@mutation(*sorted(set(PERISTIWA_STATUS.values())))
def set_status_keluarga(
    ids: Sequence[int], status: StatusKeluarga, alasan: str, *, by: Actor, at: datetime, sumber: str,
    periode_id: int | None = None, usulan_id: int | None = None, usulan: Mapping[int, int] | None = None,
) -> int:  # fmt: skip
    """Put families to a status; returns how many changed. Those already there are left alone, without a version.

    `usulan` names the usulan behind each id, where every row has its own.
    """
    asal = Asal(by, at, sumber, usulan_id, periode_id)
    lock_rows("keluarga_keluarga", ids)
    _lay_out_status("keluarga_keluarga", "mau_keluarga", KOLOM_KELUARGA, ids, status, alasan, usulan)
    berubah = put_keluarga(asal)
    jejak.record_many(
        (
            _catatan(PERISTIWA_STATUS[S(b.status_lama), S(b.status)], "keluarga", b, alasan, asal)
            for b in berubah
        ),
        by=by, at=at,
    )  # fmt: skip
    if status is S.NONAKTIF or any(b.status_lama == S.NONAKTIF for b in berubah):
        # Frozen or asleep a family keeps its findings; closed it has none, nor is it anybody's double.
        temuan.refresh_with_twins([b.id for b in berubah], at=at, oleh=by.nama)
    return len(berubah)


@mutation("individu.closed", "individu.resumed")
def set_status_individu(
    ids: Sequence[int], status: StatusIndividu, alasan: str, *, by: Actor, at: datetime, sumber: str,
    periode_id: int | None = None, usulan_id: int | None = None, usulan: Mapping[int, int] | None = None,
) -> int:  # fmt: skip
    """Close persons (died, double, not found) or bring them back; membership and the family's count follow."""
    asal = Asal(by, at, sumber, usulan_id, periode_id)
    lock_rows("keluarga_individu", ids)
    _lay_out_status(
        "keluarga_individu", "mau_individu", (*KOLOM_INDIVIDU, "keluarga_id"), ids, status, alasan, usulan
    )
    berubah = put_individu(asal)
    peristiwa = "individu.resumed" if status is StatusIndividu.AKTIF else "individu.closed"
    jejak.record_many((_catatan(peristiwa, "individu", b, alasan, asal) for b in berubah), by=by, at=at)
    temuan.refresh_after(berubah, at=at, oleh=by.nama)
    return len(berubah)


@mutation("kepesertaan.revised")
def set_kepesertaan(
    perubahan: Sequence[PerubahanKepesertaan], *, by: Actor, at: datetime, sejak: date
) -> int:
    """Set standings in programmes from a day on; the row before ends there. Returns how many changed."""
    lock_rows("keluarga_keluarga", [p.keluarga_id for p in perubahan])
    copy_temp(
        "mau",
        "nomor int, keluarga_id bigint, individu_id bigint, program text, status text, alasan text,"
        " usulan_id bigint",
        (
            (n, p.keluarga_id, p.individu_id, p.program, p.status, p.alasan, p.usulan_id)
            for n, p in enumerate(perubahan)
        ),
    )
    with connection.cursor() as cur:
        cur.execute(
            "DELETE FROM mau m USING keluarga_kepesertaan p WHERE p.sampai IS NULL AND p.status = m.status AND "
            + _SAMA
        )
        cur.execute(
            f"UPDATE keluarga_kepesertaan p SET sampai = %s FROM mau m WHERE p.sampai IS NULL AND {_SAMA}",
            [sejak],
        )
        cur.execute(
            "INSERT INTO keluarga_kepesertaan (kode_desa, keluarga_id, individu_id, program, status, sejak, alasan,"
            " usulan_id) SELECT k.kode_desa, k.id, m.individu_id, m.program, m.status, %s, m.alasan, m.usulan_id "
            "FROM mau m JOIN keluarga_keluarga k ON k.id = m.keluarga_id ORDER BY m.nomor",
            [sejak],
        )
        cur.execute(
            "SELECT k.kode_desa, m.keluarga_id, m.individu_id, m.program, m.status, m.alasan, m.usulan_id "
            "FROM mau m JOIN keluarga_keluarga k ON k.id = m.keluarga_id ORDER BY m.nomor"
        )
        rows = cur.fetchall()
    drop_temp("mau")
    jejak.record_many((_catatan_program(r, sejak) for r in rows), by=by, at=at)
    temuan.refresh(sorted({r[1] for r in rows}), at=at, oleh=by.nama)
    return len(rows)


_SAMA = "(p.keluarga_id, p.program) = (m.keluarga_id, m.program) AND p.individu_id IS NOT DISTINCT FROM m.individu_id"


def _catatan_program(r: tuple[str, int, int | None, str, str, str, int | None], sejak: date) -> jejak.Catatan:
    kode_desa, keluarga_id, individu_id, program, status, alasan, usulan_id = r
    objek = f"keluarga:{keluarga_id}" if individu_id is None else f"individu:{individu_id}"
    isi = {
        "program": program,
        "status": status,
        "sejak": sejak.isoformat(),
        "alasan": alasan,
        "usulan": usulan_id,
    }
    return jejak.Catatan("kepesertaan.revised", objek, kode_desa, {k: v for k, v in isi.items() if v})


def _lay_out_status(
    table: str, mau: str, kolom: Sequence[str], ids: Sequence[int], status: str, alasan: str,
    usulan: Mapping[int, int] | None,
) -> None:  # fmt: skip
    """The rows with another status. The reason goes with the status; without a change there is no new reason."""
    isi = {"status": "%(status)s::text AS status", "alasan_status": "%(alasan)s::text AS alasan_status"}
    with connection.cursor() as cur:
        cur.execute(
            f"CREATE TEMP TABLE {mau} ON COMMIT DROP AS SELECT t.id, {', '.join(isi.get(k, f't.{k}') for k in kolom)},"
            f" (%(usulan)s::jsonb ->> t.id::text)::bigint AS usulan_id FROM {table} t "
            "WHERE t.id = ANY(%(ids)s) AND t.status <> %(status)s",
            {"status": status, "alasan": alasan, "ids": list(ids), "usulan": json.dumps(usulan or {})},
        )


def _catatan(peristiwa: str, noun: str, b: Berubah, alasan: str, asal: Asal) -> jejak.Catatan:
    isi = {
        "versi": b.versi, "dari": b.status_lama, "ke": b.status, "alasan": alasan, "sumber": asal.sumber,
        "usulan": b.usulan_id, "periode": asal.periode_id,
    }  # fmt: skip
    return jejak.Catatan(
        peristiwa, f"{noun}:{b.id}", b.kode_desa, {k: v for k, v in isi.items() if v is not None}
    )
