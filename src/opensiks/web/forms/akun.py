"""Forms of the own account: a new password, notices by e-mail."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext as _

from opensiks.rules.kabar import LABEL_SUREL, CaraSurel
from opensiks.web.bahasa import nanti
from opensiks.web.fields import Formulir


class SandiForm(forms.Form):
    lama = forms.CharField(
        label=nanti("Sandi sekarang"), widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    baru = forms.CharField(
        label=nanti("Sandi baru"),
        help_text=nanti("Paling sedikit 10 huruf. Kalimat pendek mudah diingat."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, akun: AbstractBaseUser, *args: Any) -> None:
        self.akun = akun
        super().__init__(*args)

    def clean_lama(self) -> str:
        lama: str = self.cleaned_data["lama"]
        if not self.akun.check_password(lama):
            raise forms.ValidationError(_("Sandi sekarang tidak cocok. Ketik ulang."))
        return lama

    def clean_baru(self) -> str:
        baru: str = self.cleaned_data["baru"]
        validate_password(baru, self.akun)  # type: ignore[arg-type]
        return baru


class SurelForm(Formulir):
    email = forms.EmailField(
        label=nanti("Alamat surel"), required=False, help_text=nanti("Kosongkan bila tidak punya.")
    )
    surel = forms.ChoiceField(
        label=nanti("Cara menerima"),
        choices=[(c.value, LABEL_SUREL[c]) for c in CaraSurel],
        widget=forms.RadioSelect,
    )
