"""A photo of a family: what it shows, and the file that the phone or the camera gives."""

from __future__ import annotations

from django import forms

from opensiks.rules.foto import LABEL_FOTO
from opensiks.web.bahasa import nanti
from opensiks.web.fields import Formulir
from opensiks.web.format import upper_first


class FotoForm(Formulir):
    """`kepala` is the beginning of the phone's own file, when the page has made the photo smaller before sending."""

    jenis = forms.ChoiceField(
        label=nanti("Yang difoto"), choices=[(j.value, upper_first(kata)) for j, kata in LABEL_FOTO.items()]
    )
    foto = forms.FileField(
        label=nanti("Foto"),
        widget=forms.FileInput({"accept": "image/jpeg,image/png", "capture": "environment", "data-foto": ""}),
        error_messages={"required": nanti("Ambil atau pilih foto."), "empty": nanti("Foto ini kosong. Ambil lagi.")},
    )  # fmt: skip
    kepala = forms.FileField(required=False, widget=forms.FileInput({"hidden": True}))

    def __init__(self, *args: object) -> None:
        super().__init__(*args, auto_id="id_foto_%s")
