"""`opensiks verify_paket`: say what a package or receipt is, layer by layer; needs no database.

Exit code 0: nothing wrong was found; 1: the file is no good package.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from opensiks.paket import segel
from opensiks.paket.periksa import Langkah, Laporan, explain
from opensiks.paket.tanda import Jwk, thumbprint
from opensiks.rules.paket import MAKS_BERKAS

TANDA = {True: "baik", False: "SALAH", None: "belum"}


class Command(BaseCommand):
    help = "Jelaskan isi dan keaslian satu paket luring atau tanda terima."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("berkas", help="paket .age atau .age.txt")
        parser.add_argument(
            "--kunci",
            action="append",
            default=[],
            help="berkas kunci: identitas AGE-SECRET-KEY-1… dan/atau kunci publik registrar (JWK); boleh diulang",
        )
        parser.add_argument(
            "--pada", help="waktu terima untuk masa sertifikat, misalnya 2021-07-30T22:10:05+07:00"
        )
        parser.add_argument("--json", action="store_true", help="satu baris JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        identitas: list[str] = []
        registrar: list[Jwk] = []
        for nama in options["kunci"]:
            teks = _read(nama).decode("utf-8", "replace")
            di_sini, jwk = segel.list_identitas(teks), _list_jwk(teks)
            if not di_sini and not jwk:
                raise CommandError(f"Tidak ada kunci di {nama}.")
            identitas += di_sini
            registrar += jwk
        try:
            laporan = explain(_read(options["berkas"]), identitas, registrar, _pada(options["pada"]))
        except ValueError:
            raise CommandError("Identitas di berkas kunci tidak dapat dibaca.") from None
        self.stdout.write(_json(laporan) if options["json"] else _teks(laporan))
        if laporan.salah:
            sebab = ", ".join(sorted({x.kode for x in laporan.salah}))
            raise CommandError(f"Paket ini TIDAK sah: {sebab}.")


def _read(nama: str) -> bytes:
    try:
        with Path(nama).open("rb") as berkas:
            # One byte more than allowed is enough to say that it is too much.
            return berkas.read(MAKS_BERKAS + 1)
    except OSError as error:
        raise CommandError(f"Berkas {nama} tidak dapat dibaca: {error.strerror}.") from None


def _pada(teks: str | None) -> datetime | None:
    try:
        at = datetime.fromisoformat(teks) if teks else None
    except ValueError:
        at = None
    if teks and (at is None or at.tzinfo is None):
        raise CommandError("Tulis --pada dengan zona, misalnya 2021-07-30T22:10:05+07:00.")
    return at


def _list_jwk(teks: str) -> list[Jwk]:
    """Public keys in a JWK or a JWK Set."""
    try:
        isi = json.loads(teks)
    except ValueError:
        return []
    daftar = isi.get("keys", [isi]) if isinstance(isi, dict) else isi
    return [jwk for jwk in daftar if _is_jwk(jwk)] if isinstance(daftar, list) else []


def _is_jwk(jwk: Any) -> bool:
    try:
        return isinstance(jwk, dict) and bool(thumbprint(jwk))
    except ValueError:
        return False


def _teks(laporan: Laporan) -> str:
    keterangan = [f"{label + ':':<15} {isi}" for label, isi in laporan.keterangan]
    langkah = [f"{TANDA[x.baik]:<6} {x.bagian}: {x.kalimat}" for x in laporan.langkah]
    return "\n".join([*keterangan, "", *langkah, "", _putusan(laporan)])


def _putusan(laporan: Laporan) -> str:
    if laporan.salah:
        return f"{len(laporan.salah)} bagian salah."
    belum = [x.bagian for x in laporan.langkah if x.baik is None]
    return f"Tidak ada yang salah; belum terbukti: {', '.join(belum)}." if belum else "Paket ini sah."


def _json(laporan: Laporan) -> str:
    def row(x: Langkah) -> dict[str, Any]:
        return {"bagian": x.bagian, "baik": x.baik, "kalimat": x.kalimat, "kode": x.kode}

    isi = {
        "sah": not laporan.salah,
        "keterangan": dict(laporan.keterangan),
        "langkah": list(map(row, laporan.langkah)),
    }
    return json.dumps(isi, ensure_ascii=False)
