"""`opensiks load_wilayah`: the official list of areas, as shipped."""

from typing import Any

from django.core.management.base import BaseCommand

from opensiks.infra import clock
from opensiks.infra.scope import scope
from opensiks.rules.aktor import sistem
from opensiks.wilayah.services import load_wilayah

TINGKAT = {1: "provinsi", 2: "kabupaten/kota", 3: "kecamatan", 4: "desa/kelurahan"}


class Command(BaseCommand):
    help = "Muat daftar wilayah resmi. Boleh diulang; kode yang hilang dari daftar diakhiri, tidak dihapus."

    def handle(self, *args: Any, **options: Any) -> None:
        by = sistem("load_wilayah")
        with scope(by.cakupan):
            jumlah = load_wilayah(by=by, at=clock.now(), pada=clock.today())
        rincian = ", ".join(f"{jumlah[t]:,} {nama}".replace(",", ".") for t, nama in TINGKAT.items())
        self.stdout.write(f"Wilayah dimuat: {rincian}.")
