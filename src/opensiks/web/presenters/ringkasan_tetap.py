"""The page between a choice and its effect: who is marked TETAP, who is left out and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from opensiks.rules.aktor import Actor
from opensiks.web import format as tulis
from opensiks.web.presenters.daftar_verval import BarisVerval, Permintaan, compose_daftar_verval
from opensiks.web.presenters.desa import DesaKerja


@dataclass(frozen=True)
class RingkasanTetap:
    """Families that would be TETAP, those that cannot be, and how many asked for are not in the village."""

    ikut: tuple[BarisVerval, ...]
    kecuali: tuple[dict[str, str], ...]
    # Why nothing can be recorded at all now; empty when it can.
    pintu: str = ""

    @property
    def orang(self) -> int:
        return sum(b.orang for b in self.ikut)

    @property
    def judul(self) -> str:
        if not self.ikut:
            return _("Belum ada keluarga yang bisa ditandai TETAP")
        return _("{ikut} keluarga, {orang} orang ditandai TETAP").format(
            ikut=tulis.write_number(len(self.ikut)), orang=tulis.write_number(self.orang)
        )

    @property
    def isi(self) -> str:
        lihat = sum(b.satu for b in self.ikut)
        temuan = _("{lihat} di antaranya masih punya temuan yang perlu dilihat.").format(lihat=lihat) if lihat else (
            _("Tidak ada temuan yang harus diperbaiki.")
        )  # fmt: skip
        return _("{temuan} Berlaku setelah desa final.").format(temuan=temuan)

    @property
    def ya(self) -> str:
        return _("Ya, tandai {ikut} keluarga TETAP").format(ikut=tulis.write_number(len(self.ikut)))


def compose_ringkasan_tetap(desa: DesaKerja, actor: Actor, diminta: Sequence[str]) -> RingkasanTetap:
    """Judge the picked families as the list does. Ids that are not in the village are named without a name."""
    ids = {int(i) for i in diminta if i.isdigit()}
    daftar = compose_daftar_verval(desa, actor, Permintaan())
    semua = {b.id: b for b in daftar.semua if b.id in ids}
    ikut = tuple(b for b in semua.values() if not b.belum_bisa)
    kecuali = [{"nama": b.kepala, "sebab": b.belum_bisa} for b in semua.values() if b.belum_bisa]
    if asing := len(ids) - len(semua):
        kecuali.append(
            {
                "nama": _("{asing} keluarga").format(asing=asing),
                "sebab": _("Tidak ada di desa ini, atau sudah pindah."),
            }
        )
    return RingkasanTetap(ikut, tuple(kecuali), daftar.pintu)
