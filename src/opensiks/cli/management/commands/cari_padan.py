"""`opensiks cari_padan`: one person at a time against a prepared register; a process that another program may hold.

Reads one JSON object per line and writes one per line at once. Exit code 0: the input ended; 1: register or weights
were refused.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import duckdb
from django.core.management.base import CommandParser

from opensiks.cli.berkas import BerkasCommand, add_dukcapil
from opensiks.pemadanan.mesin.baca import KOLOM, BerkasDitolak
from opensiks.pemadanan.mesin.jalan import load_model
from opensiks.pemadanan.mesin.satu import Pencari


class Command(BerkasCommand):
    help = (
        "Cari satu orang di register siap: satu objek JSON per baris masuk, satu objek JSON per baris keluar."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        add_dukcapil(parser, "folder dari siapkan_padan --indeks")
        parser.add_argument("--model", type=Path, required=True, help="bobot dari padan --simpan-model")

    def work(self, options: dict[str, Any]) -> None:
        if not options["dukcapil"].is_dir():
            raise BerkasDitolak(
                f"Folder {options['dukcapil'].name} tidak ada; cari_padan membaca folder dari siapkan_padan --indeks."
            )
        if options["model"].is_dir():
            raise BerkasDitolak(
                "cari_padan memakai bobot JSON dari padan --simpan-model, bukan folder keadaan."
            )
        pencari = Pencari(options["dukcapil"], load_model(options["model"]))
        try:
            for jawaban in answer(pencari, sys.stdin.buffer):
                self.stdout.write(json.dumps(jawaban, ensure_ascii=False))
                self.stdout.flush()
        finally:
            pencari.close()


def answer(pencari: Pencari, baris: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """One answer per line, with the line's `did` if it has one; what is wrong with a line is its answer."""
    for nomor, isi in enumerate(baris, start=1):
        try:
            isian = read_baris(isi)
        except ValueError as galat:
            yield {"baris": nomor, "galat": f"Baris {nomor}: {galat}"}
            continue
        did = {"did": isian["did"]} if "did" in isian else {}
        try:
            yield {**did, **asdict(pencari.find(isian))}
        except (duckdb.Error, ValueError, OverflowError):
            yield {**did, "baris": nomor, "galat": f"Baris {nomor}: ada isian yang tidak dapat dibandingkan."}


def read_baris(isi: bytes) -> dict[str, Any]:
    """The fields of a line. ValueError with a sentence for anything but an object of texts, whole numbers and nulls."""
    try:
        isian = json.loads(isi)
    except (ValueError, RecursionError):
        raise ValueError("bukan JSON yang terbaca; tulis satu objek per baris.") from None
    if not isinstance(isian, dict):
        raise ValueError("bukan objek JSON; tulis isian orang di antara { dan }.")
    asing = [k for k in isian if k not in (*KOLOM, "did")]
    if asing:
        raise ValueError(f"isian {asing[0]} tidak dikenal; yang dikenal: {', '.join(KOLOM)}.")
    for k in KOLOM:
        if not (isian.get(k) is None or isinstance(isian[k], str) or type(isian[k]) is int):
            raise ValueError(f"isian {k} harus teks, bilangan bulat, atau null.")
    return isian
