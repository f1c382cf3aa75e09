"""Forms of the desk of packages: a reason of one's own, and a request file."""

from __future__ import annotations

from django import forms

from opensiks.rules.ubahan import PilihanBentrok
from opensiks.web.bahasa import nanti
from opensiks.web.fields import Formulir

SINGKAT = nanti("Tulis alasan singkat, misalnya dokumen yang dilihat.")


class _Alasan(forms.CharField):
    """Ten letters at least: enough to say what was looked at."""

    def __init__(self, label: str, help_text: str = "", *, satu_baris: bool = False) -> None:
        super().__init__(
            label=label, help_text=help_text, min_length=10, max_length=240,
            widget=forms.TextInput() if satu_baris else forms.Textarea(attrs={"rows": 2}),
            error_messages={"min_length": SINGKAT, "required": SINGKAT},
        )  # fmt: skip


class PutusForm(Formulir):
    alasan = _Alasan(nanti("Alasan, tercatat atas nama Anda"), satu_baris=True)
    pilihan = forms.ChoiceField(choices=[(p.value, p.value) for p in PilihanBentrok])


class LepasForm(Formulir):
    alasan = _Alasan(nanti("Apa kata operatornya"), nanti("Siapa yang Anda tanya, dan jawabannya."))


class CabutForm(Formulir):
    alasan = _Alasan(nanti("Sebab dicabut"), nanti("Misalnya laptop hilang, atau operator diganti."))


class PermintaanForm(Formulir):
    berkas = forms.FileField(label=nanti("Berkas permintaan"), allow_empty_file=True)
