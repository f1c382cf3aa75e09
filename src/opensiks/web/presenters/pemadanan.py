"""Runs and answers of matching in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from opensiks.rules.pemadanan import LABEL, Keluaran

if TYPE_CHECKING:
    from opensiks.pemadanan.models import Putaran

MODE = {"ketat": "Ketat", "simil60": "Simil 60"}
BENTUK = {
    Keluaran.PADAN: "selesai", Keluaran.MENINGGAL: "harus", Keluaran.GANDA_DUKCAPIL: "harus",
    Keluaran.NIK_TIDAK_DITEMUKAN: "perlu", Keluaran.FORMAT_SALAH: "harus", Keluaran.BELUM: "belum",
}  # fmt: skip


@dataclass(frozen=True)
class BarisKeluaran:
    kata: str
    bentuk: str
    orang: int
    bagian: float


def list_keluaran(jumlah: Mapping[Keluaran, int] | Mapping[str, int]) -> list[BarisKeluaran]:
    """Every outcome with persons, the most first; `bagian` from 0 to 1."""
    semua = sum(jumlah.values()) or 1
    rows = [
        BarisKeluaran(LABEL[Keluaran(k)], BENTUK.get(Keluaran(k), "perlu"), n, n / semua)
        for k, n in jumlah.items()
    ]
    return sorted(rows, key=lambda b: -b.orang)


@dataclass(frozen=True)
class BarisPutaran:
    putaran: Putaran
    wilayah: str
    mode: str
    orang: int
    padan: float | None


def list_putaran(daftar: Iterable[Putaran], nama: Mapping[str, str]) -> list[BarisPutaran]:
    return [_putaran(p, nama) for p in daftar]


def _putaran(p: Putaran, nama: Mapping[str, str]) -> BarisPutaran:
    semua = sum(p.jumlah.values())
    padan = p.jumlah.get(Keluaran.PADAN.value, 0) / semua if semua else None
    return BarisPutaran(p, nama.get(p.kode_wilayah, "Indonesia"), MODE.get(p.mode, p.mode), semua, padan)


@dataclass(frozen=True)
class BarisWilayah:
    nama: str
    orang: int
    padan: int
    meninggal: int
    tidak_ada: int
    lain: int

    @property
    def bagian(self) -> float:
        return self.padan / self.orang if self.orang else 0.0


def list_wilayah(jumlah: Mapping[str, Mapping[str, int]]) -> list[BarisWilayah]:
    """Areas with the answers that ask for work."""
    rows = []
    for nama, n in jumlah.items():
        semua = sum(n.values())
        padan, mati, tiada = (
            n.get(k.value, 0) for k in (Keluaran.PADAN, Keluaran.MENINGGAL, Keluaran.NIK_TIDAK_DITEMUKAN)
        )
        rows.append(BarisWilayah(nama, semua, padan, mati, tiada, semua - padan - mati - tiada))
    return rows
