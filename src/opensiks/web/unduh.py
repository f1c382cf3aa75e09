"""Sending a file to the reader: a plain name, never kept by the browser. Lists as files are made in ekspor."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.text import slugify

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
JENIS = {"xlsx": XLSX, "csv": "text/csv; charset=utf-8", "pdf": "application/pdf", "zip": "application/zip",
         "json": "application/json", "jpg": "image/jpeg", "png": "image/png"}  # fmt: skip


def send_file(isi: bytes, nama: str, *, tampil: bool = False) -> HttpResponse:
    """The bytes as a download, or to look at in the browser (`tampil`)."""
    pangkal, __, akhiran = nama.rpartition(".")
    response = HttpResponse(isi, content_type=JENIS.get(akhiran, "application/octet-stream"))
    cara = "inline" if tampil else "attachment"
    response.headers["Content-Disposition"] = f'{cara}; filename="{slugify(pangkal)}.{akhiran}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
