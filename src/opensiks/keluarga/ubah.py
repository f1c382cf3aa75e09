"""Changes to what is recorded of families and persons: revise, register, move. Each leaves versions and events."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from django.db import connection

from opensiks.infra.copy import copy_temp, next_ids
from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.keluarga import temuan
from opensiks.keluarga.masuk import BarisKeluarga
from opensiks.keluarga.panggung import insert_baru, stage
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

# Status has its own services, and kode_desa only changes when a family moves.
BOLEH_KELUARGA = frozenset(KOLOM_KELUARGA) - {"status", "alasan_status", "kode_desa", "jawaban"}
BOLEH_INDIVIDU = frozenset(KOLOM_INDIVIDU) - {"status", "alasan_status", "kode_desa", "jawaban"}


@dataclass(frozen=True)
class PerubahanKeluarga:
    """New values of one family: `isi` by column; `jawaban` is laid over the old answers, None takes one away."""

    keluarga_id: int
    isi: Mapping[str, Any] = field(default_factory=dict)
    jawaban: Mapping[str, int | None] = field(default_factory=dict)
    usulan_id: int | None = None


@dataclass(frozen=True)
class PerubahanIndividu:
    """New values of one person, as for a family."""

    individu_id: int
    isi: Mapping[str, Any] = field(default_factory=dict)
    jawaban: Mapping[str, int | None] = field(default_factory=dict)
    usulan_id: int | None = None


@dataclass(frozen=True)
class PindahIndividu:
    """A person who goes to another family, with the relation there (None keeps it)."""

    individu_id: int
    keluarga_id: int
    shdk: int | None = None
    usulan_id: int | None = None


@dataclass(frozen=True)
class PindahKeluarga:
    """A family that goes to another village; `isi` holds the new address (alamat, dusun, rt, rw, no_kk)."""

    keluarga_id: int
    kode_desa: str
    isi: Mapping[str, Any] = field(default_factory=dict)
    usulan_id: int | None = None


@mutation("individu.revised")
def revise_individu(
    perubahan: Sequence[PerubahanIndividu],
    *,
    by: Actor,
    at: datetime,
    sumber: str,
    usulan_id: int | None = None,
) -> int:
    """Change persons' data; returns how many changed. Two changes of one person make two versions, in order.

    ValueError for a column that is not a person's to change, TidakTerjangkau for a person out of scope.
    """
    asal = Asal(by, at, sumber, usulan_id)
    semua: list[Berubah] = []
    for putaran in _rounds(perubahan, lambda p: p.individu_id):
        lock_rows("keluarga_individu", [p.individu_id for p in putaran])
        _stage_ubah([_row(p.individu_id, p, BOLEH_INDIVIDU) for p in putaran])
        _lay_out("keluarga_individu", "mau_individu", (*KOLOM_INDIVIDU, "keluarga_id"))
        semua += put_individu(asal)
    _record("individu.revised", "individu", semua, asal)
    temuan.refresh_after(semua, at=at, oleh=by.nama)
    return len({b.id for b in semua})


@mutation("keluarga.revised")
def revise_keluarga(
    perubahan: Sequence[PerubahanKeluarga],
    *,
    by: Actor,
    at: datetime,
    sumber: str,
    usulan_id: int | None = None,
) -> int:
    """Change families' data; returns how many changed. Errors as for persons."""
    asal = Asal(by, at, sumber, usulan_id)
    semua: list[Berubah] = []
    for putaran in _rounds(perubahan, lambda p: p.keluarga_id):
        lock_rows("keluarga_keluarga", [p.keluarga_id for p in putaran])
        _stage_ubah([_row(p.keluarga_id, p, BOLEH_KELUARGA) for p in putaran])
        _lay_out("keluarga_keluarga", "mau_keluarga", KOLOM_KELUARGA)
        semua += put_keluarga(asal)
    _record("keluarga.revised", "keluarga", semua, asal)
    temuan.refresh_after(semua, at=at, oleh=by.nama)
    return len({b.id for b in semua})


