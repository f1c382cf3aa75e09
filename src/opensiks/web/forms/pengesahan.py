"""Forms of the bupati's letter: what stands on it, and the scan of the signed paper (R8)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from opensiks.infra.files import MAX_UKURAN
from opensiks.web.bahasa import nanti
from opensiks.web.fields import Formulir, TanggalField

# How far ahead a letter may be printed for its signature.
MAKS_HARI_LEBIH = 31


class SuratForm(Formulir):
    nomor = forms.CharField(label=nanti("Nomor surat"), max_length=80)
    tanggal = TanggalField(
        label=nanti("Tanggal surat"), help_text=nanti("Tidak sebelum final desa yang terakhir.")
    )
    penandatangan = forms.CharField(label=nanti("Nama penanda tangan"), max_length=120)
    jabatan = forms.CharField(
        label=nanti("Jabatan"), max_length=80, help_text=nanti("Misalnya Bupati Lampung Barat.")
    )

    def __init__(self, hari_ini: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hari_ini = hari_ini

    def clean_tanggal(self) -> date:
        """It may be printed for a coming day; whether it holds is judged when it is signed (R8)."""
        tanggal: date = self.cleaned_data["tanggal"]
        if (tanggal - self.hari_ini).days > MAKS_HARI_LEBIH:
            raise forms.ValidationError(_("Tanggal surat masih terlalu jauh. Periksa tahunnya."))
        return tanggal


class PindaianForm(Formulir):
    scan = forms.FileField(
        label=nanti("Pindaian surat bertanda tangan"),
        help_text=nanti("PDF, JPG, atau PNG, paling besar 10 MB."),
    )

    def clean_scan(self) -> Any:
        berkas = self.cleaned_data["scan"]
        if berkas.size > MAX_UKURAN:
            raise forms.ValidationError(_("Berkas terlalu besar; paling besar 10 MB."))
        return berkas
