"""Small registers for the matching: a village of made-up people, and one run over them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from opensiks.pemadanan.mesin.jalan import padan
from opensiks.synth.pasangan import Pasangan, generate_pasangan

Orang = dict[str, Any]
Larik = np.ndarray
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


def empty(tabel: pa.Table, *kolom: str) -> pa.Table:
    """Without these fields."""
    for k in kolom:
        tipe = TIPE.get(k, pa.string())
        tabel = tabel.set_column(tabel.column_names.index(k), k, pa.nulls(tabel.num_rows, tipe))
    return tabel


def match(folder: Path, p: Pasangan, d: pa.Table, q: pa.Table) -> tuple[dict[str, float], dict[str, Larik]]:
    """Errors foretold, and by row: peluang, whether the answer is right, linked, and there."""
    for nama, isi in (("d", d), ("p", q), ("k", p.kunci)):
        pq.write_table(isi, folder / f"{nama}.parquet")
    ringkasan, _ = padan(folder / "d.parquet", folder / "p.parquet", folder / "r.parquet")
    hasil = duckdb.sql(
        "SELECT r.peluang, r.pid IS NOT DISTINCT FROM k.pid AS benar, r.pid IS NOT NULL AS hubung,"
        f" k.pid IS NOT NULL AS ada FROM '{folder}/r.parquet' r JOIN '{folder}/k.parquet' k USING (did)"
    ).fetchnumpy()
    return ringkasan.kesalahan, {k: np.asarray(v) for k, v in hasil.items()}


def surname(tabel: pa.Table, kk: list[str | None]) -> pa.Table:
    """Everybody of a card under one last word of eight letters."""
    marga = ["".join(chr(65 + int(n) % 26) for n in str(int(k or 1) * 7919)[-9:-1]) for k in kk]
    nama = [n and f"{n} {m}" for n, m in zip(tabel["nama"].to_pylist(), marga, strict=True)]
    return tabel.set_column(tabel.column_names.index("nama"), "nama", pa.array(nama, pa.string()))
