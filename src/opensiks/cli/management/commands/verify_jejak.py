"""`opensiks verify_jejak`: recompute every link of the trail and every verdict it vouches for, hold its heads against
the published lists."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from opensiks.infra.progress import Bar, bar
from opensiks.infra.scope import scope_nasional
from opensiks.jejak.queries import BuktiJejak, count_jejak, get_akar
from opensiks.paket.sidik import verify_semua
from opensiks.penetapan.queries import list_penetapan

LANGKAH = 5000  # events between two words of verify_jejak


class Command(BaseCommand):
    help = "Buktikan bahwa jejak audit utuh; bila tidak, sebut baris pertama yang tidak cocok."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="satu baris JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        with scope_nasional():
            with bar("Memeriksa jejak", count_jejak()) as maju:
                bukti = verify_semua(progress=lambda _: _step(maju))
            salah = [p for p in list_penetapan() if get_akar(p.jejak_kepala) != p.jejak_akar]
        if options["json"]:
            self.stdout.write(json.dumps(_isi(bukti) | {"penetapan_cocok": not salah}))
        if not bukti.sah:
            rantai = bukti.rusak_rantai or "pusat"
            raise CommandError(f"Jejak TIDAK utuh: rantai {rantai}, baris {bukti.rusak_seq}: {bukti.sebab}.")
        if salah:
            raise CommandError(f"Jejak TIDAK utuh: ujungnya berbeda dari yang dicatat {salah[0]}.")
        if not options["json"]:
            self.stdout.write(f"Jejak utuh: {bukti.peristiwa} peristiwa dalam {bukti.rantai} rantai.")


def _step(maju: Bar) -> None:
    maju.update(LANGKAH)


def _isi(bukti: BuktiJejak) -> dict[str, Any]:
    return {
        "sah": bukti.sah,
        "peristiwa": bukti.peristiwa,
        "rantai": bukti.rantai,
        "rusak": None
        if bukti.sah
        else {"rantai": bukti.rusak_rantai, "seq": bukti.rusak_seq, "sebab": bukti.sebab},
    }
