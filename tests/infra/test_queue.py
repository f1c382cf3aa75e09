"""A job lives and dies with the transaction that asked for it; the worker is the application role."""

from django.db import transaction

from opensiks.infra import queue
from tests.dukungan.models import Uji

seen: list[int] = []


@queue.job("uji.catat")
def catat(nomor: int) -> None:
    seen.append(nomor)


def test_job_is_done_after_commit(transactional_db: None) -> None:
    seen.clear()
    with transaction.atomic():
        assert queue.enqueue("uji.catat", nomor=7) > 0
    assert queue.count_waiting() == 1
    queue.run_worker(wait=False)
    assert seen == [7]
    assert queue.count_waiting() == 0


def test_job_vanishes_with_its_transaction(transactional_db: None) -> None:
    with transaction.atomic():
        queue.enqueue("uji.catat", nomor=8)
        transaction.set_rollback(True)
    assert queue.count_waiting() == 0
    assert Uji.objects.count() == 0
