"""The timetable finds what is due, and each job does its one thing in a scope of its own."""

from datetime import UTC, datetime

import pytest
from procrastinate.contrib.django import app

from opensiks.infra import clock, queue
from opensiks.infra.scope import scope_nasional
from opensiks.keluarga.models import Keluarga
from opensiks.rules.registri import StatusKeluarga
from opensiks.verval.models import Peringatan, Periode
from opensiks.worker import tasks
from opensiks.worker.schedule import JADWAL
from tests.dukungan.pekerja import run_pekerja
from tests.factories.verval import (
    DESA,
    DESA_BUDI,
    buat_wilayah,
    kampanye_2021,
    keluarga_di,
    periode_juli,
    wib,
)


@pytest.fixture
def jam(monkeypatch: pytest.MonkeyPatch) -> object:
    """Sets the clock of the doors."""

    def setel(at: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: at)

    return setel


def nama_antre() -> list[str]:
    from procrastinate.contrib.django.models import ProcrastinateJob

    return sorted(ProcrastinateJob.objects.filter(status="todo").values_list("task_name", flat=True))


def test_every_row_of_the_timetable_is_a_registered_job() -> None:
    assert {t.task.name: t.cron for t in app.periodic_registry.periodic_tasks.values()} == JADWAL


def test_after_midnight_the_daily_run_warns_and_freezes(transactional_db: None, jam: object) -> None:
    with scope_nasional():
        buat_wilayah(DESA, DESA_BUDI)
        periode_juli(bulan=10)
        keluarga_di(DESA, terakhir=datetime(2023, 7, 15).date())
        keluarga_di(DESA_BUDI, terakhir=datetime(2023, 6, 15).date())
    jam(datetime(2023, 10, 17, 17, 5, tzinfo=UTC))  # type: ignore[operator]
    tasks.run_harian(0)
    assert nama_antre() == ["verval.freeze", "verval.warn"]
    run_pekerja()
    with scope_nasional():
        assert list(Peringatan.objects.values_list("kode_desa", "hari")) == [(DESA, 14)]
        assert Keluarga.objects.get(status=StatusKeluarga.BEKU).kode_desa == DESA_BUDI
    assert queue.count_waiting() == 0


def test_the_deadline_closes_what_is_ready_and_nothing_else(transactional_db: None, jam: object) -> None:
    with scope_nasional():
        buat_wilayah(DESA)
        juli = periode_juli()
        periode_juli(bulan=8)
    jam(wib(2023, 7, 31, 23))  # type: ignore[operator]
    tasks.run_tutup(0)
    assert nama_antre() == []
    jam(wib(2023, 8, 1, 0, 35))  # type: ignore[operator]
    tasks.run_tutup(0)
    assert nama_antre() == ["verval.close"]
    queue.run_worker(wait=False)
    with scope_nasional():
        assert list(Periode.objects.filter(ditutup_at__isnull=False)) == [juli]


def test_R75_the_timetable_puts_nobody_to_sleep_unwarned(transactional_db: None, jam: object) -> None:
    with scope_nasional():
        buat_wilayah(DESA)
        kampanye_2021()
        keluarga_di(DESA)
    jam(wib(2021, 8, 3, 0, 35))  # type: ignore[operator]
    tasks.run_tutup(0)
    queue.run_worker(wait=False)
    with scope_nasional():
        assert Periode.objects.get().ditutup_at is None
        assert Keluarga.objects.get().status is StatusKeluarga.AKTIF
