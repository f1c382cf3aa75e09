"""An office in a home of its own, for the test that kills its database under it."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connections

from opensiks.infra import postgres
from opensiks.infra.home import home
from opensiks.infra.scope import scope_nasional
from opensiks.paket import services
from opensiks.paket.models import Titipan, Ubahan
from tests.dukungan import basis_data
from tests.factories.paket import daftarkan, nilai, titip
from tests.factories.usulan import keluarga_dengan
from tests.factories.verval import DESA, JAYA, buat_wilayah, periode_juli, wib

NAMA = "opensiks_test_mati"
KINI = wib(2023, 7, 10)
BESOK = KINI + timedelta(days=1)


class Command(BaseCommand):
    """`titip N` deposits and judges, telling each step as it is done; `lanjut N` goes on after a restart."""

    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("perintah", choices=["titip", "lanjut"])
        parser.add_argument("jumlah", type=int)

    def handle(self, *args: Any, perintah: str, jumlah: int, **options: Any) -> None:
        # As safe as an installation's: the shared server of the tests gives that up for speed.
        postgres.embedded(home()).start()
        if perintah == "titip":
            basis_data.make_clone(NAMA)
        for alias in connections:
            connections[alias].settings_dict["NAME"] = NAMA
        if perintah == "titip":
            self.deposit_semua(jumlah)
        else:
            self.continue_semua()

    def tulis(self, *kata: object) -> None:
        self.stdout.write(" ".join(map(str, kata)))
        self.stdout.flush()

    def deposit_semua(self, n: int) -> None:
        """n packages of one line each, every receipt told as it is given; then they are judged one by one."""
        with scope_nasional():
            buat_wilayah(DESA)
            periode_juli()
            laptop, rumah = daftarkan(at=KINI), keluarga_dengan(DESA)
        daftar = []
        for i in range(n):
            u = laptop.catat("catatan", rumah.id_registri, {"isi": f"catatan {i}"}, KINI)
            with scope_nasional():
                t = titip(laptop.paket(BESOK, ubahan=[u]), at=BESOK)
            daftar.append(t)
            self.tulis("tanda", t.sha256, t.tanda)
        for t in daftar:
            with scope_nasional():
                nilai(t, at=BESOK)
            self.tulis("dinilai", t.sha256)

    def continue_semua(self) -> None:
        """What was judged already, then all that waits, and how everything stands at the end."""
        with scope_nasional():
            for sha256 in Titipan.objects.filter(status="DINILAI").values_list("sha256", flat=True):
                self.tulis("sudah", sha256)
        with scope_nasional():
            services.judge_semua(DESA[:5], by=JAYA, at=BESOK)
        with scope_nasional():
            for t in Titipan.objects.all():
                self.tulis("akhir", t.sha256, t.status.value, t.tanda)
            self.tulis("ubahan", Ubahan.objects.filter(vonis="DITERIMA").count())
