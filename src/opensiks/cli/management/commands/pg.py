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
        try:
            self._do(options["aksi"], postgres.embedded(home.home()))
        except postgres.PostgresError as error:
            raise CommandError(str(error)) from error

    def _do(self, aksi: str, server: postgres.Server) -> None:
        match aksi:
            case "start":
                server.start()
                self.stdout.write(server.url())
            case "stop":
                self.stdout.write("dihentikan" if server.stop() else "tidak berjalan")
            case "status":
                self.stdout.write("berjalan" if server.is_running() else "tidak berjalan")
                if left := server.describe_leftover():
                    self.stderr.write(f"Sisa: {left}. `opensiks pg start` membereskannya.")
            case "url":
                self.stdout.write(server.url())
