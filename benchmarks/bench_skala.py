"""The same matching by DuckDB and by a Spark master with two workers: processor seconds, tasks, bytes exchanged.

`script/bench skala [--ukuran 20000x50000,119120x300000]`. Needs `script/skala`. Wall-clock time on one machine says
nothing about many; processor time, counts and bytes do.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from time import perf_counter, sleep

import pyarrow.parquet as pq

from opensiks.synth.pasangan import generate_pasangan
from tests.skala.gugus import Gugus, run_gugus


class Pemakaian:
    """Processor seconds of all processes of some sessions, seen every fifth of a second; most memory at once."""

    def __init__(self, sesi: set[int]) -> None:
        self.sesi, self._per_proses, self.memori_mb = sesi, {}, 0.0
        self._henti = threading.Event()
        self._utas = threading.Thread(target=self._watch, daemon=True)
        self._utas.start()

    def _watch(self) -> None:
        detak = os.sysconf("SC_CLK_TCK")
        while not self._henti.is_set():
            memori = 0
            for berkas in Path("/proc").glob("[0-9]*/stat"):
                try:
                    isi = berkas.read_text().rsplit(")", 1)[1].split()
                except OSError:
                    continue
                if int(isi[3]) in self.sesi:
                    self._per_proses[berkas.parent.name, isi[19]] = (int(isi[11]) + int(isi[12])) / detak
                    memori += int(isi[21]) * os.sysconf("SC_PAGE_SIZE")
            self.memori_mb = max(self.memori_mb, memori / 1e6)
            sleep(0.2)

    def close(self) -> float:
        self._henti.set()
        self._utas.join()
        return sum(self._per_proses.values())


def run(folder: Path, *argumen: str, sesi: set[int] | None = None) -> dict[str, object]:
    """One `opensiks padan` in a session of its own; `sesi`: sessions that work for it."""
    mulai = perf_counter()
    perintah = [sys.executable, "-m", "opensiks", "padan", "--dtks", "d.parquet", "--dukcapil", "p.parquet"]
    proses = subprocess.Popen(
        [*perintah, "--json", *argumen], cwd=folder, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    pemakaian = Pemakaian({proses.pid} | (sesi or set()))
    keluaran, _ = proses.communicate()
    sleep(0.5)
    detik = perf_counter() - mulai
    assert proses.returncode == 0, argumen
    return {"cpu": round(pemakaian.close(), 1), "detik": round(detik, 1), "memori_mb": round(pemakaian.memori_mb),
            "isi": json.loads(keluaran)}  # fmt: skip


def exchanged(gugus: Gugus) -> dict[str, float]:
    tugas = list(gugus.peristiwa("SparkListenerTaskEnd"))
    metrik = [t["Task Metrics"] for t in tugas if t.get("Task Metrics")]
    return {
        "tugas": len(tugas),
        "tukar_mb": round(sum(m["Shuffle Write Metrics"]["Shuffle Bytes Written"] for m in metrik) / 1e6, 1),
        "simpan_mb": round(
            sum(
                b["Status"]["Disk Size"]
                for m in metrik
                for b in m.get("Updated Blocks", [])
                if b["Block ID"].startswith("rdd_")
            )
            / 1e6,
            1,
        ),
    }


def main() -> None:
    pilihan = argparse.ArgumentParser(description=__doc__)
    pilihan.add_argument("--ukuran", default="20000x50000")
    for ukuran in pilihan.parse_args().ukuran.split(","):
        n_d, n_p = (int(x) for x in ukuran.split("x"))
        with tempfile.TemporaryDirectory(prefix="skala-") as f:
            folder = Path(f)
            p = generate_pasangan(n_d, n_p)
            pq.write_table(p.dtks, folder / "d.parquet")
            pq.write_table(p.dukcapil, folder / "p.parquet")
            duckdb = run(folder, "--out", "satu.parquet")
            with run_gugus(folder / "spark") as gugus:
                sesi = gugus.sesi
                setelan = [y for k, v in gugus.setelan.items() for y in ("--setelan", f"{k}={v}")]
                spark = run(folder, "--out", "dua.parquet", "--engine", "spark", "--master", gugus.master, *setelan,
                            "--setelan", "spark.taskMetrics.trackUpdatedBlockStatuses=true", sesi=sesi)  # fmt: skip
                tukar = exchanged(gugus)
            sama = (
                pq.read_table(folder / "satu.parquet").to_pylist()
                == pq.read_table(folder / "dua.parquet").to_pylist()
            )
        print(
            json.dumps(
                {"ukuran": ukuran, "sama": sama, "duckdb": duckdb, "spark": spark, **tukar},
                ensure_ascii=False,
            )
        )


if __name__ == "__main__":
    main()
