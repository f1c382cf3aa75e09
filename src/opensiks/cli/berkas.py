"""What the commands that work from file to file share: no database, bounds of the machine, refusals in a sentence."""

from __future__ import annotations

from abc import abstractmethod
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from opensiks.pemadanan.mesin.baca import BerkasDitolak


class BerkasCommand(BaseCommand):
    """`work` does it; what it refuses (BerkasDitolak) becomes exit code 1 and one sentence."""

    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--utas", type=int, help="banyak utas; baku: semua inti")
        parser.add_argument(
            "--memori", default="", help="batas memori seluruh proses, misalnya 4GB; selebihnya ke cakram"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options.get("utas") is not None and options["utas"] < 1:
            raise CommandError("Banyak utas paling sedikit 1.")
        try:
            self.work(options)
        except BerkasDitolak as galat:
            raise CommandError(str(galat)) from None

    @abstractmethod
    def work(self, options: dict[str, Any]) -> None:
        """The command itself."""


def get_batas(options: dict[str, Any]) -> dict[str, Any]:
    """Threads and memory as the engine takes them."""
    return {"utas": options["utas"], "memori": options["memori"] or None}


def add_dukcapil(parser: CommandParser, isi: str) -> None:
    parser.add_argument("--dukcapil", type=Path, required=True, help=isi)
