"""The names behind a number of a list: who asked for them, and for what, is on the trail (R96)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection

from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.penetapan.models import Penetapan
from opensiks.rules.aktor import Actor


def list_nama_selisih(penetapan: Penetapan, arah: str, sebab: str) -> list[dict[str, Any]]:
    """Persons who came or went for one reason, by area and name. NIK in full: who shows it masks it (R95)."""
    with connection.cursor() as cur:
        cur.execute(
            "SELECT s.individu_id, s.id_individu, s.nama, s.kode_desa, coalesce(w.nama, s.kode_desa) AS desa,"
            " coalesce(i.nik, '') AS nik, s.keluarga_id FROM penetapan_selisih s"
            " LEFT JOIN wilayah_wilayah w ON w.kode = s.kode_desa LEFT JOIN keluarga_individu i ON i.id = s.individu_id"
            " WHERE s.penetapan_id = %s AND s.arah = %s AND s.sebab = %s ORDER BY s.kode_desa, s.nama, s.individu_id",
            [penetapan.pk, arah, sebab],
        )
        kolom = [k.name for k in cur.description]
        return [dict(zip(kolom, r, strict=True)) for r in cur.fetchall()]


@mutation("data.exported")
def record_nama(
    bulan: str, kode_wilayah: str, arah: str, sebab: str, jumlah: int, tujuan: str, *, by: Actor, at: datetime
) -> None:
    """Somebody looked at the names behind a number."""
    isi = {"arah": arah, "sebab": sebab, "jumlah": jumlah, "tujuan": tujuan, "bulan": bulan}
    objek = f"penetapan:{kode_wilayah or 'nasional'}:{bulan}"
    rantai = by.cakupan.daftar_kode[0]
    jejak.record_many([jejak.Catatan("data.exported", objek, rantai, isi)], by=by, at=at)
