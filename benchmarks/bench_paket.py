"""Deadline night at one office: script/bench paket [--desa 15,50,151] [--home HOME].

Every package is opened, verified, judged and applied in one transaction, on two processes; beside it the floor: the
same files decrypted and verified and the same rows copied, nothing else. What is printed is the ratio of the two,
and the CPU seconds of both with those of PostgreSQL: on a busy machine they alone compare.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from benchmarks import dunia_paket as dunia
from benchmarks.cpu import count_server

PROSES = 2


def _connect(home: str, basis: str) -> None:
    """Make this process a program of the installation `home`, on the database `basis`."""
    import django

    os.environ |= {"DJANGO_SETTINGS_MODULE": "opensiks.config.settings.dev", "OPENSIKS_HOME": home}
    django.setup()
    from django.db import connections

    for nama in ("default", "owner"):
        connections.databases[nama]["NAME"] = basis


def judge_satu(id_: int) -> float:
    from opensiks.infra.scope import scope_nasional
    from opensiks.paket.queries import get_titipan
    from opensiks.paket.services import judge_titipan
    from opensiks.rules.aktor import sistem

    mulai = time.perf_counter()
    with scope_nasional():
        judge_titipan(get_titipan(id_), by=sistem("Meja paket"), at=dunia.TITIP)
    return time.perf_counter() - mulai


def copy_satu(id_: int) -> float:
    """The floor: decrypt, verify, copy."""
    from opensiks.infra.copy import copy_into
    from opensiks.infra.scope import scope_nasional
    from opensiks.paket import nilai, simpan
    from opensiks.paket.queries import get_titipan

    mulai = time.perf_counter()
    with scope_nasional():
        t = get_titipan(id_)
        paket = nilai._open(t)
        copy_into(
            "lantai_ubahan", simpan.KOLOM,
            ((paket.manifes["desa"], paket.kid, u.id, u.n, t.pk, None, u.jenis, u.pokok, u._asdict(), "", "DITERIMA",
              "", "", "", None, {}, t.at, t.at) for u in paket.ubahan),
        )  # fmt: skip
    return time.perf_counter() - mulai


@dataclass(frozen=True)
class Lama:
    """Seconds in all, seconds of each, and CPU seconds of the processes and of PostgreSQL together."""

    detik: float
    masing: list[float]
    cpu: float


def run(home: Path, basis: str, tugas: Callable[[int], float], ids: Sequence[int]) -> Lama:
    """The work on every id, with every process warm before the clock starts."""
    konteks = get_context("spawn")
    with ProcessPoolExecutor(PROSES, konteks, _connect, (str(home), basis)) as kolam:
        list(kolam.map(_warm, range(PROSES * 2)))
        server, mulai = count_server(home / "pg"), time.perf_counter()
        hasil = list(kolam.map(partial(_count, tugas), ids))
        detik = time.perf_counter() - mulai
        cpu = count_server(home / "pg") - server + sum(c for _, c in hasil)
        return Lama(detik, [d for d, _ in hasil], cpu)


def _count(tugas: Callable[[int], float], id_: int) -> tuple[float, float]:
    mulai = time.process_time()
    return tugas(id_), time.process_time() - mulai


def _warm(_: int) -> None:
    from opensiks.infra.scope import scope_nasional
    from opensiks.paket.kunci import get_registrar
    from opensiks.paket.models import Titipan

    with scope_nasional():
        Titipan.objects.count()
    get_registrar()
    time.sleep(0.3)


def deposit(paths: Sequence[Path]) -> list[int]:
    from opensiks.infra.scope import scope_nasional
    from opensiks.paket.services import deposit_paket

    with scope_nasional():
        by = dunia._dinas()
        return [deposit_paket(p.read_bytes(), p.name, by=by, at=dunia.TITIP).pk for p in paths]


def get_sidik() -> tuple[object, ...]:
    """What must not change: lines with verdicts, receipts byte for byte, the trail's length."""
    from django.db import connection

    from opensiks.infra.scope import scope_nasional

    kueri = (
        "SELECT count(*), md5(string_agg(ubahan || vonis || hasil, '' ORDER BY kid, n)) FROM paket_ubahan",
        "SELECT count(*), md5(string_agg(sha256, '' ORDER BY id)) FROM paket_tandaterima",
        "SELECT count(*) FROM verval_verval WHERE batal_at IS NULL",
        "SELECT count(*) FROM usulan_usulan",
        "SELECT count(*) FROM jejak_jejak",
    )
    with scope_nasional(), connection.cursor() as cur:
        hasil = []
        for k in kueri:
            cur.execute(k)
            hasil.append(cur.fetchone())
        return tuple(hasil)


