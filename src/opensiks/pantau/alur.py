"""Usulan of a period by state, and how long they have stood there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from opensiks.rules.status import StatusUsulan
from opensiks.rules.usulan import TERMINAL

# Upper ends of the first groups of age, in days; the last group is all that is older.
UMUR = (7, 30)

_S = StatusUsulan
# The way of a usulan; what came back or was refused stands below it, on rows of its own.
URUT = (
    _S.DRAF, _S.SIAP_MUSDES, _S.DISETUJUI_MUSDES, _S.DISETUJUI_SPTJM, _S.TERVERIFIKASI, _S.FINAL_DESA, _S.DITERIMA_KAB,
    _S.LOLOS_KAB, _S.DISAHKAN, _S.TERKIRIM, _S.DITETAPKAN, _S.DIKEMBALIKAN_KAB, _S.DITOLAK_MUSDES, _S.DITOLAK_PUSDATIN,
    _S.BATAL,
)  # fmt: skip


@dataclass(frozen=True)
class BarisAlur:
    """Lines in one state, by the groups of age; `menunggu` while somebody still has to act on them."""

    status: StatusUsulan
    umur: tuple[int, int, int]

    @property
    def menunggu(self) -> bool:
        return self.status not in TERMINAL


def list_alur(periode_id: int, kode: str, at: datetime) -> list[BarisAlur]:
    """States that hold a line of this period under `kode`, in the order of the way."""
    with connection.cursor() as cur:
        cur.execute(
            """SELECT status, count(*) FILTER (WHERE hari <= %(muda)s),
                      count(*) FILTER (WHERE hari > %(muda)s AND hari <= %(tua)s),
                      count(*) FILTER (WHERE hari > %(tua)s)
               FROM (SELECT status, extract(epoch FROM %(at)s - diubah_at) / 86400 AS hari FROM usulan_usulan
                     WHERE periode_id = %(periode)s AND kode_desa ^@ %(kode)s) u GROUP BY status""",
            {"muda": UMUR[0], "tua": UMUR[1], "at": at, "periode": periode_id, "kode": kode},
        )
        ada = {StatusUsulan(s): (a, b, c) for s, a, b, c in cur.fetchall()}
    return [BarisAlur(s, ada[s]) for s in URUT if s in ada]
