"""Forms of the kabupaten's desk: a reason from the list, with words of one's own (R41)."""

from __future__ import annotations

from django import forms

from opensiks.rules.alasan import ALASAN_TOLAK
from opensiks.web.fields import Formulir

PILIHAN_ALASAN = [("", "Pilih alasan"), *((a.kode, f"{a.kode}: {a.label}") for a in ALASAN_TOLAK.values())]


class KembalikanForm(Formulir):
    kode_alasan = forms.ChoiceField(
        label="Alasan", choices=PILIHAN_ALASAN, help_text="Desa membaca kalimat ini beserta langkahnya."
    )
    catatan = forms.CharField(
        label="Catatan untuk desa", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