@mutation("keluarga.registered")
def register_keluarga(
    daftar: Sequence[BarisKeluarga], *, by: Actor, at: datetime, sumber: str, usulan_id: int | None = None
) -> list[int]:
    """Enter new families with their members; returns their ids, in order. An empty id_registri is given out here.

    ValueError when a family or person with the id given is registered already.
    """
    asal = Asal(by, at, sumber, usulan_id)
    give_ids(daftar)
    stage(daftar)
    with connection.cursor() as cur:
        ids = insert_baru(cur, asal)
        cur.execute(
            "SELECT id_registri FROM masuk_keluarga WHERE dijaga <> '' UNION "
            "SELECT id_registri FROM masuk_individu WHERE dijaga <> ''"
        )
        if sudah := [r[0] for r in cur.fetchall()]:
            raise ValueError(f"registered already: {sudah[:3]}")
        cur.execute(
            "SELECT id, kode_desa, id_registri, jumlah_anggota FROM keluarga_keluarga WHERE id = ANY(%s)",
            [ids],
        )
        baru = {r[0]: r[1:] for r in cur.fetchall()}
    drop_temp("masuk_keluarga", "masuk_individu")
    dari = {k.id_registri: k.usulan_id or usulan_id for k in daftar}
    jejak.record_many(
        (
            jejak.Catatan(
                "keluarga.registered", f"keluarga:{id_}", kode,
                _tanpa_kosong({"id_registri": reg, "orang": n, "sumber": sumber, "usulan": dari[reg]}),
            )
            for id_, (kode, reg, n) in sorted(baru.items())
        ),
        by=by, at=at,
    )  # fmt: skip
    temuan.refresh_with_twins(ids, at=at, oleh=by.nama)
    return ids


@mutation("individu.moved")
def move_individu(daftar: Sequence[PindahIndividu], *, by: Actor, at: datetime, sumber: str) -> int:
    """Move persons to other families; the old membership ends and the new one begins at `at` (R52)."""
    asal = Asal(by, at, sumber)
    semua: list[Berubah] = []
    for putaran in _rounds(daftar, lambda p: p.individu_id):
        lock_rows("keluarga_keluarga", [p.keluarga_id for p in putaran])
        lock_rows("keluarga_individu", [p.individu_id for p in putaran])
        copy_temp(
            "pindah", "id bigint, tujuan bigint, shdk smallint, usulan_id bigint",
            [(p.individu_id, p.keluarga_id, p.shdk, p.usulan_id) for p in putaran],
        )  # fmt: skip
        ganti = {"keluarga_id": "k.id", "kode_desa": "k.kode_desa", "shdk": "coalesce(p.shdk, i.shdk)"}
        kolom = ", ".join(f"{ganti.get(k, f'i.{k}')} AS {k}" for k in (*KOLOM_INDIVIDU, "keluarga_id"))
        with connection.cursor() as cur:
            cur.execute(
                f"CREATE TEMP TABLE mau_individu ON COMMIT DROP AS SELECT i.id, {kolom}, p.usulan_id "
                "FROM pindah p JOIN keluarga_individu i ON i.id = p.id JOIN keluarga_keluarga k ON k.id = p.tujuan"
            )
        drop_temp("pindah")
        semua += put_individu(asal)
    _record("individu.moved", "individu", semua, asal)
    temuan.refresh_after(semua, at=at, oleh=by.nama)
    return len({b.id for b in semua})


@mutation("keluarga.moved")
def move_keluarga(daftar: Sequence[PindahKeluarga], *, by: Actor, at: datetime, sumber: str) -> int:
    """Move whole families to other villages: members, open aid and open findings go with them.

    The scope must cover both villages. Versions written before stay with the old village, which made them.
    """
    asal = Asal(by, at, sumber)
    ids = [p.keluarga_id for p in daftar]
    if len(set(ids)) != len(ids):
        raise ValueError("a family moves once at a time")
    lock_rows("keluarga_keluarga", ids)
    ubah = [
        PerubahanKeluarga(p.keluarga_id, {**p.isi, "kode_desa": p.kode_desa}, usulan_id=p.usulan_id)
        for p in daftar
    ]
    _stage_ubah([_row(p.keluarga_id, p, BOLEH_KELUARGA | {"kode_desa"}) for p in ubah])
    _lay_out("keluarga_keluarga", "mau_keluarga", KOLOM_KELUARGA)
    pindah = put_keluarga(asal)
    orang = _follow([b.id for b in pindah], asal)
    _record("keluarga.moved", "keluarga", pindah, asal)
    _record("individu.moved", "individu", orang, asal)
    temuan.refresh_after([*pindah, *orang], at=at, oleh=by.nama)
    return len(pindah)


