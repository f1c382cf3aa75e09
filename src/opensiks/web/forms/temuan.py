"""The mend of one finding: one field or one chosen value, and the paper it was read from, which may follow."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from opensiks.rules.bukti import JenisBukti
from opensiks.web.bahasa import nanti
from opensiks.web.forms.isian import IsianForm, make_field, make_jawaban


class MendForm(IsianForm):
    """`kolom` as in presenters.temuan.Isi: a column, or "jawaban.<question>"."""

    def __init__(
        self, data: Any, berkas: Any, *, kolom: str, perorangan: bool, versi: str, hari_ini: date
    ) -> None:
        super().__init__(data, berkas, hari_ini=hari_ini, auto_id=f"id_{kolom.replace('.', '_')}_%s")
        if kolom.startswith("jawaban."):
            bidang: forms.Field = make_jawaban(kolom.removeprefix("jawaban."), versi)
        else:
            bidang = make_field(kolom, perorangan=perorangan)
        self.add("nilai", bidang)
        self.fields["bukti"] = forms.FileField(label=_("Foto KTP atau KK"), required=False)
        self.fields["jenis_bukti"] = forms.ChoiceField(
            label=_("Yang difoto"), required=False, choices=[(JenisBukti.KTP, "KTP"), (JenisBukti.KK, "KK")]
        )


class CatatanForm(IsianForm):
    isi = forms.CharField(label=nanti("Catatan"), widget=forms.Textarea({"rows": 3}), max_length=800)
    kunjungan = forms.BooleanField(label=nanti("Ini hasil kunjungan rumah"), required=False)
