"""Population by area, as published: read from a CSV or XLSX, loaded whole or not at all (R79 needs it, and only that).

Columns, in any order: kode (empty for Indonesia), tahun, jumlah, sumber. `penduduk.csv` beside this file is the
example's: BPS, Sensus Penduduk 2020.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.rules.aktor import Actor
from opensiks.rules.peran import Izin, can
from opensiks.rules.rule import AksiDitolak, Violation
from opensiks.rules.syarat import is_dalam_cakupan
from opensiks.rules.wilayah import is_kode
from opensiks.wilayah.models import Penduduk, Wilayah

CONTOH = Path(__file__).with_name("penduduk.csv")
KOLOM = ("kode", "tahun", "jumlah", "sumber")
# The largest population a line may claim; a longer number is two cells run together.
TERBANYAK = 400_000_000


@dataclass(frozen=True)
class BarisPenduduk:
    kode: str
    tahun: int
    jumlah: int
    sumber: str


def read_penduduk(isi: bytes, nama: str) -> list[BarisPenduduk]:
    """The lines of a file. AksiDitolak names every line that cannot be read."""
    tabel = _read_xlsx(isi) if nama.lower().endswith(".xlsx") else _read_csv(isi)
    kepala = [str(k).strip().lower() for k in next(tabel, [])]
    if kurang := [k for k in KOLOM if k not in kepala]:
        raise AksiDitolak(
            [_refuse(f"Kolom {', '.join(kurang)} tidak ada.", "Pakai kolom kode, tahun, jumlah, sumber.")]
        )
    baris, salah = [], []
    for n, sel in enumerate(tabel, 2):
        satu = dict(zip(kepala, (_text(s) for s in sel), strict=False))
        if not any(satu.values()):
            continue
        hasil = _parse(satu)
        if isinstance(hasil, str):
            salah.append(_refuse(f"Baris {n}: {hasil}", "Perbaiki baris itu, lalu unggah lagi."))
        else:
            baris.append(hasil)
    if salah or not baris:
        raise AksiDitolak(
            salah[:20] or [_refuse("Berkas tidak berisi baris.", "Pilih berkas yang berisi angka.")]
        )
    return baris


def _parse(satu: dict[str, str]) -> BarisPenduduk | str:
    kode, jumlah = satu.get("kode", ""), satu.get("jumlah", "").replace(".", "").replace(" ", "")
    if kode and not is_kode(kode):
        return f'kode "{kode}" bukan kode wilayah.'
    if not satu.get("tahun", "").isdigit() or not 1945 <= int(satu["tahun"]) <= 2100:
        return "tahun harus 4 angka."
    if not jumlah.isdigit() or int(jumlah) > TERBANYAK:
        return "jumlah harus angka bulat."
    if not satu.get("sumber"):
        return "sumber masih kosong."
    return BarisPenduduk(kode, int(satu["tahun"]), int(jumlah), satu["sumber"][:120])


def _text(sel: Any) -> str:
    return (
        str(int(sel))
        if isinstance(sel, float) and sel.is_integer()
        else str(sel if sel is not None else "").strip()
    )


def _read_csv(isi: bytes) -> Iterator[Sequence[Any]]:
    try:
        teks = isi.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise AksiDitolak([_refuse("Berkas bukan CSV.", "Simpan sebagai CSV UTF-8 atau XLSX.")]) from None
    awal = teks.split("\n", 1)[0]
    return iter(csv.reader(io.StringIO(teks), delimiter=";" if ";" in awal else ","))


def _read_xlsx(isi: bytes) -> Iterator[Sequence[Any]]:
    try:
        return iter(CalamineWorkbook.from_filelike(io.BytesIO(isi)).get_sheet_by_index(0).to_python())
    except Exception:  # calamine has no common error of its own
        raise AksiDitolak([_refuse("Berkas XLSX tidak bisa dibuka.", "Simpan ulang dari Excel.")]) from None


def _refuse(kalimat: str, langkah: str) -> Violation:
    return Violation("R79", kalimat, langkah=langkah)


@mutation("penduduk.loaded")
def load_penduduk(daftar: Iterable[BarisPenduduk], *, by: Actor, at: datetime) -> int:
    """Keep these figures; the same area and year again replaces its figure. Returns how many lines.

    Refused whole: an area that is not on the official list, or one outside the actor's own.
    """
    baris = {(b.kode, b.tahun): b for b in daftar}
    if not can(by.peran, Izin.PENDUDUK_LOAD) or any(not by.cakupan.covers(b.kode) for b in baris.values()):
        raise AksiDitolak([is_dalam_cakupan.violation()])
    kode = {b.kode for b in baris.values() if b.kode}
    if asing := kode - set(Wilayah.objects.filter(kode__in=kode).values_list("kode", flat=True)):
        raise AksiDitolak(
            [
                _refuse(
                    f"Kode tidak dikenal: {', '.join(sorted(asing)[:5])}.",
                    "Cocokkan dengan daftar wilayah resmi.",
                )
            ]
        )
    Penduduk.objects.bulk_create(
        [
            Penduduk(kode=b.kode, tahun=b.tahun, jumlah=b.jumlah, sumber=b.sumber, oleh=by.nama, at=at)
            for b in baris.values()
        ],
        update_conflicts=True, unique_fields=["kode", "tahun"], update_fields=["jumlah", "sumber", "oleh", "at"],
    )  # fmt: skip
    tahun = sorted({b.tahun for b in baris.values()})
    ringkasan = {
        "baris": len(baris),
        "tahun": tahun,
        "sumber": sorted({b.sumber for b in baris.values()})[:5],
    }
    jejak.record_many([jejak.Catatan("penduduk.loaded", "penduduk:semua", "", ringkasan)], by=by, at=at)
    return len(baris)


def load_contoh(*, by: Actor, at: datetime) -> int:
    """The published figures that the example shows."""
    daftar = read_penduduk(CONTOH.read_bytes(), CONTOH.name)
    return int(load_penduduk(daftar, by=by, at=at))
