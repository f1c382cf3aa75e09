"""`opensiks create_akun`: an account for one person, with a first assignment when asked."""

from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError

from opensiks.akun.services import assign_akun, create_akun
from opensiks.cli.aktor import actor_of, spoken_refusals
from opensiks.infra import clock
from opensiks.infra.scope import scope
from opensiks.rules.peran import LABEL, TINGKAT_PERAN, Peran


class Command(BaseCommand):
    help = "Buat akun. Sandi pertama diminta di layar, dan diganti pemiliknya saat masuk pertama kali."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("nama")
        parser.add_argument("--peran", choices=[p.value for p in Peran if p is not Peran.SISTEM])
        parser.add_argument("--wilayah", default="", help="kode wilayah tugas; kosong untuk nasional")
        parser.add_argument("--sandi-stdin", action="store_true", help="baca sandi pertama dari masukan baku")
        parser.add_argument("--akun", help="dibuat atas nama akun ini; tanpa ini atas nama sistem")

    def handle(self, *args: Any, **options: Any) -> None:
        at = clock.now()
        sandi = input() if options["sandi_stdin"] else getpass("Sandi pertama: ")
        by = actor_of(options["akun"], "create_akun", at)
        try:
            with spoken_refusals(), scope(by.cakupan):
                akun = create_akun(options["username"], options["nama"], sandi, by=by, at=at)
                if options["peran"]:
                    peran = Peran(options["peran"])
                    sejak = clock.today(options["wilayah"])
                    assign_akun(akun, peran, options["wilayah"], by=by, at=at, sejak=sejak)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        except IntegrityError:
            raise CommandError(f"Nama pengguna {options['username']} sudah dipakai.") from None
        except ValueError:
            raise CommandError(f"{options['wilayah']!r} bukan kode wilayah.") from None
        self.stdout.write(f"Akun {akun.username} dibuat{_tugas(options)}.")


def _tugas(options: dict[str, Any]) -> str:
    if not options["peran"]:
        return ", belum bertugas"
    peran = Peran(options["peran"])
    tempat = options["wilayah"] if TINGKAT_PERAN[peran] else "nasional"
    return f" sebagai {LABEL[peran]}, {tempat}"
