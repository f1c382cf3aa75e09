"""`opensiks pg start|stop|status|url`: the embedded database server by hand."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from opensiks.infra import dburl, home, postgres


class Command(BaseCommand):
    help = "Jalankan, hentikan, atau periksa server PostgreSQL yang tertanam."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("aksi", choices=["start", "stop", "status", "url"])

    def handle(self, *args: Any, **options: Any) -> None:
        if not dburl.is_embedded():
            raise CommandError("DATABASE_URL terisi: server itu diurus oleh pemiliknya, bukan oleh OpenSIKS.")
        server = postgres.embedded(home.home())
        match options["aksi"]:
            case "start":
                server.start()
                self.stdout.write(server.url())
            case "stop":
                self.stdout.write("dihentikan" if server.stop() else "tidak berjalan")
            case "status":
                self.stdout.write("berjalan" if server.is_running() else "tidak berjalan")
            case "url":
                self.stdout.write(server.url())
