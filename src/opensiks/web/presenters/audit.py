"""Events of the trail in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from opensiks.infra.clock import local
from opensiks.rules.peran import LABEL, Peran
from opensiks.web.format import write_date_short
from opensiks.web.presenters.peristiwa import say_nilai, write_peristiwa


@dataclass(frozen=True)
class BarisJejak:
    waktu: str
    peristiwa: str
    kata: str
    objek: str
    oleh: str
    rantai: str
    seq: int
    isi: tuple[tuple[str, str], ...]
    hash: str


def list_jejak(rows: Iterable[Any]) -> list[BarisJejak]:
    return [_row(j) for j in rows]


def _row(j: Any) -> BarisJejak:
    saat = local(j.at, j.rantai)
    maju = (("jam mundur, urut sesudah", f"{local(j.maju_at, j.rantai):%H.%M.%S}"),) if j.maju_at else ()
    peran = _(LABEL[Peran(j.peran)]) if j.peran in Peran.__members__ else j.peran
    isi = (
        tuple((k.replace("_", " "), say_nilai(v)) for k, v in j.ringkasan.items() if k != "sidik_baris")
        + maju
    )
    return BarisJejak(
        f"{write_date_short(saat.date(), True)}, {saat:%H.%M}", j.peristiwa, write_peristiwa(j.peristiwa), j.objek,
        f"{j.aktor}, {peran}", j.rantai or "pusat", j.seq, isi, j.hash[:12],
    )  # fmt: skip
