"""What the matching on Spark promises where no Spark is: who is told what, and that no pass is left behind."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from opensiks.pemadanan.mesin.lintasan import LINTASAN
from opensiks.pemadanan.spark.rute import GILIRAN, RUTE, list_rute, select_lintasan

_PERINTAH = ["padan", "--dtks", "d.parquet", "--dukcapil", "p.parquet", "--out", "r.parquet"]


def test_every_pass_travels_by_one_route() -> None:
    for giliran, lintasan in enumerate(GILIRAN):
        jalan = [x.nama for r in list_rute(giliran) for x in select_lintasan(r)]
        assert sorted(jalan) == sorted(x.nama for x in lintasan)
    # A route names no pass that the engine does not have.
    assert {n for r in RUTE for n in r.lintasan} <= {x.nama for x in LINTASAN}


def test_a_route_by_date_or_area_carries_only_passes_that_ask_for_it() -> None:
    kolom = {"tanggal": "gabung(tgl, ", "kecamatan": "gabung(desa // 10000, "}
    for nama, awal in kolom.items():
        rute = next(r for r in RUTE if r.nama == nama)
        assert [x.nama for x in select_lintasan(rute) if not x.kanan.startswith(awal)] == []
    # 1 January stays at home: no pass of that route may look for it.
    assert all("awal_tahun" in x.kiri for x in select_lintasan(next(r for r in RUTE if r.nama == "tanggal")))


@pytest.mark.parametrize(
    ("pilihan", "kalimat"),
    [
        (["--engine", "spark", "--master", "spark://127.0.0.1:1"],
         "Mesin Spark belum terpasang; jalankan script/skala, lalu ulangi perintah ini."),
        (["--engine", "spark"], "Mesin Spark belum terpasang; jalankan script/skala, lalu ulangi perintah ini."),
    ],
)  # fmt: skip
def test_without_spark_one_sentence_says_what_to_install(
    tmp_path: Path, pilihan: list[str], kalimat: str
) -> None:
    hasil = _run(tmp_path, "sys.modules['pyspark'] = None", pilihan)
    assert hasil.returncode == 2
    assert hasil.stderr.strip().endswith(kalimat)
    assert "Traceback" not in hasil.stderr


def test_options_of_spark_are_refused_without_it(tmp_path: Path) -> None:
    hasil = _run(tmp_path, "pass", ["--master", "spark://127.0.0.1:7077"])
    assert hasil.returncode == 1
    assert "hanya untuk --engine spark" in hasil.stderr


def _run(folder: Path, awal: str, pilihan: list[str]) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, after the statement `awal`."""
    program = f"import sys; {awal}; from opensiks.__main__ import main; main({[*_PERINTAH, *pilihan]!r})"
    return subprocess.run(
        [sys.executable, "-c", program], cwd=folder, capture_output=True, text=True,
        env={"OPENSIKS_HOME": str(folder / "rumah")},
    )  # fmt: skip
