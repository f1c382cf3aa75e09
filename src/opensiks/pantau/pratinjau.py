"""Before a list is set: what it would say, where it is unusual, and the names behind a number. Nothing is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection

from opensiks.infra import scope
from opensiks.pantau.ingatan import remember
from opensiks.pantau.queries import find_jejak_akhir
from opensiks.penetapan import banding, wajar
from opensiks.penetapan import ubah as penetapan_ubah
from opensiks.penetapan.models import Pemeriksaan, Penetapan
from opensiks.penetapan.queries import Pratinjau, preview_penetapan
from opensiks.penetapan.tahan import compose_daftar, find_terakhir
from opensiks.penetapan.ubah import Ubah
from opensiks.penetapan.wajar import KeluarWilayah
from opensiks.rules.penetapan import Periksa


@dataclass(frozen=True)
class Tinjauan:
    """The preview with where it falls, and what was said of each kabupaten.

    `anak` are persons under 18 among those who leave, `disabilitas` those with a disability, `tanpa_peringatan` the
    families that leave frozen without a warning on record.
    """

    isi: Pratinjau
    anak: int
    disabilitas: int
    tanpa_peringatan: int
    wilayah: tuple[KeluarWilayah, ...]
    terakhir: dict[str, Pemeriksaan]

    @property
    def tidak_biasa(self) -> tuple[KeluarWilayah, ...]:
        return tuple(w for w in self.wilayah if w.tidak_biasa)

    @property
    def belum_diperiksa(self) -> tuple[KeluarWilayah, ...]:
        return tuple(wajar.list_belum_diperiksa(self.wilayah, self.terakhir))

    @property
    def ditahan(self) -> tuple[Pemeriksaan, ...]:
        return tuple(p for p in self.terakhir.values() if p.aksi is Periksa.DITAHAN)


def get_tinjauan(bulan: date, kode_wilayah: str) -> Tinjauan:
    """Counted once for as long as the trail of the area has no new event."""
    kunci = f"tinjauan:{bulan:%Y-%m}:{kode_wilayah or 'semua'}:{find_jejak_akhir(kode_wilayah)}"
    return remember(kunci, lambda: _count_tinjauan(bulan, kode_wilayah))


def _count_tinjauan(bulan: date, kode_wilayah: str) -> Tinjauan:
    isi = preview_penetapan(bulan, kode_wilayah)
    return Tinjauan(
        isi, *_count_khusus(bulan), _count_tanpa_peringatan(), tuple(wajar.list_keluar(kode_wilayah)),
        find_terakhir(bulan, kode_wilayah),
    )  # fmt: skip


def compose_selisih(bulan: date, kode_wilayah: str, *, selain: str = "") -> None:
    """The temporary tables `calon` and `selisih` of a month, for whoever asks for names; without one hold."""
    compose_daftar(bulan, kode_wilayah, banding.find_sebelumnya(bulan, kode_wilayah), selain=selain)


def _count_khusus(bulan: date) -> tuple[int, int]:
    """(persons under 18, persons with a disability) among those who leave."""
    with connection.cursor() as cur:
        cur.execute(
            "SELECT count(*) FILTER (WHERE i.tanggal_lahir > %s::date - interval '18 years'),"
            " count(*) FILTER (WHERE coalesce(i.jawaban ->> 'jenis_cacat', '0') NOT IN ('0', ''))"
            " FROM selisih s JOIN keluarga_individu i ON i.id = s.individu_id WHERE s.arah = 'KELUAR'",
            [bulan],
        )
        anak, disabilitas = cur.fetchone()
    return anak, disabilitas


def _count_tanpa_peringatan() -> int:
    with connection.cursor() as cur:
        cur.execute(
            "SELECT count(DISTINCT s.keluarga_id) FROM selisih s WHERE s.arah = 'KELUAR' AND s.sebab = 'BEKU'"
            " AND NOT EXISTS (SELECT FROM verval_peringatan p WHERE p.keluarga_id = s.keluarga_id AND p.jenis = 'BEKU')"
        )
        return int(cur.fetchone()[0])


@dataclass(frozen=True)
class TinjauanKabupaten:
    """One kabupaten of the preview, as it would be without a hold: reasons, where they fall, and its last months."""

    wilayah: KeluarWilayah
    masuk: int
    sebab: tuple[tuple[str, int], ...]
    kecamatan: tuple[tuple[str, str, int], ...]


def get_tinjauan_kabupaten(bulan: date, kode_wilayah: str, kode: str) -> TinjauanKabupaten:
    """Counted once for as long as the trail has no new event."""
    jejak = find_jejak_akhir(kode_wilayah)

    def count() -> TinjauanKabupaten:
        compose_selisih(bulan, kode_wilayah, selain=kode)
        return _count_kabupaten(kode_wilayah, kode)

    return remember(f"tinjauan-kab:{bulan:%Y-%m}:{kode_wilayah or 'semua'}:{kode}:{jejak}", count)


def _count_kabupaten(kode_wilayah: str, kode: str) -> TinjauanKabupaten:
    semua = {w.kode: w for w in wajar.list_keluar(kode_wilayah)}
    with connection.cursor() as cur:
        cur.execute(
            "SELECT sebab, count(*) FROM selisih WHERE arah = 'KELUAR' AND kode_desa ^@ %s"
            " GROUP BY 1 ORDER BY 2 DESC, 1",
            [kode],
        )
        sebab = tuple(cur.fetchall())
        cur.execute(
            "SELECT t.kode, coalesce(w.nama, t.kode), t.n FROM (SELECT left(kode_desa, 8) AS kode, count(*) AS n"
            " FROM selisih WHERE arah = 'KELUAR' AND kode_desa ^@ %s GROUP BY 1) t"
            " LEFT JOIN wilayah_wilayah w ON w.kode = t.kode ORDER BY t.n DESC, t.kode",
            [kode],
        )
        kecamatan = tuple(cur.fetchall())
        cur.execute(
            "SELECT (SELECT count(*) FROM selisih WHERE arah = 'MASUK' AND kode_desa ^@ %(kode)s),"
            " (SELECT nama FROM wilayah_wilayah WHERE kode = %(kode)s)",
            {"kode": kode},
        )
        masuk, nama = cur.fetchone()
    kosong = KeluarWilayah(kode, nama or kode, 0, None)
    return TinjauanKabupaten(semua.get(kode, kosong), masuk, sebab, kecamatan)


@dataclass(frozen=True)
class Banding:
    """Two lists held against each other, in all and by area."""

    sama: int
    hanya_a: int
    hanya_b: int
    wilayah: tuple[tuple[str, int, int, int], ...]


def compare_penetapan(a: Penetapan, b: Penetapan, panjang: int) -> Banding:
    """Persons in both, only in `a`, only in `b`; areas by the first `panjang` characters of their code.

    Lists do not change, so each scope counts a pair once; both are read whole, since the lines are proven against it.
    """
    kunci = f"banding:{a.pk}:{b.pk}:{panjang}:{scope.current()}"
    return remember(kunci, lambda: _compare(a, b, panjang))


def _compare(a: Penetapan, b: Penetapan, panjang: int) -> Banding:
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


def count_ubah(ubah: Ubah) -> list[tuple[str, str, int]]:
    """(arah, sebab, persons) of two lists; like them it does not change, so only a search is counted each time."""
    if ubah.cari:
        return penetapan_ubah.count_ubah(ubah)
    kunci = f"ubah:{ubah.a.pk}:{ubah.b.pk}:{ubah.kode}:{scope.current()}"
    return remember(kunci, lambda: penetapan_ubah.count_ubah(ubah))


def list_wilayah_penetapan() -> list[str]:
    """The areas that have a list, the one with the newest first."""
    rows = Penetapan.objects.order_by("-bulan", "kode_wilayah").values_list("kode_wilayah", flat=True)
    return list(dict.fromkeys(rows))


def find_penetapan(bulan: date, kode_wilayah: str) -> Penetapan | None:
    return Penetapan.objects.filter(bulan=bulan, kode_wilayah=kode_wilayah).first()
