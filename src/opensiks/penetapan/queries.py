"""Reading lists: rows for the hash, the difference of two months, who loses what, whether somebody is in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Count, QuerySet
from django.db.models.functions import Collate

from opensiks.infra.clock import local
from opensiks.jejak.queries import find_hilang, get_akar
from opensiks.penetapan import banding
from opensiks.penetapan.models import BarisPenetapan, Penetapan, Selisih
from opensiks.penetapan.tahan import compose_daftar
from opensiks.rules.penetapan import BULAN_BIASA

# What a row of the list says, in the order of its columns; the content hash covers exactly these.
KOLOM_ISI = (
    "id_individu", "id_keluarga", "kode_desa", "nik", "no_kk", "nama", "tanggal_lahir", "jenis_kelamin", "shdk",
    "verval_terakhir",
)  # fmt: skip


@dataclass(frozen=True)
class SebabJumlah:
    """One line of the preview: how many persons go or come for one reason, and the aid that stops with them."""

    arah: str
    sebab: str
    orang: int
    program: dict[str, int]


@dataclass(frozen=True)
class Pratinjau:
    """What finalising now would do. `kehilangan` counts each person once, whatever number of aids stop."""

    bulan: date
    lama: Penetapan | None
    keluarga: int
    orang: int
    masuk: int
    keluar: int
    kehilangan: int
    daftar_sebab: list[SebabJumlah]

    @property
    def beda(self) -> int:
        return self.orang - (self.lama.jumlah_individu if self.lama else 0)


def preview_penetapan(bulan: date, kode_wilayah: str, *, selain: str = "") -> Pratinjau:
    """Compare the registry now with the last list, without writing anything; as if `selain` were not held."""
    lama = banding.find_sebelumnya(bulan, kode_wilayah)
    compose_daftar(bulan, kode_wilayah, lama, selain=selain)
    keluarga, orang = count_calon()
    potong = local(lama.potong_at, kode_wilayah).date() if lama else None
    daftar = _list_sebab(potong)
    return Pratinjau(
        bulan, lama, keluarga, orang,
        masuk=sum(s.orang for s in daftar if s.arah == "MASUK"),
        keluar=sum(s.orang for s in daftar if s.arah == "KELUAR"),
        kehilangan=_count_kehilangan(potong), daftar_sebab=daftar,
    )  # fmt: skip


def count_calon() -> tuple[int, int]:
    """(families, persons) of the temporary table `calon`."""
    with connection.cursor() as cur:
        cur.execute("SELECT count(DISTINCT keluarga_id), count(*) FROM calon")
        keluarga, orang = cur.fetchone()
    return keluarga, orang


def list_calon() -> Iterator[dict[str, Any]]:
    """Rows of `calon` as the hash sees them, by id; dates as ISO text."""
    with connection.cursor() as cur:
        # By bytes on every server, as the hash wants it.
        cur.execute(f'SELECT {", ".join(KOLOM_ISI)} FROM calon ORDER BY id_individu COLLATE "C"')
        while rows := cur.fetchmany(5000):
            yield from (to_isi(row) for row in rows)


def list_isi(penetapan: Penetapan) -> Iterator[dict[str, Any]]:
    """Rows of a set list as the hash sees them, by id."""
    rows = penetapan.daftar_baris.order_by(Collate("id_individu", "C")).values_list(*KOLOM_ISI)
    return (to_isi(row) for row in rows.iterator(chunk_size=5000))


def to_isi(row: tuple[Any, ...]) -> dict[str, Any]:
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in zip(KOLOM_ISI, row, strict=True)}


def list_penetapan(kode_wilayah: str = "") -> QuerySet[Penetapan]:
    return Penetapan.objects.filter(kode_wilayah=kode_wilayah).order_by("-bulan")


def count_selisih(penetapan: Penetapan) -> list[tuple[str, str, int]]:
    """(arah, sebab, persons) of a set list, largest first."""
    rows = Selisih.objects.filter(penetapan=penetapan).values_list("arah", "sebab").annotate(n=Count("id"))
    return list(rows.order_by("arah", "-n", "sebab"))


def list_selisih(
    penetapan: Penetapan, *, arah: str = "", sebab: str = "", kode: str = ""
) -> QuerySet[Selisih]:
    """The names behind a number, by area and name."""
    rows = Selisih.objects.filter(penetapan=penetapan, kode_desa__startswith=kode)
    if arah:
        rows = rows.filter(arah=arah)
    if sebab:
        rows = rows.filter(sebab=sebab)
    return rows.order_by("kode_desa", "nama", "id")


def count_wilayah(penetapan: Penetapan, panjang: int) -> dict[str, int]:
    """Persons in a list by the first `panjang` characters of their code (5 kabupaten, 8 kecamatan, 13 desa)."""
    with connection.cursor() as cur:
        cur.execute(
            "SELECT left(kode_desa, %s), count(*) FROM penetapan_barispenetapan WHERE penetapan_id = %s "
            "GROUP BY 1 ORDER BY 1",
            [panjang, penetapan.pk],
        )
        return dict(cur.fetchall())


def is_dalam(penetapan: Penetapan, individu_id: int) -> bool:
    return BarisPenetapan.objects.filter(penetapan=penetapan, individu_id=individu_id).exists()


def verify_akar(penetapan: Penetapan) -> list[str]:
    """Hold the trail against what this list recorded of it; an empty answer means that no tail was cut or altered."""
    salah = [
        f"Rantai {rantai or 'pusat'} kini {n} peristiwa; saat penetapan {penetapan.jejak_kepala[rantai]}."
        for rantai, n in find_hilang(penetapan.jejak_kepala).items()
    ]
    if not salah and get_akar(penetapan.jejak_kepala) != penetapan.jejak_akar:
        salah.append("Sidik jejak berbeda dari yang dicatat saat penetapan.")
    return salah


def count_batch_menunggu(kode_wilayah: str) -> int:
    """Batches of the area that went to Pusdatin and have no result yet (R92)."""
    with connection.cursor() as cur:
        cur.execute(
            "SELECT count(*) FROM pengesahan_batch WHERE hasil_at IS NULL AND kode_kabupaten LIKE %s",
            [f"{kode_wilayah}%"],
        )
        return int(cur.fetchone()[0])


@dataclass(frozen=True)
class BatchMenunggu:
    """A batch with lines that have no answer, by its number."""

    id: int
    nomor: str
    baris: int


def list_batch_menunggu(kode_wilayah: str) -> list[BatchMenunggu]:
    """Batches of the area that still owe an answer, the oldest first (R92)."""
    with connection.cursor() as cur:
        cur.execute(
            "SELECT id, nomor, jumlah - ditetapkan - ditolak FROM pengesahan_batch"
            " WHERE hasil_at IS NULL AND kode_kabupaten ^@ %s ORDER BY dikirim_at, id",
            [kode_wilayah],
        )
        return [BatchMenunggu(*row) for row in cur.fetchall()]


def count_keluar_bulan(kode_wilayah: str, kode_kabupaten: str, sebelum: date) -> list[tuple[date, int]]:
    """How many left a kabupaten in each of the last lists before a month, the oldest first."""
    with connection.cursor() as cur:
        cur.execute(
            "SELECT p.bulan, (SELECT count(*) FROM penetapan_selisih s WHERE s.penetapan_id = p.id"
            " AND s.arah = 'KELUAR' AND s.kode_desa ^@ %s) FROM penetapan_penetapan p"
            " WHERE p.kode_wilayah = %s AND p.sebelumnya_id IS NOT NULL AND p.bulan < %s"
            " ORDER BY p.bulan DESC LIMIT %s",
            [kode_kabupaten, kode_wilayah, sebelum, BULAN_BIASA],
        )
        return list(reversed(cur.fetchall()))


def _list_sebab(potong: date | None) -> list[SebabJumlah]:
    with connection.cursor() as cur:
        cur.execute("SELECT arah, sebab, count(*) FROM selisih GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2")
        jumlah = cur.fetchall()
        cur.execute(
            f"SELECT sebab, program, count(DISTINCT satuan) FROM ({_HILANG}) h GROUP BY 1, 2",
            {"potong": potong},
        )
        hilang: dict[str, dict[str, int]] = {}
        for sebab, program, n in cur.fetchall():
            hilang.setdefault(sebab, {})[program] = n
    return [SebabJumlah(a, s, n, hilang.get(s, {}) if a == "KELUAR" else {}) for a, s, n in jumlah]


def _count_kehilangan(potong: date | None) -> int:
    with connection.cursor() as cur:
        cur.execute(f"SELECT count(DISTINCT individu_id) FROM ({_HILANG}) h", {"potong": potong})
        return int(cur.fetchone()[0])


# Aid that stops: a person's own, or the family's once none of the family is left in the list. Aid that a usulan has
# ended since the last list was cut counts as well: it was paid with that list and is not with the next.
_HILANG = """
    SELECT s.individu_id, s.sebab, p.program, coalesce('I' || p.individu_id, 'K' || p.keluarga_id) AS satuan
    FROM selisih s
    JOIN keluarga_kepesertaan p ON p.keluarga_id = s.keluarga_id AND p.status = 'AKTIF'
     AND (p.sampai IS NULL OR p.sampai >= %(potong)s)
    LEFT JOIN (SELECT DISTINCT keluarga_id FROM calon) t ON t.keluarga_id = s.keluarga_id
    WHERE s.arah = 'KELUAR'
      AND (p.individu_id = s.individu_id OR (p.individu_id IS NULL AND t.keluarga_id IS NULL))
"""
