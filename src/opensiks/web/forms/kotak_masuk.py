"""Forms of the kabupaten's desk: a reason from the list, with words of one's own (R41)."""

from __future__ import annotations

from django import forms

from opensiks.rules.alasan import ALASAN_TOLAK
from opensiks.web.bahasa import nanti
from opensiks.web.fields import Formulir

PILIHAN_ALASAN = [
    ("", nanti("Pilih alasan")),
    *((a.kode, f"{a.kode}: {a.label}") for a in ALASAN_TOLAK.values()),
]


class KembalikanForm(Formulir):
    kode_alasan = forms.ChoiceField(
        label=nanti("Alasan"),
        choices=PILIHAN_ALASAN,
        help_text=nanti("Desa membaca kalimat ini beserta langkahnya."),
    )
    catatan = forms.CharField(
        label=nanti("Catatan untuk desa"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
