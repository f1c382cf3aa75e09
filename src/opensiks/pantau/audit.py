"""Finding what the trail says: from what a person has in hand to the objects of the trail, and their events."""

from __future__ import annotations

import re

from django.db import connection
from django.db.models import QuerySet

from opensiks.jejak.models import Jejak

_OBJEK = re.compile(r"[a-z_]+:[\w:.-]{1,60}")


def list_objek(kata: str) -> list[str]:
    """Objects that a word may mean: "usulan:12" itself, an id of the register, a number of a batch or a letter.

    A family brings its members, its usulan and its photos along: what happened to it is written there, too.
    """
    daftar = [kata] if _OBJEK.fullmatch(kata) else _find_objek(kata)
    keluarga = [int(o[9:]) for o in daftar if re.fullmatch(r"keluarga:\d{1,18}", o)]
    return list(dict.fromkeys([*daftar, *_list_milik(keluarga)])) if keluarga else daftar


def _list_milik(keluarga: list[int]) -> list[str]:
    """Members, usulan and photos of these families, as objects of the trail."""
    with connection.cursor() as cur:
        cur.execute(
            """
            SELECT 'usulan:' || id FROM usulan_usulan WHERE keluarga_id = ANY(%(id)s)
            UNION ALL SELECT DISTINCT 'individu:' || individu_id FROM keluarga_keanggotaan
                WHERE keluarga_id = ANY(%(id)s)
            UNION ALL SELECT 'foto:' || id FROM keluarga_foto WHERE keluarga_id = ANY(%(id)s)
            LIMIT 200
            """,
            {"id": keluarga},
        )
        return [r[0] for r in cur.fetchall()]


def _find_objek(kata: str) -> list[str]:
    with connection.cursor() as cur:
        cur.execute(
            """
            SELECT 'keluarga:' || id FROM keluarga_keluarga WHERE id_registri = %(kata)s
            UNION ALL SELECT 'individu:' || id FROM keluarga_individu WHERE id_registri = %(kata)s
            UNION ALL SELECT 'keluarga:' || keluarga_id FROM keluarga_individu WHERE id_registri = %(kata)s
            UNION ALL SELECT 'batch:' || id FROM pengesahan_batch WHERE nomor = %(kata)s
            UNION ALL SELECT 'pengesahan:' || id FROM pengesahan_pengesahan WHERE nomor = %(kata)s
            UNION ALL SELECT 'tandaterima:' || id FROM pengesahan_tandaterima WHERE kode = %(kata)s
            UNION ALL SELECT 'serahan:' || serahan_id FROM pengesahan_tandaterima WHERE kode = %(kata)s
            UNION ALL SELECT 'penetapan:' || id FROM penetapan_penetapan WHERE nomor_sk = %(kata)s
            UNION ALL SELECT 'usulan:' || id FROM usulan_usulan WHERE id::text = %(kata)s
            LIMIT 20
            """,
            {"kata": kata},
        )
        return [r[0] for r in cur.fetchall()]


def list_terbaru(objek: list[str]) -> QuerySet[Jejak]:
    """Events about these objects, or of the reader's whole scope; newest first."""
    rows = Jejak.objects.all()
    return (rows.filter(objek__in=objek) if objek else rows).order_by("-at", "-id")
