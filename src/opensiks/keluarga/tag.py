"""The worst open finding of every family of a village, in the few words a list has room for."""

from __future__ import annotations

import json

from django.db import connection

from opensiks.rules.temuan import TEMUAN


def list_tag(kode_desa: str) -> dict[int, str]:
    """Family id → the tag of its worst finding, filled with what that finding knows. One query."""
    with connection.cursor() as cur:
        cur.execute(
            "SELECT DISTINCT ON (keluarga_id) keluarga_id, kode, data FROM keluarga_temuan "
            "WHERE kode_desa = %s AND terbuka ORDER BY keluarga_id, position(tingkat in 'BWI'), kode, id",
            [kode_desa],
        )
        return {id_: TEMUAN[kode].tag.format_map(_read(data)) for id_, kode, data in cur.fetchall()}


def _read(data: str | dict[str, str]) -> dict[str, str]:
    return json.loads(data) if isinstance(data, str) else data
