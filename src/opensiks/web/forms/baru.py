"""The forms for people who are not registered yet: a new family with its members, and one more member."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from opensiks.rules.isian import WAJIB_INDIVIDU
from opensiks.rules.jenis import Jenis
from opensiks.web.bahasa import nanti
from opensiks.web.forms.isian import make_field
from opensiks.web.forms.usulan import UsulanForm

KOLOM_ORANG = (
    "nik", "nama", "tempat_lahir", "tanggal_lahir", "jenis_kelamin", "nama_ibu", "pekerjaan", "status_kawin", "shdk",
)  # fmt: skip
KOLOM_KELUARGA = ("no_kk", "alamat", "dusun", "rt", "rw", "lintang", "bujur")
MAKS = 12
# What the visit answers about a family that is proposed (Kepmensos 262/HUK/2022). Recorded, never a cut-off.
KRITERIA = (
    ("tempat_tinggal", nanti("Tidak punya tempat tinggal sehari-hari")),
    ("pekerjaan", nanti("Kepala keluarga atau pengurus tidak bekerja")),
    ("makan", nanti("Pernah khawatir tidak makan, atau tidak makan, setahun terakhir")),
    ("pengeluaran", nanti("Pengeluaran makan lebih dari separuh")),
    ("pakaian", nanti("Tidak membeli pakaian setahun terakhir")),
    ("lantai", nanti("Lantai sebagian besar tanah atau plester")),
    ("dinding", nanti("Dinding sebagian besar bambu, kawat, papan, terpal, rumbia atau seng")),
    ("jamban", nanti("Tidak punya jamban sendiri")),
    ("listrik", nanti("Listrik 450 VA atau bukan PLN")),
)


class _OrangForm(UsulanForm):
    """Blocks of one person each: a0_nama, a1_nama, …"""

    def add_orang(self, n: int) -> None:
        for nama in KOLOM_ORANG:
            self.add(f"a{n}_{nama}", make_field(nama, perorangan=True, required=nama in WAJIB_INDIVIDU))
            awal = self._awal(n).get(nama)
            if awal not in (None, ""):
                self.initial[f"a{n}_{nama}"] = awal

    def _awal(self, n: int) -> dict[str, Any]:
        anggota: list[dict[str, Any]] = self.awal.get("anggota", [])
        return anggota[n] if n < len(anggota) else {}

    def orang(self, n: int) -> dict[str, Any]:
        isi = {nama: self.cleaned_data.get(f"a{n}_{nama}", "") for nama in KOLOM_ORANG}
        return {nama: nilai for nama, nilai in isi.items() if nilai != "" or nama == "nik"}

    def bidang_orang(self, n: int) -> list[forms.BoundField]:
        return [self[f"a{n}_{nama}"] for nama in KOLOM_ORANG]


class TambahArtForm(_OrangForm):
    jenis = Jenis.TAMBAH_ART

    def build(self) -> None:
        self.add_orang(0)
        self.fields["a0_shdk"].choices = [c for c in self.fields["a0_shdk"].choices if c[0] != "1"]  # type: ignore[attr-defined]

    def muatan(self) -> dict[str, Any]:
        return {"anggota": [self.orang(0)]}


class BaruForm(_OrangForm):
    jenis = Jenis.BARU

    def build(self) -> None:
        for nama in KOLOM_KELUARGA:
            self.add(nama, make_field(nama, perorangan=False, required=nama in ("no_kk", "alamat")))
            if nilai := self.awal.get("keluarga", {}).get(nama):
                self.initial[nama] = nilai
        self.add(
            "jumlah",
            forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=MAKS, required=False),
        )
        self.jumlah = self._count()
        self.initial["jumlah"] = self.jumlah
        for n in range(self.jumlah):
            self.add_orang(n)
        if self.jumlah == 1:
            self.initial.setdefault("a0_shdk", "1")
        for kode, kata in KRITERIA:
            pilihan = [("", _("Belum ditanya")), ("ya", _("Ya")), ("tidak", _("Tidak"))]
            self.add(f"k_{kode}", forms.ChoiceField(label=kata, choices=pilihan, required=False))
            self.initial[f"k_{kode}"] = self.awal.get("kriteria", {}).get(kode, "")
        self.add(
            "alasan",
            forms.CharField(
                label=_("Keadaan keluarga"),
                required=False,
                max_length=400,
                widget=forms.Textarea({"rows": 3}),
            ),
        )

    def _count(self) -> int:
        dikirim = (
            str(self.data.get("jumlah", "")) if self.is_bound else str(len(self.awal.get("anggota", ())))
        )
        jumlah = int(dikirim) if dikirim.isdigit() else 1
        if self.is_bound and "tambah" in self.data:
            jumlah += 1
        return max(1, min(jumlah, MAKS))

    @property
    def bidang_keluarga(self) -> list[forms.BoundField]:
        return [self[nama] for nama in KOLOM_KELUARGA]

    @property
    def blok_orang(self) -> list[list[forms.BoundField]]:
        return [self.bidang_orang(n) for n in range(self.jumlah)]

    @property
    def bidang_kriteria(self) -> list[forms.BoundField]:
        return [self[f"k_{kode}"] for kode, _ in KRITERIA]

    @property
    def bidang_isi(self) -> list[forms.BoundField]:
        return [self["alasan"]]

    def muatan(self) -> dict[str, Any]:
        isi = self.cleaned_data
        hasil: dict[str, Any] = {
            "keluarga": {n: isi[n] for n in KOLOM_KELUARGA if isi.get(n)},
            "anggota": [self.orang(n) for n in range(self.jumlah)],
        }
        kriteria = {kode: isi[f"k_{kode}"] for kode, _ in KRITERIA if isi.get(f"k_{kode}")}
        return hasil | ({"kriteria": kriteria} if kriteria else {})
