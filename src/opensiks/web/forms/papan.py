"""Forms of the board: a reminder, and a later deadline (R77)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from opensiks.rules.verval import TierTenggat
from opensiks.web.fields import Formulir, TanggalField

LABEL_TIER = {TierTenggat.DESA: "Batas desa", TierTenggat.KAB: "Batas kabupaten"}


class IngatkanForm(Formulir):
    teks = forms.CharField(
        label="Teks pengingat",
        max_length=800,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Boleh Anda ubah. Yang terkirim tercatat atas nama Anda.",
    )


class PerpanjangForm(Formulir):
    tier = forms.ChoiceField(
        label="Batas yang diundur",
        choices=[(t.value, kata) for t, kata in LABEL_TIER.items()],
        widget=forms.RadioSelect,
    )
    kode_wilayah = forms.ChoiceField(label="Berlaku untuk")
    sampai = TanggalField(label="Sampai dan termasuk tanggal", help_text="Hari terakhir yang masih dihitung.")
    nomor_surat = forms.CharField(
        label="Nomor surat", max_length=80, help_text="Dasar perpanjangan, seperti tertulis."
    )
    alasan = forms.CharField(label="Alasan", max_length=240, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, daftar_wilayah: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kode_wilayah"].choices = daftar_wilayah  # type: ignore[attr-defined]
