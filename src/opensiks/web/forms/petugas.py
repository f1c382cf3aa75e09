"""Forms of accounts: a new person with a first role, another role, the end of one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from opensiks.rules.peran import LABEL, TINGKAT_PERAN, Peran
from opensiks.rules.wilayah import is_kode
from opensiks.web.bahasa import nanti
from opensiks.web.fields import Formulir, TanggalField


def list_peran(tingkat: int) -> list[tuple[str, str]]:
    """Roles at or below a tier; an office never makes people of an office above it."""
    boleh = [p for p in Peran if p is not Peran.SISTEM and TINGKAT_PERAN[p] >= tingkat]
    return [("", _("Pilih peran")), *((p.value, _(LABEL[p])) for p in boleh)]


class PenugasanForm(Formulir):
    peran = forms.ChoiceField(label=nanti("Peran"))
    kode_wilayah = forms.CharField(
        label=nanti("Kode wilayah"),
        max_length=13,
        required=False,
        help_text=nanti("Misalnya 18.04.01.2001 untuk satu desa."),
    )
    sejak = TanggalField(label=nanti("Mulai tanggal"))

    def __init__(self, tingkat: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["peran"].choices = list_peran(tingkat)  # type: ignore[attr-defined]

    def clean_kode_wilayah(self) -> str:
        kode = str(self.cleaned_data["kode_wilayah"]).strip()
        if kode and not is_kode(kode):
            raise forms.ValidationError(_("Kode wilayah ditulis seperti 18.04 atau 18.04.01.2001."))
        return kode


class AkunForm(PenugasanForm):
    nama = forms.CharField(label=nanti("Nama lengkap"), max_length=120)
    username = forms.RegexField(
        r"^[a-z0-9._-]+$", label=nanti("Nama masuk"), max_length=60, help_text=nanti("Huruf kecil, angka, titik."),
        error_messages={"invalid": nanti("Nama masuk hanya huruf kecil, angka, titik, dan garis.")},
    )  # fmt: skip
    nomor_hp = forms.RegexField(
        r"^[0-9+ -]{8,20}$",
        label=nanti("Nomor HP"),
        required=False,
        help_text=nanti("Untuk pengingat lewat WhatsApp."),
        error_messages={"invalid": nanti("Nomor HP hanya angka, paling sedikit 8.")},
    )
    email = forms.EmailField(
        label=nanti("Alamat surel"), required=False, help_text=nanti("Untuk kabar lewat surel.")
    )
    field_order = ["nama", "username", "nomor_hp", "email", "peran", "kode_wilayah", "sejak"]


class AkhiriForm(Formulir):
    sampai = TanggalField(
        label=nanti("Berakhir pada"), help_text=nanti("Pada tanggal itu penugasan tidak berlaku lagi.")
    )
