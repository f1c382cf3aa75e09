"""Reading draws: how many, who, what changed, and the check of a recipient's proof."""

from __future__ import annotations

import hashlib

from django.db.models import Count, QuerySet

from opensiks.bansos.models import Penarikan, Penerima, SelisihPenerima
from opensiks.penetapan.models import Penetapan


def count_penerima(penetapan: Penetapan) -> dict[str, int]:
    """Recipients per programme drawn from a list, by code."""
    return dict(
        Penarikan.objects.filter(penetapan=penetapan).order_by("program").values_list("program", "jumlah")
    )


def list_tarikan(penetapan: Penetapan) -> dict[str, Penarikan]:
    """What each programme drew from a list, by its code."""
    return {t.program: t for t in Penarikan.objects.filter(penetapan=penetapan)}


def list_penarikan(kode_wilayah: str = "") -> QuerySet[Penarikan]:
    rows = Penarikan.objects.filter(kode_wilayah=kode_wilayah).select_related("penetapan")
    return rows.order_by("-penetapan__bulan", "program")


def list_penerima(penarikan: Penarikan, kode: str = "") -> QuerySet[Penerima]:
    """Recipients inside an area (and the reader's scope), by area and name."""
    return penarikan.daftar_penerima.filter(kode_desa__startswith=kode).order_by("kode_desa", "nama", "id")


def count_selisih(penarikan: Penarikan) -> list[tuple[str, str, int]]:
    """(arah, sebab, recipients) since the draw before."""
    rows = (
        SelisihPenerima.objects.filter(penarikan=penarikan)
        .values_list("arah", "sebab")
        .annotate(n=Count("id"))
    )
    return list(rows.order_by("arah", "-n", "sebab"))


def list_selisih(penarikan: Penarikan, *, arah: str = "", sebab: str = "") -> QuerySet[SelisihPenerima]:
    """Who came and went since the draw before, line by line."""
    rows = SelisihPenerima.objects.filter(penarikan=penarikan)
    rows = rows.filter(arah=arah) if arah else rows
    return (rows.filter(sebab=sebab) if sebab else rows).order_by("arah", "kode_desa", "id_registri")


def is_bukti_sah(program: str, penetapan_sha256: str, id_registri: str, bukti: str) -> bool:
    """Whether a recipient's proof belongs to this programme, list and id; a payer needs no access to ask."""
    return hashlib.sha256(f"{program}:{penetapan_sha256}:{id_registri}".encode()).hexdigest() == bukti
