"""Forms of batches: the purpose of a download (R96), the file of answers."""

from __future__ import annotations

from typing import Any

from django import forms

from opensiks.pengesahan.berkas import MAKS_BYTE
from opensiks.web.fields import Formulir

TUJUAN_BATCH = (
    ("Penetapan usulan oleh Pusdatin", "Penetapan usulan oleh Pusdatin"),
    ("Pemeriksaan isi batch", "Pemeriksaan isi batch"),
    ("Arsip", "Arsip"),
)


class TujuanForm(Formulir):
    tujuan = forms.ChoiceField(label="Untuk apa berkas ini?", choices=[("", "Pilih tujuan"), *TUJUAN_BATCH])


class HasilForm(Formulir):
    berkas = forms.FileField(
        label="Berkas hasil", help_text="CSV (UTF-8) atau XLSX, satu baris untuk tiap usulan."
    )

    def clean_berkas(self) -> Any:
        berkas = self.cleaned_data["berkas"]
        if berkas.size > MAKS_BYTE:
            raise forms.ValidationError("Berkas terlalu besar untuk berkas hasil.")
        return berkas
