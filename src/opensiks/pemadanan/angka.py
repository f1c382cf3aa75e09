"""The match rate by area and month, from the rows that each run left behind: nothing is counted over persons here."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from opensiks.rules.wilayah import LEBAR_KODE, tingkat

# Of each village the newest row, of a month or of all; what one run wrote of it stands in one row.
_TERBARU = (
    "SELECT DISTINCT ON (a.kode_desa{per}) a.kode_desa, a.bulan, a.orang, a.padan, a.jumlah FROM pemadanan_angkapadan a"
    " WHERE a.kode_desa ^@ %(kode)s AND (%(bulan)s::date IS NULL OR a.bulan = %(bulan)s)"
    " ORDER BY a.kode_desa{per}, a.bulan DESC, a.putaran_id DESC"
)


@dataclass(frozen=True)
class Angka:
    """Persons of an area and how they stood in a month; `jumlah` by Keluaran. `bulan` is the newest month in it."""

    kode: str
    nama: str
    bulan: date
    orang: int
    padan: int
    jumlah: dict[str, int]

    @property
    def persen(self) -> float:
        """Matched of all, 0 to 100, one decimal; cut off, so that 100 means all."""
        return (self.padan * 1000 // self.orang) / 10 if self.orang else 0.0


def count_angka(kode: str, *, bulan: date | None = None, lapis: int = 1) -> list[Angka]:
    """One row for each area `lapis` tiers below `kode`, the village at the lowest, by code."""
    lebar = LEBAR_KODE[min(tingkat(kode) + lapis, 4)]
    return _read(
        f"WITH t AS ({_TERBARU.format(per='')}), h AS (SELECT left(t.kode_desa, %(lebar)s) AS kode, max(t.bulan) AS"
        " bulan, sum(t.orang) AS orang, sum(t.padan) AS padan FROM t GROUP BY 1), j AS (SELECT kode,"
        " jsonb_object_agg(k, n)"
        " AS jumlah FROM (SELECT left(t.kode_desa, %(lebar)s) AS kode, e.key AS k, sum(e.value::int) AS n FROM t,"
        " jsonb_each_text(t.jumlah) e GROUP BY 1, 2) x GROUP BY 1)"
        " SELECT h.kode, coalesce(w.nama, h.kode), h.bulan, h.orang, h.padan, coalesce(j.jumlah, '{}') FROM h"
        " LEFT JOIN j ON j.kode = h.kode LEFT JOIN wilayah_wilayah w ON w.kode = h.kode ORDER BY h.kode",
        {"kode": kode, "bulan": bulan, "lebar": lebar},
    )


def list_bulan(kode: str) -> list[Angka]:
    """One row for each month of the area itself, oldest first: the curve."""
    return _read(
        f"WITH t AS ({_TERBARU.format(per=', a.bulan')}), j AS (SELECT bulan, jsonb_object_agg(k, n) AS jumlah FROM"
        " (SELECT t.bulan, e.key AS k, sum(e.value::int) AS n FROM t, jsonb_each_text(t.jumlah) e GROUP BY 1, 2) x"
        " GROUP BY 1)"
        " SELECT %(kode)s, coalesce((SELECT nama FROM wilayah_wilayah WHERE kode = %(kode)s), ''), t.bulan,"
        " sum(t.orang), sum(t.padan), coalesce(min(j.jumlah::text), '{}') FROM t LEFT JOIN j ON j.bulan = t.bulan"
        " GROUP BY t.bulan ORDER BY t.bulan",
        {"kode": kode, "bulan": None},
    )


def _read(sql: str, isi: dict[str, Any]) -> list[Angka]:
    with connection.cursor() as cur:
        cur.execute(sql, isi)
        return [
            Angka(kode, nama, bulan, int(orang), int(padan), _load(jumlah))
            for kode, nama, bulan, orang, padan, jumlah in cur.fetchall()
        ]


def _load(jumlah: Any) -> dict[str, int]:
    return {k: int(n) for k, n in (json.loads(jumlah) if isinstance(jumlah, str) else jumlah).items()}
