"""`opensiks simulate_paket`: a made-up world of offline villages with everything that goes wrong, then the proof."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from opensiks.synth.simulasi.gangguan import LABEL_GANGGUAN
from opensiks.synth.simulasi.jalan import Hasil, run_dunia
from opensiks.synth.simulasi.jembatan import BelumDibangun, Jembatan
from opensiks.synth.simulasi.periksa import LABEL_JANJI


class Command(BaseCommand):
    help = (
        "Mainkan dunia tiruan lembar kerja luring dari satu angka acak, lalu buktikan tidak ada yang hilang."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seed", type=int, default=1, help="angka awal acak; angka sama, kejadian sama")
        parser.add_argument("--desa", type=int, default=20, help="jumlah desa")
        parser.add_argument("--hari", type=int, default=60, help="jumlah hari")
        parser.add_argument("--json", action="store_true", help="satu baris JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["desa"] < 1 or options["hari"] < 1:
            raise CommandError("Isi --desa dan --hari dengan angka mulai dari 1.")
        try:
            with Jembatan() as jembatan:
                hasil = run_dunia(options["seed"], options["desa"], options["hari"], jembatan)
        except BelumDibangun as e:
            raise CommandError(str(e)) from None
        if options["json"]:
            self.stdout.write(json.dumps(hasil.to_json()))
        else:
            self._tell(hasil, options["desa"], options["hari"])
        if not hasil.sah:
            for baris in list_cerita(hasil):
                self.stderr.write(baris)
            raise SystemExit(1)

    def _tell(self, h: Hasil, desa: int, hari: int) -> None:
        self.stdout.write(f"Dunia {h.seed}: {desa} desa, {hari} hari, {h.paket} paket, {h.ubahan} ubahan.")
        self.stdout.write(
            "Gangguan: " + (", ".join(LABEL_GANGGUAN[g] for g in h.gangguan) or "tidak ada") + "."
        )
        self.stdout.write("Berkas: " + write_jumlah(h.titipan) + ". Putusan: " + write_jumlah(h.vonis) + ".")
        angka = h.to_json()
        for janji, label in LABEL_JANJI.items():
            self.stdout.write(f"  {label}: {angka[janji]}")
        self.stdout.write(f"  Jejak {'utuh' if h.jejak_sah else 'TIDAK utuh'}")


def write_jumlah(jumlah: dict[str, int]) -> str:
    """("DINILAI 12, RUSAK 1") in the order of the words."""
    return ", ".join(f"{kata} {n}" for kata, n in sorted(jumlah.items())) or "tidak ada"


def list_cerita(h: Hasil) -> list[str]:
    """What was broken first, and what led to it."""
    baris = [f"seed {h.seed}: {p.janji} di {p.desa or 'Dinas'}: {p.kalimat}" for p in h.pelanggaran[:10]]
    if len(h.pelanggaran) > len(baris):
        baris.append(f"… dan {len(h.pelanggaran) - len(baris)} lagi")
    return [*baris, *h.cerita]
