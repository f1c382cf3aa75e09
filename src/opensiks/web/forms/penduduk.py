"""The file with population figures."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _

from opensiks.web.bahasa import nanti
from opensiks.web.fields import Formulir

# A line for every village of the nation fits twice.
BATAS_BERKAS = 12 * 1024 * 1024


class PendudukForm(Formulir):
    berkas = forms.FileField(
        label=nanti("Berkas CSV atau XLSX"),
        help_text=nanti("Kolom: kode, tahun, jumlah, sumber. Kode kosong berarti Indonesia."),
    )

    def clean_berkas(self) -> object:
        berkas = self.cleaned_data["berkas"]
        if not berkas.name.lower().endswith((".csv", ".xlsx")):
            raise forms.ValidationError(_("Pilih berkas CSV atau XLSX."))
        if berkas.size > BATAS_BERKAS:
            raise forms.ValidationError(_("Berkas lebih dari 12 MB. Bagi menjadi beberapa berkas."))
        return berkas
