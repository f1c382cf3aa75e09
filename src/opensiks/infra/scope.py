"""Opens the scope of a transaction: the kode wilayah that row-level security lets through."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from django.db import connection, transaction


class HasDaftarKode(Protocol):
    """What a Cakupan offers: the codes covered, ("",) for the nation, () for nothing."""

    @property
    def daftar_kode(self) -> tuple[str, ...]: ...


@contextmanager
def scope(cakupan: HasDaftarKode) -> Iterator[None]:
    """A transaction in which only rows under `cakupan` exist.

    May be nested: leaving the inner scope brings back the outer one, also after an error (the savepoint does
    it).
    """
    with _scope(encode(cakupan.daftar_kode)):
        yield


@contextmanager
def scope_nasional() -> Iterator[None]:
    """A transaction that sees the nation; for jobs and commands of the system itself, never for a person."""
    with _scope("*"):
        yield


@contextmanager
def _scope(value: str) -> Iterator[None]:
    nested = connection.in_atomic_block
    with transaction.atomic():
        former = current() if nested else ""
        _set(value)
        yield
        if nested and not connection.needs_rollback:
            _set(former)


def encode(daftar_kode: tuple[str, ...]) -> str:
    """The text of the setting for these codes; ValueError for a text that is no code."""
    if "" in daftar_kode:
        return "*"
    for kode in daftar_kode:
        if not kode.replace(".", "").isascii() or not kode.replace(".", "").isdigit():
            raise ValueError(f"{kode!r} is no kode wilayah")
    return ",".join(daftar_kode)


def current() -> str:
    """The scope in force as the setting's text; empty when none is open."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('opensiks.cakupan', true), '')")
        return str(cursor.fetchone()[0])


def _set(value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('opensiks.cakupan', %s, true)", [value])
