"""The two files between kabupaten and ministry: the batch that goes out, the result that comes back.

CSV with commas, UTF-8, one header line. Results may also come as XLSX. NIK and KK are text: a spreadsheet that turned
them into numbers has lost digits, and such a line is refused by its number.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineWorkbook

from opensiks.rules.alasan import is_alasan_tolak
from opensiks.rules.canonical import sha256_hex

KOLOM_BATCH = (
    "BATCH", "BARIS", "REVISI", "JENIS", "KODE DESA", "ID DTKS", "NIK", "NOKK", "NAMA", "PROGRAM", "KODE ALASAN", "ISI",
)  # fmt: skip
KOLOM_HASIL = ("BATCH", "BARIS", "REVISI", "HASIL", "KODE ALASAN")
HASIL = {"DITETAPKAN", "DITOLAK"}


@dataclass(frozen=True)
class BarisKirim:
    """One line of a batch; `isi` is the proposal as canonical JSON text."""

    batch: str
    usulan_id: int
    revisi: int
    jenis: str
    kode_desa: str
    id_registri: str
    nik: str
    no_kk: str
    nama: str
    program: str
    kode_alasan: str
    isi: str

    def cells(self) -> list[str]:
        return [
            self.batch, str(self.usulan_id), str(self.revisi), self.jenis, self.kode_desa, self.id_registri,
            self.nik, self.no_kk, self.nama, self.program, self.kode_alasan, self.isi,
        ]  # fmt: skip


@dataclass(frozen=True)
class BarisHasil:
    """One answer: `hasil` is DITETAPKAN, or DITOLAK with a reason code."""

    usulan_id: int
    revisi: int
    hasil: str
    kode_alasan: str


@dataclass(frozen=True)
class BarisRusak:
    """A line that cannot be read, with its number in the file and why, for the person who sends it again."""

    nomor: int
    sebab: str


def hash_batch(daftar: Iterable[BarisKirim]) -> str:
    return sha256_hex([b.cells() for b in daftar])


def write_batch(daftar: Iterable[BarisKirim]) -> bytes:
    """The batch as CSV bytes, in the order given."""
    return _write(KOLOM_BATCH, (b.cells() for b in daftar))


def write_hasil(batch: str, daftar: Iterable[BarisHasil]) -> bytes:
    """A result file as Pusdatin would send it."""
    return _write(KOLOM_HASIL, ([batch, str(b.usulan_id), str(b.revisi), b.hasil, b.kode_alasan] for b in daftar))


def read_hasil(nama: str, isi: bytes, batch: str) -> tuple[list[BarisHasil], list[BarisRusak]]:
    """Read a result file of this batch: the answers, and every line that says nothing certain (R91)."""
    baris = iter(_rows(nama, isi))
    kepala = [sel.strip().upper() for sel in next(baris, [])]
    kurang = [k for k in KOLOM_HASIL if k not in kepala]
    if kurang:
        return [], [BarisRusak(1, f"Kolom {', '.join(kurang)} tidak ada.")]
    letak = [kepala.index(k) for k in KOLOM_HASIL]
    baik: list[BarisHasil] = []
    rusak: list[BarisRusak] = []
    terlihat: set[tuple[int, int]] = set()
    for nomor, sel in enumerate(baris, start=2):
        if not any(s.strip() for s in sel):
            continue
        hasil = _read_line([sel[i].strip() if i < len(sel) else "" for i in letak], batch)
        if isinstance(hasil, str):
            rusak.append(BarisRusak(nomor, hasil))
        elif (hasil.usulan_id, hasil.revisi) in terlihat:
            rusak.append(BarisRusak(nomor, f"Baris {hasil.usulan_id} dijawab dua kali."))
        else:
            terlihat.add((hasil.usulan_id, hasil.revisi))
            baik.append(hasil)
    return baik, rusak


def _read_line(sel: list[str], batch: str) -> BarisHasil | str:
    nomor_batch, usulan, revisi, hasil, kode = sel
    if nomor_batch != batch:
        return f"Baris ini milik batch {nomor_batch or '(kosong)'}, bukan {batch}."
    if not usulan.isdigit() or not revisi.isdigit():
        return "BARIS dan REVISI harus angka."
    if hasil.upper() not in HASIL:
        return f"HASIL {hasil or '(kosong)'} tidak dikenal. Isi DITETAPKAN atau DITOLAK."
    if hasil.upper() == "DITOLAK" and not is_alasan_tolak(kode):
        return f"KODE ALASAN {kode or '(kosong)'} tidak ada di daftar."
    return BarisHasil(int(usulan), int(revisi), hasil.upper(), kode)


def _rows(nama: str, isi: bytes) -> Iterator[list[str]]:
    if Path(nama).suffix.lower() == ".xlsx":
        lembar = CalamineWorkbook.from_filelike(io.BytesIO(isi)).get_sheet_by_index(0)
        return ([_cell(s) for s in baris] for baris in lembar.to_python())
    return csv.reader(io.StringIO(isi.decode("utf-8-sig")))


def _cell(nilai: object) -> str:
    if isinstance(nilai, float) and nilai.is_integer():
        return str(int(nilai))
    return "" if nilai is None else str(nilai)


def _write(kolom: Iterable[str], baris: Iterable[list[str]]) -> bytes:
    keluar = io.StringIO()
    tulis = csv.writer(keluar, lineterminator="\n")
    tulis.writerow(kolom)
    tulis.writerows(baris)
    return keluar.getvalue().encode()
