"""The sheet that goes to Disdukcapil and comes back: one line a person, four fields to fill in."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation

from opensiks.keluarga.models import Individu
from opensiks.pemadanan.antrian import count_konfirmasi_menunggu, list_konfirmasi_menunggu
from opensiks.rules.padan_tinjau import LABEL_DUKCAPIL, JawabanDukcapil

KOLOM = ("ID orang", "Nama", "NIK", "Desa", "Jawaban", "NIK yang benar", "Nomor surat", "Tanggal surat")
LEBAR = (22, 30, 20, 24, 24, 20, 24, 16)
MAKS_BARIS = 20_000
_HARI = re.compile(r"(?P<y>\d{4})-(?P<m>\d\d?)-(?P<d>\d\d?)|(?P<d2>\d\d?)[-/](?P<m2>\d\d?)[-/](?P<y2>\d{4})")
MAKS_BYTE = 8 * 1024 * 1024
# Officers choose words; sheets given out before offered codes, which are still read.
_KATA = {label.upper(): j.value for j, label in LABEL_DUKCAPIL.items()}


@dataclass(frozen=True)
class BarisKonfirmasi:
    """One line as it was read; `jawaban` as written, `tanggal` None when it is no date."""

    nomor: int
    id_registri: str
    nama: str
    jawaban: str
    nik_lain: str
    nomor_surat: str
    tanggal: date | None


def write_lembar(kode: str) -> tuple[bytes, int]:
    """The workbook for an area, and how many persons are in it. All cells are text: a NIK is no number."""
    jumlah = min(count_konfirmasi_menunggu(kode), MAKS_BARIS)
    menunggu = list_konfirmasi_menunggu(kode, banyak=jumlah)
    rows = Individu.objects.filter(pk__in=[m.individu_id for m in menunggu])
    nomor = dict(rows.values_list("pk", "id_registri"))
    buku = Workbook()
    lembar = buku.active
    assert lembar is not None
    lembar.title = "Konfirmasi"
    lembar.append(KOLOM)
    for sel in lembar[1]:
        sel.font = Font(bold=True)
    for m in menunggu:
        lembar.append((nomor[m.individu_id], m.nama, m.nik, m.nama_desa, "", "", "", ""))
    for huruf, lebar in zip("ABCDEFGH", LEBAR, strict=True):
        lembar.column_dimensions[huruf].width = lebar
    pilihan = DataValidation("list", formula1=f'"{",".join(LABEL_DUKCAPIL.values())}"', allow_blank=True)
    lembar.add_data_validation(pilihan)
    pilihan.add(f"E2:E{max(len(menunggu), 1) + 1}")
    for baris in lembar.iter_rows(min_row=2, min_col=1, max_col=8):
        for sel in baris:
            sel.number_format = "@"
    _add_petunjuk(buku)
    isi = io.BytesIO()
    buku.save(isi)
    return isi.getvalue(), len(menunggu)


def read_lembar(isi: bytes) -> list[BarisKonfirmasi] | None:
    """The lines that carry an answer; None when this is not our sheet, or too big to be one."""
    if len(isi) > MAKS_BYTE:
        return None
    try:
        buku = load_workbook(io.BytesIO(isi), read_only=True, data_only=True)
        lembar = buku["Konfirmasi"]
        rows = lembar.iter_rows(max_col=len(KOLOM), max_row=MAKS_BARIS + 2, values_only=True)
        if tuple(_teks(x) for x in next(rows, ())) != KOLOM:
            return None
        daftar = [_read(n, r) for n, r in enumerate(rows, start=2) if any(_teks(x) for x in r[4:])]
    except (KeyError, ValueError, OSError, zipfile.BadZipFile, TypeError):
        return None
    return daftar if len(daftar) <= MAKS_BARIS else None


def _read(nomor: int, r: tuple[Any, ...]) -> BarisKonfirmasi:
    jawaban = " ".join(_teks(r[4]).upper().split())
    return BarisKonfirmasi(
        nomor, _teks(r[0]), _teks(r[1]), _KATA.get(jawaban, jawaban.replace(" ", "_")), _teks(r[5]), _teks(r[6]),
        _date(r[7]),
    )  # fmt: skip


def _date(nilai: Any) -> date | None:
    """A date of the sheet, or text as 2023-07-31, 31-07-2023 or 31/07/2023."""
    if isinstance(nilai, datetime):
        return nilai.date()
    if isinstance(nilai, date):
        return nilai
    cocok = _HARI.fullmatch(_teks(nilai))
    if cocok is None:
        return None
    tahun, bulan, hari = cocok["y"] or cocok["y2"], cocok["m"] or cocok["m2"], cocok["d"] or cocok["d2"]
    try:
        return date(int(tahun), int(bulan), int(hari))
    except ValueError:
        return None


def _teks(nilai: Any) -> str:
    """A cell as text; a number that a spreadsheet made of a NIK keeps its digits."""
    if nilai is None:
        return ""
    return f"{nilai:.0f}" if isinstance(nilai, float) and nilai.is_integer() else str(nilai).strip()


def _add_petunjuk(buku: Workbook) -> None:
    lembar = buku.create_sheet("Petunjuk")
    lembar.column_dimensions["A"].width = 24
    lembar.column_dimensions["B"].width = 80
    lain = LABEL_DUKCAPIL[JawabanDukcapil.NIK_LAIN]
    for baris in (
        ("Kolom", "Isi"),
        ("Jawaban", f"Pilih satu dari daftarnya: {'; '.join(LABEL_DUKCAPIL.values())}."),
        (
            "NIK yang benar",
            f"Hanya untuk jawaban {lain}: 16 angka dari surat Disdukcapil.",
        ),
        ("Nomor surat", "Nomor surat jawaban Disdukcapil."),
        ("Tanggal surat", "Seperti 2023-07-31 atau 31/07/2023."),
        ("Baris tanpa jawaban", "Biarkan kosong; baris itu tidak dibaca."),
    ):
        lembar.append(baris)