def _follow(keluarga_ids: list[int], asal: Asal) -> list[Berubah]:
    """Bring everything that belongs to the families to their village; returns the persons."""
    kolom = ", ".join(f"{'k' if k == 'kode_desa' else 'i'}.{k}" for k in (*KOLOM_INDIVIDU, "keluarga_id"))
    with connection.cursor() as cur:
        cur.execute(
            f"CREATE TEMP TABLE mau_individu ON COMMIT DROP AS SELECT i.id, {kolom}, v.usulan_id "
            "FROM keluarga_individu i JOIN keluarga_keluarga k ON k.id = i.keluarga_id "
            "JOIN keluarga_keluargaversi v ON v.keluarga_id = k.id AND v.nomor = k.versi WHERE k.id = ANY(%s)",
            [keluarga_ids],
        )
        orang = put_individu(asal)
        for tabel, terbuka in (("kepesertaan", "t.sampai IS NULL"), ("temuan", "t.terbuka")):
            cur.execute(
                f"UPDATE keluarga_{tabel} t SET kode_desa = k.kode_desa FROM keluarga_keluarga k "
                f"WHERE k.id = t.keluarga_id AND k.id = ANY(%s) AND {terbuka} AND t.kode_desa <> k.kode_desa",
                [keluarga_ids],
            )
    return orang


# --- laying out ---------------------------------------------------------------------------------------------

P = TypeVar("P")


def _rounds(daftar: Sequence[P], kunci: Any) -> list[list[P]]:
    """Split so that nobody appears twice in one sweep."""
    putaran: list[list[P]] = []
    kali: dict[int, int] = {}
    for p in daftar:
        n = kali[kunci(p)] = kali.get(kunci(p), -1) + 1
        if n == len(putaran):
            putaran.append([])
        putaran[n].append(p)
    return putaran


def _row(id_: int, p: PerubahanKeluarga | PerubahanIndividu, boleh: frozenset[str]) -> tuple[Any, ...]:
    if asing := set(p.isi) - boleh:
        raise ValueError(f"not to be changed here: {sorted(asing)}")
    return id_, json.dumps(dict(p.isi), default=_to_json), json.dumps(dict(p.jawaban)), p.usulan_id


def _to_json(nilai: Any) -> str:
    if isinstance(nilai, date):
        return nilai.isoformat()
    if isinstance(nilai, Decimal):
        return str(nilai)
    raise TypeError(f"{type(nilai).__name__} has no place in a version")


def _stage_ubah(rows: Iterable[tuple[Any, ...]]) -> None:
    copy_temp("ubah", "id bigint, isi jsonb, jawaban jsonb, usulan_id bigint", rows)


def _lay_out(table: str, mau: str, kolom: Sequence[str]) -> None:
    """The rows of `ubah` as they should become. A null in `jawaban` takes the answer away."""
    isi = ", ".join(
        "jsonb_strip_nulls(t.jawaban || u.jawaban) AS jawaban" if k == "jawaban" else f"r.{k}" for k in kolom
    )
    with connection.cursor() as cur:
        cur.execute(
            f"CREATE TEMP TABLE {mau} ON COMMIT DROP AS SELECT t.id, {isi}, u.usulan_id FROM ubah u "
            f"JOIN {table} t ON t.id = u.id CROSS JOIN LATERAL jsonb_populate_record(t, u.isi) r"
        )
    drop_temp("ubah")


def give_ids(daftar: Sequence[BarisKeluarga]) -> None:
    """New records carry their village and a number of their own: N1804012001000000123."""
    tanpa_k = [k for k in daftar if not k.id_registri]
    tanpa_i = [(k, i) for k in daftar for i in k.anggota if not i.id_registri]
    for k, nomor in zip(tanpa_k, next_ids("keluarga_keluarga", len(tanpa_k)), strict=True):
        k.id_registri = f"N{k.kode_desa.replace('.', '')}{nomor:09d}"
    for (k, i), nomor in zip(tanpa_i, next_ids("keluarga_individu", len(tanpa_i)), strict=True):
        i.id_registri = f"N{k.kode_desa.replace('.', '')}{nomor:09d}"


def _record(peristiwa: str, noun: str, daftar: Iterable[Berubah], asal: Asal) -> None:
    jejak.record_many((_catatan(peristiwa, noun, b, asal) for b in daftar), by=asal.by, at=asal.at)


def _catatan(peristiwa: str, noun: str, b: Berubah, asal: Asal) -> jejak.Catatan:
    """The event names the columns; the values, before and after, are in the versions."""
    isi: dict[str, Any] = {
        "versi": b.versi,
        "kolom": list(b.kolom),
        "sumber": asal.sumber,
        "usulan": b.usulan_id,
    }
    if b.keluarga_id != b.keluarga_lama_id:
        isi |= {"dari": f"keluarga:{b.keluarga_lama_id}", "ke": f"keluarga:{b.keluarga_id}"}
    return jejak.Catatan(peristiwa, f"{noun}:{b.id}", b.kode_desa, _tanpa_kosong(isi))


def _tanpa_kosong(isi: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in isi.items() if v is not None}
