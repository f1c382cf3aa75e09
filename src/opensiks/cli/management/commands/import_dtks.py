"""`opensiks import_dtks`: read a DTKS export into the registry, or only say what would happen."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from opensiks.akun.access import require
from opensiks.cli.aktor import actor_of, spoken_refusals
from opensiks.infra import clock
from opensiks.infra.files import BerkasDitolak
from opensiks.infra.scope import scope
from opensiks.keluarga.masuk import ImporDitolak, LaporanImpor
from opensiks.keluarga.services import import_dtks
from opensiks.rules.peran import Izin
from opensiks.rules.temuan import TEMUAN
from opensiks.rules.wilayah import Cakupan

TAMPIL_DITOLAK = 20


class Command(BaseCommand):
    help = "Impor ekspor DTKS: teks berpemisah | atau lembar kerja, 23 atau 17 kolom."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("berkas", type=Path)
        parser.add_argument("--wilayah", required=True, help="kode wilayah isi berkas, mis. 18.04")
        parser.add_argument("--uji", action="store_true", help="laporkan saja, jangan menulis apa pun")
        parser.add_argument(
            "--semua", action="store_true", help="satu baris ditolak, tidak satu pun dimasukkan"
        )
        parser.add_argument(
            "--verval-terakhir", type=date.fromisoformat, help="untuk keluarga baru, YYYY-MM-DD"
        )
        parser.add_argument("--akun", help="atas nama akun ini; tanpa ini atas nama sistem")

    def handle(self, *args: Any, **options: Any) -> None:
        at = clock.now()
        by = actor_of(options["akun"], "import_dtks", at)
        wilayah = options["wilayah"]
        try:
            # No wider than the file: what the command may write is what it was told to read.
            cakupan = Cakupan((wilayah,))
            if not by.cakupan.covers(wilayah):
                raise CommandError(f"Wilayah {wilayah} di luar wilayah akun {by.nama}.")
            with spoken_refusals(), scope(cakupan):
                require(by, Izin.KELUARGA_IMPORT)
                laporan = import_dtks(
                    options["berkas"], kode_wilayah=wilayah, by=by, at=at, uji=options["uji"],
                    lewati_cacat=not options["semua"], verval_terakhir=options["verval_terakhir"],
                )  # fmt: skip
        except (BerkasDitolak, ValueError) as error:
            raise CommandError(str(error)) from None
        except ImporDitolak as error:
            self._print(error.laporan)
            raise CommandError(str(error)) from None
        self._print(laporan)

    def _print(self, laporan: LaporanImpor) -> None:
        kata = "Uji saja, tidak ada yang ditulis. " if laporan.uji else ""
        self.stdout.write(
            f"{kata}{_n(laporan.baris)} baris: {_n(laporan.masuk)} masuk ({_n(laporan.keluarga_baru)} keluarga), "
            f"{_n(laporan.berubah)} berubah, {_n(laporan.sudah_ada)} sudah ada, {_n(len(laporan.ditolak))} ditolak."
        )
        for sebab, jumlah in laporan.dijaga.items():
            self.stdout.write(f"  tidak ditimpa ({sebab}): {_n(jumlah)}")
        for tolak in laporan.ditolak[:TAMPIL_DITOLAK]:
            self.stdout.write(f"  baris {tolak.nomor}: {tolak.alasan}")
        if len(laporan.ditolak) > TAMPIL_DITOLAK:
            self.stdout.write(f"  … dan {_n(len(laporan.ditolak) - TAMPIL_DITOLAK)} baris lagi")
        for kode, jumlah in laporan.cacat.items():
            contoh = laporan.contoh[kode][0]
            self.stdout.write(f"  {kode:5} {_n(jumlah):>9}  {TEMUAN[kode].kalimat}  mis. {contoh}")


def _n(angka: int) -> str:
    return f"{angka:,}".replace(",", ".")
