"""Chances corrected by what officers answered: a rising line through their answers, held near what was said before.

First all log odds shift by what the answers say together, then each half unit of log odds by its own answers, held
near that shift: few answers move little, and near certainty a single surprise does not unsettle a million rows. A
slope is not fitted: answers come from the doubtful middle, and a slope would speak of ends that nobody looked at.
The order of chances never turns round.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from opensiks.pemadanan.mesin.baca import BerkasDitolak, check_ada, quote

Larik = np.ndarray[Any, np.dtype[Any]]

LEBAR = 0.5  # log odds per bin
TEPI = 16.0  # log odds beyond this are as good as certain
# Information of what was said, for the shift and per bin: 4 is a standard error of half a unit of log odds.
PEGANG_GESER, PEGANG = 4.0, 0.3


@dataclass(frozen=True, slots=True)
class Kalibrasi:
    """`titik` → `nilai`: log odds said and meant, both strictly rising, straight lines between; `jawaban`: how many."""

    titik: Larik
    nilai: Larik
    jawaban: int = 0

    def apply(self, peluang: Larik) -> Larik:
        """Chances in [0, 1], any shape, to chances; beyond the last point the shift of that point stays."""
        x = to_log_odds(np.asarray(peluang, float))
        y = np.interp(x, self.titik, self.nilai)
        y = y + np.minimum(x - self.titik[0], 0) + np.maximum(x - self.titik[-1], 0)
        hasil: Larik = 1 / (1 + np.exp(-y))
        return hasil

    def as_json(self) -> dict[str, Any]:
        return {"titik": self.titik.tolist(), "nilai": self.nilai.tolist(), "jawaban": self.jawaban}


def read_kalibrasi(isi: dict[str, Any]) -> Kalibrasi:
    """What `as_json` gave; ValueError when it is not a rising line."""
    titik, nilai = np.array(isi["titik"], float), np.array(isi["nilai"], float)
    if titik.shape != nilai.shape or titik.ndim != 1 or not len(titik):
        raise ValueError("titik and nilai differ in length")
    if (np.diff(titik) <= 0).any() or (np.diff(nilai) <= 0).any():
        raise ValueError("titik and nilai must rise")
    return Kalibrasi(titik, nilai, int(isi.get("jawaban", 0)))


def fit_kalibrasi(peluang: Larik, benar: Larik, *, pegang: float = PEGANG) -> Kalibrasi:
    """The map that `peluang` (chances said, in [0, 1]) needs so that they mean what `benar` (bool) shows.

    Equal lengths; none at all gives the identity. ValueError for unequal lengths or a chance outside [0, 1].
    """
    p, b = np.asarray(peluang, float).ravel(), np.asarray(benar, bool).ravel()
    if len(p) != len(b):
        raise ValueError("as many answers as chances")
    if len(p) and not ((p >= 0) & (p <= 1)).all():
        raise ValueError("a chance lies between 0 and 1")
    pusat = np.arange(-TEPI, TEPI + LEBAR / 2, LEBAR)
    x = np.clip(to_log_odds(p), -TEPI, TEPI)
    di = np.rint((x + TEPI) / LEBAR).astype(int)
    n = np.bincount(di, minlength=len(pusat)).astype(float)
    ya = np.bincount(di, weights=b, minlength=len(pusat))
    # A bin stands where its answers are.
    titik = np.where(n > 0, np.bincount(di, weights=x, minlength=len(pusat)) / np.maximum(n, 1), pusat)
    awal = 1 / (1 + np.exp(-titik - _shift(x, b)))
    berat = pegang / (awal * (1 - awal))
    titik, nilai = rising(titik, (ya + berat * awal) / (n + berat), n + berat)
    return Kalibrasi(titik, to_log_odds(nilai), len(p))


def _shift(x: Larik, benar: Larik) -> float:
    """The one shift of all log odds that fits the answers best, drawn toward 0: Newton's steps on a concave curve."""
    geser = 0.0
    for _ in range(50):
        p = 1 / (1 + np.exp(-x - geser))
        langkah = ((benar - p).sum() - PEGANG_GESER * geser) / ((p * (1 - p)).sum() + PEGANG_GESER)
        geser += float(np.clip(langkah, -1, 1))
    return geser


def rising(x: Larik, y: Larik, berat: Larik) -> tuple[Larik, Larik]:
    """Pool adjacent violators: means of the blocks, x and y strictly rising; y is the best rising fit by `berat`."""
    blok: list[tuple[float, float, float]] = []
    for kini in zip(x, y, berat, strict=True):
        a, b, w = (float(v) for v in kini)
        while blok and blok[-1][1] >= b:
            a0, b0, w0 = blok.pop()
            a, b, w = (a0 * w0 + a * w) / (w0 + w), (b0 * w0 + b * w) / (w0 + w), w0 + w
        blok.append((a, b, w))
    return np.array([k[0] for k in blok]), np.array([k[1] for k in blok])


def to_log_odds(p: Larik) -> Larik:
    """Of chances; 0 and 1 become as certain as a float can hold."""
    q = np.clip(p, 1e-15, 1 - 1e-15)
    hasil: Larik = np.log(q) - np.log1p(-q)
    return hasil


def read_jawaban(path: Path) -> dict[int, tuple[int, bool]]:
    """Officers' answers by did, (pid, benar), from CSV or Parquet with columns did, pid and benar (yes or no).

    Of two answers for one did the last pid stays. BerkasDitolak for a file that is not that.
    """
    check_ada(path)
    sumber = "read_csv" if path.suffix.lower() == ".csv" else "read_parquet"
    try:
        baris = duckdb.execute(
            f"SELECT did::BIGINT, pid::BIGINT, benar::BOOLEAN FROM {sumber}({quote(path)})"
            " WHERE did IS NOT NULL AND pid IS NOT NULL AND benar IS NOT NULL ORDER BY ALL"
        ).fetchall()
    except duckdb.Error as galat:
        raise BerkasDitolak(
            f"Berkas {path.name} tidak memuat kolom did, pid, dan benar yang terbaca."
        ) from galat
    return {did: (pid, benar) for did, pid, benar in baris}


def join_jawaban(
    jawaban: dict[int, tuple[int, bool]], did: Larik, pid: Larik, peluang: Larik
) -> tuple[Larik, Larik]:
    """Chances said and whether they were right, for the best persons that officers answered about.

    Another person confirmed means that this one is not; another person denied says nothing.
    """
    p, benar = [], []
    di = np.isin(did, np.array(list(jawaban), np.int64))
    for d, orang, kata in zip(did[di].tolist(), pid[di].tolist(), peluang[di].tolist(), strict=True):
        tentang, ya = jawaban[d]
        if tentang == orang or ya:
            p.append(kata)
            benar.append(ya and tentang == orang)
    return np.array(p), np.array(benar, bool)


def expected_error(peluang: Larik, benar: Larik, keranjang: int = 10) -> float:
    """Mean distance of what was said from what was true, over equal bins of what was said, weighted by rows."""
    di = np.minimum((peluang * keranjang).astype(int), keranjang - 1)
    n = np.bincount(di, minlength=keranjang)
    jarak = np.abs(np.bincount(di, weights=peluang - benar, minlength=keranjang))
    return float(jarak.sum() / max(1, n.sum()))
