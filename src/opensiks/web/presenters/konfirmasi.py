"""Numbers that wait for the civil registry office: the list with its age, what a sheet of answers would do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from opensiks.web.bahasa import nanti, translate
from opensiks.web.format import write_name, write_number

if TYPE_CHECKING:
    from opensiks.pemadanan.antrian import Ditanyakan
    from opensiks.pemadanan.services import HasilImpor

# Days from which waiting is said in colour.
LAMA, LAMA_SEKALI = 30, 60
PILIH = {"": nanti("Semua"), "dilihat": nanti("KTP sudah dilihat desa"), "lama": nanti("Lebih dari 30 hari")}


@dataclass(frozen=True)
class BarisTanya:
    """One person whose number is being asked about."""

    id: int
    nama: str
    nik: str
    desa: str
    sejak: datetime
    hari: int
    dilihat: bool

    @property
    def url(self) -> str:
        return f"/padan/konfirmasi/{self.id}/"

    @property
    def bentuk(self) -> str:
        return "selesai" if self.dilihat else "belum"

    @property
    def kata(self) -> str:
        return _("KTP sudah dilihat desa") if self.dilihat else _("Desa belum melihat KTP")

    @property
    def umur(self) -> str:
        return _("{n} hari").format(n=write_number(self.hari)) if self.hari else _("hari ini")

    @property
    def warna(self) -> str:
        return "merah" if self.hari > LAMA_SEKALI else "kuning" if self.hari > LAMA else "kelabu"

    @property
    def cari(self) -> str:
        return f"{self.nama} {self.desa} {self.nik[-4:]}".lower()


def list_baris(daftar: Sequence[Ditanyakan], at: datetime) -> list[BarisTanya]:
    return [
        BarisTanya(
            d.tugas_id, write_name(d.nama) or _("Tanpa nama"), d.nik, d.nama_desa, d.sejak,
            max(0, (at - d.sejak).days), d.sudah_dilihat,
        )
        for d in daftar
    ]  # fmt: skip


_URUT: dict[str, Callable[[BarisTanya], Any]] = {
    "nama": lambda b: (b.nama, b.id), "desa": lambda b: (b.desa, b.nama, b.id), "umur": lambda b: (b.hari, b.id),
}  # fmt: skip


def choose_baris(rows: Sequence[BarisTanya], pilih: str, urut: str, cari: str = "") -> list[BarisTanya]:
    """Under a filter and a search, in the order asked for; by default whose card was seen, then the oldest."""
    kata = cari.lower().split()
    milik = [
        b
        for b in rows
        if (pilih != "dilihat" or b.dilihat)
        and (pilih != "lama" or b.hari > LAMA)
        and all(k in b.cari for k in kata)
    ]
    kunci = _URUT.get(urut.removeprefix("-"))
    if kunci is None:
        return sorted(milik, key=lambda b: (not b.dilihat, -b.hari, b.nama))
    return sorted(milik, key=kunci, reverse=urut.startswith("-"))


def list_saringan(rows: Sequence[BarisTanya], pilih: str) -> list[dict[str, Any]]:
    return [
        {"kata": kata, "jumlah": len(choose_baris(rows, kunci, "")), "url": f"?saring={kunci}", "aktif": kunci == pilih,
         "ikon": {"dilihat": "mata", "lama": "jam"}.get(kunci, "")}
        for kunci, kata in PILIH.items()
    ]  # fmt: skip


def write_judul(n: int) -> str:
    if not n:
        return _("Tidak ada NIK yang menunggu jawaban")
    return _("{n} NIK menunggu jawaban Disdukcapil").format(n=write_number(n))


@dataclass(frozen=True)
class UjiLembar:
    """What a sheet would do: rows, those that would be written down, and the wrong ones line by line."""

    baris: int
    masuk: int
    salah: tuple[tuple[int, str, str, str, str], ...]
    nama: str
    sidik: str

    @property
    def judul(self) -> str:
        if not self.salah:
            return _("Lembar ini menjawab {n} orang, semua barisnya benar").format(n=write_number(self.masuk))
        return _("{n} dari {semua} baris benar").format(
            n=write_number(self.masuk), semua=write_number(self.baris)
        )

    @property
    def ya(self) -> str:
        return _("Catat {n} jawaban").format(n=write_number(self.masuk))


def show_uji(h: HasilImpor, nama: str, sidik: str) -> UjiLembar:
    salah = tuple(
        (s.nomor, f"{s.kolom}: {s.nama}" if s.nama else s.kolom, translate(s.kalimat), s.langkah, s.kode)
        for s in h.salah
    )
    return UjiLembar(h.baris, h.masuk, salah, nama, sidik)
