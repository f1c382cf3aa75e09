"""A worker that stops while it holds a job, and a clock that steps back: nothing is done twice or out of order."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from time import monotonic, sleep
from typing import Any

import pytest
from django.db import connection

from opensiks.infra import clock, prepare
from opensiks.infra.home import home
from opensiks.infra.scope import scope_nasional
from opensiks.jejak.models import Jejak
from opensiks.jejak.queries import verify_jejak
from opensiks.paket import services
from opensiks.paket.models import TandaTerima, Titipan, Ubahan
from opensiks.rules.paket import StatusTitipan
from opensiks.verval.models import Verval
from opensiks.worker import tasks
from tests.contracts.pohon import AKAR
from tests.dukungan import basis_data
from tests.factories.paket import daftarkan, titip
from tests.factories.usulan import keluarga_dengan
from tests.factories.verval import DESA, buat_wilayah, list_peristiwa, periode_juli, wib
from tests.services.test_judge_titipan import verval

KINI = wib(2023, 7, 10)
BESOK = KINI + timedelta(days=1)


def state() -> list[Any]:
    """Everything that judging writes."""
    with scope_nasional():
        rows = [list(m.objects.order_by("pk").values()) for m in (Titipan, Ubahan, TandaTerima, Verval)]
        return [*rows, list(Jejak.objects.order_by("id").values_list("hash", flat=True))]


def wait_for(benar: Callable[[], bool]) -> None:
    tenggat = monotonic() + 120
    while not benar():
        assert monotonic() < tenggat
        sleep(0.05)


def start_worker(t: Titipan, diam: int) -> subprocess.Popen[str]:
    """A worker in a process of its own, on the database of this test."""
    perintah = ["macet", str(connection.settings_dict["NAME"]), str(t.pk), BESOK.isoformat()]
    lingkungan = {
        **os.environ, "DJANGO_SETTINGS_MODULE": "opensiks.config.settings.test", "PYTHONPATH": str(AKAR),
        "OPENSIKS_TEST_HOME": str(home()), "OPENSIKS_BATAS_DIAM": str(diam),
    }  # fmt: skip
    return subprocess.Popen(
        [sys.executable, "-m", "django", *perintah],
        cwd=AKAR,
        env=lingkungan,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_worker_that_stops_inside_its_transaction_holds_nobody_up(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Kegagalan 46: a worker's process is stopped in the middle of its transaction, with the file's and the village's
    locks in its hands. The database ends it after a while, another worker judges the file once and whole, and the one
    that goes on later finds its connection gone."""
    monkeypatch.setattr(clock, "now", lambda: BESOK)
    with scope_nasional():
        buat_wilayah(DESA)
        periode_juli()
        laptop = daftarkan(at=KINI)
        verval(laptop, keluarga_dengan(DESA))
        t = titip(laptop.paket(BESOK), at=BESOK)
    alamat = basis_data.address(str(connection.settings_dict["NAME"]))
    with prepare.connect(alamat) as kunci, prepare.connect(alamat) as pengawas:

        def is_macet(keadaan: str) -> bool:
            kueri = f"SELECT FROM pg_stat_activity WHERE datname = current_database() AND {keadaan}"
            return pengawas.execute(kueri).fetchone() is not None

        with kunci.transaction():
            # The village's row is taken, so that the worker is in the middle of its work when it is stopped.
            kunci.execute("SELECT set_config('opensiks.cakupan', '*', true)")
            kunci.execute("SELECT FROM verval_periodedesa WHERE kode_desa = %s FOR UPDATE", [DESA])
            pekerja = start_worker(t, diam=3)
            wait_for(lambda: is_macet("wait_event_type = 'Lock'"))
            pekerja.send_signal(signal.SIGSTOP)
        wait_for(lambda: is_macet("state = 'idle in transaction'"))
        tasks.judge_titipan(t.pk)
    sesudah = state()
    pekerja.send_signal(signal.SIGCONT)
    galat = pekerja.communicate(timeout=60)[1]
    assert pekerja.returncode != 0
    assert "OperationalError" in galat
    assert state() == sesudah
    with scope_nasional():
        assert Titipan.objects.get().status is StatusTitipan.DINILAI
        assert (Ubahan.objects.count(), TandaTerima.objects.count(), Verval.objects.count()) == (1, 1, 1)
        assert list_peristiwa(f"titipan:{t.pk}").count("titipan.judged") == 1


