"""`opensiks padan`: match a registry with the civil register, file to file; needs no database.

Exit code 0: the answers are written; 1: an input was refused and nothing is written; 2: that engine is not here.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from opensiks.pemadanan.mesin.baca import BerkasDitolak
from opensiks.pemadanan.mesin.jalan import Ringkasan, load_model, padan, save_model


class Command(BaseCommand):
    help = "Padankan satu daftar dengan Dukcapil, dari berkas Parquet ke berkas Parquet."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dtks", type=Path, required=True, help="Parquet dengan kolom did dan isian orang"
        )
        parser.add_argument(
            "--dukcapil", type=Path, required=True, help="Parquet dengan kolom pid dan isian orang"
        )
        parser.add_argument("--out", type=Path, required=True, help="Parquet jawaban, satu baris per did")
        parser.add_argument(
            "--json", action="store_true", help="cetak jumlah, detik per tahap, memori, dan taksiran salah"
        )
        parser.add_argument("--engine", choices=("duckdb", "spark"), default="duckdb")
        parser.add_argument("--master", default="", help="alamat master Spark")
        parser.add_argument("--utas", type=int, help="banyak utas; baku: semua inti")
        parser.add_argument(
            "--memori", default="", help="batas memori mesin, misalnya 3GB; selebihnya ke cakram"
        )
        parser.add_argument(
            "--model", type=Path, help="bobot dari putaran lalu (JSON); tanpa berkas ini bobot dipelajari"
        )
        parser.add_argument("--simpan-model", type=Path, help="simpan bobot putaran ini ke berkas JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["engine"] == "spark":
            raise CommandError("Mesin Spark belum ada di versi ini; pakai --engine duckdb.", returncode=2)
        if options["master"]:
            raise CommandError("--master hanya untuk --engine spark.")
        if options["utas"] is not None and options["utas"] < 1:
            raise CommandError("Banyak utas paling sedikit 1.")
        try:
            model = load_model(options["model"]) if options["model"] else None
            ringkasan, model = padan(
                options["dtks"], options["dukcapil"], options["out"],
                utas=options["utas"], memori=options["memori"] or None, model=model,
            )  # fmt: skip
            if options["simpan_model"]:
                save_model(model, options["simpan_model"])
        except BerkasDitolak as galat:
            raise CommandError(str(galat)) from None
        self.stdout.write(
            json.dumps(vars(ringkasan), ensure_ascii=False) if options["json"] else _teks(ringkasan)
        )


def _teks(r: Ringkasan) -> str:
    jumlah = [f"{nama:<16} {banyak:>12,}".replace(",", ".") for nama, banyak in r.jumlah.items()]
    return "\n".join([*jumlah, f"{sum(r.detik.values()):.1f} detik, {r.memori_mb:.0f} MB"])
