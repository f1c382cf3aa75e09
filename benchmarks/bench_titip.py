"""Deadline night at the door: script/bench titip [--detik 600] [--laju 47] [--desa 151] [--home HOME].

Villages hand sealed packages in over HTTP, so many a second, at a server process of its own; a worker process judges
them meanwhile, and the Dinas looks at its desk. Every deposit has to be there with its receipt and be judged in time.
Exit 1 when one is lost, refused or never judged, or when the desk did not answer.
"""

from __future__ import annotations

import argparse
import hashlib
import http.client
import itertools
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks import dunia_titip as dunia

SALURAN = 8
CSRF = "a" * 32
# How often the Dinas opens its desk, and how long the queue may take afterwards, in seconds.
JEDA, HABIS = 2, 7200


@dataclass
class Hasil:
    """What was seen from outside; `aman`: digests of files for which a receipt came."""

    aman: dict[str, str] = field(default_factory=dict)
    gagal: list[str] = field(default_factory=list)
    titip_ms: list[float] = field(default_factory=list)
    halaman_ms: list[float] = field(default_factory=list)
    kunci: threading.Lock = field(default_factory=threading.Lock)


def send(alamat: str, pengirim: Sequence[dunia.Pengirim], detik: float, laju: float, hasil: Hasil) -> float:
    """Hand in `detik` × `laju` files, each at its time or as soon after it as the server lets; seconds it took."""
    nomor = itertools.count()
    jumlah, mulai = int(detik * laju), time.monotonic()

    def work() -> None:
        saluran = _connect(alamat)
        while (n := next(nomor)) < jumlah:
            siapa = pengirim[n % len(pengirim)]
            berkas = siapa.seal()
            time.sleep(max(0.0, mulai + n / laju - time.monotonic()))
            saluran = _deposit(saluran, alamat, siapa, berkas, hasil)
        saluran.close()

    _run_together([work] * SALURAN)
    return time.monotonic() - mulai


def _connect(alamat: str) -> http.client.HTTPConnection:
    return http.client.HTTPConnection(urlsplit(alamat).netloc, timeout=120)


def _deposit(
    saluran: http.client.HTTPConnection, alamat: str, siapa: dunia.Pengirim, berkas: bytes, hasil: Hasil
) -> http.client.HTTPConnection:
    """One file; a village tries the same file again when the line breaks or the office asks it to wait."""
    sidik = hashlib.sha256(berkas).hexdigest()
    kepala = {
        "Cookie": f"sessionid={siapa.sesi}; csrftoken={CSRF}", "X-CSRFToken": CSRF, "X-Nama": "paket.age",
        "Content-Type": "application/age",
    }  # fmt: skip
    sebab = ""
    for ulang in range(6):
        mulai = time.monotonic()
        try:
            saluran.request("POST", "/lembar/api/titip/", berkas, kepala)
            jawab = saluran.getresponse()
            isi, sebab = jawab.read(), f"HTTP {jawab.status}"
        except (OSError, http.client.HTTPException) as galat:
            saluran.close()
            saluran, sebab = _connect(alamat), repr(galat)
            continue
        if jawab.status == 200:
            with hasil.kunci:
                hasil.aman[sidik] = isi.decode()
                hasil.titip_ms.append((time.monotonic() - mulai) * 1000)
            return saluran
        if jawab.status < 500 and jawab.status != http.HTTPStatus.TOO_MANY_REQUESTS:
            break
        time.sleep(min(30, int(jawab.headers.get("Retry-After") or 2**ulang)))
    with hasil.kunci:
        hasil.gagal.append(f"titip {sidik[:12]}: {sebab}")
    return saluran


def watch(alamat: str, sesi: str, selesai: threading.Event, hasil: Hasil) -> None:
    """The Dinas at its desk until `selesai`."""
    while not selesai.is_set():
        saluran, mulai = _connect(alamat), time.monotonic()
        try:
            saluran.request("GET", "/meja/", headers={"Cookie": f"sessionid={sesi}"})
            jawab = saluran.getresponse()
            jawab.read()
            if jawab.status != 200:
                hasil.gagal.append(f"meja: HTTP {jawab.status}")
        except (OSError, http.client.HTTPException) as galat:
            hasil.gagal.append(f"meja: {galat!r}")
        finally:
            saluran.close()
        hasil.halaman_ms.append((time.monotonic() - mulai) * 1000)
        selesai.wait(JEDA)


def _run_together(kerja: Sequence[Callable[[], None]]) -> None:
    utas = [threading.Thread(target=k) for k in kerja]
    for u in utas:
        u.start()
    for u in utas:
        u.join()


