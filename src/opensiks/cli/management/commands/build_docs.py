"""`opensiks build_docs [--check]`: the documents in docs/ that are printed from the rulebook."""

from pathlib import Path
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
        stale = [
            (tree / "docs" / name, text)
            for name, text in docs.build_pages().items()
            if _read(tree / "docs" / name) != text
        ]
        if options["check"]:
            if stale:
                names = ", ".join(path.name for path, _ in stale)
                raise CommandError(f"Dokumen basi: {names}. Jalankan script/fix, lalu simpan hasilnya.")
            return
        for path, text in stale:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
            self.stderr.write(f"ditulis: {path.relative_to(tree)}")


def _read(path: Path) -> str | None:
    return path.read_text() if path.is_file() else None
