"""Signing in: the words that the rest of the house uses, and no label a second time inside its field."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm

from opensiks.web.bahasa import nanti


class MasukForm(LoginForm):  # type: ignore[misc]
    """Name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = nanti("Nama masuk")
        for kolom in self.fields.values():
            kolom.widget.attrs.pop("placeholder", None)
