"""Folders for installations with a server of their own.

Never below pytest's own folder: every run of pytest closes that to other accounts, and the embedded server, which under
root has an account of its own, dies of it at its next checkpoint.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from opensiks.infra import postgres


@contextmanager
def rumah_sendiri() -> Iterator[Path]:
    """An empty folder; at the end its server is stopped and the folder is gone."""
    folder = Path(tempfile.mkdtemp(prefix="siks-"))
    try:
        yield folder
    finally:
        remove_rumah(folder)


def rumah_bersama(nama: str) -> Path:
    """The folder of that name which all processes of this test run share; it need not exist yet."""
    putaran = os.environ.get("PYTEST_XDIST_TESTRUNUID") or str(os.getpid())
    return Path(tempfile.gettempdir()) / f"siks-{nama}-{putaran[:12]}"


def remove_rumah(folder: Path) -> None:
    postgres.embedded(folder).stop()
    shutil.rmtree(folder, ignore_errors=True)
