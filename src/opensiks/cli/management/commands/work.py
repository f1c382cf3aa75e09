"""`opensiks work`: do the jobs of the queue, until stopped or (with --once) until none is left."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from opensiks.infra.queue import run_worker


class Command(BaseCommand):
    help = "Kerjakan antrean pekerjaan latar."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="berhenti bila antrean sudah kosong")

    def handle(self, *args: Any, **options: Any) -> None:
        run_worker(wait=not options["once"])
