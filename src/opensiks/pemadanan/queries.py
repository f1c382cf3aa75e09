"""Reading results: match rates by area, what a village has to settle, the answer about one person."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from opensiks.pemadanan.models import Putaran, StatusPadan, Tugas
from opensiks.rules.pemadanan import Keluaran


def list_putaran(kode_wilayah: str = "") -> QuerySet[Putaran]:
    return Putaran.objects.filter(kode_wilayah__startswith=kode_wilayah).order_by("-mulai_at", "-id")


def count_keluaran(kode: str) -> dict[Keluaran, int]:
    """Persons of an area by their standing answer."""
    rows = (
        StatusPadan.objects.filter(kode_desa__startswith=kode).values_list("keluaran").annotate(n=Count("pk"))
    )
    return dict(rows.order_by("-n"))


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
    """Open tasks of a village, oldest first."""
    rows = Tugas.objects.filter(kode_desa=kode_desa, selesai_at__isnull=True).select_related(
        "individu__keluarga"
    )
    return rows.order_by("dibuat_at", "individu__nama", "id")
