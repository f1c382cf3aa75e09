"""The same answers whatever the way: in parts, within a bound, from a prepared register, whatever threads and order."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from opensiks.pemadanan.mesin import batas, siap
from opensiks.pemadanan.mesin.baca import BerkasDitolak
from opensiks.pemadanan.mesin.bobot import as_json
from opensiks.pemadanan.mesin.jalan import Ringkasan, padan
from opensiks.synth.pasangan import generate_pasangan

_ANAK = """
import sys
from pathlib import Path
from opensiks.pemadanan.mesin.batas import read_puncak
from opensiks.pemadanan.mesin.jalan import padan
d, p, r, memori = sys.argv[1:]
padan(Path(d), Path(p), Path(r), memori=memori, bagian=3)
print(int(read_puncak() * 2**20))
"""


@pytest.fixture(scope="module")
def berkas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Registers of 20,000 and 50,000, and the answers of a plain run with its weights."""
    folder = tmp_path_factory.mktemp("cara")
    p = generate_pasangan(20_000, 50_000, seed=29)
    pq.write_table(p.dtks, folder / "d.parquet")
    pq.write_table(p.dukcapil, folder / "p.parquet")
    _, model = padan(folder / "d.parquet", folder / "p.parquet", folder / "r.parquet", utas=1)
    (folder / "m.json").write_text(json.dumps(as_json(model)))
    return folder


def answers(path: Path) -> pa.Table:
    return pq.read_table(path).replace_schema_metadata(None)


def run(berkas: Path, out: Path, p: str = "p.parquet", **pilihan: Any) -> Ringkasan:
    """Run another way and hold answers and weights to those of the plain run."""
    ringkasan, model = padan(berkas / "d.parquet", berkas / p, out, **pilihan)
    assert answers(out).equals(answers(berkas / "r.parquet"))
    assert json.loads((berkas / "m.json").read_text()) == as_json(model)
    return ringkasan


def test_four_threads(berkas: Path, tmp_path: Path) -> None:
    run(berkas, tmp_path / "r.parquet", utas=4)


def test_shuffled_rows_and_columns(berkas: Path, tmp_path: Path) -> None:
    for nama, kunci, kali in (("d", "did", 7919), ("p", "pid", 104729)):
        t = pq.read_table(berkas / f"{nama}.parquet")
        t = t.take([(i * kali) % t.num_rows for i in range(t.num_rows)]).select(t.column_names[::-1])
        assert len(set(t[kunci].to_pylist())) == t.num_rows
        pq.write_table(t, tmp_path / f"{nama}.parquet", row_group_size=3000)
    _, model = padan(tmp_path / "d.parquet", tmp_path / "p.parquet", tmp_path / "r.parquet")
    assert answers(tmp_path / "r.parquet").equals(answers(berkas / "r.parquet"))
    assert json.loads((berkas / "m.json").read_text()) == as_json(model)


def test_in_five_parts(berkas: Path, tmp_path: Path) -> None:
    ringkasan = run(berkas, tmp_path / "r.parquet", bagian=5)
    assert ringkasan.baris["sisa"] > 0


def test_within_a_bound_of_memory(berkas: Path, tmp_path: Path) -> None:
    puncak = subprocess.run(
        [sys.executable, "-c", _ANAK, berkas / "d.parquet", berkas / "p.parquet", tmp_path / "r.parquet", "500MB"],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    assert int(puncak) <= 500e6
    assert answers(tmp_path / "r.parquet").equals(answers(berkas / "r.parquet"))


def test_from_a_prepared_register(berkas: Path, tmp_path: Path) -> None:
    folder = tmp_path / "siap"
    assert siap.prepare(berkas / "p.parquet", folder) == pq.read_metadata(berkas / "p.parquet").num_rows
    surat = json.loads((folder / siap.SURAT).read_text())
    assert surat["sha256"] == siap.hash_berkas(berkas / "p.parquet")
    _, model = padan(berkas / "d.parquet", folder, tmp_path / "r.parquet")
    assert answers(tmp_path / "r.parquet").equals(answers(berkas / "r.parquet"))
    assert json.loads((berkas / "m.json").read_text()) == as_json(model)
    # Written again over itself; refused over anything else, or by another version.
    siap.prepare(berkas / "p.parquet", folder)
    with pytest.raises(BerkasDitolak, match="bukan folder register siap"):
        siap.prepare(berkas / "p.parquet", tmp_path)
    for lain in ({"duckdb": "0.1"}, {"bentuk": siap.BENTUK - 1}):
        (folder / siap.SURAT).write_text(json.dumps({**surat, **lain}))
        with pytest.raises(BerkasDitolak, match="ditulis versi lain"):
            padan(berkas / "d.parquet", folder, tmp_path / "r.parquet")


def test_who_waits_hears_every_stage_and_can_stop(berkas: Path, tmp_path: Path) -> None:
    tahap: list[tuple[str, int, int]] = []

    def stop(nama: str, n: int, m: int) -> None:
        tahap.append((nama, n, m))
        if nama == "latih":
            raise InterruptedError

    with pytest.raises(InterruptedError):
        padan(berkas / "d.parquet", berkas / "p.parquet", tmp_path / "r.parquet", lapor=stop)
    assert [(n, m) for _, n, m in tahap] == [(i, 8) for i in range(6)]
    assert not list(tmp_path.iterdir())


def test_a_bound_is_read_or_refused_in_a_sentence() -> None:
    assert batas.share(None).parts(10**9) == 1
    empat = batas.share("4 GB")
    assert empat.parts(1_000_000) == 1 < empat.parts(50_000_000)
    for salah in ("banyak", "4", "-1GB"):
        with pytest.raises(BerkasDitolak, match="tidak dimengerti"):
            batas.share(salah)
    with pytest.raises(BerkasDitolak, match="terlalu kecil"):
        batas.share("10MB")
