"""A kabupaten that is held: its rows of the next list are those of the last one, and nobody there comes or goes.

Held are the persons who stood in the kabupaten in the last list, and those who would come into it now: who was in the
last list keeps that row, wherever it stands, and who was not waits. So nobody is in twice, and nobody is lost between
two kabupaten.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import connection

from opensiks.penetapan import banding
from opensiks.penetapan.models import Pemeriksaan, Penetapan
from opensiks.rules.penetapan import Periksa

_KOLOM = (
    "individu_id, keluarga_id, id_individu, id_keluarga, kode_desa, nik, no_kk, nama, tanggal_lahir, jenis_kelamin,"
    " shdk, verval_terakhir"
)
# Whoever was or would be in a held kabupaten.
_TERSENTUH = """
    CREATE TEMP TABLE tersentuh ON COMMIT DROP AS
    SELECT individu_id FROM penetapan_barispenetapan
    WHERE penetapan_id = %(lama)s AND left(kode_desa, 5) = ANY(%(kode)s)
    UNION SELECT individu_id FROM calon WHERE left(kode_desa, 5) = ANY(%(kode)s)
"""
# Who waited in a held kabupaten comes in a month late; that is no return from freezing or sleep.
_MENUNGGU = """
    UPDATE selisih s SET sebab = 'IMPOR'
    WHERE s.arah = 'MASUK' AND s.sebab = 'AKTIF_KEMBALI' AND left(s.kode_desa, 5) = ANY(%(kode)s)
      AND NOT EXISTS (SELECT FROM penetapan_selisih p WHERE p.individu_id = s.individu_id AND p.arah = 'KELUAR')
"""

# A person who leaves with the family leaves by the usulan that closed the family.
_USULAN = """
    UPDATE selisih s SET usulan_id = v.usulan_id
    FROM keluarga_keluarga k JOIN keluarga_keluargaversi v ON v.keluarga_id = k.id AND v.nomor = k.versi
    WHERE k.id = s.keluarga_id AND k.status = 'NONAKTIF' AND s.arah = 'KELUAR' AND s.usulan_id IS NULL
      AND s.sebab = left(k.alasan_status, 24) AND v.usulan_id IS NOT NULL
"""


def list_pemeriksaan(bulan: date, kode_wilayah: str, kode_kabupaten: str = "") -> list[Pemeriksaan]:
    """Every word on the kabupaten of a list to be, the newest first; of one of them with `kode_kabupaten`."""
    rows = Pemeriksaan.objects.filter(bulan=bulan, kode_wilayah=kode_wilayah).order_by("-at", "-id")
    return list(rows.filter(kode_kabupaten=kode_kabupaten) if kode_kabupaten else rows)


def find_terakhir(bulan: date, kode_wilayah: str) -> dict[str, Pemeriksaan]:
    """The word that holds for each kabupaten, by code; a hold that was lifted leaves none."""
    terakhir: dict[str, Pemeriksaan] = {}
    for p in list_pemeriksaan(bulan, kode_wilayah):
        terakhir.setdefault(p.kode_kabupaten, p)
    return {kode: p for kode, p in sorted(terakhir.items()) if p.aksi is not Periksa.DILEPAS}


def list_tahanan(bulan: date, kode_wilayah: str) -> list[Pemeriksaan]:
    """The holds of a list to be, by kabupaten."""
    return [p for p in find_terakhir(bulan, kode_wilayah).values() if p.aksi is Periksa.DITAHAN]


def list_dikembalikan(kode_kabupaten: str) -> list[Pemeriksaan]:
    """What the centre asks a kabupaten to explain, by month; nothing once the month is set or another word was said."""
    terakhir: dict[tuple[date, str], Pemeriksaan] = {}
    for p in Pemeriksaan.objects.filter(kode_kabupaten=kode_kabupaten).order_by("-at", "-id"):
        terakhir.setdefault((p.bulan, p.kode_wilayah), p)
    sudah = set(
        Penetapan.objects.filter(bulan__in=[b for b, _ in terakhir]).values_list("bulan", "kode_wilayah")
    )
    kembali = [p for kunci, p in terakhir.items() if p.aksi is Periksa.DIKEMBALIKAN and kunci not in sudah]
    return sorted(kembali, key=lambda p: p.bulan)


def compose_daftar(
    bulan: date, kode_wilayah: str, lama: Penetapan | None, *, selain: str = ""
) -> list[Pemeriksaan]:
    """Fill `calon` and `selisih` for a month, with its holds; returns them. The hold of `selain` is left out."""
    banding.compose_calon(kode_wilayah, lama)
    if lama is None:
        return []
    with connection.cursor() as cur:
        cur.execute(_USULAN)
    _name_menunggu(lama)
    tahanan = [p for p in list_tahanan(bulan, kode_wilayah) if p.kode_kabupaten != selain]
    if tahanan:
        _hold(lama, [p.kode_kabupaten for p in tahanan])
    return tahanan


def _hold(lama: Penetapan, kode: Sequence[str]) -> None:
    params: dict[str, Any] = {"lama": lama.pk, "kode": list(kode)}
    with connection.cursor() as cur:
        cur.execute("DROP TABLE IF EXISTS tersentuh")
        cur.execute(_TERSENTUH, params)
        cur.execute("ANALYZE tersentuh")
        for tabel in ("selisih", "calon"):
            cur.execute(f"DELETE FROM {tabel} USING tersentuh t WHERE t.individu_id = {tabel}.individu_id")
        cur.execute(
            f"INSERT INTO calon ({_KOLOM}) SELECT {_KOLOM} FROM penetapan_barispenetapan"
            " JOIN tersentuh USING (individu_id) WHERE penetapan_id = %(lama)s",
            params,
        )
        cur.execute("ANALYZE calon")


def _name_menunggu(lama: Penetapan) -> None:
    if lama.ditahan:
        with connection.cursor() as cur:
            cur.execute(_MENUNGGU, {"kode": [t["kode"] for t in lama.ditahan]})
