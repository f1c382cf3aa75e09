"""What is at stake for a set of families: children, and who receives which aid."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from django.db import connection

from opensiks.rules.tenggat import add_months

UMUR_ANAK = 18


@dataclass(frozen=True)
class Manfaat:
    """Persons under 18, and running aid: families or persons by programme, as each programme counts."""

    anak: int = 0
    program: dict[str, int] = field(default_factory=dict)


def count_manfaat(keluarga_ids: Collection[int], pada: date) -> Manfaat:
    """What these families would lose; two queries, whatever their number."""
    if not keluarga_ids:
        return Manfaat()
    ids = list(keluarga_ids)
    with connection.cursor() as cur:
        cur.execute(
            "SELECT count(*) FROM keluarga_individu "
            "WHERE keluarga_id = ANY(%s) AND status = 'AKTIF' AND tanggal_lahir > %s",
            [ids, add_months(pada, -12 * UMUR_ANAK)],
        )
        anak = cur.fetchone()[0]
        cur.execute(
            "SELECT program, count(*) FROM keluarga_kepesertaan WHERE keluarga_id = ANY(%s) AND sampai IS NULL "
            "AND status = 'AKTIF' GROUP BY 1 ORDER BY 1",
            [ids],
        )
        return Manfaat(anak, dict(cur.fetchall()))
