"""What chances promise, over several registers: script/bench padan --benih 12 --ukuran besar --data pasangan_x2.

One pair of registers holds a few doubtful rows in each decile, too few to tell a fault from chance.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import bench_padan

KESALAHAN = ("hubungan_salah", "terlewat")


def measure(folder: Path, data: str, ukuran: str, seed: int, benih: int) -> dict[str, Any]:
    """Errors foretold and real, and deciles (from, rows, said, real, bounds) of `benih` seeds from `seed` on."""
    jumlah = np.zeros((10, 3))  # rows, sum of what was said, sum of what was right
    ditaksir, ternyata = np.zeros(len(KESALAHAN)), np.zeros(len(KESALAHAN))
    for ini in range(seed, seed + benih):
        di = bench_padan.prepare(folder, data, ukuran, ini)
        kata = (di / "dtks.parquet", di / "dukcapil.parquet", di / "r.parquet", "", "", "")
        hasil, nilai = json.loads(bench_padan.run(bench_padan._PADAN, *kata)), bench_padan.score(di)
        hubung = hasil["baris"]["dtks"] - hasil["jumlah"]["TIDAK_DITEMUKAN"]
        ditaksir += [hasil["kesalahan"][k] * hubung for k in KESALAHAN]
        ternyata += [nilai["ternyata"][k] * hubung for k in KESALAHAN]
        for awal, banyak, kata_peluang, benar, *_ in nilai["desil"]:
            jumlah[round(awal * 10)] += (banyak, banyak * kata_peluang, banyak * benar)
    ada = np.flatnonzero(jumlah[:, 0])
    return {
        "baris": int(jumlah[:, 0].sum()),
        "ditaksir": dict(zip(KESALAHAN, np.round(ditaksir, 1).tolist(), strict=True)),
        "ternyata": dict(zip(KESALAHAN, np.round(ternyata, 1).tolist(), strict=True)),
        "desil": [_decile(i, *jumlah[i].tolist()) for i in ada.tolist()],
    }


def _decile(
    i: int, banyak: float, kata: float, benar: float
) -> tuple[float, int, float, float, float, float]:
    terjadi = benar / banyak
    return (
        i / 10,
        int(banyak),
        round(kata / banyak, 4),
        round(terjadi, 4),
        *bench_padan.interval(terjadi, int(banyak)),
    )


def as_text(nama: str, h: dict[str, Any]) -> str:
    kesalahan = "; ".join(
        f"{k.replace('_', ' ')} ditaksir {h['ditaksir'][k]:.0f}, ternyata {h['ternyata'][k]:.0f}"
        for k in KESALAHAN
    )
    return f"{nama}: {h['baris']:,} baris; {kesalahan}\n{bench_padan.as_desil(h['desil'])}"
