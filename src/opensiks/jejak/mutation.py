"""@mutation: a write is atomic, says by whom and when, and leaves the event it declares.

A service that is called by another is part of its act: what fails inside fails the whole. A service that goes on after
the refusal of one that it called puts the call into a `transaction.atomic()` of its own; without it the database
refuses every further word. The events of an act are written when the outermost service ends.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import transaction

from opensiks.jejak.services import Recorded, list_titik, recorded
from opensiks.rules.jejak import PERISTIWA

P = ParamSpec("P")
R = TypeVar("R")

# Every declared write, by dotted name: contracts and docs read it.
MUTATIONS: dict[str, tuple[str, ...]] = {}


class JejakHilang(AssertionError):
    """A service ended without leaving any of the events that it declares."""


def mutation(*peristiwa: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Declare a service that writes, with the events one of which it must leave.

    A service that returns an empty result (0, []) says that it changed nothing, and then leaves none.
    """
    unknown = set(peristiwa) - PERISTIWA
    if unknown or not peristiwa:
        raise TypeError(f"@mutation needs events of rules/jejak.py, not {sorted(unknown)}")

    def decorate(fn: Callable[P, R]) -> Callable[P, R]:
        params = inspect.signature(fn).parameters
        for nama in ("by", "at"):
            if nama not in params or params[nama].kind is not inspect.Parameter.KEYWORD_ONLY:
                raise TypeError(f"{fn.__qualname__} must take {nama} as a keyword-only argument")
        MUTATIONS[f"{fn.__module__}.{fn.__qualname__}"] = peristiwa

        @wraps(fn)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            luar = recorded.get()
            with transaction.atomic(savepoint=luar is None):
                ini = Recorded(list_titik())
                token = recorded.set(ini)
                try:
                    hasil = fn(*args, **kwargs)
                    # A bulk service that found nothing to change (0, []) has nothing to tell.
                    changed = hasil is None or bool(hasil)
                    if changed and not ini.peristiwa & set(peristiwa):
                        raise JejakHilang(f"{fn.__qualname__} left no {' or '.join(peristiwa)}")
                finally:
                    recorded.reset(token)
                ini.end(luar)
                return hasil

        return run

    return decorate


@contextmanager
def attempt() -> Iterator[None]:
    """A part of an act that may be refused while the act goes on: its writes and its events stay, or go, together.

    What it records is written with the rest of the act, so that a chain is locked once and late.
    """
    luar = recorded.get()
    with transaction.atomic():
        ini = Recorded(list_titik())
        token = recorded.set(ini)
        try:
            yield
        finally:
            recorded.reset(token)
        if luar is None:
            ini.end(None)
    if luar is not None:
        ini.end(luar)
