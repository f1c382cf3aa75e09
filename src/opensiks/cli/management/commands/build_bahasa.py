"""`opensiks build_bahasa [--check]`: collect the interface's words into the English catalogue and compile it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    help = "Kumpulkan kata antarmuka ke katalog bahasa Inggris; dengan --check hanya periksa apakah masih lengkap."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="gagal bila ada yang belum tercatat atau terjemah"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        # Babel is a tool of the source tree, like the linters; the wheel carries the compiled catalogue.
        from opensiks.cli import bahasa

        katalog = bahasa.compose(bahasa.load(), bahasa.collect())
        kosong = [m.id for m in katalog if m.id and not m.string]
        if not options["check"]:
            bahasa.write(katalog)
            self.stderr.write(f"{len(katalog)} kata, {len(kosong)} belum berbahasa Inggris")
            return
        if bahasa.to_po(katalog) != bahasa.KATALOG.read_bytes():
            raise CommandError("Katalog bahasa Inggris basi. Jalankan script/fix, lalu simpan hasilnya.")
        if kosong:
            raise CommandError(f"{len(kosong)} kata belum berbahasa Inggris, misalnya: {kosong[0]!r}")
