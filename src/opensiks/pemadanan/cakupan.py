"""Whether an extract can answer for an area at all: who is not in the copy would be said to be unknown to Dukcapil."""

from __future__ import annotations

from pathlib import Path

import duckdb
from django.db import connection

from opensiks.pemadanan.dukcapil import list_kabupaten

# From one kabupaten to the next by the index, so that no person of a country is counted. Codes are "18.04.01.2001".
_KABUPATEN = """
WITH RECURSIVE k AS (
    SELECT min(kode_desa) AS kode FROM keluarga_individu WHERE status = 'AKTIF' AND kode_desa LIKE %s
    UNION ALL
    SELECT (SELECT min(i.kode_desa) FROM keluarga_individu i WHERE i.status = 'AKTIF' AND i.kode_desa LIKE %s
            AND i.kode_desa > left(k.kode, 5) || '.99.9999') FROM k WHERE k.kode IS NOT NULL
) SELECT left(kode, 5) FROM k WHERE kode IS NOT NULL ORDER BY 1
"""


def list_wilayah(kode_wilayah: str) -> list[str]:
    """Codes of the kabupaten whose active persons a run over this area would match."""
    with connection.cursor() as cur:
        cur.execute(_KABUPATEN, [f"{kode_wilayah}%"] * 2)
        return [kode for (kode,) in cur.fetchall()]


def list_luput(kode_wilayah: str, ekstrak: Path) -> list[str]:
    """Those of `list_wilayah` of whom the extract holds nobody; none where it does not say where people live."""
    with duckdb.connect() as db:
        ada = list_kabupaten(db, ekstrak)
    return [k for k in list_wilayah(kode_wilayah) if k not in ada] if ada else []
