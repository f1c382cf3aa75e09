"""The findings of a family's page with their forms, in the order Harus, Perlu dilihat, Info."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from opensiks.web.forms.temuan import MendForm
from opensiks.web.presenters.keluarga import HalamanKeluarga, NikTerbaca
from opensiks.web.presenters.temuan import KartuTemuan


@dataclass(frozen=True)
class Mend:
    """A finding, its field when it has one, and the reading of its NIK for those who may see it."""

    t: KartuTemuan
    form: MendForm | None
    terbaca: NikTerbaca | None
    # The first field takes the focus; the first answers carry the keys 1, 2, 3.
    pertama: bool = False
    berkunci: bool = False

    @property
    def id(self) -> str:
        return f"{self.t.kode}-{self.t.id}"


def list_mend(h: HalamanKeluarga, salah: Mapping[int, Any]) -> list[Mend]:
    """`salah` are forms by finding id that could not be taken; they come back with their errors."""
    hasil: list[Mend] = []
    for t in h.temuan:
        form = salah.get(t.id) or (make_form(t, h, None, None) if h.boleh_catat else None)
        pertama = form is not None and t.usulan_id is None and not any(m.pertama for m in hasil)
        berkunci = bool(t.jawab) and t.usulan_id is None and not any(m.berkunci for m in hasil)
        hasil.append(Mend(t, form, h.terbaca.get(t.id), pertama and t.menahan, berkunci))
    return hasil


def make_form(t: KartuTemuan, h: HalamanKeluarga, data: Any, berkas: Any) -> MendForm | None:
    """The field that mends this finding; None when it is answered otherwise."""
    if t.isi is None:
        return None
    return MendForm(
        data, berkas, kolom=t.isi.kolom, perorangan=t.individu_id is not None, versi=h.k.codelist,
        hari_ini=h.desa.hari_ini,
    )  # fmt: skip
