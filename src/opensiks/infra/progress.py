"""A progress bar on stderr for long stages, only when a person is watching."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Protocol, TypeVar

from tqdm import tqdm

T = TypeVar("T")


class Bar(Protocol):
    def update(self, n: float | None = 1) -> bool | None: ...


def progress(items: Iterable[T], label: str, total: int | None = None) -> Iterable[T]:
    """`items` themselves, counted on the way when stderr is a terminal."""
    return tqdm(items, desc=label, total=total, file=sys.stderr, disable=not sys.stderr.isatty(), leave=False)


@contextmanager
def bar(label: str, total: int) -> Iterator[Bar]:
    """A bar moved by hand: `bar.update(n)`."""
    with tqdm(desc=label, total=total, file=sys.stderr, disable=not sys.stderr.isatty(), leave=False) as shown:
        yield shown
