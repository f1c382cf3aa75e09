"""Two months in words: how many came and went for which reason, and the lines behind a number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import QueryDict

from opensiks.penetapan.ubah import Ubah
from opensiks.rules.bansos import label_sebab
from opensiks.rules.wilayah import is_kode
from opensiks.web.bahasa import nanti
from opensiks.web.format import write_month

if TYPE_CHECKING:
    from opensiks.pantau.pratinjau import Banding
    from opensiks.penetapan.models import Penetapan

KATA_ARAH = {"MASUK": ("selesai", nanti("Masuk"), ""), "KELUAR": ("kembali", nanti("Keluar"), "kelabu")}


def read_ubah(isi: Mapping[str, str], a: Penetapan, b: Penetapan) -> Ubah:
    """The filter of the address; what makes no sense is no filter."""
    arah, kode = isi.get("arah", ""), isi.get("kode", "")
    return Ubah(
        a, b, arah if arah in KATA_ARAH else "", isi.get("sebab", "")[:24], kode if is_kode(kode) else "",
        isi.get("cari", "").strip()[:60],
    )  # fmt: skip


@dataclass(frozen=True)
class HitungUbah:
    """One reason with its persons and the way to its lines."""

    bentuk: str
    arah: str
    warna: str
    kata: str
    jumlah: int
    url: str
    aktif: bool


def list_hitung(rows: Sequence[tuple[str, str, int]], ubah: Ubah, isi: QueryDict) -> list[HitungUbah]:
    return [
        HitungUbah(
            *KATA_ARAH[arah], label_sebab(sebab), n, _link(isi, arah, sebab), (arah, sebab) == (ubah.arah, ubah.sebab)
        )
        for arah, sebab, n in rows
    ]  # fmt: skip


def _link(isi: QueryDict, arah: str, sebab: str) -> str:
    baru = isi.copy()
    baru.pop("halaman", None)
    baru["arah"], baru["sebab"] = arah, sebab
    return f"?{baru.urlencode()}"


def sum_hitung(rows: Sequence[tuple[str, str, int]], ubah: Ubah) -> int:
    """How many lines the filter leaves."""
    return sum(n for arah, sebab, n in rows if ubah.arah in ("", arah) and ubah.sebab in ("", sebab))


def is_cocok(rows: Sequence[tuple[str, str, int]], ubah: Ubah, banding: Banding) -> bool:
    """Whether the lines explain the whole difference; a search or an area asks for a part of it only."""
    if ubah.cari or ubah.kode:
        return True
    keluar, masuk = (sum(n for a, _, n in rows if a == arah) for arah in ("KELUAR", "MASUK"))
    return (keluar, masuk) == (banding.hanya_a, banding.hanya_b)


@dataclass(frozen=True)
class BarisUbah:
    keluarga_id: int
    nama: str
    nik: str
    id_individu: str
    desa: str
    bentuk: str
    arah: str
    warna: str
    kata: str
    aturan: str
    bulan: str


def show_baris(r: Mapping[str, Any]) -> BarisUbah:
    return BarisUbah(
        r["keluarga_id"], r["nama"], r["nik"], r["id_individu"], r["desa"], *KATA_ARAH[r["arah"]],
        label_sebab(r["sebab"]), r["aturan"], write_month(r["bulan"]),
    )  # fmt: skip
