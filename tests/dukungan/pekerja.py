"""The worker, run until the queue is empty."""

from opensiks.infra import queue


def run_pekerja() -> None:
    """Twice where needed: by the clock a periodic job can come while the worker empties the queue."""
    queue.run_worker(wait=False)
    if queue.count_waiting():
        queue.run_worker(wait=False)