def drain(batas: float) -> float:
    """Wait until the worker has nothing left; seconds it took, or `batas` when it did not get there."""
    from opensiks.infra.queue import count_waiting

    mulai = time.monotonic()
    while count_waiting() and time.monotonic() - mulai < batas:
        time.sleep(0.5)
    return time.monotonic() - mulai


def check(hasil: Hasil) -> tuple[dict[str, int], list[str]]:
    """(files by status, what is wrong): every receipt that was given against the rows that are there."""
    from collections import Counter

    from opensiks.infra import files
    from opensiks.infra.scope import scope_nasional
    from opensiks.paket.models import TandaTerima, Titipan
    from opensiks.paket.titip import folder_of

    with scope_nasional():
        rows = list(Titipan.objects.values_list("sha256", "status", "pk"))
        bertanda = set(TandaTerima.objects.values_list("titipan_id", flat=True))
    ada = {r[0] for r in rows}
    simpan = set(files.list_sidik(folder_of(dunia.KAB)))
    salah = [f"hilang: {s[:12]}" for s in hasil.aman if s not in ada or s not in simpan]
    salah += [f"belum dinilai: {r[0][:12]} {r[1]}" for r in rows if r[1] != "DINILAI" or r[2] not in bertanda]
    return dict(Counter(str(r[1]) for r in rows)), salah


def prepare(home: Path, desa: int) -> tuple[str, list[dunia.Pengirim]]:
    os.environ |= {"DJANGO_SETTINGS_MODULE": "opensiks.config.settings.dev", "OPENSIKS_HOME": str(home)}
    import django

    django.setup()
    from opensiks.infra import clock
    from opensiks.infra.postgres import embedded
    from opensiks.infra.prepare import prepare_database

    embedded(home).start()
    prepare_database()
    return dunia.fill(desa, clock.now())


def run(home: Path, desa: int, detik: float, laju: float) -> int:
    """The whole night in an empty folder; 0 when nothing was lost."""
    from tests.layar.dunia import layani, lingkungan

    print("mengisi desa …", file=sys.stderr, flush=True)
    sesi, pengirim = prepare(home, desa)
    hasil, selesai = Hasil(), threading.Event()
    kerja = [sys.executable, "-m", "opensiks", "work"]
    with (
        layani(home) as alamat,
        (home / "work.log").open("wb") as catatan,
        subprocess.Popen(kerja, env=lingkungan(home), stdout=catatan, stderr=catatan) as pekerja,
    ):
        meja = threading.Thread(target=watch, args=(alamat, sesi, selesai, hasil))
        meja.start()
        lama = send(alamat, pengirim, detik, laju, hasil)
        print(
            f"{len(hasil.aman):,} titipan dalam {lama:.0f} s; menunggu antrean …", file=sys.stderr, flush=True
        )
        antre = drain(HABIS)
        selesai.set()
        meja.join()
        pekerja.terminate()
    status, salah = check(hasil)
    report(hasil, int(detik * laju), lama, antre, status)
    for kalimat in [*hasil.gagal, *salah][:20]:
        print(kalimat)
    return 1 if hasil.gagal or salah else 0


def report(hasil: Hasil, diminta: int, lama: float, antre: float, status: dict[str, int]) -> None:
    titip, meja = sorted(hasil.titip_ms) or [0.0], sorted(hasil.halaman_ms) or [0.0]
    print(f"diminta {diminta:,} titipan, bertanda titip {len(hasil.aman):,} dalam {lama:.0f} s "
          f"({len(hasil.aman) / lama:.1f} per detik)")  # fmt: skip
    print(f"satu titipan: tengah {titip[len(titip) // 2]:.0f} ms, terlama {titip[-1]:.0f} ms")
    print(
        f"dinilai {status.get('DINILAI', 0):,} dari {sum(status.values()):,}; antrean habis {antre:.0f} s kemudian"
    )
    print(
        f"meja Dinas: {len(meja)} kali dibuka, tengah {meja[len(meja) // 2]:.0f} ms, terlama {meja[-1]:.0f} ms"
    )


def main() -> int:
    p = argparse.ArgumentParser(prog="script/bench titip")
    p.add_argument("--detik", type=float, default=600)
    p.add_argument("--laju", type=float, default=47, help="titipan setiap detik")
    p.add_argument("--desa", type=int, default=151)
    p.add_argument("--home", type=Path, default=None, help="folder kosong; tanpa ini folder sementara")
    pilihan = p.parse_args()
    with tempfile.TemporaryDirectory(prefix="opensiks-bench-") as sementara:
        home = pilihan.home or Path(sementara)
        try:
            return run(home, pilihan.desa, pilihan.detik, pilihan.laju)
        finally:
            from opensiks.infra.postgres import embedded

            embedded(home).stop()


if __name__ == "__main__":
    sys.exit(main())
