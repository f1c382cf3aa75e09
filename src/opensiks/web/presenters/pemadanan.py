"""Runs and answers of matching in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from opensiks.rules.pemadanan import LABEL, Keluaran
from opensiks.web.bahasa import nanti

if TYPE_CHECKING:
    from opensiks.pemadanan.models import Putaran

MODE = {
    "kaskade": nanti("Kaskade"), "ketat": nanti("Ketat"), "simil60": nanti("Simil 60"),
    "layanan": nanti("Layanan Dukcapil"),
}  # fmt: skip
BENTUK = {
    Keluaran.PADAN: "selesai", Keluaran.MENINGGAL: "harus", Keluaran.GANDA_DUKCAPIL: "harus",
    Keluaran.NIK_TIDAK_DITEMUKAN: "perlu", Keluaran.FORMAT_SALAH: "harus", Keluaran.BELUM: "belum",
    Keluaran.NIK_SALAH: "sedang", Keluaran.NIK_ORANG_LAIN: "sedang", Keluaran.RAGU: "jam",
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
        BarisKeluaran(_(LABEL[Keluaran(k)]), BENTUK.get(Keluaran(k), "perlu"), n, n / semua)
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
    return BarisPutaran(p, nama.get(p.kode_wilayah, _("Indonesia")), MODE.get(p.mode, p.mode), semua, padan)


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


TINGKAT = ("provinsi", "kabupaten", "kecamatan", "desa", "desa")
KATA_TUGAS = {
    "R67": nanti("Meninggal menurut Dukcapil: tanya RT"),
    "R67a": nanti("Ganda di Dukcapil: tanya Disdukcapil"),
    "R68": nanti("NIK belum ditemukan: tunggu atau tanya Disdukcapil"),
    "R69": nanti("NIK salah: usulkan perbaikannya"),
    "R30": nanti("Tercatat dua kali di satu desa: pilih yang dipertahankan"),
    "R146": nanti("Belum pasti: ditinjau Pusdatin"),
    "R147": nanti("Tercatat juga di desa lain: dua petugas Pusdatin"),
}


def list_tugas(jumlah: Mapping[str, tuple[int, int]]) -> list[tuple[str, str, int, int]]:
    """(rule, words, open, answered) of the tasks that answers gave to villages."""
    return [(kode, KATA_TUGAS.get(kode, kode), *n) for kode, n in jumlah.items()]


@dataclass(frozen=True)
class BarisBanding:
    """One outcome in this run and the one before it."""

    kata: str
    bentuk: str
    kini: int
    lalu: int

    @property
    def beda(self) -> int:
        return self.kini - self.lalu


def compare_putaran(putaran: Putaran, sebelum: Putaran | None) -> list[BarisBanding]:
    """Every outcome of either run, the most first; nothing where there is no run before."""
    if sebelum is None:
        return []
    semua = {*putaran.jumlah, *sebelum.jumlah}
    rows = [
        BarisBanding(
            _(LABEL[Keluaran(k)]), BENTUK.get(Keluaran(k), "perlu"), putaran.jumlah.get(k, 0), sebelum.jumlah.get(k, 0)
        )
        for k in semua
    ]  # fmt: skip
    return sorted(rows, key=lambda b: (-b.kini, b.kata))


def show_sebaran(rows: Sequence[tuple[str, str, dict[str, int], int]], kode: str) -> dict[str, Any]:
    """Areas one tier below with their answers and open tasks, and their sum; a village leads nowhere further."""
    per_nama = [list_wilayah({nama: n})[0] for _, nama, n, _ in rows]
    tier = kode.count(".") + 1 if kode else 0
    daftar = [
        (b, tugas, f"?kode={k}" if k.count(".") < 3 and k != kode else "")
        for b, (k, _, _, tugas) in zip(per_nama, rows, strict=True)
    ]
    jumlah = {
        nama: sum(getattr(b, nama) for b in per_nama) for nama in ("orang", "padan", "meninggal", "tidak_ada", "lain")
    }  # fmt: skip
    return {
        "daftar": daftar, "kata_tingkat": TINGKAT[tier].capitalize(),
        "jumlah": jumlah | {"tugas": sum(r[3] for r in rows), "bagian": jumlah["padan"] / (jumlah["orang"] or 1)},
        "kode": kode,
    }  # fmt: skip
