"""Visits in words: for the companion who made them, and for the village that follows them up (R12)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from opensiks.rules.kunjungan import LABEL_HASIL, PERLU_DILIHAT, HasilKunjungan
from opensiks.rules.peran import LABEL, Peran
from opensiks.web.format import write_name
from opensiks.wilayah.queries import get_nama

if TYPE_CHECKING:
    from opensiks.verval.models import Catatan


@dataclass(frozen=True)
class BarisKunjungan:
    """One visit. `perlu`: the village should look at it."""

    keluarga_id: int
    nama: str
    tempat: str
    tanggal: date
    at: datetime
    hasil: str
    catatan: str
    oleh: str
    perlu: bool

    @property
    def bentuk(self) -> str:
        return "perlu" if self.perlu else "selesai"


def list_baris(rows: Iterable[Catatan]) -> list[BarisKunjungan]:
    """Visits with family and village; rows need their `keluarga`."""
    daftar = list(rows)
    desa = get_nama({c.kode_desa for c in daftar})
    return [_baris(c, desa.get(c.kode_desa, c.kode_desa)) for c in daftar]


def write_hasil(c: Catatan) -> str:
    """What came of a visit; an older one has only its note."""
    return _(LABEL_HASIL[HasilKunjungan(c.hasil)]) if c.hasil else _("Kunjungan")


def _baris(c: Catatan, desa: str) -> BarisKunjungan:
    k = c.keluarga
    tempat = ", ".join(b for b in (desa, k.dusun, f"RT {k.rt}" if k.rt else "") if b)
    return BarisKunjungan(
        k.pk, write_name(k.kepala_nama), tempat, c.tanggal or c.at.date(), c.at, write_hasil(c), c.isi,
        f"{c.oleh}, {LABEL[Peran(c.peran)]}", c.hasil in PERLU_DILIHAT,
    )  # fmt: skip
