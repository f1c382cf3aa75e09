"""What the commands that work from file to file share: no database, bounds of the machine, refusals in a sentence."""

from __future__ import annotations

import errno
import os
import re
import signal
import sys
from abc import abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import duckdb
from django.core.management.base import BaseCommand, CommandError, CommandParser, DjangoHelpFormatter

from opensiks.pemadanan.mesin.baca import BerkasDitolak
from opensiks.pemadanan.mesin.siap import ISI

DIHENTIKAN = 130  # what a shell gives for a command that was interrupted
# What argparse says, and what the officer reads.
_SALAH = (
    (r"the following arguments are required: (.+)", r"Isi dahulu \1."),
    (r"argument (\S+): invalid choice: '(.*)' \(choose from (.+)\)", r"\1 tidak mengenal \2; pilih \3."),
    (r"argument (\S+): invalid int value: '(.*)'", r"\1 butuh bilangan bulat, bukan \2."),
    (r"argument (\S+): expected one argument", r"\1 butuh satu nilai sesudahnya."),
    (r"unrecognized arguments: (.+)", r"\1 tidak dikenal."),
)
_SEBAB = {
    errno.ENOSPC: "cakram penuh",
    errno.EACCES: "tidak diizinkan",
    errno.EPERM: "tidak diizinkan",
    errno.EROFS: "hanya dapat dibaca",
    errno.ENOENT: "tidak ada",
}


class _Bantuan(DjangoHelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = "pakai: ") -> None:
        super().add_usage(usage, actions, groups, prefix)


class BerkasCommand(BaseCommand):
    """`work` does it; what it refuses (BerkasDitolak), and what the machine refuses, becomes one sentence."""

    requires_system_checks: list[str] = []
    suppressed_base_arguments = {
        "--version", "--verbosity", "--settings", "--pythonpath", "--traceback", "--no-color", "--force-color",
    }  # fmt: skip

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, formatter_class=_Bantuan, **kwargs)
        parser._optionals.title = "pilihan"
        parser._actions[0].help = "tampilkan bantuan ini"

        def error(galat: str) -> NoReturn:
            kalimat = next((re.sub(p, k, galat) for p, k in _SALAH if re.fullmatch(p, galat)), galat)
            parser.exit(1, f"{kalimat} Lihat {parser.prog} --help\n")

        parser.error = error  # type: ignore[assignment]
        return parser

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--utas", type=int, help="banyak utas; baku: semua inti")
        parser.add_argument(
            "--memori", default="", help="batas memori seluruh proses, misalnya 4GB; selebihnya ke cakram"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options.get("utas") is not None and options["utas"] < 1:
            raise CommandError("Banyak utas paling sedikit 1.")
        with _explain():
            self.work(options)

    @abstractmethod
    def work(self, options: dict[str, Any]) -> None:
        """The command itself."""

    def warn(self, kalimat: str) -> None:
        """A sentence beside the answer, which goes on."""
        self.stderr.write(f"Perhatian: {kalimat}", lambda teks: teks)


@contextmanager
def _explain() -> Iterator[None]:
    """CommandError with one sentence instead of a trace, which may hold what stands in the rows.

    A request to end (SIGTERM) goes the way of Ctrl+C, so that what is half written is taken away.
    """
    semula = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    except BerkasDitolak as galat:
        raise CommandError(str(galat)) from None
    except (KeyboardInterrupt, duckdb.InterruptException, RuntimeError) as galat:
        # What DuckDB raises where a signal comes in the middle of a query.
        if isinstance(galat, RuntimeError) and str(galat) != "Query interrupted":
            raise
        raise CommandError("Dihentikan. Tidak ada yang ditulis.", returncode=DIHENTIKAN) from None
    except (MemoryError, duckdb.OutOfMemoryException):
        raise CommandError(
            "Memori tidak cukup; tidak ada yang ditulis. Ulangi dengan --memori, misalnya --memori 4GB, atau di mesin"
            " yang lebih besar."
        ) from None
    except BrokenPipeError:
        # Whoever read our lines has enough of them; nothing may be written at the end either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (duckdb.IOException, duckdb.InvalidInputException) as galat:
        if not (rusak := re.search(r'(?:read|open) file "([^"]+)"', str(galat))):
            raise
        raise CommandError(
            f"Berkas {Path(rusak[1]).name} tidak terbaca sampai habis. Salin lagi berkasnya dari asalnya."
        ) from None
    except OSError as galat:
        sebab = _SEBAB.get(galat.errno or 0, galat.strerror or "")
        raise CommandError(
            f"{Path(str(galat.filename or '')).name or 'Berkas'} tidak dapat dipakai: {sebab}."
        ) from None
    finally:
        signal.signal(signal.SIGTERM, semula)


def get_batas(options: dict[str, Any]) -> dict[str, Any]:
    """Threads and memory as the engine takes them."""
    return {"utas": options["utas"], "memori": options["memori"] or None}


def add_dukcapil(parser: CommandParser, isi: str) -> None:
    parser.add_argument("--dukcapil", type=Path, required=True, help=isi)


def check_tulis(tujuan: Path, apa: str, sumber: Iterable[Path | None]) -> None:
    """BerkasDitolak, before hours of work, for a file that could not be written or that would replace an input."""
    # A folder of ours is an input with all that stands in it.
    folder = tujuan.resolve().parent
    milik = [m.resolve() for m in sumber if m]
    if tujuan.resolve() in milik or (folder in milik and (folder / ISI).exists()):
        raise BerkasDitolak(f"Berkas {apa} tidak boleh menimpa berkas lain di perintah ini; pilih nama lain.")
    if tujuan.exists() and not tujuan.is_file():
        raise BerkasDitolak(f"{tujuan.name} bukan berkas; tulis nama berkas {apa} di dalam sebuah folder.")
    if not tujuan.parent.is_dir():
        raise BerkasDitolak(
            f"Folder {tujuan.parent.name} untuk berkas {apa} tidak ada. Buat dahulu foldernya."
        )
    if not os.access(tujuan.parent, os.W_OK):
        raise BerkasDitolak(
            f"Folder {tujuan.parent.name} untuk berkas {apa} tidak boleh ditulisi. Pilih folder lain."
        )
