"""Two lists of one area held against each other person by person: who is only in one of them, and why.

Read from the differences that every list wrote against the one before it, so only those who ever came or went between
the two months are looked at. Somebody who went and came back in between is in both, and not here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection

from opensiks.penetapan.models import Penetapan


@dataclass(frozen=True)
class Ubah:
    """Which lines: between `a` (the older list) and `b`, of one direction, reason and area; `cari` in name or id."""

    a: Penetapan
    b: Penetapan
    arah: str = ""
    sebab: str = ""
    kode: str = ""
    cari: str = ""

    @property
    def params(self) -> dict[str, Any]:
        return {
            "wilayah": self.a.kode_wilayah, "dari": self.a.bulan, "sampai": self.b.bulan, "arah": self.arah,
            "sebab": self.sebab, "kode": self.kode, "cari": f"%{_escape(self.cari)}%",
        }  # fmt: skip

    @property
    def syarat(self) -> str:
        bagian = ["u.kode_desa ^@ %(kode)s"]
        bagian += ["u.arah = %(arah)s"] if self.arah else []
        bagian += ["u.sebab = %(sebab)s"] if self.sebab else []
        bagian += ["(u.nama ILIKE %(cari)s OR u.id_individu ILIKE %(cari)s)"] if self.cari else []
        return " AND ".join(bagian)


# The first and the last step of each person between the two lists: only when both go the same way does one list have
# the person and the other not.
_UBAH = """
    WITH langkah AS (
        SELECT s.individu_id, s.keluarga_id, s.id_individu, s.nama, s.kode_desa, s.arah, s.sebab, s.aturan, s.rujukan,
               p.bulan, row_number() OVER (PARTITION BY s.individu_id ORDER BY p.bulan) AS ke,
               row_number() OVER (PARTITION BY s.individu_id ORDER BY p.bulan DESC) AS dari_akhir
        FROM penetapan_selisih s JOIN penetapan_penetapan p ON p.id = s.penetapan_id
        WHERE p.kode_wilayah = %(wilayah)s AND p.bulan > %(dari)s AND p.bulan <= %(sampai)s
    ), ubah AS (
        SELECT z.* FROM langkah z JOIN langkah y ON y.individu_id = z.individu_id AND y.ke = 1
        WHERE z.dari_akhir = 1 AND y.arah = z.arah
    )
"""


def count_ubah(ubah: Ubah) -> list[tuple[str, str, int]]:
    """(arah, sebab, persons), the most first in each direction; the search and the area count, the reason does not."""
    luas = Ubah(ubah.a, ubah.b, kode=ubah.kode, cari=ubah.cari)
    with connection.cursor() as cur:
        cur.execute(
            f"{_UBAH} SELECT u.arah, u.sebab, count(*) FROM ubah u WHERE {luas.syarat}"
            " GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2",
            luas.params,
        )
        return list(cur.fetchall())


def list_ubah(ubah: Ubah, *, mulai: int = 0, banyak: int = 100) -> list[dict[str, Any]]:
    """A page of lines, by area and name. NIK in full: who shows it masks it (R95)."""
    with connection.cursor() as cur:
        cur.execute(
            f"{_UBAH} SELECT t.*, coalesce(w.nama, t.kode_desa) AS desa, coalesce(i.nik, '') AS nik FROM"
            f" (SELECT * FROM ubah u WHERE {ubah.syarat} ORDER BY kode_desa, nama, individu_id"
            " OFFSET %(mulai)s LIMIT %(banyak)s) t"
            " LEFT JOIN wilayah_wilayah w ON w.kode = t.kode_desa LEFT JOIN keluarga_individu i ON i.id = t.individu_id"
            " ORDER BY t.kode_desa, t.nama, t.individu_id",
            {**ubah.params, "mulai": mulai, "banyak": banyak},
        )
        nama = [k.name for k in cur.description]
        return [dict(zip(nama, r, strict=True)) for r in cur.fetchall()]


def _escape(kata: str) -> str:
    """A word for LIKE in which nothing is a pattern."""
    return kata.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
