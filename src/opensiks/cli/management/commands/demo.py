"""`opensiks demo`: a synthetic kabupaten through its campaign and months, then the web pages to walk in."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections

from opensiks.infra import clock, dburl, files, home, postgres
from opensiks.infra.prepare import prepare_database, reset_database
from opensiks.infra.scope import scope_nasional
from opensiks.pemadanan.mesin.batas import read_puncak
from opensiks.rules.peran import LABEL, Peran
from opensiks.synth.bulan import play_skenario
from opensiks.synth.kabupaten import Panggung, prepare_panggung
from opensiks.synth.laporan import compose_laporan
from opensiks.synth.petugas import SANDI, list_contoh
from opensiks.synth.preset import PRESET, Preset
from opensiks.synth.regu import Regu
from opensiks.synth.skenario import SKENARIO, Skenario
from opensiks.verval.queries import list_periode


def _relax() -> None:
    """Do not wait for the disk after each of a story's ten thousand acts.

    Only for connections opened from here on. A machine that stops half way loses the last second of a story that has
    to begin anew anyway; a real installation never runs this.
    """
    basis = connections["default"]
    basis.close()
    pilihan = basis.settings_dict.setdefault("OPTIONS", {})
    pilihan["options"] = f"{pilihan.get('options', '')} -c synchronous_commit=off".strip()


class Command(BaseCommand):
    help = "Mainkan kabupaten contoh dari musyawarah desa sampai penetapan, lalu layani halamannya."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--preset", choices=sorted(PRESET), default="lampung_barat", help="kabupaten yang dimainkan"
        )
        parser.add_argument("--kabupaten", help="kode kabupaten lain, misalnya 17.03")
        parser.add_argument("--individu", type=int, help="jumlah orang, bila bukan menurut preset")
        parser.add_argument("--seed", type=int, help="angka awal acak")
        parser.add_argument("--fresh", action="store_true", help="buang data contoh dan mulai dari awal")
        parser.add_argument(
            "--once", action="store_true", help="selesai setelah dimainkan, tanpa halaman web"
        )
        parser.add_argument("--json", action="store_true", help="cetak satu baris JSON di akhir")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:
        preset = _preset(options)
        skenario = SKENARIO[options["preset"]]
        mulai = time.perf_counter()
        if dburl.is_embedded():
            postgres.embedded(home.home()).start()
        if options["fresh"]:
            _throw_away()
        prepare_database()
        laporan = self._play(preset, skenario, mulai)
        clock.move_today(_hari_ini(skenario))
        if options["json"]:
            self.stdout.write(json.dumps(laporan, ensure_ascii=False))
        self._greet(laporan["kabupaten"]["kode"], options["port"])
        if not options["once"]:
            call_command("serve", port=options["port"])

    def _play(self, preset: Preset, skenario: Skenario, mulai: float) -> dict[str, Any]:
        """Play unless it was played; the figures of the play are kept beside the data."""
        if _laporan_file().is_file():
            laporan: dict[str, Any] = json.loads(_laporan_file().read_text())
            return laporan
        with scope_nasional():
            if list_periode("").exists() or list_periode(preset.kode_kabupaten).exists():
                raise CommandError(
                    "Basis data ini sudah berisi. Jalankan lagi dengan --fresh untuk membuangnya."
                )
        _relax()
        regu = Regu()
        panggung = prepare_panggung(preset, skenario, files.folder().parent / "contoh", self._tell)
        try:
            play_skenario(panggung, regu, self._tell)
        finally:
            regu.close()
        laporan = self._count(panggung, mulai)
        _laporan_file().write_text(json.dumps(laporan))
        return laporan

    def _count(self, panggung: Panggung, mulai: float) -> dict[str, Any]:
        self._tell("menghitung")
        lalu = time.perf_counter()
        with scope_nasional():
            laporan = compose_laporan(
                panggung.kode, panggung.detik, at=panggung.at(_hari_ini(panggung.skenario))
            )
        panggung.detik["hitung"] = round(time.perf_counter() - lalu, 1)
        panggung.detik["semua"] = round(time.perf_counter() - mulai, 1)
        laporan["memori_mb"] = round(read_puncak())
        return laporan

    def _tell(self, kata: str) -> None:
        if sys.stderr.isatty() or settings.DEBUG:
            self.stderr.write(f"… {kata}")

    def _greet(self, kode: str, port: int) -> None:
        with scope_nasional():
            akun = list_contoh(kode)
        self.stderr.write(f"\nBuka http://127.0.0.1:{port}/ dan masuk dengan sandi {SANDI}:")
        for username, peran, wilayah in akun:
            self.stderr.write(f"  {username:<22} {LABEL[Peran(peran)]}, {wilayah}")
        self.stderr.write("Semua nama dan nomor rekaan.\n")


def _throw_away() -> None:
    """Begin anew, but never over a server of somebody else's that was not filled by this command."""
    if not dburl.is_embedded() and not _laporan_file().is_file():
        raise CommandError(
            "Basis data di DATABASE_URL bukan contoh dari sini; hapus sendiri bila memang boleh."
        )
    reset_database()
    _laporan_file().unlink(missing_ok=True)


def _preset(options: dict[str, Any]) -> Preset:
    preset = PRESET[options["preset"]]
    ubah = {
        "kode_kabupaten": options["kabupaten"], "individu": options["individu"], "seed": options["seed"],
    }  # fmt: skip
    return replace(preset, **{k: v for k, v in ubah.items() if v is not None})


def _hari_ini(skenario: Skenario) -> Any:
    """The day on which the demo's people sign in: a few days into the window that is still open."""
    berjalan = skenario.berjalan or skenario.daftar_periode[-1]
    return berjalan.mulai + (berjalan.tenggat_desa - berjalan.mulai) * 0.2


def _laporan_file() -> Path:
    return home.home() / "laporan_contoh.json"
