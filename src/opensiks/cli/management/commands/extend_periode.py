"""`opensiks extend_periode`: more time for a tier, by a letter."""

from argparse import ArgumentParser
from datetime import date, time
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from opensiks.cli.aktor import actor_of, spoken_refusals
from opensiks.infra import clock
from opensiks.infra.scope import scope
from opensiks.rules.tenggat import TierTenggat
from opensiks.verval.queries import find_periode_kode
from opensiks.verval.services import extend_periode


class Command(BaseCommand):
    help = "Perpanjang tenggat sebuah periode. Selalu atas nama seorang petugas, dengan nomor surat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kode")
        parser.add_argument("--wilayah", required=True, help="wilayah periodenya")
        parser.add_argument("--untuk", help="hanya untuk bagian wilayah ini, mis. satu desa")
        parser.add_argument("--tier", choices=[t.value for t in TierTenggat], default=TierTenggat.DESA.value)
        parser.add_argument(
            "--sampai", type=date.fromisoformat, required=True, help="hari terakhir yang baru"
        )
        parser.add_argument(
            "--jam", type=time.fromisoformat, help="berakhir pada jam ini, bukan tengah malam"
        )
        parser.add_argument("--surat", required=True, help="nomor surat")
        parser.add_argument("--alasan", required=True)
        parser.add_argument("--akun", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        at = clock.now()
        by = actor_of(options["akun"], "extend_periode", at)
        with spoken_refusals(), scope(by.cakupan):
            periode = find_periode_kode(options["kode"], options["wilayah"])
            if periode is None:
                raise CommandError("Periode itu tidak ada.")
            row = extend_periode(
                periode, TierTenggat(options["tier"]), options["sampai"], by=by, at=at,
                nomor_surat=options["surat"], alasan=options["alasan"], kode_wilayah=options["untuk"],
                jam=options["jam"],
            )  # fmt: skip
        akhir = clock.local(row.tenggat_baru_at, periode.kode_wilayah)
        zona = clock.singkatan(periode.kode_wilayah)
        self.stdout.write(f"Tenggat {row.tier} sekarang sebelum {akhir:%Y-%m-%d %H.%M} {zona}.")
