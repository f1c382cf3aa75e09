"""A progress bar on stderr for long stages, only when a person is watching."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

from tqdm import tqdm

T = TypeVar("T")


class Bar(Protocol):
    def update(self, n: float | None = 1) -> bool | None: ...


def progress(items: Iterable[T], label: str, total: int | None = None) -> Iterable[T]:
    """`items` themselves, counted on the way when stderr is a terminal."""
    shown: Iterable[T] = tqdm(items, desc=label, total=total, **_where())
    return shown


@contextmanager
def bar(label: str, total: int) -> Iterator[Bar]:
    """A bar moved by hand: `bar.update(n)`."""
    with tqdm(desc=label, total=total, **_where()) as shown:
        yield shown


def _where() -> dict[str, Any]:
    return {"file": sys.stderr, "disable": not sys.stderr.isatty(), "leave": False}
