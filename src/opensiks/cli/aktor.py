"""In whose name a command acts, and how it says that the rules refuse."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.core.management.base import CommandError

from opensiks.akun.access import TidakBerhak
from opensiks.akun.queries import find_actor, find_akun
from opensiks.infra import clock
from opensiks.rules.aktor import Actor, sistem
from opensiks.rules.peran import LABEL, LABEL_IZIN
from opensiks.rules.rule import AksiDitolak


def actor_of(username: str | None, perintah: str, at: datetime) -> Actor:
    """The actor of an account today; without a name the system, named after the command."""
    if not username:
        return sistem(f"Perintah {perintah}")
    akun = find_akun(username)
    actor = find_actor(akun, clock.local(at, "").date(), asal=f"perintah {perintah}") if akun else None
    if actor is None:
        raise CommandError(f"Akun {username} tidak ada, tidak aktif, atau tanpa penugasan hari ini.")
    return actor


@contextmanager
def spoken_refusals() -> Iterator[None]:
    """Refusals of the rules as sentences on the terminal, with what to do."""
    try:
        yield
    except AksiDitolak as ditolak:
        kalimat = (f"{v.kode}: {v} {v.langkah}".strip() for v in ditolak.violations)
        raise CommandError("\n".join(kalimat)) from None
    except TidakBerhak as tidak:
        raise CommandError(f"{LABEL[tidak.peran]} tidak berhak: {LABEL_IZIN[tidak.izin]}.") from None
