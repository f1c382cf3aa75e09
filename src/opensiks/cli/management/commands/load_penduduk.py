"""`opensiks load_penduduk BERKAS`: population by area from a CSV or XLSX (R79)."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from opensiks.infra import clock
from opensiks.infra.scope import scope
from opensiks.rules.aktor import sistem
from opensiks.rules.rule import AksiDitolak
from opensiks.wilayah.penduduk import load_penduduk, read_penduduk


class Command(BaseCommand):
    help = "Muat jumlah penduduk dari CSV atau XLSX: kode, tahun, jumlah, sumber. Boleh diulang."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("berkas", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        by = sistem("load_penduduk")
        berkas: Path = options["berkas"]
        if not berkas.is_file():
            raise CommandError(f"Berkas {berkas} tidak ada.")
        try:
            daftar = read_penduduk(berkas.read_bytes(), berkas.name)
            with scope(by.cakupan):
                n = load_penduduk(daftar, by=by, at=clock.now())
        except AksiDitolak as ditolak:
            raise CommandError("\n".join(f"{v} {v.langkah}" for v in ditolak.violations)) from None
        self.stdout.write(f"Jumlah penduduk dimuat: {n} baris.")
