"""The names behind a number of a list, from the nation to a village; who asked, and for what, is on the trail (R96)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.penetapan.models import Penetapan
from opensiks.rules.aktor import Actor
from opensiks.rules.wilayah import LEBAR_KODE, tingkat


@dataclass(frozen=True)
class Asal:
    """Which persons: of a set list, or (None) of the temporary table `selisih`; for one reason, under one area."""

    penetapan: Penetapan | None
    arah: str
    sebab: str = ""
    kode: str = ""

    @property
    def dari(self) -> str:
        tabel = "selisih" if self.penetapan is None else "penetapan_selisih"
        syarat = "" if self.penetapan is None else " AND s.penetapan_id = %(penetapan)s"
        sebab = " AND s.sebab = %(sebab)s" if self.sebab else ""
        return f"FROM {tabel} s WHERE s.arah = %(arah)s AND s.kode_desa ^@ %(kode)s{sebab}{syarat}"

    @property
    def params(self) -> dict[str, Any]:
        nomor = self.penetapan.pk if self.penetapan else None
        return {"penetapan": nomor, "arah": self.arah, "sebab": self.sebab, "kode": self.kode}


def count_sebaran(asal: Asal) -> list[tuple[str, str, int]]:
    """(code, name, persons) by area of the tier below, the most first; a village has none below."""
    lebar = LEBAR_KODE[min(tingkat(asal.kode) + 1, 4)]
    with connection.cursor() as cur:
        cur.execute(
            "SELECT t.kode, coalesce(w.nama, t.kode), t.n FROM"
            f" (SELECT left(s.kode_desa, {lebar}) AS kode, count(*) AS n {asal.dari} GROUP BY 1) t"
            " LEFT JOIN wilayah_wilayah w ON w.kode = t.kode ORDER BY t.n DESC, t.kode",
            asal.params,
        )
        return list(cur.fetchall())


def list_nama(asal: Asal, *, mulai: int = 0, banyak: int = 100) -> list[dict[str, Any]]:
    """A page of persons, by area and name. NIK in full: who shows it masks it (R95)."""
    kolom = "s.individu_id, s.id_individu, s.nama, s.kode_desa, s.keluarga_id, s.sebab"
    with connection.cursor() as cur:
        cur.execute(
            "SELECT t.*, coalesce(w.nama, t.kode_desa) AS desa, coalesce(i.nik, '') AS nik FROM"
            f" (SELECT {kolom} {asal.dari} ORDER BY s.kode_desa, s.nama, s.individu_id"
            " OFFSET %(mulai)s LIMIT %(banyak)s) t"
            " LEFT JOIN wilayah_wilayah w ON w.kode = t.kode_desa LEFT JOIN keluarga_individu i ON i.id = t.individu_id"
            " ORDER BY t.kode_desa, t.nama, t.individu_id",
            {**asal.params, "mulai": mulai, "banyak": banyak},
        )
        nama = [k.name for k in cur.description]
        return [dict(zip(nama, r, strict=True)) for r in cur.fetchall()]


@mutation("data.exported")
def record_nama(
    asal: Asal, bulan: str, kode_wilayah: str, jumlah: int, tujuan: str, *, by: Actor, at: datetime
) -> None:
    """Somebody looked at the names behind a number."""
    isi = {
        "arah": asal.arah, "sebab": asal.sebab, "wilayah": asal.kode, "jumlah": jumlah, "tujuan": tujuan,
        "bulan": bulan,
    }  # fmt: skip
    objek = f"penetapan:{kode_wilayah or 'nasional'}:{bulan}"
    rantai = by.cakupan.daftar_kode[0]
    jejak.record_many([jejak.Catatan("data.exported", objek, rantai, isi)], by=by, at=at)
