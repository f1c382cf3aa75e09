"""Forms of the board: a reminder, and a later deadline (R77)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from opensiks.rules.verval import TierTenggat
from opensiks.web.bahasa import nanti
from opensiks.web.fields import Formulir, TanggalField

LABEL_TIER = {TierTenggat.DESA: nanti("Batas desa"), TierTenggat.KAB: nanti("Batas kabupaten")}


class IngatkanForm(Formulir):
    teks = forms.CharField(
        label=nanti("Teks pengingat"),
        max_length=800,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=nanti("Boleh Anda ubah. Yang terkirim tercatat atas nama Anda."),
    )


class PerpanjangForm(Formulir):
    tier = forms.ChoiceField(
        label=nanti("Batas yang diundur"),
        choices=[(t.value, kata) for t, kata in LABEL_TIER.items()],
        widget=forms.RadioSelect,
    )
    kode_wilayah = forms.ChoiceField(label=nanti("Berlaku untuk"))
    sampai = TanggalField(
        label=nanti("Sampai dan termasuk tanggal"), help_text=nanti("Hari terakhir yang masih dihitung.")
    )
    nomor_surat = forms.CharField(
        label=nanti("Nomor surat"), max_length=80, help_text=nanti("Dasar perpanjangan, seperti tertulis.")
    )
    alasan = forms.CharField(label=nanti("Alasan"), max_length=240, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, daftar_wilayah: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kode_wilayah"].choices = daftar_wilayah  # type: ignore[attr-defined]
