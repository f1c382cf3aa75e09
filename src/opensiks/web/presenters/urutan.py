"""The agenda in another order: one line, a whole group, or by jenis again. What comes out are numbers of usulan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from opensiks.rules.jenis import Jenis

if TYPE_CHECKING:
    from opensiks.web.presenters.rapat import LayarRapat

_URUT = {jenis: n for n, jenis in enumerate(Jenis)}


def shift_agenda(layar: LayarRapat, pk: int, arah: int) -> list[int]:
    """The agenda with one line a place earlier (-1) or later (1)."""
    urutan = [b.u.pk for b in layar.agenda]
    if pk in urutan:
        dari = urutan.index(pk)
        ke = min(max(dari + arah, 0), len(urutan) - 1)
        urutan.insert(ke, urutan.pop(dari))
    return urutan


def shift_kelompok(layar: LayarRapat, ke: int, arah: int) -> list[int]:
    """The agenda with a whole group of one jenis a place earlier or later."""
    kelompok = layar.kelompok
    lain = ke + arah
    if 0 <= ke < len(kelompok) and 0 <= lain < len(kelompok):
        kelompok[ke], kelompok[lain] = kelompok[lain], kelompok[ke]
    return [b.u.pk for k in kelompok for b in k.baris]


def sort_agenda(layar: LayarRapat) -> list[int]:
    """The agenda by jenis again, each as long as it has waited."""
    return [b.u.pk for b in sorted(layar.agenda, key=lambda b: (_URUT[b.u.jenis], b.u.pk))]
