"""`opensiks siapkan_padan`: make a civil register ready once, for many runs of `padan`; needs no database.

Exit code 0: the folder is written; 1: the input was refused and nothing is written.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from opensiks.cli.berkas import BerkasCommand, add_dukcapil, get_batas
from opensiks.pemadanan.mesin.indeks import write_indeks
from opensiks.pemadanan.mesin.siap import prepare


class Command(BerkasCommand):
    help = "Siapkan berkas Dukcapil sekali saja, supaya setiap `padan --dukcapil FOLDER` lebih cepat."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        add_dukcapil(parser, "Parquet dengan kolom pid dan isian orang")
        parser.add_argument(
            "--ke", type=Path, required=True, help="folder register siap; yang lama dengan nama ini diganti"
        )
        parser.add_argument(
            "--indeks",
            action="store_true",
            help="tulis juga indeks untuk cari_padan (satu orang sekali tanya)",
        )

    def work(self, options: dict[str, Any]) -> None:
        batas = get_batas(options)
        orang = f"{prepare(options['dukcapil'], options['ke'], **batas):,}".replace(",", ".")
        kalimat = f"{orang} orang siap di {options['ke']}."
        if options["indeks"]:
            kalimat += f" Indeks: {write_indeks(options['ke'], **batas) / 1e6:.0f} MB."
        self.stdout.write(kalimat)
