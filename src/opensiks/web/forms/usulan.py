"""One form for each jenis of usulan: one column, only what the jenis needs, the evidence it asks for at the end.

A form reads and cleans; what the content must say is the rules' business, and their sentences are put at the field
they are about (`put_violations`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from opensiks.keluarga.queries import Anggota, RincianKeluarga
from opensiks.rules.bukti import BUKTI_WAJIB, LABEL_BUKTI, JenisBukti
from opensiks.rules.jenis import Jenis
from opensiks.rules.rule import Violation
from opensiks.web.bahasa import nanti
from opensiks.web.format import upper_first, write_name, write_refusal
from opensiks.web.forms.isian import IsianForm

# Evidence that is a field of the form, not a file.
BUKAN_BERKAS = frozenset({JenisBukti.KRITERIA, JenisBukti.KOORDINAT})
# The field a rule speaks of; what is not here stands above the form.
KOLOM_ATURAN: dict[str, str] = {
    "R27": "tanggal", "R29": "tujuan", "R29a": "tujuan", "R29b": "tanggal", "R30": "dipertahankan",
    "R30a": "dipertahankan", "R31": "kode_alasan", "R33": "pengurus", "R33a": "pengurus", "R33b": "pengurus",
    "R33c": "pengurus", "R33d": "program", "R34": "tanggal", "R36": "a0_nik", "R38": "program", "R117": "program",
    "R119": "kode_alasan", "R120": "no_kk", "R125": "program",
}  # fmt: skip


@dataclass(frozen=True)
class Subjek:
    """Whom the form is about; `keluarga` is None for a family that is not registered yet."""

    keluarga: RincianKeluarga | None = None
    individu_id: int | None = None

    @property
    def aktif(self) -> list[Anggota]:
        return [a for a in self.keluarga.anggota if a.status == "AKTIF"] if self.keluarga else []

    @property
    def individu(self) -> Anggota | None:
        return next((a for a in self.aktif if a.id == self.individu_id), None)

    @property
    def program(self) -> set[str]:
        return {b.program for b in self.keluarga.bantuan if b.status == "AKTIF"} if self.keluarga else set()

    def pilihan(self) -> list[tuple[str, str]]:
        """The active members by id."""
        return [(str(a.id), write_name(a.nama) or _("Tanpa nama")) for a in self.aktif]

    def pilihan_registri(self) -> list[tuple[str, str]]:
        """The active members by registry id, as a muatan names them."""
        return [(a.id_registri, write_name(a.nama) or _("Tanpa nama")) for a in self.aktif]


class UsulanForm(IsianForm):
    """Base of all: a free reason, and the files of the jenis. Subclasses build fields and give the muatan."""

    jenis: Jenis
    # Whether it is about one person; and whether that person, once chosen, may not be changed in the form.
    perorangan = False
    tetap_orangnya = False

    def __init__(
        self,
        data: Any = None,
        berkas: Any = None,
        *,
        subjek: Subjek,
        hari_ini: date,
        awal: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, berkas, hari_ini=hari_ini)
        self.subjek, self.awal = subjek, dict(awal or {})
        if self.perorangan and not (self.tetap_orangnya and subjek.individu_id):
            self.add(
                "individu",
                forms.ChoiceField(label=self.kata_siapa, choices=[("", _("Pilih")), *subjek.pilihan()]),
            )
            self.initial["individu"] = str(subjek.individu_id or "")
        self.build()
        self.kelompok_bukti = _add_bukti(self)

    kata_siapa = nanti("Siapa")

    def build(self) -> None:
        """Put in the fields of the jenis."""

    def muatan(self) -> dict[str, Any]:
        """The proposal, from cleaned data."""
        return {}

    @property
    def program(self) -> str:
        return str(self.cleaned_data.get("program", ""))

    @property
    def individu_id(self) -> int | None:
        dipilih = self.cleaned_data.get("individu")
        return int(dipilih) if dipilih else self.subjek.individu_id if self.perorangan else None

    @property
    def bukti(self) -> list[tuple[JenisBukti, Any]]:
        """The files that came, with their kinds."""
        hasil = []
        for n, kelompok in self.kelompok_bukti:
            if berkas := self.cleaned_data.get(f"bukti_{n}"):
                hasil.append((JenisBukti(self.cleaned_data.get(f"bukti_{n}_jenis") or kelompok[0]), berkas))
        return hasil

    @property
    def bidang_isi(self) -> list[forms.BoundField]:
        """Everything but the files, in order."""
        return [self[nama] for nama in self.fields if not nama.startswith("bukti_")]

    @property
    def bidang_bukti(self) -> list[forms.BoundField]:
        return [self[nama] for nama in self.fields if nama.startswith("bukti_")]

    def put_violations(self, daftar: Iterable[Violation]) -> None:
        """Show the rules' sentences where they belong."""
        for v in daftar:
            kolom = KOLOM_ATURAN.get(v.kode)
            self.add_error(kolom if kolom in self.fields else None, write_refusal(v))


def _add_bukti(form: UsulanForm) -> list[tuple[int, Sequence[JenisBukti]]]:
    """One file field for each group the jenis wants; alternatives get a choice of kind. All may follow later."""
    hasil: list[tuple[int, Sequence[JenisBukti]]] = []
    for n, kelompok in enumerate(BUKTI_WAJIB.get(form.jenis, ())):
        if set(kelompok) <= BUKAN_BERKAS:
            continue
        if len(kelompok) > 1:
            pilihan = [(b.value, upper_first(_(LABEL_BUKTI[b]))) for b in kelompok]
            form.add(
                f"bukti_{n}_jenis",
                forms.ChoiceField(label=_("Bukti yang ada"), choices=pilihan, required=False),
            )
        label = upper_first(_(LABEL_BUKTI[kelompok[0]])) if len(kelompok) == 1 else _("Berkasnya")
        atribut = {"accept": ".pdf,.jpg,.jpeg,.png"}
        form.add(
            f"bukti_{n}",
            forms.FileField(label=label, required=False, help_text=_("PDF, JPG atau PNG, paling besar 10 MB."),
                            widget=forms.FileInput(atribut)),
        )  # fmt: skip
        hasil.append((n, kelompok))
    return hasil
