"""`opensiks build_docs [--check]`: the documents in docs/ that are printed from the rulebook."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from opensiks.cli import docs
from opensiks.infra.home import checkout


class Command(BaseCommand):
    help = "Tulis dokumen yang dihasilkan dari aturan; dengan --check hanya periksa apakah masih sama."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="gagal bila ada yang basi, tanpa menulis")

    def handle(self, *args: Any, **options: Any) -> None:
        tree = checkout()
        if tree is None:
            raise CommandError("Dokumen hanya dapat ditulis dari pohon sumber.")
        if not options["check"]:
            for name in docs.write_all(tree):
                self.stderr.write(f"ditulis: {name}")
            return
        stale = docs.list_stale(tree)
        if stale:
            raise CommandError(
                f"Dokumen basi: {', '.join(stale)}. Jalankan script/fix, lalu simpan hasilnya."
            )
