"""Waiting until another connection stands at a lock."""

from time import monotonic, sleep

from django.db import connection


def wait_for_lock() -> None:
    """Until another connection waits for what this one holds."""
    tenggat = monotonic() + 60
    with connection.cursor() as cur:
        while True:
            cur.execute(
                "SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))"
            )
            if cur.fetchone() is not None:
                return
            assert monotonic() < tenggat
            sleep(0.02)
