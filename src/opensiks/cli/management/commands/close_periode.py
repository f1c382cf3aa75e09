"""`opensiks close_periode`: close a period whose deadlines have passed, with the consequence of its profile."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from opensiks.cli.aktor import actor_of, spoken_refusals
from opensiks.infra import clock
from opensiks.infra.scope import scope
from opensiks.verval.queries import find_periode_kode
from opensiks.verval.services import close_periode


class Command(BaseCommand):
    help = "Tutup periode: tandai yang terlambat, tidurkan data desa yang diam bila profilnya begitu."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kode")
        parser.add_argument("--wilayah", required=True)
        parser.add_argument("--tanpa-peringatan", default="", help="mengapa keluarga tidak diberi peringatan")
        parser.add_argument("--akun", help="ditutup atas nama akun ini; tanpa ini atas nama sistem")

    def handle(self, *args: Any, **options: Any) -> None:
        at = clock.now()
        by = actor_of(options["akun"], "close_periode", at)
        with spoken_refusals(), scope(by.cakupan):
            periode = find_periode_kode(options["kode"], options["wilayah"])
            if periode is None:
                raise CommandError("Periode itu tidak ada.")
            hasil = close_periode(periode, by=by, at=at, tanpa_peringatan=options["tanpa_peringatan"])
        self.stdout.write(
            f"Periode ditutup: {hasil.terlambat} desa terlambat, {hasil.desa_diam} desa diam, "
            f"{hasil.keluarga_ditidurkan} keluarga ({hasil.orang_ditidurkan} orang) ditidurkan."
        )
