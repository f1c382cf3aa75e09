"""Forms of the bupati's letter: what stands on it, and the scan of the signed paper (R8)."""

from __future__ import annotations

from typing import Any

from django import forms

from opensiks.infra.files import MAX_UKURAN
from opensiks.web.fields import Formulir, TanggalField


class SuratForm(Formulir):
    nomor = forms.CharField(label="Nomor surat", max_length=80)
    tanggal = TanggalField(label="Tanggal surat", help_text="Tidak sebelum final desa yang terakhir.")
    penandatangan = forms.CharField(label="Nama penanda tangan", max_length=120)
    jabatan = forms.CharField(label="Jabatan", max_length=80, help_text="Misalnya Bupati Lampung Barat.")


class PindaianForm(Formulir):
    scan = forms.FileField(
        label="Pindaian surat bertanda tangan", help_text="PDF, JPG, atau PNG, paling besar 10 MB."
    )

    def clean_scan(self) -> Any:
        berkas = self.cleaned_data["scan"]
        if berkas.size > MAX_UKURAN:
            raise forms.ValidationError("Berkas terlalu besar; paling besar 10 MB.")
        return berkas
