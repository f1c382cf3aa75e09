"""The question before every file: for what, in which form, with which numbers (R95, R96)."""

from __future__ import annotations

from typing import Any

from django import forms

from opensiks.ekspor.tabel import Tabel
from opensiks.rules.ekspor import LABEL_FORMAT, LABEL_TUJUAN, Format
from opensiks.web.bahasa import nanti
from opensiks.web.fields import Formulir

SAMAR = "samar"
UTUH = "utuh"


class UnduhForm(Formulir):
    """`boleh_utuh`: the reader's role may see whole numbers; the choice is only offered then."""

    tujuan = forms.ChoiceField(
        label=nanti("Untuk apa daftar ini?"),
        choices=[("", nanti("Pilih tujuan")), *((t.value, kata) for t, kata in LABEL_TUJUAN.items())],
    )
    keterangan = forms.CharField(
        label=nanti("Keterangan"), required=False, max_length=200,
        help_text=nanti("Siapa yang memakainya, dan untuk apa. Wajib untuk tujuan Lain dan NIK utuh."),
    )  # fmt: skip
    format = forms.ChoiceField(
        label=nanti("Bentuk berkas"), widget=forms.RadioSelect, initial=Format.XLSX.value
    )
    nomor = forms.ChoiceField(
        label=nanti("NIK dan No. KK"),
        widget=forms.RadioSelect,
        initial=SAMAR,
        choices=[
            (SAMAR, nanti("Tersamar: 180412••••••5003")),
            (UTUH, nanti("Utuh: semua angka, dan nama ibu bila ada")),
        ],
    )

    def __init__(self, tabel: Tabel, *args: Any, boleh_utuh: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bentuk = [(f.value, kata) for f, kata in LABEL_FORMAT.items() if f is not Format.PDF or tabel.kertas]
        self.fields["format"].choices = bentuk  # type: ignore[attr-defined]
        if not (tabel.bernomor and boleh_utuh):
            self.fields["nomor"].widget = forms.HiddenInput()
