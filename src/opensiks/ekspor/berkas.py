"""Rows into a file: XLSX with text numbers, real dates, frozen head and filter; CSV that Excel in Indonesia opens.

Row after row goes to disk; what stands in memory does not grow with the list.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from opensiks.ekspor.tabel import Jenis, Kolom, read_nilai
from opensiks.infra.clock import local
from opensiks.rules.canonical import list_code

# Excel's own limit for one cell.
SEL_MAKS = 32_000
TIAP = 1000
_FORMAT = {Jenis.TANGGAL: "dd/mm/yyyy", Jenis.WAKTU: "dd/mm/yyyy hh:mm", Jenis.ANGKA: "#,##0"}
# What XML cannot hold.
_KENDALI = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
# What a spreadsheet reads as the beginning of a formula.
_RUMUS = ("=", "+", "-", "@", "\t", "\r")


@dataclass
class Sidik:
    """Counts rows as they pass and takes their fingerprint: the same rows always have the same code."""

    jumlah: int = 0

    def __post_init__(self) -> None:
        self._hash = hashlib.sha256()

    def take(self, nilai: Sequence[Any]) -> None:
        self.jumlah += 1
        self._hash.update("\x1f".join("" if n is None else str(n) for n in nilai).encode() + b"\n")

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()

    @property
    def kode(self) -> str:
        """The code of the list, as it stands in the file and on paper."""
        return list_code(self.sha256)


def read_baris(
    kolom: Sequence[Kolom],
    baris: Iterable[Any],
    sidik: Sidik,
    *,
    penuh: bool,
    kode: str,
    progress: Callable[[int], None] = lambda n: None,
) -> Iterator[list[Any]]:
    """The cells of every row, counted and fingerprinted on the way; times are those of the place."""
    for satu in baris:
        nilai = [
            _clean(read_nilai(k, satu, penuh=penuh) if k.jenis is not Jenis.TULIS else None, kode)
            for k in kolom
        ]
        sidik.take(nilai)
        if sidik.jumlah % TIAP == 0:
            progress(sidik.jumlah)
        yield nilai


def _clean(nilai: Any, kode: str) -> Any:
    if nilai is None or isinstance(nilai, bool):
        return {True: "ya", False: "tidak", None: None}[nilai]
    if isinstance(nilai, datetime):
        return local(nilai, kode).replace(tzinfo=None, microsecond=0)
    if isinstance(nilai, int | float | Decimal | date):
        return nilai
    if isinstance(nilai, list | tuple | set | frozenset):
        nilai = ", ".join(map(str, nilai))
    return _KENDALI.sub("", str(nilai))[:SEL_MAKS]


def write_xlsx(
    tujuan: Path,
    judul: str,
    kolom: Sequence[Kolom],
    baris: Iterable[Sequence[Any]],
    keterangan: Callable[[], Sequence[tuple[str, str]]],
    jumlah: int,
) -> None:
    """Two sheets: the list, and "Keterangan", which is asked for when every row has passed."""
    buku = Workbook(write_only=True)
    lembar = buku.create_sheet(_name_sheet(judul))
    lembar.freeze_panes = "B2"
    lembar.auto_filter.ref = f"A1:{get_column_letter(len(kolom))}{jumlah + 1}"
    for n, k in enumerate(kolom, start=1):
        lembar.column_dimensions[get_column_letter(n)].width = k.lebar
    lembar.page_setup.orientation = "landscape"
    lembar.page_setup.fitToHeight = 0
    lembar.sheet_properties.pageSetUpPr.fitToPage = True
    lembar.print_title_rows = "1:1"
    tebal, latar = Font(bold=True), PatternFill("solid", fgColor="FFE9EEF0")
    kepala = []
    for k in kolom:
        sel = _cell(lembar, k.kepala)
        sel.font, sel.fill, sel.alignment = tebal, latar, Alignment(wrap_text=True, vertical="top")
        kepala.append(sel)
    lembar.append(kepala)
    for satu in baris:
        lembar.append([_cell(lembar, n, k.jenis) for k, n in zip(kolom, satu, strict=True)])
    kedua = buku.create_sheet("Keterangan")
    kedua.column_dimensions["A"].width, kedua.column_dimensions["B"].width = 22, 70
    for label, teks in keterangan():
        kiri, kanan = _cell(kedua, label), _cell(kedua, teks)
        kiri.font, kanan.alignment = tebal, Alignment(wrap_text=True, vertical="top")
        kedua.append([kiri, kanan])
    buku.save(tujuan)


def _name_sheet(judul: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", " ", judul)[:31]


def _cell(lembar: Any, nilai: Any, jenis: Jenis = Jenis.TEKS) -> Any:
    """Text is always text: a name that begins with "=" is no formula, a NIK no number."""
    sel = WriteOnlyCell(lembar, value=nilai)
    if isinstance(nilai, str):
        sel.data_type, sel.number_format = "s", "@"
    elif nilai is not None:
        sel.number_format = _FORMAT.get(jenis, "General")
    return sel


def write_csv(tujuan: Path, kolom: Sequence[Kolom], baris: Iterable[Sequence[Any]]) -> None:
    """UTF-8 with a mark at the beginning and ";" between: what a spreadsheet set to Indonesian opens by itself."""
    with tujuan.open("w", encoding="utf-8-sig", newline="") as berkas:
        tulis = csv.writer(berkas, delimiter=";", quoting=csv.QUOTE_MINIMAL)
        tulis.writerow([k.kepala for k in kolom])
        for satu in baris:
            tulis.writerow([_field(n) for n in satu])


def _field(nilai: Any) -> str:
    match nilai:
        case None:
            return ""
        case datetime():
            return nilai.strftime("%Y-%m-%d %H:%M")
        case date():
            return nilai.isoformat()
        case Decimal() | float():
            return str(nilai).replace(".", ",")
        case int():
            return str(nilai)
    return f"'{nilai}" if nilai.startswith(_RUMUS) else str(nilai)
