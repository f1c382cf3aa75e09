"""Which server processes belong to a data folder, looked up in /proc.

The number in `postmaster.pid` proves nothing: it may have gone to another program, the folder may be a copy of one
that is served, or may have been deleted below a server that lives on. But a server process keeps its data folder
as its working folder, and that cannot be mistaken.
"""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
DELETED = " (deleted)"
PID_FILE = "postmaster.pid"
# How long one signal may take before the next, sterner one; a fast stop writes what memory still holds.
PATIENCE = 20.0


class PostgresError(Exception):
    """The embedded server could not be prepared, started or stopped; the message says what to do."""


@dataclass(frozen=True)
class Process:
    """A living process of PostgreSQL. `folder` is the path of its working folder when that still exists."""

    pid: int
    parent: int
    folder: Path | None


def is_supported() -> bool:
    """True where processes can be looked at; elsewhere only PostgreSQL's own word counts."""
    return (PROC / "self" / "cwd").is_symlink()


def read_pid(data: Path) -> int | None:
    """The number in the folder's `postmaster.pid`, or None. Whose process it is, is another question."""
    return read_pid_of(data / PID_FILE)


def read_pid_of(lock: Path) -> int | None:
    """The number in one of PostgreSQL's lock files."""
    try:
        first, *_ = lock.read_text().split("\n", 1)
        return abs(int(first))
    except (OSError, ValueError):
        return None


def find_serving(data: Path) -> list[Process]:
    """Processes of PostgreSQL that work in this very folder."""
    return [process for process in _processes() if process.folder and _is_same(process.folder, data)]


def find_orphans(data: Path) -> list[Process]:
    """Processes of PostgreSQL that worked in a folder of this name, which was deleted below them."""
    gone = str(data.resolve()) + DELETED
    return [p for p in _processes() if p.folder is None and _link(p.pid, "cwd") == gone]


def find_postgres(pid: int) -> Process | None:
    """The process of that number when it is one of PostgreSQL that we may look at."""
    if Path(_link(pid, "exe").removesuffix(DELETED)).name != "postgres":
        return None
    folder = _link(pid, "cwd")
    parent = _parent(pid)
    if not folder or parent is None:
        return None
    return Process(pid, parent, None if folder.endswith(DELETED) else Path(folder))


def end_orphans(data: Path) -> bool:
    """End servers whose folder is gone; nothing of theirs can be kept. False when there are none."""
    return _end(lambda: find_orphans(data), data, signal.SIGQUIT, signal.SIGKILL)


def end_serving(data: Path) -> bool:
    """End servers that work in the folder although it names another or none. False when there are none."""
    return _end(lambda: find_serving(data), data, signal.SIGINT, signal.SIGQUIT)


def refuse_foreign(lock: Path, *, answers: bool) -> None:
    """Raise when the socket of this lock file is served for another folder, or by nobody we can see."""
    if not answers:
        return
    holder = read_pid_of(lock)
    process = find_postgres(holder) if holder else None
    if process and process.folder:
        raise PostgresError(
            f"Server PostgreSQL (PID {process.pid}) memakai soket {lock.with_suffix('')}, tetapi melayani folder "
            f"{process.folder}. Mungkin folder itu dipindah. Hentikan dulu: "
            f"OPENSIKS_HOME={process.folder.parent} opensiks pg stop"
        )
    raise PostgresError(
        f"Server PostgreSQL lain menjawab di {lock.with_suffix('')}, tetapi prosesnya tidak terlihat dari sini. "
        f"Mungkin ia berjalan di kontainer atau dengan akun lain. Hentikan di sana, lalu ulangi."
    )


def heads(processes: list[Process]) -> list[Process]:
    """Those whose parent is not among them: the postmaster, or the children it left behind."""
    pids = {process.pid for process in processes}
    return [process for process in processes if process.parent not in pids]


def _end(find: Callable[[], list[Process]], data: Path, *kinds: signal.Signals) -> bool:
    """Send each signal in turn until `find` finds nothing more. False when it found nothing at all.

    A postmaster is signalled alone, since it ends its own children.
    """
    if not (found := find()):
        return False
    for kind in kinds:
        for process in heads(found):
            with suppress(ProcessLookupError, PermissionError):
                os.kill(process.pid, kind)
        deadline = time.monotonic() + PATIENCE
        while (found := find()) and time.monotonic() < deadline:
            time.sleep(0.05)
        if not found:
            return True
    raise PostgresError(
        f"Proses PostgreSQL lama (PID {found[0].pid}) masih memakai folder {data} dan tidak mau berhenti."
    )


def _processes() -> Iterator[Process]:
    for entry in PROC.glob("[0-9]*"):
        if process := find_postgres(int(entry.name)):
            yield process


def _link(pid: int, name: str) -> str:
    try:
        return os.readlink(PROC / str(pid) / name)
    except OSError:
        return ""


def _parent(pid: int) -> int | None:
    try:
        # "pid (name) state parent …"; a process that has ended but was not collected yet has the state Z.
        state, parent, *_ = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except (OSError, ValueError):
        return None
    return None if state == "Z" else int(parent)


def _is_same(folder: Path, data: Path) -> bool:
    try:
        return folder.samefile(data)
    except OSError:
        return False