def clone(dari: str, ke: str) -> None:
    """A copy of the filled database, for a run of its own."""
    from dataclasses import replace

    from django.db import connections
    from psycopg import sql

    from opensiks.infra import dburl
    from opensiks.infra.prepare import connect

    connections.close_all()
    with connect(replace(dburl.owner_address(), name="postgres")) as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(ke)))
        server.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(ke), sql.Identifier(dari))
        )
    for nama in ("default", "owner"):
        connections[nama].settings_dict["NAME"] = ke


def prepare(home: Path, desa: int) -> list[dunia.Paket]:
    os.environ |= {"DJANGO_SETTINGS_MODULE": "opensiks.config.settings.dev", "OPENSIKS_HOME": str(home)}
    import django

    django.setup()
    from opensiks.infra.dburl import app_address, owner_address
    from opensiks.infra.postgres import embedded
    from opensiks.infra.prepare import apply_grants, connect, prepare_database

    embedded(home).start()
    prepare_database()
    with connect(owner_address()) as server:
        server.execute("CREATE TABLE lantai_ubahan (LIKE paket_ubahan)")
        server.execute("ALTER TABLE lantai_ubahan ALTER id DROP NOT NULL, ALTER periode_id DROP NOT NULL")
        apply_grants(server, app_address().user)
    folder = home / "paket"
    folder.mkdir()
    paket = dunia.fill(folder, desa)
    with connect(owner_address()) as server:
        server.execute("VACUUM ANALYZE")
    return paket


def report(n: int, baris: int, lantai: Lama, nilai: Lama) -> None:
    urut = sorted(nilai.masing)
    print(
        f"{n:>6}{baris:>10,}{lantai.detik:>10.2f}{nilai.detik:>10.2f}{nilai.detik / lantai.detik:>8.1f}"
        f"{urut[len(urut) // 2] * 1000:>12.0f}{urut[-1] * 1000:>12.0f}{baris / nilai.detik:>12,.0f}"
        f"{lantai.cpu:>14.1f}{nilai.cpu:>13.1f}"
    )


def main() -> int:
    p = argparse.ArgumentParser(prog="script/bench paket")
    p.add_argument("--desa", default="15,50,151", help="jumlah paket tiap putaran, dipisah koma")
    p.add_argument("--home", type=Path, default=None, help="folder kosong; tanpa ini folder sementara")
    pilihan = p.parse_args()
    ukuran = [int(n) for n in pilihan.desa.split(",")]
    with tempfile.TemporaryDirectory(prefix="opensiks-bench-") as sementara:
        home = pilihan.home or Path(sementara)
        print("mengisi desa …", file=sys.stderr, flush=True)
        paket = prepare(home, max(ukuran))
        print(
            f"{'paket':>6}{'ubahan':>10}{'lantai s':>10}{'nilai s':>10}{'kali':>8}{'tengah ms':>12}"
            f"{'lama ms':>12}{'ubahan/s':>12}{'lantai CPU s':>14}{'nilai CPU s':>13}"
        )
        for n in ukuran:
            clone("opensiks", "opensiks_bench")
            ids = deposit([b.path for b in paket[:n]])
            lantai = run(home, "opensiks_bench", copy_satu, ids)
            nilai = run(home, "opensiks_bench", judge_satu, ids)
            report(n, sum(b.baris for b in paket[:n]), lantai, nilai)
        sama = repeat(home, [b.path for b in paket[: ukuran[-1]]])
        from opensiks.infra.postgres import embedded

        embedded(home).stop()
    return 0 if sama else 1


def repeat(home: Path, paths: Sequence[Path]) -> bool:
    """The same packages again, shuffled and doubled: nothing changes and every receipt is the same."""
    sebelum = get_sidik()
    lagi = [*paths, *paths]
    random.Random(7).shuffle(lagi)
    mulai = time.perf_counter()
    ids = deposit(lagi)
    titip = time.perf_counter() - mulai
    lama = run(home, "opensiks_bench", judge_satu, ids).detik
    sama = get_sidik() == sebelum
    print(
        f"diulang {len(lagi)} kali, diacak: titip {titip:.1f} s, nilai {lama:.1f} s, {'sama' if sama else 'BERUBAH'}"
    )
    return sama


if __name__ == "__main__":
    sys.exit(main())
