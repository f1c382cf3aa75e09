"""A job lives and dies with the transaction that asked for it; the worker is the application role."""

from django.db import transaction

from opensiks.infra import queue
from opensiks.infra.scope import scope_nasional
from tests.dukungan.models import Uji
from tests.dukungan.pekerja import run_pekerja

seen: list[int] = []


@queue.job("uji.catat")
def catat(nomor: int) -> None:
    seen.append(nomor)


@queue.job("uji.hitung")
def hitung(nomor: int) -> None:
    seen.extend([Uji.objects.count(), Uji.objects.filter(kode_desa="18.04.01.2001").update(nik="")])


def test_a_job_without_a_scope_sees_and_changes_nothing(transactional_db: None) -> None:
    """Kegagalan 71: a worker that opened no scope finds no row, though there is one."""
    seen.clear()
    with scope_nasional():
        Uji.objects.create(kode_desa="18.04.01.2001", nik="1804010101905001")
    queue.enqueue("uji.hitung", nomor=1)
    queue.run_worker(wait=False)
    assert seen == [0, 0]
    with scope_nasional():
        assert [u.nik for u in Uji.objects.all()] == ["1804010101905001"]


def test_job_is_done_after_commit(transactional_db: None) -> None:
    seen.clear()
    with transaction.atomic():
        assert queue.enqueue("uji.catat", nomor=7) > 0
    assert queue.count_waiting() == 1
    run_pekerja()
    assert seen == [7]
    assert queue.count_waiting() == 0


def test_job_vanishes_with_its_transaction(transactional_db: None) -> None:
    with transaction.atomic():
        queue.enqueue("uji.catat", nomor=8)
        transaction.set_rollback(True)
    assert queue.count_waiting() == 0
    assert Uji.objects.count() == 0
