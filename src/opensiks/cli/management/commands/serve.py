"""`opensiks serve`: the web pages on this machine, and the worker of the job queue beside them."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import waitress
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.wsgi import get_wsgi_application


class Command(BaseCommand):
    help = "Layani halaman web dan antrean pekerjaan di komputer ini."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--threads", type=int, default=8)
        parser.add_argument(
            "--behind-proxy",
            metavar="ALAMAT",
            help="percaya X-Forwarded-For dan X-Forwarded-Proto dari perantara ini ('*': siapa saja)",
        )
        parser.add_argument("--no-worker", action="store_true", help="tanpa pekerja antrean")

    def handle(self, *args: Any, **options: Any) -> None:
        signal.signal(signal.SIGTERM, _leave)
        try:
            server = waitress.create_server(
                get_wsgi_application(),
                host=options["host"],
                port=options["port"],
                threads=options["threads"],
                ident=None,
                **_proxy(options["behind_proxy"]),
            )
        except OSError as error:
            raise CommandError(
                f"Alamat {options['host']}:{options['port']} tidak dapat dipakai ({error.strerror}). "
                "Pilih yang lain dengan --port."
            ) from None
        with _worker(wanted=not options["no_worker"]):
            self.stderr.write(
                f"OpenSIKS berjalan di http://{options['host']}:{options['port']}/ (Ctrl+C: berhenti)"
            )
            server.run()


def _proxy(address: str | None) -> dict[str, Any]:
    if address is None:
        return {}
    return {"trusted_proxy": address, "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"}}


@contextmanager
def _worker(*, wanted: bool) -> Iterator[None]:
    """A worker process for as long as the block runs."""
    if not wanted:
        yield
        return
    process = subprocess.Popen([sys.executable, "-m", "opensiks", "work"], env=os.environ.copy())
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()


def _leave(signum: int, frame: object) -> None:
    raise SystemExit(0)
