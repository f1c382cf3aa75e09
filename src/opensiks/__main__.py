"""`opensiks …`: Django's command line with our settings, and the embedded database started when needed."""

import os
import sys

# Commands that never touch the database, so they neither start nor wait for it.
WITHOUT_DATABASE = {
    *("", "help", "--help", "-h", "--version", "version"),
    *(
        "pg",
        "padan",
        "siapkan_padan",
        "cari_padan",
        "build_docs",
        "collectstatic",
        "simulate_paket",
        "verify_paket",
    ),
}


def main(arguments: list[str] | None = None) -> None:
    """Entry point of the wheel, of `python -m opensiks`, and of manage.py."""
    argv = ["opensiks", *(sys.argv[1:] if arguments is None else arguments)]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "opensiks.config.settings.dev")
    # Imported late: choosing the settings comes first.
    from django.core.management import execute_from_command_line

    from opensiks.infra import dburl, home, postgres

    command = argv[1] if len(argv) > 1 else ""
    if command not in WITHOUT_DATABASE and {"--help", "-h"}.isdisjoint(argv) and dburl.is_embedded():
        try:
            postgres.embedded(home.home()).start()
        except postgres.PostgresError as error:
            raise SystemExit(str(error)) from None
    execute_from_command_line(argv)


if __name__ == "__main__":
    main()
