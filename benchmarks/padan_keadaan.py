"""Registers with something gone or amiss, side by side: script/bench padan --keadaan.

Every situation is made by SQL from the same two pairs of registers (D 20,000 rows, P 50,000 persons), so that a
weakness shows that the usual data hides. Nothing is tuned to this table.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from benchmarks import bench_padan

UKURAN = (20_000, 50_000)
DATA = ("pasangan", "pasangan_lain")
DUA_KALI = 1_000_000_000  # added to the number of somebody whom P holds once more


def _empty(*kolom: str) -> str:
    return "SELECT * REPLACE (" + ", ".join(f"NULL AS {k}" for k in kolom) + ") FROM {0}"


@dataclass(frozen=True)
class Keadaan:
    """`d`, `p`: SELECT of the changed list from {0}; in D `orang` is a number of the person, the same as in P."""

    nama: str
    d: str = "SELECT * FROM {0}"
    p: str = "SELECT * FROM {0}"


def _both(nama: str, sql: str) -> Keadaan:
    return Keadaan(nama, sql, sql)


KEADAAN = (
    Keadaan("seperti biasa"),
    _both("tanpa ibu", _empty("nama_ibu")),
    _both("tanpa nomor KK", _empty("no_kk")),
    _both("tanpa KK dan ibu", _empty("no_kk", "nama_ibu")),
    _both("tanpa KK, ibu, alamat, tempat lahir", _empty("no_kk", "nama_ibu", "alamat", "tempat_lahir")),
    _both("tanpa NIK", _empty("nik")),
    _both("tanpa jenis kelamin", _empty("jenis_kelamin")),
    Keadaan("P tanpa tanggal lahir", p=_empty("tgl_lahir")),
    Keadaan("P tanpa tanggal lahir, KK, ibu", p=_empty("tgl_lahir", "no_kk", "nama_ibu")),
    Keadaan("P tanpa kode desa", p=_empty("kode_desa")),
    _both("semua alamat sama", "SELECT * REPLACE ('DUSUN 1' AS alamat) FROM {0}"),
    Keadaan(
        "40 % rumah pindah, KK dan desa di D lama",
        p="SELECT * REPLACE (CASE WHEN hash(no_kk) % 10 < 4 THEN reverse(no_kk) ELSE no_kk END AS no_kk,"
        " CASE WHEN hash(no_kk) % 10 < 4 THEN semua[1 + (hash(no_kk, 1) % len(semua))::INT] ELSE kode_desa END"
        " AS kode_desa) FROM {0}, (SELECT list(DISTINCT kode_desa ORDER BY kode_desa) AS semua FROM {0}) s",
    ),
    _both(
        "60 % orang bernama satu kata",
        "SELECT * REPLACE (CASE WHEN hash(orang) % 10 < 6 THEN split_part(nama, ' ', 1) ELSE nama END AS nama)"
        " FROM {0}",
    ),
    Keadaan(
        "1 % tanggal lahir tersalin dari anggota kartu",
        "SELECT * REPLACE (CASE WHEN hash(did) % 100 = 0 THEN coalesce(lag(tgl_lahir) OVER (PARTITION BY no_kk"
        " ORDER BY did), tgl_lahir) ELSE tgl_lahir END AS tgl_lahir) FROM {0}",
    ),
    Keadaan(
        "P memuat 2 % orang dua kali",
        p=f"SELECT * FROM {{0}} UNION ALL BY NAME SELECT * REPLACE (pid + {DUA_KALI} AS pid,"
        " nik[:15] || (nik[16]::INT + 5) % 10 AS nik) FROM {0} WHERE hash(pid) % 50 = 0",
    ),
    Keadaan("D hanya 50 baris", "SELECT * FROM {0} ORDER BY hash(did) LIMIT 50"),
    Keadaan("P hanya 8.000 orang", p="SELECT * FROM {0} ORDER BY hash(pid) LIMIT 8000"),
)  # fmt: skip


def measure(folder: Path, seed: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Name of each situation; by data set F1 of all and of the rows left, ECE, errors foretold and real."""
    for k in KEADAAN:
        yield k.nama, {data: _measure(prepare(folder, data, seed), k) for data in DATA}


def prepare(folder: Path, data: str, seed: int) -> Path:
    bench_padan.UKURAN["keadaan"] = UKURAN
    return bench_padan.prepare(folder, data, "keadaan", seed)


def _measure(di: Path, k: Keadaan) -> dict[str, Any]:
    ini = di / "ubah"
    ini.mkdir(exist_ok=True)
    db = duckdb.connect()
    kunci = f"'{di}/kunci.parquet'"
    d = f"(SELECT d.*, coalesce(k.pid, -d.did) AS orang FROM '{di}/dtks.parquet' d JOIN {kunci} k USING (did))"
    p = f"(SELECT *, pid AS orang FROM '{di}/dukcapil.parquet')"
    ada = f"k.pid IN (SELECT pid FROM '{ini}/dukcapil.parquet')"
    for nama, sql in (
        ("dtks", k.d.format(d)),
        ("dukcapil", k.p.format(p)),
        ("kunci", f"SELECT k.* REPLACE (CASE WHEN {ada} THEN k.pid END AS pid) FROM {kunci} k SEMI JOIN"
                  f" '{ini}/dtks.parquet' USING (did)"),
    ):  # fmt: skip
        db.execute(f"COPY ({sql}) TO '{ini}/{nama}.parquet' (FORMAT parquet)").fetchall()
    jawaban = ini / "jawaban.parquet"
    bench_padan.run(
        bench_padan._PADAN, *(ini / f"{x}.parquet" for x in ("dtks", "dukcapil")), jawaban, "", "", ""
    )
    # Somebody whom P holds twice is right under either number.
    db.execute(
        f"COPY (SELECT * REPLACE (pid % {DUA_KALI} AS pid) FROM '{jawaban}') TO '{ini}/r.parquet' (FORMAT parquet)"
    ).fetchall()
    nilai = bench_padan.score(ini)
    return {x: nilai[x] for x in ("f1_semua", "f1_sisa", "ece", "ternyata", "ragu")}


def as_text(nama: str, hasil: dict[str, Any]) -> str:
    """A row of the table in docs/pemadanan.md."""
    kolom = (
        "; ".join(f"{hasil[d][x]:.4f}".replace(".", ",") for d in DATA)
        for x in ("f1_semua", "f1_sisa", "ece")
    )
    return f"| {nama} | {' | '.join(kolom)} |"
