"""The match rate of an area: by the areas below it, and month by month."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from opensiks.rules.pemadanan import Keluaran
from opensiks.rules.wilayah import tingkat
from opensiks.web.bahasa import nanti, translate
from opensiks.web.format import BULAN_PENDEK, write_month, write_number, write_percent
from opensiks.web.presenters.grafik import Grafik, write_short
from opensiks.web.presenters.pemadanan import TINGKAT

if TYPE_CHECKING:
    from opensiks.pemadanan.angka import Angka

K = Keluaran
# Parts of the bar, in order: (words, colour, outcomes). What is not named here is "lain".
BAGIAN: tuple[tuple[str, str, frozenset[Keluaran]], ...] = (
    (nanti("Padan"), "hijau", frozenset({K.PADAN})),
    (nanti("Bisa diperbaiki"), "biru", frozenset({K.NIK_SALAH, K.NIK_ORANG_LAIN})),
    (nanti("Ditinjau"), "kuning", frozenset({K.RAGU})),
    (nanti("Meninggal"), "tinta", frozenset({K.MENINGGAL})),
)


@dataclass(frozen=True)
class BarisAngka:
    """One area in one month."""

    kode: str
    nama: str
    url: str
    bulan: date
    orang: int
    padan: int
    perbaikan: int
    ragu: int
    meninggal: int
    bagian: tuple[dict[str, Any], ...]

    @property
    def belum(self) -> int:
        return self.orang - self.padan

    @property
    def lain(self) -> int:
        return self.belum - self.perbaikan - self.ragu - self.meninggal

    @property
    def pangsa(self) -> float:
        return self.padan / self.orang if self.orang else 0.0

    @property
    def persen(self) -> str:
        return write_percent(self.pangsa, 1) if self.orang else "–"


def list_baris(daftar: Sequence[Angka], kueri: str = "") -> list[BarisAngka]:
    """`kueri` keeps the chosen month in the addresses; a village leads nowhere further."""
    return [_baris(a, kueri) for a in daftar]


def _baris(a: Angka, kueri: str) -> BarisAngka:
    jumlah = {K(k): n for k, n in a.jumlah.items()}
    hitung = [sum(jumlah.get(k, 0) for k in milik) for _kata, _warna, milik in BAGIAN]
    potong = [
        {"kata": str(kata), "jumlah": n, "warna": warna}
        for (kata, warna, _milik), n in zip(BAGIAN, hitung, strict=True)
    ]
    potong.append({"kata": _("Lain"), "jumlah": max(a.orang - sum(hitung), 0), "warna": "kelabu"})
    bulan = f"&bulan={kueri}" if kueri else ""
    url = f"?kode={a.kode}{bulan}" if tingkat(a.kode) < 4 else ""
    return BarisAngka(
        a.kode, a.nama, url, a.bulan, a.orang, a.padan, hitung[1], hitung[2], hitung[3], tuple(potong)
    )


_URUT: dict[str, Callable[[BarisAngka], Any]] = {
    "nama": lambda b: b.nama,
    "orang": lambda b: b.orang,
    "padan": lambda b: b.pangsa,
    "belum": lambda b: b.belum,
    "perbaikan": lambda b: b.perbaikan,
    "ragu": lambda b: b.ragu,
    "meninggal": lambda b: b.meninggal,
}


def sort_baris(rows: Sequence[BarisAngka], urut: str) -> list[BarisAngka]:
    """By the column asked for; by default the lowest share first, since that is where work is."""
    kunci = _URUT.get(urut.removeprefix("-"))
    if kunci is None:
        return sorted(rows, key=lambda b: (b.pangsa, b.nama))
    return sorted(rows, key=lambda b: (kunci(b), b.nama), reverse=urut.startswith("-"))


def row_total(rows: Sequence[BarisAngka]) -> dict[str, Any]:
    nama = ("orang", "padan", "belum", "perbaikan", "ragu", "meninggal", "lain")
    jumlah: dict[str, Any] = {n: sum(getattr(b, n) for b in rows) for n in nama}
    jumlah["persen"] = write_percent(jumlah["padan"] / jumlah["orang"], 1) if jumlah["orang"] else "–"
    return jumlah


def kata_tingkat(kode: str) -> str:
    """What the rows below an area are: "Kecamatan"."""
    return translate(TINGKAT[tingkat(kode) if kode else 0].capitalize())


def draw_bulan(daftar: Sequence[Angka]) -> Grafik:
    """Persons not matched, month by month, the oldest first; columns from zero."""
    nilai = [a.orang - a.padan for a in daftar]
    puncak = max([*nilai, 1])
    langkah = max(puncak // 3, 1)
    gambar = {
        "jenis": "tegak", "tinggi": 190, "nilai": nilai, "ujung": [write_short(n) for n in nilai],
        "label": [f"{BULAN_PENDEK[a.bulan.month - 1]} {a.bulan.year % 100:02d}" for a in daftar],
        "y": [0, puncak * 1.14], "sumbu_y": [[n, write_short(n)] for n in range(0, puncak + 1, langkah)][:4],
    }  # fmt: skip
    return Grafik(
        _("Orang yang belum padan tiap bulan"), _say(daftar), gambar,
        (_("Bulan"), _("Orang"), _("Padan"), _("Belum padan"), _("Bagian padan")),
        tuple(
            (write_month(a.bulan), a.orang, a.padan, a.orang - a.padan, write_percent(_share(a), 1)) for a in daftar
        ), "2 3 4 5",
    )  # fmt: skip


def _share(a: Angka) -> float:
    return a.padan / a.orang if a.orang else 0.0


def _say(daftar: Sequence[Angka]) -> str:
    """The finding: how it went from the month before to this one."""
    if not daftar:
        return _("Belum ada pemadanan.")
    kini = daftar[-1]
    isi = _("{bulan}: {persen} padan, {belum} orang belum.").format(
        bulan=write_month(kini.bulan), persen=write_percent(_share(kini), 1),
        belum=write_number(kini.orang - kini.padan),
    )  # fmt: skip
    if len(daftar) < 2:
        return isi
    lalu = daftar[-2]
    beda = (kini.orang - kini.padan) - (lalu.orang - lalu.padan)
    if not beda:
        return isi + " " + _("Sama dengan {bulan}.").format(bulan=write_month(lalu.bulan))
    kata = (
        _("{n} orang lebih sedikit dari {bulan}.") if beda < 0 else _("{n} orang lebih banyak dari {bulan}.")
    )
    return isi + " " + kata.format(n=write_number(abs(beda)), bulan=write_month(lalu.bulan))


def list_keterangan() -> list[tuple[str, str]]:
    """(words, colour) of the parts of a bar."""
    return [(str(kata), warna) for kata, warna, _milik in BAGIAN] + [(_("Lain"), "kelabu")]
