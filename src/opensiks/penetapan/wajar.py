"""Where a list to be is unusual: kabupaten that lose more than they use to, and whether somebody has looked.

Reads the temporary table `selisih` of the transaction that composed it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

from opensiks.penetapan.models import Pemeriksaan
from opensiks.rules.penetapan import BULAN_BIASA, Periksa, is_tidak_biasa


@dataclass(frozen=True)
class KeluarWilayah:
    """How many persons a kabupaten would lose, against its mean of the last lists; `bulan` is how many there are."""

    kode: str
    nama: str
    keluar: int
    biasa: float | None
    bulan: int = 0

    @property
    def kali(self) -> float | None:
        return self.keluar / self.biasa if self.biasa else None

    @property
    def tidak_biasa(self) -> bool:
        return is_tidak_biasa(self.keluar, self.biasa)


_KELUAR = """
    WITH kini AS (SELECT left(kode_desa, 5) AS kode, count(*) AS n FROM selisih WHERE arah = 'KELUAR' GROUP BY 1),
         lalu AS (SELECT id FROM penetapan_penetapan WHERE kode_wilayah = %(wilayah)s AND sebelumnya_id IS NOT NULL
                  ORDER BY bulan DESC LIMIT %(bulan)s),
         jumlah AS (SELECT count(*) AS n FROM lalu),
         biasa AS (SELECT left(s.kode_desa, 5) AS kode, count(*) AS n FROM penetapan_selisih s
                   WHERE s.arah = 'KELUAR' AND s.penetapan_id IN (SELECT id FROM lalu) GROUP BY 1)
    SELECT k.kode, coalesce(w.nama, k.kode), k.n,
           CASE WHEN j.n > 0 THEN coalesce(b.n, 0)::float / j.n END, j.n
    FROM kini k CROSS JOIN jumlah j LEFT JOIN biasa b USING (kode)
    LEFT JOIN wilayah_wilayah w ON w.kode = k.kode ORDER BY k.n DESC, k.kode
"""


def list_keluar(kode_wilayah: str) -> list[KeluarWilayah]:
    """By kabupaten, the largest loss first. A first list is everybody's beginning and no measure of losses."""
    with connection.cursor() as cur:
        cur.execute(_KELUAR, {"wilayah": kode_wilayah, "bulan": BULAN_BIASA})
        return [KeluarWilayah(*row) for row in cur.fetchall()]


def list_belum_diperiksa(
    daftar: Sequence[KeluarWilayah], terakhir: Mapping[str, Pemeriksaan]
) -> list[KeluarWilayah]:
    """The unusual ones that nobody has let pass. A word on fewer persons than leave now is old."""
    return [w for w in daftar if w.tidak_biasa and not is_diperiksa(w, terakhir.get(w.kode))]


def is_diperiksa(w: KeluarWilayah, terakhir: Pemeriksaan | None) -> bool:
    return terakhir is not None and terakhir.aksi is Periksa.DIPERIKSA and terakhir.keluar >= w.keluar
