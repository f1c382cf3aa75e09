"""Sheets: photographed pages as one PDF, and the pages of a paper before it is printed, kept for a while."""

import gzip
import hashlib
import io
import json
from collections import OrderedDict
from collections.abc import Sequence
from datetime import UTC, datetime
from threading import Lock
from typing import Any, NamedTuple

from PIL import Image

from opensiks.infra import pdf

# Kept PDFs carry no moment of their own, so that the same pages are the same bytes.
_TANPA_WAKTU = datetime(2000, 1, 1, tzinfo=UTC).timetuple()
_DPI = 150
# Papers that people look at just now: a page or two a village, a third of a megabyte each.
_MAKS = 16
_kept: OrderedDict[str, list[bytes]] = OrderedDict()
_lock = Lock()


class Kertas(NamedTuple):
    """The pages of one paper: a key to ask for them, and how many they are."""

    kunci: str
    halaman: int


def to_pdf(daftar: Sequence[bytes]) -> bytes:
    """Photos as the pages of one PDF, in this order; the same photos give the same bytes."""
    halaman = [Image.open(io.BytesIO(isi), formats=("JPEG", "PNG")) for isi in daftar]
    kotak = io.BytesIO()
    halaman[0].save(
        kotak, "PDF", save_all=True, append_images=halaman[1:], resolution=_DPI, creationDate=_TANPA_WAKTU,
        modDate=_TANPA_WAKTU,
    )  # fmt: skip
    return kotak.getvalue()


def lay_out(template: str, data: dict[str, Any]) -> Kertas:
    """Draw the pages of a paper, once for the same content. They are not evidence: a restart forgets them."""
    teks = json.dumps(data, ensure_ascii=False, sort_keys=True)
    kunci = hashlib.sha256(f"{template}\n{teks}".encode()).hexdigest()[:32]
    ada = _find(kunci)
    if ada is None:
        ada = [gzip.compress(isi, 6, mtime=0) for isi in pdf.render_pages(template, teks)]
        with _lock:
            _kept[kunci] = ada
            while len(_kept) > _MAKS:
                _kept.popitem(last=False)
    return Kertas(kunci, len(ada))


def find_lembar(kunci: str, nomor: int) -> bytes | None:
    """Page `nomor` (from 1) as gzipped SVG, if it is still kept."""
    ada = _find(kunci) or []
    return ada[nomor - 1] if 1 <= nomor <= len(ada) else None


def _find(kunci: str) -> list[bytes] | None:
    with _lock:
        if kunci in _kept:
            _kept.move_to_end(kunci)
        return _kept.get(kunci)
