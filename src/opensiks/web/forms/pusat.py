"""Forms of the ministry: opening and closing a period, a run of matching, setting a list, drawing, freezing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from opensiks.rules.ketentuan import PROFIL
from opensiks.rules.pemadanan import LABEL_MODE, Mode
from opensiks.rules.penetapan import Periksa
from opensiks.rules.wilayah import is_kode
from opensiks.web.bahasa import nanti
from opensiks.web.fields import Formulir, TanggalField
from opensiks.web.format import write_month

PILIHAN_PROFIL = [("", nanti("Pilih ketentuan")), *((p.kode, p.label) for p in PROFIL.values())]
# The service is asked by its own command, not from this form.
PILIHAN_MODE = [(m.value, kata) for m, kata in LABEL_MODE.items() if m is not Mode.LAYANAN]
TUJUAN = (
    ("", nanti("Pilih tujuan")),
    (nanti("Penyerahan ke pengelola program"), nanti("Penyerahan ke pengelola program")),
    (nanti("Pemeriksaan auditor"), nanti("Pemeriksaan auditor")),
    (nanti("Pemeriksaan sebelum penetapan"), nanti("Pemeriksaan sebelum penetapan")),
    (nanti("Menjawab pertanyaan kabupaten"), nanti("Menjawab pertanyaan kabupaten")),
    (nanti("Arsip"), nanti("Arsip")),
)


class KodeWilayahField(forms.CharField):
    """A kode wilayah, or nothing for the whole nation."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Kode wilayah"))
        kwargs.setdefault("help_text", _("Misalnya 18.04. Kosongkan untuk seluruh Indonesia."))
        super().__init__(required=False, max_length=13, **kwargs)

    def clean(self, value: Any) -> str:
        kode = str(super().clean(value)).strip()
        if kode and not is_kode(kode):
            raise forms.ValidationError(_("Kode wilayah ditulis seperti 18, 18.04, atau 18.04.01."))
        return kode


class PeriodeForm(Formulir):
    kode = forms.SlugField(label=nanti("Kode periode"), max_length=24, help_text=nanti("Misalnya 2026-11."))
    label = forms.CharField(
        label=nanti("Nama periode"), max_length=60, help_text=nanti("Misalnya November 2026.")
    )
    profil = forms.ChoiceField(label=nanti("Ketentuan"), choices=PILIHAN_PROFIL)
    kode_wilayah = KodeWilayahField()
    mulai = TanggalField(label=nanti("Hari pertama"))
    tenggat_desa = TanggalField(label=nanti("Hari terakhir untuk desa"))
    tenggat_kab = TanggalField(label=nanti("Hari terakhir untuk kabupaten"))


class TutupForm(Formulir):
    alasan = forms.CharField(
        label=nanti("Mengapa ada yang belum diperingatkan"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=nanti("Wajib bila ada keluarga yang akan ditidurkan tanpa peringatan."),
    )
    setuju = forms.BooleanField(
        label=nanti("Saya sudah membaca siapa yang terdampak"),
        error_messages={"required": nanti("Tandai setelah membaca daftar di halaman ini.")},
    )


class EkstrakForm(Formulir):
    berkas = forms.FileField(
        label=nanti("Berkas ekstrak"), help_text=nanti("Parquet, atau CSV. Kolom nik dan nama wajib ada.")
    )


class PutaranForm(Formulir):
    kode_wilayah = KodeWilayahField()
    ekstrak = forms.ChoiceField(label=nanti("Ekstrak Dukcapil"))
    mode = forms.ChoiceField(label=nanti("Cara mencocokkan"), choices=PILIHAN_MODE, widget=forms.RadioSelect)
    tanggal = TanggalField(
        label=nanti("Tanggal salinan"), help_text=nanti("Tanggal Dukcapil membuat ekstrak ini.")
    )

    bobot = forms.TypedChoiceField(
        label=nanti("Bobot"), required=False, coerce=int, empty_value=None,
        help_text=nanti("Hanya untuk cara kaskade. Belajar lagi setahun sekali, atau setelah data banyak berubah."),
    )  # fmt: skip

    def __init__(
        self, daftar: Iterable[str], *args: Any, bobot: Sequence[tuple[str, str]] = (), **kwargs: Any
    ) -> None:
        """`bobot`: what may be chosen beside the default, where there is anything (presenters/pemadanan_mesin)."""
        super().__init__(*args, **kwargs)
        self.fields["ekstrak"].choices = [(n, n) for n in daftar]  # type: ignore[attr-defined]
        if bobot:
            self.fields["bobot"].choices = bobot  # type: ignore[attr-defined]
        else:
            del self.fields["bobot"]

    def clean(self) -> dict[str, Any]:
        isi: dict[str, Any] = super().clean() or {}
        if isi.get("bobot") and isi.get("mode") != Mode.KASKADE:
            self.add_error("bobot", _("Bobot putaran lalu hanya untuk cara kaskade."))
        return isi


class SiapkanForm(Formulir):
    """The first hand puts the preview forward."""

    catatan = forms.CharField(
        label=nanti("Catatan pemeriksaan"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PeriksaForm(Formulir):
    """One word on one kabupaten; the note is read by the kabupaten and by the second hand."""

    aksi = forms.ChoiceField(
        choices=[(a.value, a.value) for a in Periksa],
        error_messages={"required": nanti("Pilih salah satu jawaban.")},
    )
    catatan = forms.CharField(
        label=nanti("Catatan"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=nanti("Apa yang dilihat atau ditanyakan. Kabupaten bisa membacanya."),
        error_messages={"required": nanti("Tulis catatan singkat, paling sedikit 10 huruf.")},
    )  # fmt: skip


class TetapkanForm(Formulir):
    """The second hand: types the month (screens: "Ketik NOVEMBER 2026 untuk menetapkan.")."""

    nomor_sk = forms.CharField(label=nanti("Nomor surat keputusan"), max_length=80)
    ketik = forms.CharField(label=nanti("Ketik bulannya"), max_length=20)

    def __init__(self, bulan: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.harap = write_month(bulan).upper()
        self.fields["ketik"].help_text = _("Ketik {harap} untuk menetapkan.").format(harap=self.harap)
        self.fields["ketik"].widget.attrs["autocomplete"] = "off"

    def clean_ketik(self) -> str:
        if str(self.cleaned_data["ketik"]).strip().upper() != self.harap:
            raise forms.ValidationError(_("Belum sama. Ketik {harap}.").format(harap=self.harap))
        return self.harap


class TujuanForm(Formulir):
    tujuan = forms.ChoiceField(
        label=nanti("Untuk apa?"), choices=TUJUAN, help_text=nanti("Dicatat atas nama Anda.")
    )


class BekuForm(Formulir):
    kode_wilayah = KodeWilayahField()
    setuju = forms.BooleanField(
        label=nanti("Saya sudah membaca berapa yang beku"),
        error_messages={"required": nanti("Tandai setelah membaca angkanya.")},
    )


class TarikForm(Formulir):
    program = forms.ChoiceField(label=nanti("Program"))

    def __init__(self, program: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["program"].choices = list(program)  # type: ignore[attr-defined]


class BuktiForm(Formulir):
    """A payer checks one recipient's proof; no access to the list is needed for it."""

    id_registri = forms.CharField(label=nanti("ID penerima"), max_length=24)
    bukti = forms.CharField(
        label=nanti("Bukti"), max_length=64, help_text=nanti("64 huruf dan angka pada daftar penerima.")
    )
