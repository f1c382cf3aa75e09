"""Who came to the meeting, by role, and what is missing: red blocks closing (R14), yellow is written down (R15)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from opensiks.musyawarah import queries as musyawarah
from opensiks.musyawarah.tempat import Tempat
from opensiks.rules.musyawarah import Kehadiran as Hadir
from opensiks.rules.musyawarah import Unsur
from opensiks.web import format as tulis
from opensiks.web.bahasa import nanti

if TYPE_CHECKING:
    from opensiks.musyawarah.models import Musyawarah

_DIHARAP = (Unsur.BPD, Unsur.WAKIL_KPM)
# As the narrow column of the screen has them.
_PENDEK = {
    Unsur.RT_RW: nanti("RT dan RW"),
    Unsur.WAKIL_KPM: nanti("Wakil warga"),
    Unsur.PENDAMPING_PKH: nanti("Pendamping"),
}


@dataclass(frozen=True)
class BarisHadir:
    """One unsur: how many came, and the word for it."""

    unsur: Unsur
    nama: str
    hadir: Hadir
    bentuk: str
    kata: str
    pendek: str


def list_hadir(m: Musyawarah) -> list[BarisHadir]:
    """Every unsur with who came; the mandatory ones first, as the rules name them."""
    hadir = musyawarah.get_kehadiran(m)
    wajib = musyawarah.facts_musyawarah(m, hadir).unsur_wajib
    tempat = Tempat.of(m.kode_desa)
    urut = [*wajib, *(u for u in Unsur if u not in wajib)]
    pendek = _PENDEK | {Unsur.KADES_LURAH: tulis.upper_first(tempat.kepala)}
    return [
        BarisHadir(
            u, tempat.unsur(u), h, *_keadaan(u, h, u in wajib), pendek=pendek.get(u) or tempat.unsur(u)
        )
        for u in urut
        for h in [hadir.get(u, Hadir())]
    ]


def _keadaan(unsur: Unsur, hadir: Hadir, wajib: bool) -> tuple[str, str]:
    """Shape and word: red blocks closing (R14), yellow is written down (R15)."""
    if hadir.hadir:
        return "selesai", _("Wajib, hadir") if wajib else _("Hadir")
    if wajib:
        return "harus", _("Wajib, belum ada")
    return "perlu" if unsur in _DIHARAP else "belum", _("Belum ada")
