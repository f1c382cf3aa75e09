"""A later copy of the civil register: new cards, and fields that are written otherwise there than people say.

What makes a match doubtful is rarely one error: a number that was lost, a name cut short on one side and a new card on
the other. Shares are ours, near those of `pasangan`.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from opensiks.synth import rusak
from opensiks.synth.pasangan import spoil

# Share of grown persons who got a card of their own since, most by marriage; of them who live in another village.
KARTU_BARU, PINDAH_DESA = 0.035, 0.3
# Who went far away long ago and was registered anew there, by what somebody remembered.
PERANTAU = 0.03
_NAMA = ((0.008, rusak.to_salah_huruf), (0.012, rusak.to_tunggal), (0.004, rusak.to_singkat))
_IBU = ((0.02, rusak.drop), (0.012, rusak.to_salah_huruf))
_JAUH = (
    ("nama", ((0.35, rusak.to_tunggal), (0.25, rusak.to_salah_huruf), (0.2, rusak.to_singkat))),
    ("nama_ibu", ((0.6, rusak.drop),)),
    ("tgl_lahir", ((0.5, rusak.to_0101), (0.1, rusak.to_tertukar))),
)
_TANGGAL = ((0.0015, rusak.to_tertukar), (0.004, rusak.to_0101))


def write_salinan(asal: Path, tujuan: Path, hari: date, *, seed: int = 2021) -> int:
    """The copy `asal` as the register stands on `hari`, into `tujuan`; returns its rows. One seed, one file."""
    tabel = pq.read_table(asal)
    acak = np.random.default_rng([seed, hari.toordinal()])
    d = {k: np.array(tabel[k].to_pylist(), object) for k in ("no_kk", "nama", "nama_ibu", "kode_desa")}
    d["tgl_lahir"] = tabel["tgl_lahir"].to_numpy(zero_copy_only=False).astype("datetime64[D]")
    satu = np.ones(len(tabel))
    _give_kartu(d, hari, acak)
    for kolom, laju in (("nama", _NAMA), ("nama_ibu", _IBU), ("tgl_lahir", _TANGGAL)):
        spoil(d, kolom, laju, satu, acak)
    _send_jauh(d, acak)
    for kolom, nilai in d.items():
        tabel = tabel.set_column(
            tabel.schema.get_field_index(kolom), kolom, pa.array(nilai, tabel.schema.field(kolom).type)
        )
    pq.write_table(tabel, tujuan)
    return int(tabel.num_rows)


def _give_kartu(d: dict[str, np.ndarray], hari: date, acak: np.random.Generator) -> None:
    """New cards: the number of the area, the day it was given out, a serial from the range of made-up people."""
    umur = (np.datetime64(hari) - d["tgl_lahir"]).astype(float) / 365.25
    d["jauh"] = (umur >= 17) & (acak.random(len(umur)) < PERANTAU)
    siapa = np.flatnonzero((umur >= 17) & (umur < 40) & (acak.random(len(umur)) < KARTU_BARU) | d["jauh"])
    pindah = (acak.random(len(siapa)) < PINDAH_DESA) | d["jauh"][siapa]
    desa = d["kode_desa"]
    desa[siapa[pindah]] = desa[acak.integers(0, len(desa), int(pindah.sum()))]
    for n, i in enumerate(siapa):
        awalan = str(desa[i]).replace(".", "")[:6]
        d["no_kk"][i] = f"{awalan}{1 + n // 4900 % 28:02d}{hari:%m%y}{9999 - n % 4900:04d}"


def _send_jauh(d: dict[str, np.ndarray], acak: np.random.Generator) -> None:
    siapa = np.flatnonzero(d.pop("jauh"))
    for kolom, laju in _JAUH:
        milik = {kolom: d[kolom][siapa]}
        spoil(milik, kolom, laju, np.ones(len(siapa)), acak)
        d[kolom][siapa] = milik[kolom]
