"""What happened to a family: its versions and its members', newest first, each with what it changed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from django.db import connection

from opensiks.keluarga.tulis import KOLOM_INDIVIDU, KOLOM_KELUARGA
from opensiks.rules.nik import mask

# Shown masked, or only as "changed", in a history that more people read than the record itself (R95).
DISAMARKAN = frozenset({"nik", "no_kk"})
DIRAHASIAKAN = frozenset({"nama_ibu"})


@dataclass(frozen=True, slots=True)
class Ubahan:
    """One column, before and after, as text. Both are empty where only the fact may be told."""

    kolom: str
    lama: str
    baru: str


@dataclass(frozen=True, slots=True)
class Langkah:
    """One version: of the family (`individu_id` None) or of a person. The first has no `ubahan`."""

    at: datetime
    nomor: int
    individu_id: int | None
    nama: str
    oleh: str
    sumber: str
    usulan_id: int | None
    periode_id: int | None
    ubahan: tuple[Ubahan, ...]


def list_riwayat(keluarga_id: int) -> list[Langkah]:
    """The versions in scope of a family and of everybody who ever belonged to it. Two queries."""
    kolom_k, kolom_i = ", ".join(KOLOM_KELUARGA), ", ".join(KOLOM_INDIVIDU)
    langkah = _langkah(
        f"SELECT NULL, '', {_ASAL}, {kolom_k} FROM keluarga_keluargaversi WHERE keluarga_id = %s ORDER BY nomor",
        keluarga_id, KOLOM_KELUARGA,
    ) + _langkah(
        f"SELECT individu_id, nama, {_ASAL}, {kolom_i}, keluarga_id FROM keluarga_individuversi WHERE individu_id IN "
        "(SELECT individu_id FROM keluarga_keanggotaan WHERE keluarga_id = %s) ORDER BY individu_id, nomor",
        keluarga_id, (*KOLOM_INDIVIDU, "keluarga_id"),
    )  # fmt: skip
    # Family before its persons within one moment; sorted() keeps the order of equal ones.
    return sorted(langkah, key=lambda s: (s.at, -s.nomor), reverse=True)


_ASAL = "nomor, at, oleh, sumber, usulan_id, periode_id"


def _langkah(query: str, keluarga_id: int, kolom: tuple[str, ...]) -> list[Langkah]:
    with connection.cursor() as cur:
        cur.execute(query, [keluarga_id])
        rows = cur.fetchall()
    hasil = []
    for lama, baru in pairwise([None, *rows]):
        assert baru is not None
        sama = lama is not None and lama[0] == baru[0]
        ubahan = _banding(lama[8:], baru[8:], kolom) if sama and lama is not None else ()
        individu_id, nama, nomor, at, oleh, sumber, usulan_id, periode_id = baru[:8]
        hasil.append(Langkah(at, nomor, individu_id, nama, oleh, sumber, usulan_id, periode_id, ubahan))
    return hasil


def _banding(lama: tuple[Any, ...], baru: tuple[Any, ...], kolom: tuple[str, ...]) -> tuple[Ubahan, ...]:
    daftar: list[Ubahan] = []
    for nama, a, b in zip(kolom, lama, baru, strict=True):
        if a == b:
            continue
        daftar.extend(_jawaban(a, b) if nama == "jawaban" else [_ubahan(nama, a, b)])
    return tuple(daftar)


def _ubahan(kolom: str, lama: Any, baru: Any) -> Ubahan:
    if kolom in DIRAHASIAKAN:
        return Ubahan(kolom, "", "")
    a, b = _teks(lama), _teks(baru)
    return Ubahan(kolom, mask(a), mask(b)) if kolom in DISAMARKAN else Ubahan(kolom, a, b)


def _jawaban(lama: str, baru: str) -> list[Ubahan]:
    a, b = json.loads(lama), json.loads(baru)
    return [Ubahan(k, _teks(a.get(k)), _teks(b.get(k))) for k in sorted({*a, *b}) if a.get(k) != b.get(k)]


def _teks(nilai: Any) -> str:
    if isinstance(nilai, date):
        return nilai.isoformat()
    return "" if nilai is None else str(nilai)
