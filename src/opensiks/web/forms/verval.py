"""What is asked before TETAP counts: when the family was visited."""

from __future__ import annotations

from datetime import date

from opensiks.web.bahasa import nanti
from opensiks.web.fields import Formulir, TanggalField


class TetapForm(Formulir):
    tanggal = TanggalField(label=nanti("Tanggal kunjungan"))

    def __init__(self, *args: object, hari_ini: date | None = None) -> None:
        super().__init__(*args, initial={"tanggal": hari_ini})
