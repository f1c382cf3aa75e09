"""Reading draws: how many, who, what changed, and the check of a recipient's proof."""

from __future__ import annotations

import hashlib

from django.db import connection
from django.db.models import Count, Q, QuerySet

from opensiks.bansos.models import Penarikan, Penerima, SelisihPenerima
from opensiks.penetapan.models import Penetapan
from opensiks.rules.wilayah import LEBAR_KODE, tingkat


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


def find_penerima(penarikan: Penarikan, kode: str, cari: str, *, nama: bool) -> QuerySet[Penerima]:
    """Recipients of an area whose id, or name where the reader may know it, holds the word."""
    rows = list_penerima(penarikan, kode)
    if not cari:
        return rows
    cocok = Q(id_registri__icontains=cari)
    return rows.filter(cocok | Q(nama__icontains=cari)) if nama else rows.filter(cocok)


def count_sebaran(penarikan: Penarikan, kode: str) -> list[tuple[str, str, int, int, int]]:
    """(code, name, recipients, in, out) by area of the tier below `kode`, by code; a village has none below."""
    lebar = LEBAR_KODE[min(tingkat(kode) + 1, 4)]
    with connection.cursor() as cur:
        cur.execute(
            """
            SELECT t.kode, coalesce(w.nama, t.kode), sum(t.n), sum(t.masuk), sum(t.keluar) FROM (
              SELECT left(kode_desa, %(lebar)s) AS kode, count(*) AS n, 0 AS masuk, 0 AS keluar
              FROM bansos_penerima WHERE penarikan_id = %(id)s AND kode_desa ^@ %(kode)s GROUP BY 1
              UNION ALL
              SELECT left(kode_desa, %(lebar)s), 0, count(*) FILTER (WHERE arah = 'MASUK'),
                     count(*) FILTER (WHERE arah = 'KELUAR')
              FROM bansos_selisihpenerima WHERE penarikan_id = %(id)s AND kode_desa ^@ %(kode)s GROUP BY 1) t
            LEFT JOIN wilayah_wilayah w ON w.kode = t.kode GROUP BY 1, 2 ORDER BY 1
            """,
            {"lebar": lebar, "id": penarikan.pk, "kode": kode},
        )
        return [(k, nama, int(n), int(masuk), int(keluar)) for k, nama, n, masuk, keluar in cur.fetchall()]


def count_selisih(penarikan: Penarikan, kode: str = "") -> list[tuple[str, str, int]]:
    """(arah, sebab, recipients) since the draw before, in an area."""
    rows = (
        SelisihPenerima.objects.filter(penarikan=penarikan, kode_desa__startswith=kode)
        .values_list("arah", "sebab")
        .annotate(n=Count("id"))
    )
    return list(rows.order_by("arah", "-n", "sebab"))


def list_selisih(
    penarikan: Penarikan, *, arah: str = "", sebab: str = "", kode: str = "", cari: str = ""
) -> QuerySet[SelisihPenerima]:
    """Who came and went since the draw before, line by line; `cari` in the id."""
    rows = SelisihPenerima.objects.filter(penarikan=penarikan, kode_desa__startswith=kode)
    rows = rows.filter(id_registri__icontains=cari) if cari else rows
    rows = rows.filter(arah=arah) if arah else rows
    return (rows.filter(sebab=sebab) if sebab else rows).order_by("arah", "kode_desa", "id_registri")


def is_bukti_sah(program: str, penetapan_sha256: str, id_registri: str, bukti: str) -> bool:
    """Whether a recipient's proof belongs to this programme, list and id; a payer needs no access to ask."""
    return hashlib.sha256(f"{program}:{penetapan_sha256}:{id_registri}".encode()).hexdigest() == bukti
