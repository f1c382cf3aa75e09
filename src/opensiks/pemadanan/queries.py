"""Reading results: match rates by area, what a village has to settle, the answer about one person."""

from __future__ import annotations

import json
from typing import Any

from django.db import connection
from django.db.models import Count, Q, QuerySet

from opensiks.pemadanan.angka import count_angka as count_angka
from opensiks.pemadanan.angka import list_bulan as list_bulan
from opensiks.pemadanan.antrian import count_konfirmasi_menunggu as count_konfirmasi_menunggu
from opensiks.pemadanan.antrian import count_tinjauan as count_tinjauan
from opensiks.pemadanan.antrian import get_tinjauan as get_tinjauan
from opensiks.pemadanan.antrian import list_konfirmasi as list_konfirmasi
from opensiks.pemadanan.antrian import list_konfirmasi_menunggu as list_konfirmasi_menunggu
from opensiks.pemadanan.antrian import list_label as list_label
from opensiks.pemadanan.antrian import next_tinjauan as next_tinjauan
from opensiks.pemadanan.bobot import find_bobot as find_bobot
from opensiks.pemadanan.bobot import get_bobot as get_bobot
from opensiks.pemadanan.bobot import list_bobot as list_bobot
from opensiks.pemadanan.cakupan import list_luput as list_luput
from opensiks.pemadanan.cakupan import list_wilayah as list_wilayah
from opensiks.pemadanan.kerja import count_kerja as count_kerja
from opensiks.pemadanan.kerja import get_kerja as get_kerja
from opensiks.pemadanan.kerja import list_kerja as list_kerja
from opensiks.pemadanan.models import Putaran, StatusPadan, Tugas
from opensiks.pemadanan.periksa import check_usul as check_usul
from opensiks.pemadanan.periksa import check_usul_banyak as check_usul_banyak
from opensiks.rules.padan_kerja import Menunggu
from opensiks.rules.pemadanan import Keluaran
from opensiks.rules.wilayah import LEBAR_KODE, tingkat


def list_putaran(kode_wilayah: str = "") -> QuerySet[Putaran]:
    rows = Putaran.objects.filter(kode_wilayah__startswith=kode_wilayah).defer("bobot")
    return rows.order_by("-mulai_at", "-id")


def find_putaran(putaran_id: int | None) -> Putaran | None:
    """A run by its number, its weights left where they are."""
    return Putaran.objects.defer("bobot").filter(pk=putaran_id).first() if putaran_id else None


def count_keluaran(kode: str) -> dict[Keluaran, int]:
    """Persons of an area by their standing answer."""
    rows = (
        StatusPadan.objects.filter(kode_desa__startswith=kode).values_list("keluaran").annotate(n=Count("pk"))
    )
    return dict(rows.order_by("-n"))


def count_sebaran(kode: str) -> list[tuple[str, str, dict[str, int], int]]:
    """(code, name, persons by standing answer, open tasks) by area of the tier below `kode`, by code."""
    lebar = LEBAR_KODE[min(tingkat(kode) + 1, 4)]
    with connection.cursor() as cur:
        cur.execute(
            "SELECT t.kode, coalesce(w.nama, t.kode), jsonb_object_agg(t.keluaran, t.n), min(coalesce(g.n, 0))"
            " FROM (SELECT left(kode_desa, %(lebar)s) AS kode, keluaran, count(*) AS n FROM pemadanan_statuspadan"
            "  WHERE kode_desa ^@ %(kode)s GROUP BY 1, 2) t"
            " LEFT JOIN (SELECT left(kode_desa, %(lebar)s) AS kode, count(*) AS n FROM pemadanan_tugas"
            "  WHERE kode_desa ^@ %(kode)s AND selesai_at IS NULL GROUP BY 1) g ON g.kode = t.kode"
            " LEFT JOIN wilayah_wilayah w ON w.kode = t.kode GROUP BY 1, 2 ORDER BY 1",
            {"lebar": lebar, "kode": kode},
        )
        return [(k, nama, _load(jumlah), tugas) for k, nama, jumlah, tugas in cur.fetchall()]


def _load(jumlah: Any) -> dict[str, int]:
    return dict(json.loads(jumlah) if isinstance(jumlah, str) else jumlah)


def count_tugas(kode: str) -> dict[str, tuple[int, int]]:
    """Tasks of an area by rule: (open, answered) of R30, R67, R67a, R68, R69 and what waits for a review."""
    rows = Tugas.objects.filter(kode_desa__startswith=kode).values_list("kode")
    jumlah = rows.annotate(
        terbuka=Count("pk", filter=Q(selesai_at__isnull=True)),
        selesai=Count("pk", filter=Q(selesai_at__isnull=False)),
    )
    return {k: (terbuka, selesai) for k, terbuka, selesai in jumlah.order_by("kode")}


def find_sebelumnya(putaran: Putaran) -> Putaran | None:
    """The run before this one over the same area, that came to its end."""
    rows = Putaran.objects.filter(kode_wilayah=putaran.kode_wilayah, selesai_at__isnull=False)
    lebih_awal = Q(mulai_at__lt=putaran.mulai_at) | Q(mulai_at=putaran.mulai_at, pk__lt=putaran.pk)
    return rows.filter(lebih_awal).order_by("-mulai_at", "-id").first()


def get_keluaran(individu_ids: list[int]) -> dict[int, Keluaran]:
    """The standing answer for each of these persons; nobody asked about is simply absent."""
    rows = StatusPadan.objects.filter(pk__in=individu_ids).values_list("individu_id", "keluaran")
    return {individu: Keluaran(keluaran) for individu, keluaran in rows}


def list_status(kode_desa: str, keluaran: Keluaran | None = None) -> QuerySet[StatusPadan]:
    rows = StatusPadan.objects.filter(kode_desa=kode_desa).select_related("individu")
    if keluaran:
        rows = rows.filter(keluaran=keluaran)
    return rows.order_by("keluaran", "individu__nama", "pk")


def list_tugas(kode_desa: str) -> QuerySet[Tugas]:
    """Open tasks that a village has to act on, oldest first; what waits for others is not among them."""
    rows = Tugas.objects.filter(
        kode_desa=kode_desa, selesai_at__isnull=True, menunggu=Menunggu.DESA
    ).select_related("individu__keluarga")
    return rows.order_by("dibuat_at", "individu__nama", "id")
