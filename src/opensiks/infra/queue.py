"""Work for later, in PostgreSQL itself: a job is enqueued in the caller's transaction and vanishes with it.

worker/tasks.py registers what a name means; everybody else only knows the name.
"""

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, cast

from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

P = ParamSpec("P")
R = TypeVar("R")


def enqueue(name: str, **ids: int | str) -> int:
    """Ask for the job `name` with plain ids once the transaction commits; returns the number of the job."""
    return int(app.configure_task(name).defer(**ids))


def job(name: str, *, retry: int = 0) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Register the function that does the job `name`, tried again up to `retry` times after an error."""

    def register(function: Callable[P, R]) -> Callable[P, R]:
        app.task(name=name, retry=retry or False)(function)
        return function

    return register


def periodic(cron: str, name: str) -> Callable[[Callable[[int], Any]], Callable[[int], Any]]:
    """Register a job the worker starts itself at the times of `cron` (UTC); it gets the Unix time due."""

    def register(function: Callable[[int], Any]) -> Callable[[int], Any]:
        app.periodic(cron=cron)(app.task(name=name)(function))
        return function

    return register


def run_worker(*, wait: bool = True) -> None:
    """Do the jobs that are due; with `wait` go on until a signal says stop, else end when none is left."""
    here = cast(DjangoConnector, app.connector)
    with app.replace_connector(here.get_worker_connector()) as worker:
        worker.run_worker(wait=wait, concurrency=1, install_signal_handlers=wait, listen_notify=wait)


def count_waiting() -> int:
    """How many jobs wait or run."""
    from procrastinate.contrib.django.models import ProcrastinateJob  # needs the app registry

    return ProcrastinateJob.objects.filter(status__in=["todo", "doing"]).count()
