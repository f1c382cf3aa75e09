"""A companion's visit to a family: what was found, on which day."""

from __future__ import annotations

from datetime import date

from django import forms

from opensiks.rules.kunjungan import LABEL_HASIL, HasilKunjungan
from opensiks.web.bahasa import nanti
from opensiks.web.fields import Formulir, TanggalField


class KunjunganForm(Formulir):
    hasil = forms.ChoiceField(
        label=nanti("Hasil kunjungan"),
        choices=[(h.value, LABEL_HASIL[h]) for h in HasilKunjungan],
        widget=forms.RadioSelect,
    )
    tanggal = TanggalField(label=nanti("Tanggal kunjungan"))
    catatan = forms.CharField(
        label=nanti("Catatan"),
        required=False,
        max_length=800,
        help_text=nanti("Siapa yang memberi keterangan, dan apa isinya."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: object, hari_ini: date | None = None) -> None:
        super().__init__(*args, initial={"tanggal": hari_ini})
