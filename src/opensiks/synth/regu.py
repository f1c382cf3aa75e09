"""Two cores, two crews: villages know nothing of each other, so half of them can be played beside the other half.

Crews are forked once, before any library has started threads of its own, and are handed their villages by period.
They keep the villages' state between the days that the whole kabupaten shares (the warnings).
"""

from __future__ import annotations

import multiprocessing
import os
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from multiprocessing.connection import Connection
from typing import Protocol

from django.db import connections

# Day, hour, village, act: sorted, they make the month.
Kejadian = tuple[date, int, str, Callable[[], None]]


class Lakon(Protocol):
    @property
    def kode(self) -> str: ...

    def events(self) -> list[Kejadian]: ...


class ReguGagal(RuntimeError):
    """A crew stopped; carries what it said."""


class Regu:
    """The crews: `assign` gives them the villages of a period, `advance(day)` lets everything before a day happen."""

    def __init__(self, jumlah: int | None = None) -> None:
        konteks = multiprocessing.get_context("fork")
        connections.close_all()
        self.jalur: list[Connection] = []
        self.orang = []
        for _ in range(jumlah or os.cpu_count() or 1):
            sini, sana = konteks.Pipe()
            proses = konteks.Process(target=_work, args=(sana, [*self.jalur, sini]), daemon=True)
            proses.start()
            sana.close()
            self.jalur.append(sini)
            self.orang.append(proses)

    def assign(self, daftar: Sequence[Lakon]) -> None:
        """Every village goes with the same crew in every period, whatever the machine does."""
        n = len(self.jalur)
        for i, jalur in enumerate(self.jalur):
            jalur.send([x for x in daftar if int(x.kode.replace(".", "")) % n == i])
        self._wait()

    def advance(self, sampai: date) -> None:
        for jalur in self.jalur:
            jalur.send(sampai)
        self._wait()

    def close(self) -> None:
        for jalur in self.jalur:
            with suppress(OSError):
                jalur.send(None)
        for proses in self.orang:
            proses.join(timeout=10)

    def _wait(self) -> None:
        for jalur in self.jalur:
            try:
                galat = jalur.recv()
            except EOFError as putus:
                raise ReguGagal("sebuah regu berhenti tanpa kabar") from putus
            if galat:
                raise ReguGagal(galat)


def _work(jalur: Connection, milik_pemimpin: Sequence[Connection]) -> None:
    """A crew's process: take villages, act until the day asked for, answer, wait for the next word.

    The fork inherits the leader's ends of the pipes; kept open, they would hide that the leader is gone.
    """
    for ujung in milik_pemimpin:
        ujung.close()
    kejadian: list[Kejadian] = []
    n = 0
    with suppress(EOFError):
        while (pesan := jalur.recv()) is not None:
            try:
                if isinstance(pesan, date):
                    while n < len(kejadian) and kejadian[n][0] < pesan:
                        kejadian[n][3]()
                        n += 1
                else:
                    kejadian, n = sorted((e for x in pesan for e in x.events()), key=_urut), 0
                jalur.send("")
            except Exception:
                jalur.send(traceback.format_exc())
    connections.close_all()


def _urut(e: Kejadian) -> tuple[date, int, str]:
    return e[:3]
