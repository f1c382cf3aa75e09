"""The example world that the pages are looked at in: the demo itself, small, with a server of its own."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.layar.jelajah import TAMU, Peserta

AKAR = Path(__file__).resolve().parents[2]
KECIL = ("--kabupaten", "31.01", "--individu", "700")
# One account of every role, and an operator and a head for every stage a village of the open period is in; each with a
# session made here, so that nobody fills in the form dozens of times a minute, which it would refuse.
_BACA_PESERTA = """
import json, sys
import django
django.setup()
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from opensiks.akun.models import Penugasan
from opensiks.infra.scope import scope_nasional
from opensiks.verval.models import Periode, PeriodeDesa
def sesi(akun):
    isi = SessionStore()
    isi[SESSION_KEY], isi[BACKEND_SESSION_KEY] = str(akun.pk), settings.AUTHENTICATION_BACKENDS[0]
    isi[HASH_SESSION_KEY] = akun.get_session_auth_hash()
    isi.create()
    return isi.session_key
with scope_nasional():
    terbuka = Periode.objects.order_by("-mulai_at").first()
    tahap = {}
    for p in PeriodeDesa.objects.filter(periode=terbuka).order_by("kode_desa"):
        tahap.setdefault(p.status, p.kode_desa)
    hasil = {}
    rows = Penugasan.objects.filter(sampai__isnull=True).select_related("akun")
    for p in rows.order_by("kode_wilayah", "akun__username"):
        kata = p.peran.lower()
        for status, desa in tahap.items():
            if p.kode_wilayah == desa and p.peran in ("OPERATOR_DESA", "KADES_LURAH"):
                hasil[f"{kata}-{status.lower()}"] = p.akun
        if p.peran not in ("OPERATOR_DESA", "KADES_LURAH") and kata not in hasil:
            hasil[kata] = p.akun
json.dump({nama: (akun.username, sesi(akun)) for nama, akun in hasil.items()}, sys.stdout)
"""


def lingkungan(home: Path) -> dict[str, str]:
    """The environment of a process that lives in this installation, whatever the tests themselves live in."""
    env = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "DATABASE_APP_URL")}
    return env | {
        "OPENSIKS_HOME": str(home), "DJANGO_SETTINGS_MODULE": "opensiks.config.settings.dev", "OPENSIKS_UKUR": "1",
    }  # fmt: skip


def opensiks(home: Path, *perintah: str, batas: int = 900) -> subprocess.CompletedProcess[str]:
    jalan = [sys.executable, "-m", "opensiks", *perintah]
    return subprocess.run(
        jalan, env=lingkungan(home), capture_output=True, text=True, timeout=batas, check=False
    )


def mainkan(home: Path, *isi: str) -> None:
    """Play the demo there, unless it was played."""
    jalan = opensiks(home, "demo", "--once", *isi)
    if jalan.returncode:
        raise RuntimeError(jalan.stderr[-3000:])


def titipkan(home: Path) -> None:
    """Packages for the desk, once the demo was played there (tests/layar/titipan.py)."""
    _jalankan(home, "tests.layar.titipan")


def padankan(home: Path) -> None:
    """A matching with work for everybody, once the demo was played there (tests/layar/pemadanan.py)."""
    _jalankan(home, "tests.layar.pemadanan")


def _jalankan(home: Path, modul: str) -> None:
    hasil = subprocess.run(
        [sys.executable, "-m", modul], cwd=AKAR, env=lingkungan(home), capture_output=True, text=True, timeout=300,
        check=False,
    )  # fmt: skip
    if hasil.returncode:
        raise RuntimeError(hasil.stderr[-3000:])


def list_peserta(home: Path) -> list[Peserta]:
    """Everybody who looks, by role and stage; the stranger last. The database of `home` must be running."""
    jalan = subprocess.run(
        [sys.executable, "-c", _BACA_PESERTA], env=lingkungan(home), capture_output=True, text=True, timeout=120,
        check=True,
    )  # fmt: skip
    orang = [Peserta(nama, *siapa) for nama, siapa in sorted(json.loads(jalan.stdout).items())]
    return [*orang, Peserta(TAMU)]


@contextmanager
def layani(home: Path, port: int = 0) -> Iterator[str]:
    """The pages of that installation, served as they are to people; gives the address."""
    port = port or _port_bebas()
    dasar = f"http://127.0.0.1:{port}"
    jalan = [sys.executable, "-m", "opensiks", "serve", "--port", str(port), "--no-worker", "--threads", "4"]
    catatan = home / f"serve-{port}.log"
    with open(catatan, "wb") as keluaran:
        proses = subprocess.Popen(jalan, env=lingkungan(home), stdout=keluaran, stderr=keluaran)
    try:
        _tunggu(dasar + "/masuk/", proses, catatan)
        yield dasar
    finally:
        proses.terminate()
        proses.wait(timeout=20)


def _tunggu(alamat: str, proses: subprocess.Popen[bytes], catatan: Path) -> None:
    for _ in range(240):
        if proses.poll() is not None:
            raise RuntimeError(catatan.read_text()[-3000:])
        try:
            urlopen(alamat, timeout=5).close()
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.5)
        else:
            return
    raise TimeoutError(alamat)


def _port_bebas() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])
