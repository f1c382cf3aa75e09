"""Sending a file to the reader: text cells, a plain name, never kept by the browser."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from django.utils.text import slugify
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
JENIS = {"xlsx": XLSX, "csv": "text/csv; charset=utf-8", "pdf": "application/pdf", "zip": "application/zip",
         "json": "application/json"}  # fmt: skip


def send_file(isi: bytes, nama: str, *, tampil: bool = False) -> HttpResponse:
    """The bytes as a download, or to look at in the browser (`tampil`)."""
    pangkal, _, akhiran = nama.rpartition(".")
    response = HttpResponse(isi, content_type=JENIS.get(akhiran, "application/octet-stream"))
    cara = "inline" if tampil else "attachment"
    response.headers["Content-Disposition"] = f'{cara}; filename="{slugify(pangkal)}.{akhiran}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def write_xlsx(judul: str, kepala: Sequence[str], baris: Iterable[Sequence[str | int | None]]) -> bytes:
    """One sheet: numbers stay numbers, all else is text (a name that begins with "=" is no formula)."""
    buku = Workbook(write_only=True)
    lembar = buku.create_sheet(judul[:31])
    lembar.append([_cell(lembar, k, tebal=True) for k in kepala])
    for satu in baris:
        lembar.append([_cell(lembar, s) for s in satu])
    keluar = io.BytesIO()
    buku.save(keluar)
    return keluar.getvalue()


def _cell(lembar: object, nilai: str | int | None, *, tebal: bool = False) -> WriteOnlyCell:
    sel = WriteOnlyCell(lembar, value=nilai)
    if isinstance(nilai, str):
        sel.data_type, sel.number_format = "s", "@"
    if tebal:
        sel.font = Font(bold=True)
    return sel
