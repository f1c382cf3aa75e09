"""Small registers for the matching: a village of made-up people, and one run over them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from opensiks.pemadanan.mesin.jalan import padan
from opensiks.synth.pasangan import generate_pasangan

Orang = dict[str, Any]
TIPE = {"did": pa.int64(), "pid": pa.int64(), "tgl_lahir": pa.date32(), "meninggal": pa.bool_()}
KOLOM = (
    "nik",
    "no_kk",
    "nama",
    "tempat_lahir",
    "tgl_lahir",
    "jenis_kelamin",
    "nama_ibu",
    "alamat",
    "kode_desa",
)


def orang(nama: str = "SURYADI WIBOWO", **isian: Any) -> Orang:
    """A man of Balik Bukit; `isian` replaces fields."""
    baku = {
        "nik": "1804041705808001",
        "no_kk": "1804041203106001",
        "nama": nama,
        "tempat_lahir": "LAMPUNG BARAT",
        "tgl_lahir": date(1980, 5, 17),
        "jenis_kelamin": "L",
        "nama_ibu": "SUMINAH",
        "alamat": "DUSUN 1",
        "kode_desa": "1804042001",
    }
    return baku | isian


def tabel(baris: list[Orang], kunci: str, *, mulai: int = 1, **lain: Any) -> pa.Table:
    isi = {kunci: pa.array(range(mulai, mulai + len(baris)), pa.int64())}
    for k in (*KOLOM, *lain):
        isi[k] = pa.array([b.get(k) for b in baris], TIPE.get(k, pa.string()))
    return pa.table(isi)


def latar() -> tuple[list[Orang], list[Orang]]:
    """About 900 and 2,000 other people, so that weights are learned from more than the case itself."""
    p = generate_pasangan(900, 2000, seed=5)
    return p.dtks.drop(["did"]).to_pylist(), p.dukcapil.drop(["pid"]).to_pylist()


def jalankan(folder: Path, d: pa.Table, p: pa.Table, **pilihan: Any) -> dict[int, dict[str, Any]]:
    """Answers by did."""
    pq.write_table(d, folder / "d.parquet")
    pq.write_table(p, folder / "p.parquet")
    padan(folder / "d.parquet", folder / "p.parquet", folder / "r.parquet", **pilihan)
    return {r["did"]: r for r in pq.read_table(folder / "r.parquet").to_pylist()}
