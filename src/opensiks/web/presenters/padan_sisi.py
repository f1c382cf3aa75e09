"""Rows of the registry that may be one person, side by side: field by field, what differs marked (R30, R147)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from opensiks.web.bahasa import nanti
from opensiks.web.format import write_name
from opensiks.web.presenters.padan import write_alamat
from opensiks.web.presenters.padan_kata import hide_nilai, mark_nilai
from opensiks.web.presenters.rincian import label_kolom

if TYPE_CHECKING:
    from opensiks.pemadanan.baris import BarisLain

URUTAN = ("nama", "nik", "no_kk", "tempat_lahir", "tanggal_lahir", "jenis_kelamin", "nama_ibu")
# Compared only by showing what is masked elsewhere: digits, or letters of a mother's name.
RAHASIA = frozenset({"nik", "no_kk", "nama_ibu"})
# Shape, colour and word of a comparison.
SAMA = ("selesai", "hijau", nanti("Sama"))
BEDA = ("perlu", "kuning", nanti("Berbeda"))
KOSONG = ("belum", "kelabu", nanti("Belum diisi"))


@dataclass(frozen=True)
class Kolom:
    """One of the rows. `nomor` is its key, from 1."""

    id: int
    keluarga_id: int
    nomor: int
    judul: str
    nama: str
    tempat: str
    kepala: str
    bantuan: bool
    ini: bool

    @property
    def pertahankan(self) -> str:
        return _("Pertahankan baris {n}").format(n=self.nomor)

    @property
    def sebutan(self) -> str:
        return ", ".join(x for x in (self.nama, self.tempat) if x)


@dataclass(frozen=True)
class IsianSisi:
    """One field over all rows: (heading, value) of each, and how they compare."""

    nama: str
    nilai: tuple[tuple[str, SafeString], ...]
    kata: str
    bentuk: str
    warna: str
    beda: bool


@dataclass(frozen=True)
class Sisi:
    """The rows beside each other. `rahasia`: families of which digits or a mother's name are shown (R95)."""

    kolom: tuple[Kolom, ...]
    isian: tuple[IsianSisi, ...]
    rahasia: tuple[int, ...]

    @property
    def kata(self) -> str:
        n = sum(b.beda for b in self.isian)
        return _("{n} isian berbeda, diberi tanda.").format(n=n) if n else _("Semua isian di bawah ini sama.")


def compose_sisi(
    baris: Sequence[BarisLain], nama_desa: Mapping[str, str], *, buka: bool = True
) -> Sisi | None:  # fmt: skip
    """None where there is nothing to compare. Without `buka` secrets stay masked, for who may not open them."""
    if len(baris) < 2:
        return None
    kolom = tuple(_column(b, n, nama_desa) for n, b in enumerate(baris, start=1))
    isian = tuple(_compare(k, [b.isian.get(k, "") for b in baris], kolom, buka=buka) for k in URUTAN)
    terlihat = buka and any(
        is_rahasia_terlihat(k, b.isian.get(k, ""), baris[0].isian.get(k, ""))
        for k in RAHASIA
        for b in baris[1:]
    )
    return Sisi(kolom, isian, tuple(sorted({b.keluarga_id for b in baris})) if terlihat else ())


def is_rahasia_terlihat(isian: str, kiri: str, kanan: str) -> bool:
    """Whether two values of a field beside each other show more of a secret than its mask does."""
    pasang = ((kiri, kanan), (kanan, kiri))
    return isian in RAHASIA and any(hide_nilai(isian, a, b) != hide_nilai(isian, a, a) for a, b in pasang)


def _column(b: BarisLain, nomor: int, nama_desa: Mapping[str, str]) -> Kolom:
    tempat = ", ".join(x for x in (nama_desa.get(b.kode_desa, ""), write_alamat(b.alamat)) if x)
    judul = _("Baris {n}").format(n=nomor)
    return Kolom(
        b.individu_id, b.keluarga_id, nomor, judul, write_name(b.nama), tempat,
        _("KK {nama}").format(nama=write_name(b.kepala)) if b.kepala else "", b.bantuan, b.ini,
    )  # fmt: skip


def _compare(isian: str, nilai: Sequence[str], kolom: Sequence[Kolom], *, buka: bool) -> IsianSisi:
    """Each row against the first, the first against the second."""
    beda = len({n.casefold() for n in nilai}) > 1
    bentuk, warna, kata = SAMA if not beda else KOSONG if not all(nilai) else BEDA
    if not any(nilai):
        bentuk, warna, kata = KOSONG
    lihat = [_show(isian, n, nilai[0] if i else nilai[1], buka=buka) for i, n in enumerate(nilai)]
    sel = tuple((k.judul, isi) for k, isi in zip(kolom, lihat, strict=True))
    return IsianSisi(label_kolom(isian), sel, str(kata), bentuk, warna, beda)


def _show(isian: str, nilai: str, lain: str, *, buka: bool) -> SafeString:
    if isian in RAHASIA and not buka:
        return conditional_escape(hide_nilai(isian, nilai, nilai) or "–")
    return mark_nilai(isian, nilai, lain)[0]
