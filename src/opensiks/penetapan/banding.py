"""Comparing the registry as it stands with the last list: who would come in, who would go out, and why.

Preview and finalisation use the same two temporary tables, so what is shown is what is then set.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import connection

from opensiks.penetapan.models import Penetapan

# Why a person of the last list is not in the next one. The person's own reason comes before the family's; whoever is
# in none of them lives under another area now.
SEBAB_KELUAR = """
    left(CASE WHEN i.status = 'NONAKTIF' THEN i.alasan_status
              WHEN k.status = 'NONAKTIF' THEN k.alasan_status
              WHEN i.id IS NULL OR NOT i.kode_desa ^@ %(kode)s THEN 'PINDAH'
              WHEN k.status = 'BEKU' THEN 'BEKU'
              ELSE 'DITIDURKAN' END, 24)
"""
# Somebody new to the list: the first list, by usulan (as a new person, or from another area), imported since the last
# list, or back from freezing or sleep.
SEBAB_MASUK = """
    CASE WHEN %(lama)s::bigint IS NULL THEN 'AWAL'
         WHEN v.usulan_id IS NOT NULL OR NOT v.kode_desa ^@ %(kode)s THEN 'USULAN'
         WHEN pernah.sebab IN ('BEKU', 'DITIDURKAN') THEN 'AKTIF_KEMBALI'
         WHEN pernah.sebab IS NOT NULL THEN 'USULAN'
         WHEN v.at > %(potong)s THEN 'IMPOR'
         ELSE 'AKTIF_KEMBALI' END
"""
# The last list, and why somebody who is not in it once left one before.
_LALU = """
    CREATE TEMP TABLE lalu ON COMMIT DROP AS SELECT individu_id, keluarga_id, id_individu, kode_desa, nama
    FROM penetapan_barispenetapan WHERE penetapan_id = %(lama)s
"""
_PERNAH = """
    CREATE TEMP TABLE pernah ON COMMIT DROP AS SELECT DISTINCT ON (s.individu_id) s.individu_id, s.sebab
    FROM penetapan_selisih s JOIN calon c ON c.individu_id = s.individu_id
    WHERE s.arah = 'KELUAR' AND NOT EXISTS (SELECT FROM lalu b WHERE b.individu_id = s.individu_id)
    ORDER BY s.individu_id, s.penetapan_id DESC
"""


def find_sebelumnya(bulan: date, kode_wilayah: str) -> Penetapan | None:
    """The newest list of the same area before this month."""
    return Penetapan.objects.filter(kode_wilayah=kode_wilayah, bulan__lt=bulan).order_by("-bulan").first()


def compose_calon(kode_wilayah: str, lama: Penetapan | None) -> None:
    """Fill temp tables `calon` (who would be in) and `selisih` (who comes and goes), for this transaction."""
    params: dict[str, Any] = {"kode": kode_wilayah, "lama": lama.pk if lama else None}
    params["potong"] = lama.potong_at if lama else None
    with connection.cursor() as cur:
        # Small tables of their own, known to the planner: the big ones are too young for it to know.
        cur.execute("DROP TABLE IF EXISTS calon, selisih, lalu, pernah")
        cur.execute(_LALU, params)
        cur.execute("CREATE UNIQUE INDEX ON lalu (individu_id)")
        cur.execute("ANALYZE lalu")
        cur.execute(
            "CREATE TEMP TABLE calon ON COMMIT DROP AS "
            "SELECT i.id AS individu_id, k.id AS keluarga_id, i.id_registri AS id_individu,"
            " k.id_registri AS id_keluarga, i.kode_desa, i.nik, k.no_kk, i.nama, i.tanggal_lahir, i.jenis_kelamin,"
            " i.shdk, k.verval_terakhir FROM keluarga_individu i JOIN keluarga_keluarga k ON k.id = i.keluarga_id "
            "WHERE i.status = 'AKTIF' AND k.status = 'AKTIF' AND i.kode_desa ^@ %(kode)s",
            params,
        )
        cur.execute("CREATE UNIQUE INDEX ON calon (individu_id)")
        cur.execute("ANALYZE calon")
        cur.execute(
            "CREATE TEMP TABLE selisih (individu_id bigint, keluarga_id bigint, id_individu text, kode_desa text,"
            " nama text, arah text, sebab text, usulan_id bigint) ON COMMIT DROP"
        )
        cur.execute(_PERNAH, params)
        cur.execute("ANALYZE pernah")
        cur.execute(_keluar(), params)
        cur.execute(_masuk(), params)
        cur.execute("ANALYZE selisih")


def _keluar() -> str:
    return f"""
        INSERT INTO selisih
        SELECT b.individu_id, b.keluarga_id, b.id_individu, b.kode_desa, b.nama, 'KELUAR', {SEBAB_KELUAR}, v.usulan_id
        FROM lalu b
        LEFT JOIN keluarga_individu i ON i.id = b.individu_id
        LEFT JOIN keluarga_keluarga k ON k.id = i.keluarga_id
        LEFT JOIN keluarga_individuversi v ON v.individu_id = i.id AND v.nomor = i.versi AND i.status = 'NONAKTIF'
        WHERE NOT EXISTS (SELECT FROM calon c WHERE c.individu_id = b.individu_id)
    """


def _masuk() -> str:
    return f"""
        INSERT INTO selisih
        SELECT c.individu_id, c.keluarga_id, c.id_individu, c.kode_desa, c.nama, 'MASUK', {SEBAB_MASUK}, v.usulan_id
        FROM calon c
        LEFT JOIN keluarga_individuversi v ON v.individu_id = c.individu_id AND v.nomor = 1
        LEFT JOIN pernah ON pernah.individu_id = c.individu_id
        WHERE NOT EXISTS (SELECT FROM lalu b WHERE b.individu_id = c.individu_id)
    """