def test_the_worker_that_wakes_up_changes_nothing(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Kegagalan 46: one worker stops with the job in its hands, another does it, then the first goes on."""
    monkeypatch.setattr(clock, "now", lambda: BESOK)
    with scope_nasional():
        buat_wilayah(DESA)
        periode_juli()
        laptop = daftarkan(at=KINI)
        verval(laptop, keluarga_dengan(DESA))
        t = titip(laptop.paket(BESOK), at=BESOK)
    dipegang, bangun = threading.Event(), threading.Event()
    asli = services.judge_titipan

    def stall(titipan: Titipan, **lain: Any) -> Titipan:
        """It has read the row as waiting, and then the machine stops it."""
        if threading.current_thread() is not threading.main_thread():
            assert titipan.status is StatusTitipan.DITITIP
            dipegang.set()
            assert bangun.wait(30)
        return asli(titipan, **lain)

    def work() -> None:
        try:
            tasks.judge_titipan(t.pk)
        finally:
            connection.close()

    monkeypatch.setattr(services, "judge_titipan", stall)
    with ThreadPoolExecutor(1) as kolam:
        macet = kolam.submit(work)
        assert dipegang.wait(30)
        tasks.judge_titipan(t.pk)
        sesudah = state()
        bangun.set()
        macet.result(30)
    assert state() == sesudah
    with scope_nasional():
        assert Titipan.objects.get().status is StatusTitipan.DINILAI
        assert (Ubahan.objects.count(), TandaTerima.objects.count(), Verval.objects.count()) == (1, 1, 1)
        assert list_peristiwa(f"titipan:{t.pk}").count("titipan.judged") == 1


def test_the_clock_of_the_server_orders_nothing(db: None) -> None:
    """Kegagalan 47: the clock steps an hour back, then on; the trail keeps the order, its time never goes back."""
    with scope_nasional():
        buat_wilayah(DESA)
        mundur, maju = BESOK - timedelta(hours=1), BESOK + timedelta(minutes=5)
        jam = (BESOK, mundur, mundur, maju)
        t = [titip(f"berkas {i}".encode(), at=at) for i, at in enumerate(jam)]
        rows = list(Jejak.objects.filter(peristiwa="titipan.deposited").order_by("seq"))
        assert [r.objek for r in rows] == [f"titipan:{x.pk}" for x in t]
        # What the clock said stays; beside it stands the time of the chain.
        assert [r.at for r in rows] == list(jam)
        assert [r.maju_at for r in rows] == [None, BESOK, BESOK, None]
        assert [r.waktu for r in rows] == sorted(r.waktu for r in rows)
        seq = [r.seq for r in rows]
        assert seq == list(range(seq[0], seq[0] + 4))
        assert len({r.rantai for r in rows}) == 1
        assert verify_jejak().sah
        assert [x.nomor for x in t] == sorted({x.nomor for x in t})


def test_nobody_takes_the_time_of_the_chain_back(transactional_db: None, owner_db: Any) -> None:
    """Kegagalan 47: the time that stands for a clock gone back is part of the proof."""
    with scope_nasional():
        buat_wilayah(DESA)
        for i, at in enumerate((BESOK, BESOK - timedelta(hours=1))):
            titip(f"berkas {i}".encode(), at=at)
        akhir = Jejak.objects.filter(peristiwa="titipan.deposited").order_by("seq").last()
        assert akhir is not None
        assert verify_jejak().sah
    owner_db.execute("UPDATE jejak_jejak SET maju_at = NULL WHERE id = %s", [akhir.pk])
    with scope_nasional():
        bukti = verify_jejak()
        assert (bukti.sah, bukti.rusak_rantai, bukti.rusak_seq) == (False, akhir.rantai, akhir.seq)
