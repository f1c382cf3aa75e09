"""Fields of the registry as form fields: the same reader that stores a value says what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from opensiks.rules.isian import INDIVIDU, KELUARGA, Isian, SalahIsi
from opensiks.rules.kodelist import KODELIST, SHDK, STATUS_KAWIN, label_isian
from opensiks.web.bahasa import nanti
from opensiks.web.fields import Formulir, TanggalField
from opensiks.web.format import upper_first

KELAMIN = (("L", "Laki-laki"), ("P", nanti("Perempuan")))
HINT = {
    "nik": nanti("16 angka, lihat KTP atau KK."),
    "no_kk": nanti("16 angka, lihat lembar KK."),
    "nama": nanti("Seperti tertulis di KTP."),
    "nama_ibu": nanti("Lihat di KK."),
    "tempat_lahir": nanti("Lihat di KTP atau KK."),
    "tanggal_lahir": nanti("Yang tertulis di KTP."),
    "lintang": nanti("Derajat dari telepon, misalnya -5.032100."),
    "bujur": nanti("Derajat dari telepon, misalnya 104.081200."),
}
LEBAR = {
    "nik": "nik", "no_kk": "nik", "rt": "pendek", "rw": "pendek", "anggota_di_kk": "pendek", "nama": "panjang",
    "nama_ibu": "panjang", "alamat": "panjang",
}  # fmt: skip


class _Terbaca:
    """Reads a value by the rules, once the form has told the day."""

    isian: Isian
    hari_ini: date

    def read(self, nilai: Any) -> Any:
        try:
            return self.isian.read(nilai, self.hari_ini)
        except SalahIsi as e:
            langkah = f" {e.violation.langkah}" if e.violation.langkah else ""
            raise ValidationError(f"{e.violation}{langkah}", code=e.violation.kode) from e


class TeksIsian(_Terbaca, forms.CharField):
    def __init__(self, isian: Isian, **kwargs: Any) -> None:
        self.isian = isian
        super().__init__(label=isian.label, **kwargs)

    def clean(self, value: Any) -> Any:
        teks = super().clean(value)
        return self.read(teks) if teks else ""


class PilihanIsian(_Terbaca, forms.ChoiceField):
    def __init__(self, isian: Isian, choices: Any, **kwargs: Any) -> None:
        self.isian = isian
        super().__init__(label=isian.label, choices=[("", _("Pilih")), *choices], **kwargs)

    def clean(self, value: Any) -> Any:
        pilihan = super().clean(value)
        return self.read(pilihan) if pilihan else ""


class TanggalIsian(_Terbaca, TanggalField):
    def __init__(self, isian: Isian, **kwargs: Any) -> None:
        self.isian = isian
        super().__init__(label=isian.label, **kwargs)

    def clean(self, value: Any) -> Any:
        tanggal = super().clean(value)
        return self.read(tanggal) if tanggal else ""


def make_field(nama: str, *, perorangan: bool, required: bool = True) -> forms.Field:
    """The form field of one column of a person or a family."""
    isian = (INDIVIDU if perorangan else KELUARGA)[nama]
    tambah: dict[str, Any] = {"required": required, "help_text": HINT.get(nama, "")}
    match nama:
        case "tanggal_lahir":
            return TanggalIsian(isian, **tambah)
        case "jenis_kelamin":
            return PilihanIsian(isian, KELAMIN, **tambah)
        case "status_kawin":
            return PilihanIsian(isian, list_kode(STATUS_KAWIN), **tambah)
        case "shdk":
            return PilihanIsian(isian, list_kode(SHDK), **tambah)
        case _:
            angka = nama in ("nik", "no_kk", "rt", "rw", "anggota_di_kk")
            atribut = {"autocomplete": "off", **({"inputmode": "numeric"} if angka else {})}
            return TeksIsian(isian, widget=forms.TextInput(atribut), **tambah)


def make_jawaban(variabel: str, versi: str, *, required: bool = True) -> forms.ChoiceField:
    """One question of the survey form, with the answers its list has."""
    pilihan = [("", _("Pilih")), *list_kode(KODELIST[versi].get(variabel, {}))]
    return forms.ChoiceField(label=label_isian(variabel), choices=pilihan, required=required)


def list_kode(daftar: Mapping[int, str]) -> list[tuple[str, str]]:
    """A code list as choices: ("1", "Kepala keluarga")."""
    return [(str(kode), upper_first(kata)) for kode, kata in daftar.items()]


class IsianForm(Formulir):
    """A form that knows the day on which its values are read."""

    def __init__(self, *args: Any, hari_ini: date, **kwargs: Any) -> None:
        self.hari_ini = hari_ini
        super().__init__(*args, **kwargs)

    def add(self, nama: str, bidang: forms.Field) -> None:
        """Put a field in and give it the day."""
        if isinstance(bidang, _Terbaca):
            bidang.hari_ini = self.hari_ini
        self.fields[nama] = bidang
        self.finish(nama, bidang)
