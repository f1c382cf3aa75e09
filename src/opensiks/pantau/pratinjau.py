"""Before a list is set: what it would say, where it is unusual, and the names behind a number. Nothing is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.cache import cache
from django.db import connection

from opensiks.pantau.queries import find_jejak_akhir
from opensiks.penetapan import banding
from opensiks.penetapan.models import Penetapan
from opensiks.penetapan.queries import Pratinjau, preview_penetapan

SIMPAN_DETIK = 900
# A kabupaten that loses more than so many times its mean of the last year is looked at first.
KALI_TIDAK_BIASA = 3
BULAN_BIASA = 12


@dataclass(frozen=True)
class KeluarWilayah:
    """How many persons a kabupaten would lose, against its mean of the last lists."""

    kode: str
    nama: str
    keluar: int
    biasa: float | None

    @property
    def kali(self) -> float | None:
        return self.keluar / self.biasa if self.biasa else None

    @property
    def tidak_biasa(self) -> bool:
        return self.kali is not None and self.kali > KALI_TIDAK_BIASA


@dataclass(frozen=True)
class Tinjauan:
    """The preview with where it falls; `anak` are persons under 18 among those who leave."""

    isi: Pratinjau
    anak: int
    wilayah: tuple[KeluarWilayah, ...]

    @property
    def tidak_biasa(self) -> tuple[KeluarWilayah, ...]:
        return tuple(w for w in self.wilayah if w.tidak_biasa)


def get_tinjauan(bulan: date, kode_wilayah: str) -> Tinjauan:
    """Counted once for as long as the trail of the area has no new event."""
    basis = connection.settings_dict["NAME"]
    kunci = f"tinjauan:{basis}:{bulan:%Y-%m}:{kode_wilayah or 'semua'}:{find_jejak_akhir(kode_wilayah)}"
    ada: Tinjauan | None = cache.get(kunci)
    if ada is None:
        isi = preview_penetapan(bulan, kode_wilayah)
        ada = Tinjauan(isi, _count_anak(bulan), tuple(_list_wilayah(isi.lama)))
        cache.set(kunci, ada, SIMPAN_DETIK)
    return ada


def list_nama(bulan: date, kode_wilayah: str, arah: str, sebab: str) -> list[dict[str, Any]]:
    """The persons behind one number of the preview, by area and name."""
    banding.compose_calon(kode_wilayah, banding.find_sebelumnya(bulan, kode_wilayah))
    with connection.cursor() as cur:
        cur.execute(
            "SELECT s.individu_id, s.id_individu, s.nama, s.kode_desa, coalesce(w.nama, s.kode_desa) AS desa,"
            " coalesce(i.nik, '') AS nik, s.keluarga_id FROM selisih s"
            " LEFT JOIN wilayah_wilayah w ON w.kode = s.kode_desa LEFT JOIN keluarga_individu i ON i.id = s.individu_id"
            " WHERE s.arah = %s AND s.sebab = %s ORDER BY s.kode_desa, s.nama, s.individu_id",
            [arah, sebab],
        )
        nama = [k.name for k in cur.description]
        return [dict(zip(nama, r, strict=True)) for r in cur.fetchall()]


def _count_anak(bulan: date) -> int:
    with connection.cursor() as cur:
        cur.execute(
            "SELECT count(*) FROM selisih s JOIN keluarga_individu i ON i.id = s.individu_id"
            " WHERE s.arah = 'KELUAR' AND i.tanggal_lahir > %s::date - interval '18 years'",
            [bulan],
        )
        return int(cur.fetchone()[0])


def _list_wilayah(lama: Penetapan | None) -> list[KeluarWilayah]:
    """By kabupaten, the largest loss first. A first list is everybody's beginning and no measure of losses."""
    with connection.cursor() as cur:
        cur.execute(
            """
            WITH kini AS (SELECT left(kode_desa, 5) AS kode, count(*) AS n FROM selisih
                          WHERE arah = 'KELUAR' GROUP BY 1),
                 lalu AS (SELECT id FROM penetapan_penetapan
                          WHERE kode_wilayah = %(wilayah)s AND sebelumnya_id IS NOT NULL
                          ORDER BY bulan DESC LIMIT %(bulan)s),
                 biasa AS (SELECT left(s.kode_desa, 5) AS kode, count(*)::float / (SELECT count(*) FROM lalu) AS n
                           FROM penetapan_selisih s WHERE s.arah = 'KELUAR' AND s.penetapan_id IN (SELECT id FROM lalu)
                           GROUP BY 1)
            SELECT k.kode, coalesce(w.nama, k.kode), k.n, b.n FROM kini k LEFT JOIN biasa b USING (kode)
            LEFT JOIN wilayah_wilayah w ON w.kode = k.kode ORDER BY k.n DESC, k.kode
            """,
            {"wilayah": lama.kode_wilayah if lama else "", "bulan": BULAN_BIASA},
        )
        return [KeluarWilayah(*row) for row in cur.fetchall()]


@dataclass(frozen=True)
class Banding:
    """Two lists held against each other, in all and by area."""

    sama: int
    hanya_a: int
    hanya_b: int
    wilayah: tuple[tuple[str, int, int, int], ...]


def compare_penetapan(a: Penetapan, b: Penetapan, panjang: int) -> Banding:
    """Persons in both, only in `a`, only in `b`; areas by the first `panjang` characters of their code."""
    with connection.cursor() as cur:
        cur.execute(
            """
            SELECT coalesce(w.nama, t.kode), t.sama, t.a, t.b FROM (
              SELECT left(coalesce(x.kode_desa, y.kode_desa), %(panjang)s) AS kode,
                     count(*) FILTER (WHERE x.individu_id IS NOT NULL AND y.individu_id IS NOT NULL) AS sama,
                     count(*) FILTER (WHERE y.individu_id IS NULL) AS a,
                     count(*) FILTER (WHERE x.individu_id IS NULL) AS b
              FROM (SELECT individu_id, kode_desa FROM penetapan_barispenetapan WHERE penetapan_id = %(a)s) x
              FULL JOIN (SELECT individu_id, kode_desa FROM penetapan_barispenetapan WHERE penetapan_id = %(b)s) y
                   ON y.individu_id = x.individu_id GROUP BY 1) t
            LEFT JOIN wilayah_wilayah w ON w.kode = t.kode ORDER BY t.kode
            """,
            {"panjang": panjang, "a": a.pk, "b": b.pk},
        )
        rows = tuple(cur.fetchall())
    return Banding(sum(r[1] for r in rows), sum(r[2] for r in rows), sum(r[3] for r in rows), rows)


def list_wilayah_penetapan() -> list[str]:
    """The areas that have a list, the one with the newest first."""
    rows = Penetapan.objects.order_by("-bulan", "kode_wilayah").values_list("kode_wilayah", flat=True)
    return list(dict.fromkeys(rows))


def find_penetapan(bulan: date, kode_wilayah: str) -> Penetapan | None:
    return Penetapan.objects.filter(bulan=bulan, kode_wilayah=kode_wilayah).first()
