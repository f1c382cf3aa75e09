"""The summary before a proposal: who is proposed with what, and who is left out by name with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from opensiks.web.format import write_name, write_number
from opensiks.web.presenters.padan import write_keluarga
from opensiks.web.presenters.padan_kata import mark_nilai
from opensiks.web.presenters.rincian import label_kolom

if TYPE_CHECKING:
    from opensiks.pemadanan.kerja import Kerja


@dataclass(frozen=True)
class Ubah:
    """One field with its values before and after."""

    nama: str
    kiri: SafeString
    kanan: SafeString


@dataclass(frozen=True)
class Ikut:
    id: int
    nama: str
    keluarga: str
    ubah: tuple[Ubah, ...]


@dataclass(frozen=True)
class Kecuali:
    nama: str
    sebab: str


@dataclass(frozen=True)
class RingkasanUsul:
    """Who is proposed, and who is left out by name with the reason."""

    ikut: tuple[Ikut, ...]
    kecuali: tuple[Kecuali, ...]

    @property
    def judul(self) -> str:
        if not self.ikut:
            return _("Belum ada yang bisa diusulkan")
        return _("Usulkan perbaikan {n} orang").format(n=write_number(len(self.ikut)))

    @property
    def sebab(self) -> str:
        if not self.ikut:
            return _("Lihat sebabnya di bawah, lalu kembali ke daftar.")
        return _(
            "Tiap orang mendapat satu usulan perbaikan identitas, dengan hasil Dukcapil sebagai buktinya. "
            "Data berubah setelah usulan disetujui."
        )

    @property
    def ya(self) -> str:
        return _("Ya, usulkan perbaikan {n} orang").format(n=write_number(len(self.ikut)))


def compose_ringkasan(daftar: Sequence[Kerja], halangan: dict[int, str]) -> RingkasanUsul:
    """`halangan`: the refusal in words by tugas id; empty words mean that it may be proposed."""
    ikut = tuple(
        Ikut(k.tugas_id, write_name(k.nama), write_keluarga(k), list_ubah(k))
        for k in daftar
        if not halangan.get(k.tugas_id)
    )
    kecuali = tuple(
        Kecuali(write_name(k.nama), halangan[k.tugas_id]) for k in daftar if halangan.get(k.tugas_id)
    )
    return RingkasanUsul(ikut, kecuali)


def list_ubah(k: Kerja) -> tuple[Ubah, ...]:
    return tuple(
        Ubah(label_kolom(kolom), *mark_nilai(kolom, k.semula.get(kolom, ""), baru))
        for kolom, baru in k.usul.items()
    )
