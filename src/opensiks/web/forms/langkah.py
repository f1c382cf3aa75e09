"""Small forms of a usulan's steps: why it is taken back, who visited, one more piece of evidence."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from opensiks.rules.bukti import BUKTI_WAJIB, LABEL_BUKTI, JenisBukti
from opensiks.rules.jenis import Jenis
from opensiks.web.bahasa import nanti
from opensiks.web.fields import Formulir, TanggalField
from opensiks.web.format import upper_first
from opensiks.web.forms.usulan import BUKAN_BERKAS


class AlasanForm(Formulir):
    alasan = forms.CharField(
        label=nanti("Alasan membatalkan"), max_length=400, widget=forms.Textarea({"rows": 2})
    )


class KunjunganForm(Formulir):
    tanggal = TanggalField(label=nanti("Tanggal kunjungan"))
    petugas = forms.CharField(label=nanti("Yang berkunjung"), max_length=120)
    catatan = forms.CharField(
        label=nanti("Yang dilihat"), required=False, max_length=200, widget=forms.Textarea({"rows": 2})
    )


class BuktiForm(Formulir):
    """The kinds the jenis asks for first, then all others."""

    jenis = forms.ChoiceField(label=nanti("Jenis bukti"))
    berkas = forms.FileField(
        label=nanti("Berkas"), help_text=nanti("PDF, JPG atau PNG, paling besar 10 MB."),
        widget=forms.FileInput({"accept": ".pdf,.jpg,.jpeg,.png"}),
    )  # fmt: skip

    def __init__(self, *args: Any, jenis: Jenis) -> None:
        super().__init__(*args, auto_id="id_bukti_%s")
        wajib = [b for kelompok in BUKTI_WAJIB.get(jenis, ()) for b in kelompok]
        semua = [*wajib, *(b for b in JenisBukti if b not in wajib)]
        pilihan = [(b.value, upper_first(_(LABEL_BUKTI[b]))) for b in semua if b not in BUKAN_BERKAS]
        self.fields["jenis"].choices = pilihan  # type: ignore[attr-defined]
