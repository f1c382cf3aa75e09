"""The waterfall of candidates: field by field what was compared, in words, and how many bits it weighs.

Fields are set one after the other, so that their bits add up to what the engine weighed: what a NIK adds depends on
whether the date and the village agreed already.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from opensiks.pemadanan.mesin.banding import TINGKAT, Banding
from opensiks.pemadanan.mesin.bobot import Model, log_kelas
from opensiks.pemadanan.mesin.kunci import CACAT, SESUAI, TANPA, TERDAFTAR
from opensiks.rules.alasan_padan import KATA, SEBUTAN, Hasil
from opensiks.rules.nik import is_16_angka

KARTU = "kartu"
# The NIK last: it says region, date and sex again.
URUTAN = (*(k for k in TINGKAT if k != "nik"), "nik", KARTU)
_ISIAN = {sebutan: isian for isian, sebutan in SEBUTAN.items()}


@dataclass(frozen=True)
class Ditimbang:
    """What is weighed of one candidate: the engine's sentences, the row's own NIK, how many share P's values."""

    hasil: Hasil
    kalimat: Sequence[str]
    nik: str
    n_nama: int
    n_tgl: int
    n_ibu: int


def read_tingkat(kalimat: Sequence[str]) -> dict[str, int]:
    """The levels behind the engine's sentences; what is not named was not looked at."""
    tingkat: dict[str, int] = {}
    for k in kalimat:
        awal, pisah, kata = k.partition(": ")
        if pisah and awal == "cocok":
            tingkat |= {_ISIAN[s]: 1 for s in kata.split(", ") if s in _ISIAN}
        elif pisah and awal in _ISIAN and kata in KATA[_ISIAN[awal]]:
            tingkat[_ISIAN[awal]] = KATA[_ISIAN[awal]].index(kata)
    return tingkat


def weigh(daftar: Sequence[Ditimbang], model: Model) -> list[list[dict[str, Any]]]:
    """[{isian, kata, bit, bit_kerabat}] for each candidate, weightiest first: against a stranger, a relative."""
    if not daftar:
        return []
    tingkat = [read_tingkat(d.kalimat) for d in daftar]
    bit, kerabat = _bit(daftar, tingkat, model)
    hasil = []
    for n, t in enumerate(tingkat):
        baris: list[dict[str, Any]] = [
            {
                "isian": k, "kata": KATA[k][t[k]], "bit": round(float(bit[j, n]), 1),
                "bit_kerabat": round(float(kerabat[j, n]), 1),
            }
            for j, k in enumerate(URUTAN) if k in t
        ]  # fmt: skip
        hasil.append(sorted(baris, key=lambda a: (-abs(a["bit"]), URUTAN.index(a["isian"]))))
    return hasil


def _bit(daftar: Sequence[Ditimbang], tingkat: Sequence[dict[str, int]], model: Model) -> tuple[Any, Any]:
    """Bits by field (rows in the order of URUTAN) and candidate, against a stranger and against a relative."""
    penuh = {k: np.array([t.get(k, 0) for t in tingkat], np.uint8) for k in URUTAN}
    sebelum = _log_odds(daftar, dict.fromkeys(URUTAN, np.zeros(len(daftar), np.uint8)), model)
    kini = dict.fromkeys(URUTAN, np.zeros(len(daftar), np.uint8))
    orang, kerabat = [], []
    for k in URUTAN:
        kini = {**kini, k: penuh[k]}
        sesudah = _log_odds(daftar, kini, model)
        orang.append((sesudah[0] - sebelum[0]) / np.log(2))
        kerabat.append((sesudah[1] - sebelum[1]) / np.log(2))
        sebelum = sesudah
    return np.array(orang), np.array(kerabat)


def _log_odds(daftar: Sequence[Ditimbang], t: dict[str, Any], model: Model) -> tuple[Any, Any]:
    banyak = len(daftar)
    nol = np.zeros(banyak, np.int64)
    b = Banding(
        np.arange(banyak), nol, {k: t[k] for k in TINGKAT},
        np.array([d.n_nama for d in daftar]), np.array([d.n_tgl for d in daftar]), np.array([d.n_ibu for d in daftar]),
        nol, t[KARTU], np.zeros(banyak, np.uint8), np.array([_kind(d) for d in daftar], np.uint8),
    )  # fmt: skip
    m, r, h = log_kelas(model, b)
    return m - r, m - h


def _kind(d: Ditimbang) -> int:
    """What kind of NIK the row has, as the engine counts them."""
    if d.hasil in (Hasil.PADAN, Hasil.NIK_ORANG_LAIN):
        return TERDAFTAR
    if not d.nik or not d.nik.strip("0"):
        return TANPA
    return SESUAI if is_16_angka(d.nik) else CACAT
