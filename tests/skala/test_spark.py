"""The same answers from a Spark master with two workers as from one DuckDB: every column of every row."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path
from time import monotonic, sleep

import pyarrow.parquet as pq
import pytest

from opensiks.pemadanan.mesin.baca import BerkasDitolak
from opensiks.pemadanan.mesin.bobot import as_json
from opensiks.pemadanan.mesin.jalan import padan
from opensiks.pemadanan.spark.jalan import padan_spark
from opensiks.synth.pasangan import generate_pasangan
from tests.pemadanan.alat import orang, tabel
from tests.skala.conftest import write
from tests.skala.gugus import Gugus, run_gugus


def run_perintah(folder: Path, *argumen: str) -> subprocess.CompletedProcess[str]:
    """`opensiks padan` over d.parquet and p.parquet of the folder, as somebody types it."""
    bawa = {k: v for k, v in os.environ.items() if k in ("PATH", "JAVA_HOME", "LANG")}
    return subprocess.run(
        [sys.executable, "-m", "opensiks", "padan", "--dtks", "d.parquet", "--dukcapil", "p.parquet", *argumen],
        cwd=folder, capture_output=True, text=True, env=bawa | {"OPENSIKS_HOME": str(folder / "rumah")},
    )  # fmt: skip


def assert_equal(satu: Path, dua: Path) -> None:
    a, b = pq.read_table(satu), pq.read_table(dua)
    assert [(f.name, f.type) for f in a.schema] == [(f.name, f.type) for f in b.schema]
    for kolom in a.column_names:
        assert a[kolom] == b[kolom], kolom


def test_every_column_is_equal_and_both_workers_worked(
    gugus: Gugus, berkas: tuple[Path, Path], tmp_path: Path
) -> None:
    ringkasan, model = padan(*berkas, tmp_path / "satu.parquet")
    spark = ["--engine", "spark", "--master", gugus.master, "--out", "dua.parquet", "--json"]
    spark += ["--simpan-model", "bobot.json"]
    for k, v in gugus.setelan.items():
        spark += ["--setelan", f"{k}={v}"]
    dulu = Counter(_pelaku(gugus))
    hasil = run_perintah(tmp_path, *spark)
    assert hasil.returncode == 0, hasil.stderr[-3000:]
    assert_equal(tmp_path / "satu.parquet", tmp_path / "dua.parquet")
    assert json.loads((tmp_path / "bobot.json").read_text()) == as_json(model)
    isi = json.loads(hasil.stdout)
    assert isi["jumlah"] == ringkasan.jumlah
    assert isi["lintasan"] == ringkasan.lintasan
    assert isi["baris"] == ringkasan.baris
    assert isi["kesalahan"] == pytest.approx(ringkasan.kesalahan, abs=2e-6)
    # Executors 0 and 1 of this run live under one worker each.
    banyak = Counter(_pelaku(gugus)) - dulu
    assert set(banyak) == {"0", "1"}
    assert min(banyak.values()) > 20
    assert sorted(p.name for p in tmp_path.iterdir() if p.name.startswith(".")) == []


def _pelaku(gugus: Gugus) -> list[str]:
    """The executor of every task that Spark wrote down as done."""
    return [str(e["Task Info"]["Executor ID"]) for e in gugus.peristiwa("SparkListenerTaskEnd")]  # type: ignore[index]


def test_a_worker_that_dies_in_the_middle_changes_nothing(tmp_path: Path) -> None:
    d, p = write(tmp_path, generate_pasangan(3000, 10_000, seed=53))
    padan(d, p, tmp_path / "satu.parquet")
    mati: list[str] = []
    with run_gugus(tmp_path / "spark") as gugus:

        def kill(tahap: str, _n: int, _semua: int) -> None:
            # Its share of three stages is gone then; the fourth has to begin with what is left.
            if tahap == "banding":
                mati.append(tahap)
                threading.Thread(target=_kill_working, args=(gugus,)).start()

        padan_spark(d, p, tmp_path / "dua.parquet", master=gugus.master, setelan=gugus.setelan, lapor=kill)
        assert gugus.pekerja[0].poll() is not None
        hilang = list(gugus.peristiwa("SparkListenerExecutorRemoved"))
    assert mati == ["banding"]
    assert hilang
    assert_equal(tmp_path / "satu.parquet", tmp_path / "dua.parquet")


def _kill_working(gugus: Gugus) -> None:
    """Kill the first worker as soon as another task of the stage has ended somewhere."""
    banyak, akhir = len(_pelaku(gugus)), monotonic() + 20
    while len(_pelaku(gugus)) == banyak and monotonic() < akhir:
        sleep(0.05)
    gugus.kill_pekerja(0)


@pytest.mark.parametrize(("n_d", "n_p"), [(0, 2), (2, 0)])
def test_empty_files(gugus: Gugus, tmp_path: Path, n_d: int, n_p: int) -> None:
    pq.write_table(tabel([orang()] * n_d, "did"), tmp_path / "d.parquet")
    pq.write_table(tabel([orang()] * n_p, "pid"), tmp_path / "p.parquet")
    padan(tmp_path / "d.parquet", tmp_path / "p.parquet", tmp_path / "satu.parquet")
    padan_spark(
        tmp_path / "d.parquet",
        tmp_path / "p.parquet",
        tmp_path / "dua.parquet",
        master=gugus.master,
        bagian=2,
    )
    assert_equal(tmp_path / "satu.parquet", tmp_path / "dua.parquet")


def test_a_number_that_stands_twice_is_refused_in_the_same_sentence(gugus: Gugus, tmp_path: Path) -> None:
    d = tabel([orang(), orang()], "did")
    pq.write_table(d.set_column(0, "did", d["did"].combine_chunks().take([0, 0])), tmp_path / "d.parquet")
    pq.write_table(tabel([orang()], "pid"), tmp_path / "p.parquet")
    with pytest.raises(
        BerkasDitolak, match=r"^Kolom did di berkas d\.parquet memuat nomor yang sama dua kali\.$"
    ):
        padan_spark(
            tmp_path / "d.parquet",
            tmp_path / "p.parquet",
            tmp_path / "r.parquet",
            master=gugus.master,
            bagian=2,
        )
    assert sorted(x.name for x in tmp_path.iterdir()) == ["d.parquet", "p.parquet"]


@pytest.mark.parametrize("master", ["local[2]", "spark://127.0.0.1:1", "spark://"])
def test_a_master_that_is_not_there_is_said_in_a_sentence(tmp_path: Path, master: str) -> None:
    pq.write_table(tabel([orang()], "did"), tmp_path / "d.parquet")
    pq.write_table(tabel([orang()], "pid"), tmp_path / "p.parquet")
    with pytest.raises(BerkasDitolak, match=r"master|Master"):
        padan_spark(tmp_path / "d.parquet", tmp_path / "p.parquet", tmp_path / "r.parquet", master=master)


@pytest.mark.parametrize(
    ("pilihan", "kode", "kalimat"),
    [
        ([], 2, "butuh --master"),
        (["--master", "spark://127.0.0.1:1", "--setelan", "memori=2g"], 1, "tidak dimengerti"),
        (["--master", "spark://127.0.0.1:1", "--utas", "2"], 1, "--utas hanya untuk --engine duckdb"),
        (["--master", "spark://127.0.0.1:1"], 1, "tidak menjawab"),
    ],
)
def test_the_command_refuses_in_a_sentence(
    tmp_path: Path, pilihan: list[str], kode: int, kalimat: str
) -> None:
    pq.write_table(tabel([orang()], "did"), tmp_path / "d.parquet")
    pq.write_table(tabel([orang()], "pid"), tmp_path / "p.parquet")
    hasil = run_perintah(tmp_path, "--out", "r.parquet", "--engine", "spark", *pilihan)
    assert hasil.returncode == kode, hasil.stderr
    assert kalimat in hasil.stderr
    assert "Traceback" not in hasil.stderr
