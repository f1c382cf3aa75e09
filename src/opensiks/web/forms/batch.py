"""Forms of batches: the purpose of a download (R96), the file of answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from opensiks.pengesahan.berkas import MAKS_BYTE
from opensiks.web.bahasa import nanti
from opensiks.web.fields import Formulir

TUJUAN_BATCH = (
    (nanti("Penetapan usulan oleh Pusdatin"), nanti("Penetapan usulan oleh Pusdatin")),
    (nanti("Pemeriksaan isi batch"), nanti("Pemeriksaan isi batch")),
    (nanti("Arsip"), nanti("Arsip")),
)


class TujuanForm(Formulir):
    tujuan = forms.ChoiceField(
        label=nanti("Untuk apa berkas ini?"), choices=[("", nanti("Pilih tujuan")), *TUJUAN_BATCH]
    )


class HasilForm(Formulir):
    berkas = forms.FileField(
        label=nanti("Berkas hasil"), help_text=nanti("CSV (UTF-8) atau XLSX, satu baris untuk tiap usulan.")
    )

    def clean_berkas(self) -> Any:
        berkas = self.cleaned_data["berkas"]
        if berkas.size > MAKS_BYTE:
            raise forms.ValidationError(_("Berkas terlalu besar untuk berkas hasil."))
        return berkas
