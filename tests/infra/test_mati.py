"""A database that is killed while packages are judged keeps every promise that was given."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from opensiks.infra import postgres, postmaster
from tests.contracts.pohon import AKAR
from tests.dukungan.rumah import rumah_sendiri

PAKET = 151


@pytest.fixture
def rumah() -> Iterator[Path]:
    with rumah_sendiri() as folder:
        yield folder


def run(rumah: Path, perintah: str) -> subprocess.Popen[str]:
    """The office's process, in its own home and away from the server of the other tests."""
    jauhkan = ("DATABASE_URL", "DATABASE_APP_URL")
    lingkungan = {
        **{k: v for k, v in os.environ.items() if k not in jauhkan},
        "DJANGO_SETTINGS_MODULE": "opensiks.config.settings.test",
        "OPENSIKS_TEST_HOME": str(rumah),
        "PYTHONPATH": str(AKAR),
    }
    perintah_lengkap = [sys.executable, "-m", "django", "mati", perintah, str(PAKET)]
    pipa = subprocess.PIPE
    return subprocess.Popen(perintah_lengkap, cwd=AKAR, env=lingkungan, text=True, stdout=pipa, stderr=pipa)


def kill_server(server: postgres.Server) -> None:
    """The server and each of its processes, by SIGKILL: nobody is left to write anything down."""
    with psycopg.connect(server.url("postgres")) as connection:
        anak = [int(pid) for (pid,) in connection.execute("SELECT pid FROM pg_stat_activity").fetchall()]
    induk = postmaster.read_pid(server.data)
    assert induk is not None
    for pid in (induk, *anak):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


@pytest.mark.berat
def test_every_deposit_receipt_is_honoured_after_the_database_was_killed(rumah: Path) -> None:
    """Kegagalan 39: 151 packages have their receipts, the server dies while they are judged, and starts again."""
    tanda: dict[str, str] = {}
    dinilai: list[str] = []
    with run(rumah, "titip") as kantor:
        assert kantor.stdout is not None
        assert kantor.stderr is not None
        for kata in map(str.split, kantor.stdout):
            if kata[0] == "tanda":
                tanda[kata[1]] = kata[2]
            else:
                dinilai.append(kata[1])
            if len(dinilai) == 20 and kata[0] == "dinilai":
                kill_server(postgres.embedded(rumah))
        galat = kantor.stderr.read()
    assert len(tanda) == PAKET, galat
    assert kantor.returncode != 0
    assert "OperationalError" in galat
    assert 20 <= len(dinilai) < PAKET
    with run(rumah, "lanjut") as kantor:
        keluar, galat = kantor.communicate()
    assert kantor.returncode == 0, galat
    kata_kata = [b.split() for b in keluar.splitlines()]
    # What was told as judged was judged; at most the one under way may have been committed unheard.
    sudah = {k[1] for k in kata_kata if k[0] == "sudah"}
    assert set(dinilai) <= sudah
    assert len(sudah) <= len(dinilai) + 1
    assert {k[1]: (k[2], k[3]) for k in kata_kata if k[0] == "akhir"} == {
        sha256: ("DINILAI", t) for sha256, t in tanda.items()
    }
    assert ["ubahan", str(PAKET)] in kata_kata
