"""`opensiks prepare`: the database, its two roles, the tables and the grants; may be repeated at any time."""

from typing import Any

import psycopg
from django.core.management.base import BaseCommand, CommandError

from opensiks.infra.prepare import prepare_database


class Command(BaseCommand):
    help = "Siapkan basis data: buat bila belum ada, perbarui tabel, dan terapkan hak akses."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            prepare_database(verbosity=options["verbosity"])
        except psycopg.OperationalError as error:
            raise CommandError(
                f"Server basis data tidak dapat dihubungi. Periksa DATABASE_URL.\n{error}"
            ) from None
        self.stderr.write("Basis data siap.")
