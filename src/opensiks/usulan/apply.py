"""apply_usulan: what the centre has set becomes the registry's present (DITETAPKAN → versions, status, aid)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.rules.aktor import Actor
from opensiks.rules.status import StatusUsulan
from opensiks.usulan.bentrok import Konflik, find_konflik, write_bentrok
from opensiks.usulan.models import Usulan
from opensiks.usulan.penerapan import PENERAP, Terap
from opensiks.usulan.queries import ASAL


@dataclass(frozen=True)
class HasilTerap:
    """Ids that the registry took over, and the fields in which other lines found it changed (R83)."""

    diterapkan: tuple[int, ...]
    konflik: tuple[Konflik, ...]

    def __bool__(self) -> bool:
        return bool(self.diterapkan or self.konflik)


@mutation("usulan.entered", "usulan.conflicted")
def apply_usulan(daftar: Sequence[Usulan], *, by: Actor, at: datetime) -> HasilTerap:
    """Carry lines that are DITETAPKAN into the registry, each once; the scope must cover where they lead.

    All in one transaction. A line whose field has changed since it was submitted is not applied: it is recorded as a
    conflict with the three values and waits in list_konflik until the village proposes again.
    """
    rows = list(
        Usulan.objects.select_for_update(of=("self",))
        .select_related(*ASAL)
        .filter(pk__in=[u.pk for u in daftar], status=StatusUsulan.DITETAPKAN, diterapkan_at__isnull=True)
        .order_by("id")
    )
    konflik = find_konflik(rows)
    boleh = [u for u in rows if u.pk not in konflik]
    terap = Terap(by, at)
    for jenis, penerap in PENERAP.items():
        if baris := [u for u in boleh if u.jenis is jenis]:
            penerap(baris, terap)
    Usulan.objects.filter(pk__in=[u.pk for u in boleh]).update(diterapkan_at=at)
    semua = [k for pk in sorted(konflik) for k in konflik[pk]]
    write_bentrok(semua, rows)
    jejak.record_many((_catatan(u, konflik.get(u.pk, [])) for u in rows), by=by, at=at)
    return HasilTerap(tuple(u.pk for u in boleh), tuple(semua))


def _catatan(u: Usulan, konflik: Sequence[Konflik]) -> jejak.Catatan:
    peristiwa = "usulan.conflicted" if konflik else "usulan.entered"
    ringkasan = {"jenis": u.jenis.value} | ({"kolom": [k.kolom for k in konflik]} if konflik else {})
    return jejak.Catatan(peristiwa, f"usulan:{u.pk}", u.kode_desa, ringkasan)
