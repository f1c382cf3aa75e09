"""A Spark of this test's own: a master and workers as processes, on the loopback, stopped whatever happens."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep

import pyspark

# Short lives: compiling for the long run would cost more than the run.
_SINGKAT = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
_BATAS = 180.0  # seconds for a Java to come up on a busy machine


class Gugus:
    """`master`: its address. `folder`: logs, folders of the workers, records of what ran where."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pekerja: list[subprocess.Popen[bytes]] = []
        self._master: subprocess.Popen[bytes] | None = None
        self.master = ""
        (folder / "catatan").mkdir(parents=True)

    def start(self, pekerja: int = 2, memori: str = "1g") -> None:
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            port = s.getsockname()[1]
        self.master = f"spark://127.0.0.1:{port}"
        self._master = self._spawn("Master", "--host", "127.0.0.1", "--port", str(port), "--webui-port", "0")
        self._wait("master", "I have been elected leader", self._master)
        for i in range(pekerja):
            self.pekerja.append(
                self._spawn(
                    "Worker", "--host", "127.0.0.1", "--webui-port", "0", "--cores", "1", "--memory", memori,
                    "--work-dir", str(self.folder / f"pekerja-{i}"), self.master, nama=f"pekerja-{i}",
                )
            )  # fmt: skip
        for i, proses in enumerate(self.pekerja):
            self._wait(f"pekerja-{i}", "Successfully registered with master", proses)

    def _spawn(self, kelas: str, *argumen: str, nama: str = "master") -> subprocess.Popen[bytes]:
        rumah = os.path.dirname(pyspark.__file__)
        lingkungan = os.environ | {
            "SPARK_HOME": rumah,
            "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_LOCAL_DIRS": str(self.folder / f"cakram-{nama}"),
            "SPARK_DAEMON_MEMORY": "256m",
            "SPARK_DAEMON_JAVA_OPTS": f"-Dspark.ui.enabled=false {_SINGKAT}",
            "SPARK_CONF_DIR": str(self.folder),
        }
        with (self.folder / f"{nama}.log").open("wb") as log:
            return subprocess.Popen(
                [f"{rumah}/bin/spark-class", f"org.apache.spark.deploy.{kelas.lower()}.{kelas}", *argumen],
                stdout=log, stderr=log, env=lingkungan, start_new_session=True,
            )  # fmt: skip

    def _wait(self, nama: str, tanda: str, proses: subprocess.Popen[bytes]) -> None:
        akhir = monotonic() + _BATAS
        while tanda not in (isi := (self.folder / f"{nama}.log").read_text()):
            assert proses.poll() is None, isi
            assert monotonic() < akhir, isi
            sleep(0.1)

    def kill_pekerja(self, i: int) -> None:
        """As a power cut would: the worker and its executor at once."""
        os.killpg(self.pekerja[i].pid, signal.SIGKILL)
        self.pekerja[i].wait()

    def stop(self) -> None:
        for proses in [*self.pekerja, self._master]:
            if proses is None:
                continue
            with suppress(ProcessLookupError):
                os.killpg(proses.pid, signal.SIGKILL)
            proses.wait()

    @property
    def sesi(self) -> set[int]:
        """The sessions in which master and workers run, with all they start."""
        return {p.pid for p in [*self.pekerja, self._master] if p}

    @property
    def setelan(self) -> dict[str, str]:
        """Settings of a run whose tasks are written down under `catatan`."""
        return {
            "spark.driver.extraJavaOptions": _SINGKAT,
            "spark.executor.extraJavaOptions": _SINGKAT,
            "spark.eventLog.enabled": "true",
            "spark.eventLog.dir": (self.folder / "catatan").as_uri(),
            "spark.eventLog.compress": "false",
            "spark.eventLog.rolling.enabled": "false",
        }

    def peristiwa(self, jenis: str) -> Iterator[dict[str, object]]:
        """Events of Spark's own record, e.g. SparkListenerTaskEnd."""
        for berkas in (self.folder / "catatan").iterdir():
            for baris in berkas.read_text().splitlines():
                if f'"Event":"{jenis}"' in baris:
                    yield json.loads(baris)


@contextmanager
def run_gugus(folder: Path, pekerja: int = 2) -> Iterator[Gugus]:
    gugus = Gugus(folder)
    try:
        gugus.start(pekerja)
        yield gugus
    finally:
        gugus.stop()
