"""Forms of the meeting: when and where, who came, how it ended, the papers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from opensiks.rules.musyawarah import Unsur
from opensiks.web.bahasa import nanti
from opensiks.web.fields import Formulir, TanggalField
from opensiks.web.presenters.hadir import BarisHadir

_JAM = {"invalid": nanti("Tulis jam seperti 09.00.")}
_ANGKA = {"inputmode": "numeric", "maxlength": 3, "class": "masukan"}
_BERKAS = ".pdf,.jpg,.jpeg,.png"


class JamField(forms.TimeField):
    """A clock time as people write it: 09.00 or 09:00."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", dict(_JAM))
        atribut = {"inputmode": "numeric", "placeholder": "09.00", "maxlength": 5, "autocomplete": "off"}
        super().__init__(
            input_formats=["%H.%M", "%H:%M"], widget=forms.TimeInput(atribut, format="%H.%M"), **kwargs
        )


class UndanganForm(Formulir):
    tanggal = TanggalField(label=nanti("Tanggal musyawarah"))
    mulai = JamField(label=nanti("Jam mulai"))
    tempat = forms.CharField(label=nanti("Tempat"), max_length=120)
    pimpinan_nama = forms.CharField(label=nanti("Yang memimpin"), max_length=120)
    pimpinan_jabatan = forms.CharField(label=nanti("Jabatannya"), max_length=80)


class TutupForm(Formulir):
    selesai = JamField(label=nanti("Jam selesai"))
    catatan = forms.CharField(
        label=nanti("Catatan musyawarah"), required=False, max_length=800, widget=forms.Textarea({"rows": 3})
    )


class KeberatanForm(Formulir):
    isi = forms.CharField(label=nanti("Isi keberatan"), max_length=800, widget=forms.Textarea({"rows": 2}))
    nama = forms.CharField(label=nanti("Siapa"), required=False, max_length=120)
    dirahasiakan = forms.BooleanField(label=nanti("Nama dirahasiakan"), required=False)


class HadirForm(Formulir):
    """Three numbers for each unsur: invited, men, women."""

    def __init__(self, *args: Any, hadir: list[BarisHadir]) -> None:
        super().__init__(*args)
        self.hadir = hadir
        for h in hadir:
            angka = (("d", _("Diundang"), h.hadir.diundang), ("l", _("Hadir laki-laki"), h.hadir.laki_laki),
                     ("p", _("Hadir perempuan"), h.hadir.perempuan))  # fmt: skip
            for huruf, kata, nilai in angka:
                self.fields[f"{h.unsur}_{huruf}"] = forms.IntegerField(
                    label=f"{kata}, {h.nama}",
                    min_value=0,
                    max_value=999,
                    required=False,
                    initial=nilai or "",
                    widget=forms.TextInput({**_ANGKA, "aria-label": f"{kata}, {h.nama}"}),
                    error_messages={
                        "invalid": _("{kata}, {nama}: isi dengan angka.").format(kata=kata, nama=h.nama),
                        "min_value": _("{kata}, {nama}: tidak boleh kurang dari 0.").format(
                            kata=kata, nama=h.nama
                        ),
                    },
                )

    @property
    def baris(self) -> list[tuple[BarisHadir, list[forms.BoundField]]]:
        return [(h, [self[f"{h.unsur}_{huruf}"] for huruf in "dlp"]) for h in self.hadir]

    @property
    def jumlah(self) -> tuple[int, int, int]:
        """Invited, men, women over all groups, as they are kept."""
        semua = [h.hadir for h in self.hadir]
        return (
            sum(h.diundang for h in semua),
            sum(h.laki_laki for h in semua),
            sum(h.perempuan for h in semua),
        )

    def kehadiran(self) -> dict[Unsur, tuple[int, int, int]]:
        """Only the groups of which something is written; the others stay without a row."""
        isi = {
            h.unsur: tuple(self.cleaned_data.get(f"{h.unsur}_{x}") or 0 for x in "dlp") for h in self.hadir
        }
        sudah = {h.unsur for h in self.hadir if h.hadir != type(h.hadir)()}
        return {u: (n[0], n[1], n[2]) for u, n in isi.items() if any(n) or u in sudah}


class UnggahForm(Formulir):
    """The signed papers; each may come on its own."""

    scan = forms.FileField(
        label=nanti("Berita acara bertanda tangan"),
        required=False,
        widget=forms.FileInput({"accept": _BERKAS}),
    )
    daftar_hadir = forms.FileField(
        label=nanti("Daftar hadir bertanda tangan"),
        required=False,
        widget=forms.FileInput({"accept": _BERKAS}),
    )
    foto = forms.FileField(
        label=nanti("Foto musyawarah"),
        required=False,
        widget=forms.FileInput({"accept": ".jpg,.jpeg,.png", "capture": "environment"}),
    )
    ttd_kades = forms.BooleanField(label=nanti("Sudah ditandatangani kepala desa atau lurah"), required=False)
    ttd_operator = forms.BooleanField(label=nanti("Sudah ditandatangani operator"), required=False)


class SptjmForm(Formulir):
    nomor = forms.CharField(label=nanti("Nomor SPTJM"), max_length=80)
    tanggal = TanggalField(label=nanti("Tanggal SPTJM"))
    scan = forms.FileField(
        label=nanti("SPTJM bertanda tangan"),
        required=False,
        help_text=nanti("Boleh diunggah operator kemudian."),
        widget=forms.FileInput({"accept": _BERKAS}),
    )

    def __init__(self, *args: Any, hari_ini: date | None = None) -> None:
        super().__init__(*args, initial={"tanggal": hari_ini})
