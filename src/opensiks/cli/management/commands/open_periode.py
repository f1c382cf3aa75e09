"""`opensiks open_periode`: open a verval period over an area."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from opensiks.cli.aktor import actor_of, spoken_refusals
from opensiks.infra import clock
from opensiks.infra.scope import scope
from opensiks.rules.ketentuan import PROFIL, Profil, list_jendela
from opensiks.rules.tenggat import TierTenggat
from opensiks.verval.services import open_periode

Tanggal = tuple[date, date, date]


class Command(BaseCommand):
    help = "Buka periode verval. Tanpa tanggal, dipakai masa dari profilnya."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kode", help="mis. 2023-07")
        parser.add_argument("--wilayah", required=True, help='kode wilayah, mis. 17.06; "" untuk nasional')
        parser.add_argument("--profil", required=True, choices=sorted(PROFIL))
        parser.add_argument("--label", default="")
        parser.add_argument("--mulai", type=date.fromisoformat)
        parser.add_argument("--desa", type=date.fromisoformat, help="hari terakhir bagi desa")
        parser.add_argument("--kab", type=date.fromisoformat, help="hari terakhir bagi kabupaten")
        parser.add_argument("--akun", help="dibuka atas nama akun ini; tanpa ini atas nama sistem")

    def handle(self, *args: Any, **options: Any) -> None:
        at = clock.now()
        profil = PROFIL[options["profil"]]
        tanggal = _tanggal(profil, options)
        by = actor_of(options["akun"], "open_periode", at)
        with spoken_refusals(), scope(by.cakupan):
            periode = open_periode(
                options["kode"], options["label"] or f"Verval {options['kode']}", profil.kode, options["wilayah"],
                *tanggal, by=by, at=at,
            )  # fmt: skip
            desa = periode.daftar_desa.count()
        self.stdout.write(f"Periode {periode.pk} dibuka untuk {desa} desa: {tanggal[0]} sampai {tanggal[1]}.")


def _tanggal(profil: Profil, options: dict[str, Any]) -> Tanggal:
    """First day, the village's last day, the kabupaten's last day: as given, else from the profile."""
    diberi = (options["mulai"], options["desa"], options["kab"])
    if all(diberi):
        return diberi
    if any(diberi):
        raise CommandError("Isi ketiganya: --mulai, --desa dan --kab; atau tidak satu pun.")
    daftar = profil.daftar_jendela or list_jendela(profil, *_bulan(options["kode"]))
    desa = [j for j in daftar if j.tier is TierTenggat.DESA]
    kab = [j for j in daftar if j.tier is TierTenggat.KAB]
    if not desa or not kab:
        raise CommandError(f"Profil {profil.kode} tidak punya masa pada {options['kode']}. Isi tanggalnya.")
    return min(j.mulai for j in desa), max(j.sampai for j in desa), max(j.sampai for j in kab)


def _bulan(kode: str) -> tuple[int, int]:
    try:
        hari = date.fromisoformat(f"{kode}-01")
    except ValueError:
        raise CommandError("Beri kode bulan seperti 2023-07, atau isi tanggalnya.") from None
    return hari.year, hari.month
