"""The form for a new password."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.password_validation import validate_password


class SandiForm(forms.Form):
    lama = forms.CharField(
        label="Sandi sekarang", widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    baru = forms.CharField(
        label="Sandi baru",
        help_text="Paling sedikit 10 huruf. Kalimat pendek mudah diingat.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, akun: AbstractBaseUser, *args: Any) -> None:
        self.akun = akun
        super().__init__(*args)

    def clean_lama(self) -> str:
        lama: str = self.cleaned_data["lama"]
        if not self.akun.check_password(lama):
            raise forms.ValidationError("Sandi sekarang tidak cocok. Ketik ulang.")
        return lama

    def clean_baru(self) -> str:
        baru: str = self.cleaned_data["baru"]
        validate_password(baru, self.akun)  # type: ignore[arg-type]
        return baru
