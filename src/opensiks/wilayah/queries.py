"""Reading areas: one, its children, the names on the way up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Q, QuerySet

from opensiks.rules.wilayah import Cakupan
from opensiks.wilayah.models import Pendahulu, Wilayah


def find_wilayah(kode: str) -> Wilayah | None:
    return Wilayah.objects.filter(kode=kode).first()


def list_anak(kode: str) -> QuerySet[Wilayah]:
    """The areas directly below, by code."""
    return Wilayah.objects.filter(induk_kode=kode, berlaku_sampai__isnull=True).order_by("kode")


def list_desa(cakupan: Cakupan) -> QuerySet[Wilayah]:
    """Every village inside a scope, by code."""
    dalam = Q()
    for kode in cakupan.daftar_kode:
        dalam |= Q(kode__startswith=kode)
    semua = Wilayah.objects.filter(tingkat=4, berlaku_sampai__isnull=True).order_by("kode")
    return semua.filter(dalam) if cakupan.daftar_kode else semua.none()


def list_jalur(kode: str) -> list[Wilayah]:
    """The areas from provinsi down to `kode` itself; empty for the nation."""
    bagian = kode.split(".") if kode else []
    jalur = [".".join(bagian[: n + 1]) for n in range(len(bagian))]
    return list(Wilayah.objects.filter(kode__in=jalur).order_by("tingkat"))


def get_nama(daftar_kode: Iterable[str]) -> dict[str, str]:
    """Names by code, in one query."""
    return dict(Wilayah.objects.filter(kode__in=set(daftar_kode)).values_list("kode", "nama"))


def count_tingkat() -> dict[int, int]:
    """How many areas are valid today on each tier."""
    berlaku = Wilayah.objects.filter(berlaku_sampai__isnull=True)
    return dict(berlaku.values_list("tingkat").annotate(n=Count("kode")).order_by("tingkat"))


def is_berlaku(kode: str, pada: date) -> bool:
    """Whether a code names an area that exists on a day (R29)."""
    rows = Wilayah.objects.filter(Q(berlaku_sejak__isnull=True) | Q(berlaku_sejak__lte=pada), kode=kode)
    return rows.filter(Q(berlaku_sampai__isnull=True) | Q(berlaku_sampai__gt=pada)).exists()


def is_pemekaran(dari: str, ke: str) -> bool:
    """Whether the code changed because an area was split or renumbered, so that nobody moved (R29)."""
    pasangan = Pendahulu.objects.values_list("pendahulu_kode", "kode")
    return any(dari.startswith(lama) and ke.startswith(baru) for lama, baru in pasangan)


def is_dikenal(kode: str) -> bool:
    """Whether a code is or was an area, historical ones included (R48)."""
    return (
        Wilayah.objects.filter(kode=kode).exists()
        or Pendahulu.objects.filter(Q(pendahulu_kode=kode) | Q(kode=kode)).exists()
    )
