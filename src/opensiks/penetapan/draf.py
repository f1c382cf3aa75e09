"""The first of the two hands: somebody looks through the preview and puts it forward; somebody else sets it (R122).

What was put forward stands on the trail, under the month and the area; there is no other record of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from opensiks.akun.access import require
from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.jejak.queries import list_jejak
from opensiks.penetapan.queries import Pratinjau
from opensiks.rules.aktor import Actor
from opensiks.rules.peran import Izin
from opensiks.rules.rule import AksiDitolak
from opensiks.rules.syarat import is_dalam_cakupan


@mutation("penetapan.drafted")
def draft_penetapan(
    bulan: date, kode_wilayah: str, pratinjau: Pratinjau, *, by: Actor, at: datetime, catatan: str = ""
) -> None:
    """Put the preview forward with its numbers. Whoever sets the list sees whether they still hold."""
    require(by, Izin.PENETAPAN_FINALISE)
    if not by.cakupan.covers(kode_wilayah):
        raise AksiDitolak([is_dalam_cakupan.violation()])
    isi = {
        "bulan": bulan.isoformat(), "orang": pratinjau.orang, "keluarga": pratinjau.keluarga, "masuk": pratinjau.masuk,
        "keluar": pratinjau.keluar, "catatan": catatan.strip()[:400],
    }  # fmt: skip
    objek = name_draf(bulan, kode_wilayah)
    jejak.record_many([jejak.Catatan("penetapan.drafted", objek, kode_wilayah, isi)], by=by, at=at)


@dataclass(frozen=True)
class Draf:
    """A preview that was put forward: by whom, when, with which numbers."""

    aktor_id: int | None
    nama: str
    at: datetime
    orang: int
    keluarga: int
    keluar: int
    catatan: str

    def is_sama(self, p: Pratinjau) -> bool:
        """Whether the registry still gives the numbers that were put forward."""
        return (self.orang, self.keluarga, self.keluar) == (p.orang, p.keluarga, p.keluar)


def name_draf(bulan: date, kode_wilayah: str) -> str:
    return f"penetapan:{kode_wilayah or 'nasional'}:{bulan:%Y-%m}"


def find_draf(bulan: date, kode_wilayah: str) -> Draf | None:
    """The newest preview put forward for this month and area."""
    baris = list_jejak(name_draf(bulan, kode_wilayah)).filter(peristiwa="penetapan.drafted").last()
    if baris is None:
        return None
    isi = baris.ringkasan
    return Draf(
        baris.aktor_id,
        baris.aktor,
        baris.at,
        isi["orang"],
        isi["keluarga"],
        isi["keluar"],
        isi.get("catatan", ""),
    )
