"""The way to a Spark master: Java, the settings we ask for, and sentences instead of stack traces."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import socket
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from time import monotonic, sleep
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from opensiks.pemadanan.mesin.baca import BerkasDitolak

if TYPE_CHECKING:
    from pyspark import SparkContext

TUNGGU = 300.0  # seconds until some worker must have given us a place
# Spark's own part only carries blocks; the work is done by the Python beside it. --setelan replaces any of these.
SETELAN: dict[str, str] = {
    "spark.app.name": "opensiks padan",
    "spark.executor.memory": "512m",
    "spark.driver.memory": "1g",
    "spark.driver.maxResultSize": "0",
    "spark.python.worker.reuse": "true",
    "spark.python.worker.memory": "256m",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.io.compression.codec": "lz4",
    # A lost worker takes its blocks along: they are made again, more than once if need be.
    "spark.task.maxFailures": "8",
    "spark.stage.maxConsecutiveAttempts": "12",
}


class SparkTidakAda(Exception):
    """Spark or Java is not installed; the message is one Indonesian sentence."""


def check_terpasang() -> None:
    if importlib.util.find_spec("pyspark") is None:
        raise SparkTidakAda("Mesin Spark belum terpasang; jalankan script/skala, lalu ulangi perintah ini.")
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        raise SparkTidakAda(
            "Java tidak ada; pasang Java 17 atau lebih baru (Debian: default-jre-headless), lalu ulangi."
        )


def read_master(master: str) -> tuple[str, int]:
    """Host and port of spark://host:7077. BerkasDitolak for anything else: threads of one machine are no cluster."""
    try:
        alamat = urlsplit(master)
        tujuan = alamat.hostname, alamat.port or 7077
    except ValueError:
        tujuan = None, 0
    if alamat.scheme != "spark" or not tujuan[0]:
        raise BerkasDitolak(f"Alamat master {master} tidak dimengerti; tulis misalnya spark://host:7077.")
    return tujuan[0], tujuan[1]


def _own_address(tujuan: tuple[str, int]) -> str:
    """The address by which the workers reach this program: the one that leads to the master."""
    try:
        with socket.create_connection(tujuan, timeout=20) as jalur:
            return str(jalur.getsockname()[0])
    except OSError as galat:
        raise BerkasDitolak(
            f"Master Spark di {tujuan[0]}:{tujuan[1]} tidak menjawab; periksa alamatnya dan apakah ia berjalan."
        ) from galat


@contextmanager
def open_sesi(master: str, setelan: Mapping[str, str]) -> Iterator[SparkContext]:
    """A context on the master, with at least one executor; stopped at the end. BerkasDitolak when it gives up."""
    check_terpasang()
    alamat = _own_address(read_master(master))
    import pyspark
    from py4j.protocol import Py4JJavaError

    os.environ["SPARK_HOME"] = os.path.dirname(pyspark.__file__)
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    konf = pyspark.SparkConf().setMaster(master)
    konf.set("spark.driver.host", alamat).set("spark.driver.bindAddress", alamat)
    for k, v in {**SETELAN, **setelan}.items():
        konf.set(k, v)
    sc = pyspark.SparkContext(conf=konf)
    try:
        sc.setLogLevel("ERROR")
        _wait_pekerja(sc)
        yield sc
    except Py4JJavaError as galat:
        sebab = re.search(r"^[\w.]*(?:Error|Exception)\b.*", str(galat.java_exception.getMessage()), re.M)
        raise BerkasDitolak(
            f"Pekerjaan di Spark gagal: {sebab[0] if sebab else 'lihat catatannya'}."
        ) from galat
    finally:
        sc.stop()


def _wait_pekerja(sc: SparkContext) -> None:
    batas = monotonic() + TUNGGU
    # The driver itself is one of those listed.
    while sc._jsc.sc().getExecutorMemoryStatus().size() < 2:
        if monotonic() > batas:
            raise BerkasDitolak(
                "Tidak ada pekerja Spark yang memberi tempat; periksa apakah pekerja berjalan dan memorinya cukup."
            )
        sleep(0.2)
