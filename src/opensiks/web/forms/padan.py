"""Forms of matching in the cycle: a review's answer, Disdukcapil's answer, its sheet, and what a sheet is made for."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from opensiks.rules.padan_tinjau import LABEL_DUKCAPIL, Jawaban, JawabanDukcapil
from opensiks.web.bahasa import nanti
from opensiks.web.fields import Formulir, TanggalField

MAKS_BYTE = 4_000_000
TUJUAN_KONFIRMASI = (
    (nanti("Ditanyakan ke Disdukcapil"), nanti("Ditanyakan ke Disdukcapil")),
    (nanti("Arsip"), nanti("Arsip")),
)


class TinjauForm(Formulir):
    jawaban = forms.ChoiceField(choices=[(j.value, j.value) for j in Jawaban])
    catatan = forms.CharField(
        label=nanti("Catatan"), required=False, max_length=240, help_text=nanti("Boleh kosong.")
    )


class KonfirmasiForm(Formulir):
    """One answer of the civil registry office, copied from its letter."""

    jawaban = forms.ChoiceField(
        label=nanti("Jawaban Disdukcapil"), widget=forms.RadioSelect,
        choices=[(j.value, kata) for j, kata in LABEL_DUKCAPIL.items()],
    )  # fmt: skip
    nik_lain = forms.CharField(
        label=nanti("NIK yang benar"), required=False, max_length=32,
        help_text=nanti("Isi hanya bila jawabannya NIK lain: 16 angka."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    nomor_surat = forms.CharField(label=nanti("Nomor surat jawaban"), max_length=60)
    tanggal = TanggalField(label=nanti("Tanggal surat"))

    def __init__(self, *args: Any, hari_ini: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hari_ini = hari_ini

    def clean_nik_lain(self) -> str:
        nik = "".join(str(self.cleaned_data["nik_lain"]).split())
        if nik and (len(nik) != 16 or not nik.isdigit()):
            raise forms.ValidationError(_("NIK selalu 16 angka. Anda menulis {n}.").format(n=len(nik)))
        return nik

    def clean(self) -> dict[str, Any]:
        isi: dict[str, Any] = super().clean() or {}
        if (
            isi.get("jawaban") == JawabanDukcapil.NIK_LAIN
            and not isi.get("nik_lain")
            and "nik_lain" not in self.errors
        ):
            self.add_error("nik_lain", _("Isi NIK yang benar menurut Disdukcapil."))
        if isi.get("tanggal") and isi["tanggal"] > self.hari_ini:
            self.add_error("tanggal", _("Tanggal surat belum tiba."))
        return isi


class LembarForm(Formulir):
    berkas = forms.FileField(
        label=nanti("Lembar jawaban"), help_text=nanti("XLSX dari sini yang sudah diisi Disdukcapil.")
    )

    def clean_berkas(self) -> Any:
        berkas = self.cleaned_data["berkas"]
        if berkas.size > MAKS_BYTE:
            raise forms.ValidationError(_("Berkas terlalu besar untuk lembar jawaban."))
        return berkas


class TujuanForm(Formulir):
    tujuan = forms.ChoiceField(
        label=nanti("Untuk apa lembar ini?"), choices=[("", nanti("Pilih tujuan")), *TUJUAN_KONFIRMASI],
        help_text=nanti("Memuat NIK utuh. Dicatat atas nama Anda."),
    )  # fmt: skip
