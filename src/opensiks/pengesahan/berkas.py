"""The two files between kabupaten and ministry: the batch that goes out, the result that comes back.

CSV with commas, UTF-8, one header line; both may also be XLSX. NIK and KK are text: a spreadsheet that turned them into
numbers has lost digits.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from python_calamine import CalamineError, CalamineWorkbook

from opensiks.rules.alasan import is_alasan_tolak

KOLOM_BATCH = (
    "BATCH", "BARIS", "REVISI", "JENIS", "KODE DESA", "ID DTKS", "NIK", "NOKK", "NAMA", "PROGRAM", "KODE ALASAN", "ISI",
)  # fmt: skip
KOLOM_HASIL = ("BATCH", "BARIS", "REVISI", "HASIL", "KODE ALASAN")
DITETAPKAN, DITOLAK = "DITETAPKAN", "DITOLAK"
HASIL = {DITETAPKAN, DITOLAK}
# A result file is small; anything larger is not one.
MAKS_BYTE = 64 * 1024 * 1024


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
    """One answer: `hasil` is DITETAPKAN, or DITOLAK with a reason code. `nomor` is its line in the file, if any."""

    usulan_id: int
    revisi: int
    hasil: str
    kode_alasan: str = ""
    nomor: int = 0

    def cells(self, batch: str) -> list[str]:
        return [batch, str(self.usulan_id), str(self.revisi), self.hasil, self.kode_alasan]


@dataclass(frozen=True)
class BarisRusak:
    """A line that cannot be read, with its number in the file and why, for the person who sends it again."""

    nomor: int
    sebab: str


def write_batch(daftar: Iterable[BarisKirim]) -> bytes:
    """The batch as CSV bytes, in the order given."""
    return _write_csv(KOLOM_BATCH, (b.cells() for b in daftar))


def write_batch_xlsx(daftar: Iterable[BarisKirim]) -> bytes:
    """The same as a spreadsheet, every cell text. For reading; what is hashed and sent is the CSV."""
    return _write_xlsx(KOLOM_BATCH, (b.cells() for b in daftar))


def write_hasil(batch: str, daftar: Iterable[BarisHasil]) -> bytes:
    """A result file as Pusdatin would send it."""
    return _write_csv(KOLOM_HASIL, (b.cells(batch) for b in daftar))


def write_hasil_xlsx(batch: str, daftar: Iterable[BarisHasil]) -> bytes:
    return _write_xlsx(KOLOM_HASIL, (b.cells(batch) for b in daftar))


def read_hasil(nama: str, isi: bytes, batch: str) -> tuple[list[BarisHasil], list[BarisRusak]]:
    """Read a result file of this batch: the answers, and every line that says nothing certain (R91)."""
    try:
        baris = _rows(nama, isi)
    except (UnicodeDecodeError, csv.Error, CalamineError):
        return [], [BarisRusak(0, "Berkas tidak terbaca. Kirim CSV (UTF-8) atau XLSX.")]
    kepala = [sel.strip().upper() for sel in next(baris, [])]
    if kurang := [k for k in KOLOM_HASIL if k not in kepala]:
        return [], [BarisRusak(1, f"Kolom {', '.join(kurang)} tidak ada.")]
    letak = [kepala.index(k) for k in KOLOM_HASIL]
    baik: list[BarisHasil] = []
    rusak: list[BarisRusak] = []
    terlihat: set[tuple[int, int]] = set()
    for nomor, sel in enumerate(baris, start=2):
        if not any(s.strip() for s in sel):
            continue
        hasil = _read_line([sel[i].strip() if i < len(sel) else "" for i in letak], batch, nomor)
        if isinstance(hasil, str):
            rusak.append(BarisRusak(nomor, hasil))
        elif (hasil.usulan_id, hasil.revisi) in terlihat:
            rusak.append(BarisRusak(nomor, f"Baris {hasil.usulan_id} dijawab dua kali."))
        else:
            terlihat.add((hasil.usulan_id, hasil.revisi))
            baik.append(hasil)
    return baik, rusak


def _read_line(sel: list[str], batch: str, nomor: int) -> BarisHasil | str:
    nomor_batch, usulan, revisi, hasil, kode = sel
    if nomor_batch != batch:
        return f"Baris ini milik batch {nomor_batch or '(kosong)'}, bukan {batch}."
    if not _is_angka(usulan) or not _is_angka(revisi):
        return "BARIS dan REVISI harus angka."
    hasil = hasil.upper()
    if hasil not in HASIL:
        return f"HASIL {hasil or '(kosong)'} tidak dikenal. Isi DITETAPKAN atau DITOLAK."
    if hasil == DITOLAK and not is_alasan_tolak(kode):
        return f"KODE ALASAN {kode or '(kosong)'} tidak ada di daftar."
    return BarisHasil(int(usulan), int(revisi), hasil, kode if hasil == DITOLAK else "", nomor)


def _is_angka(teks: str) -> bool:
    return teks.isascii() and teks.isdigit() and len(teks) < 16


def _rows(nama: str, isi: bytes) -> Iterator[list[str]]:
    if Path(nama).suffix.lower() == ".xlsx":
        lembar = CalamineWorkbook.from_filelike(io.BytesIO(isi)).get_sheet_by_index(0)
        return ([_cell(s) for s in baris] for baris in lembar.to_python(skip_empty_area=False))
    # Read at once: a file that breaks half way must not count as the half that was good.
    return iter(list(csv.reader(io.StringIO(isi.decode("utf-8-sig")), strict=True)))


def _cell(nilai: object) -> str:
    if isinstance(nilai, float) and nilai.is_integer():
        return str(int(nilai))
    return "" if nilai is None else str(nilai)


def _write_csv(kolom: Iterable[str], baris: Iterable[list[str]]) -> bytes:
    keluar = io.StringIO()
    tulis = csv.writer(keluar, lineterminator="\n")
    tulis.writerow(kolom)
    tulis.writerows(baris)
    return keluar.getvalue().encode()


def _write_xlsx(kolom: Iterable[str], baris: Iterable[list[str]]) -> bytes:
    buku = Workbook(write_only=True)
    lembar = buku.create_sheet("data")
    for isi in (list(kolom), *baris):
        sel = [WriteOnlyCell(lembar, value=s) for s in isi]
        for s in sel:
            # Text always: "=1+1" is a name, and sixteen digits are no number.
            s.data_type, s.number_format = "s", "@"
        lembar.append(sel)
    keluar = io.BytesIO()
    buku.save(keluar)
    return keluar.getvalue()
