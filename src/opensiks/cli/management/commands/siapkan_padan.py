"""`opensiks siapkan_padan`: make a civil register ready once, for many runs of `padan`; needs no database.

Exit code 0: the folder is written; 1: the input was refused and nothing is written.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from opensiks.pemadanan.mesin.baca import BerkasDitolak
from opensiks.pemadanan.mesin.siap import prepare


class Command(BaseCommand):
    help = "Siapkan berkas Dukcapil sekali saja, supaya setiap `padan --dukcapil FOLDER` lebih cepat."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dukcapil", type=Path, required=True, help="Parquet dengan kolom pid dan isian orang"
        )
        parser.add_argument(
            "--ke", type=Path, required=True, help="folder register siap; yang lama dengan nama ini diganti"
        )
        parser.add_argument("--utas", type=int, help="banyak utas; baku: semua inti")
        parser.add_argument("--memori", default="", help="batas memori seluruh proses, misalnya 4GB")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            banyak = prepare(
                options["dukcapil"], options["ke"], utas=options["utas"], memori=options["memori"] or None
            )
        except BerkasDitolak as galat:
            raise CommandError(str(galat)) from None
        self.stdout.write(f"{banyak:,} orang siap di {options['ke']}.".replace(",", "."))
