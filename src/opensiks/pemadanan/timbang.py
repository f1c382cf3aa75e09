"""The waterfall of candidates: field by field what was compared, in words, and how many bits it weighs.

Fields are set one after the other, so that their bits add up to what the engine weighed: what a NIK adds depends on
whether the date and the village agreed already.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from opensiks.pemadanan.mesin.banding import TINGKAT, Banding
from opensiks.pemadanan.mesin.bobot import Model, log_kelas
from opensiks.pemadanan.mesin.kunci import CACAT, SESUAI, TANPA, TERDAFTAR
from opensiks.rules.alasan_padan import KATA, PASTI, SEBUTAN, Hasil
from opensiks.rules.nik import is_16_angka

KARTU = "kartu"
# The NIK last: it says region, date and sex again.
URUTAN = (*(k for k in TINGKAT if k != "nik"), "nik", KARTU)
_ISIAN = {sebutan: isian for isian, sebutan in SEBUTAN.items()}
# What of the weights tells where the evidence begins.
KUNCI_AWAL = frozenset({"pi", "banyak_p", "anggota", "m_klaim", "u_klaim", "h_klaim"})
BIT_PASTI = float(np.log2(PASTI / (1 - PASTI)))
# Letters that look like digits.
_MIRIP_ANGKA = str.maketrans("OoIl", "0011")


@dataclass(frozen=True)
class Ditimbang:
    """What is weighed of one candidate: the engine's sentences, the row's kind of NIK, how many share P's values."""

    kalimat: Sequence[str]
    jenis: int
    n_nama: int
    n_tgl: int
    n_ibu: int
    n_depan: int  # of the first word of the name, 0 where it is not shared
    n_akhir: int


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
        np.array([d.n_depan for d in daftar]), np.array([d.n_akhir for d in daftar]),
        nol, t[KARTU], np.zeros(banyak, np.uint8), np.array([d.jenis for d in daftar], np.uint8),
    )  # fmt: skip
    m, r, h = log_kelas(model, b)
    return m - r, m - h


def kind_nik(hasil: Hasil, nik: str, tgl: date | None, jk: str) -> int:
    """What kind of NIK a row has, as the engine tells them apart (mesin/kunci.py); the outcome says if P has it."""
    if hasil in (Hasil.PADAN, Hasil.NIK_ORANG_LAIN):
        return TERDAFTAR
    angka = nik if is_16_angka(nik) else "".join(a for a in nik.translate(_MIRIP_ANGKA) if a in "0123456789")
    if not 15 <= len(angka) <= 17 or angka[0] == "0":
        return TANPA
    lahir = f"{tgl.day + (40 if jk == 'P' else 0):02d}{tgl:%m%y}" if tgl else ""
    sesuai = is_16_angka(nik) and angka[-4:] != "0000" and angka[6:12] == lahir
    return SESUAI if sesuai else CACAT


@dataclass(frozen=True)
class Awal:
    """What speaks beside the fields, in bits; with theirs and `sisa` it makes the chance.

    `bit`: before anything is compared, of `orang` persons in the register and the share `ada` of rows with such a NIK
    whose person is among them. `serumah`: what the fields weigh less because a member of the same household would have
    most of them too. `klaim`: that another row has the person already, where `terpakai`, or none has; 0 and None where
    the chance is too near to certain to tell. `sisa`: other candidates, and what steps lose by rounding.
    """

    orang: int
    ada: float
    bit: float
    serumah: float
    klaim: float
    terpakai: bool | None
    sisa: float


def weigh_awal(
    bobot: Mapping[str, Any], jenis: int, bit: float, bit_kerabat: float, peluang: float
) -> Awal | None:
    """From the weights a run kept; `bit`, `bit_kerabat`: sums over the fields. None where it kept none.

    Whether another row has the person is not written down; it is the one of both that explains the chance.
    """
    if KUNCI_AWAL - bobot.keys():
        return None
    ada, orang = float(bobot["pi"][jenis]), int(bobot["banyak_p"])
    awal = float(np.log2(ada / (1 - ada) / orang))
    m, u, h = (np.array(bobot[k]) for k in ("m_klaim", "u_klaim", "h_klaim"))
    kerabat = np.log2(bobot["anggota"] / orang) + bit - bit_kerabat + np.log2(h / u)
    rumah, klaim = -np.logaddexp2(0.0, kerabat), np.log2(m / u)
    dasar = awal + bit
    if peluang > PASTI:
        return Awal(
            orang, ada, awal, float(rumah[0]), 0.0, None, max(0.0, BIT_PASTI - dasar - float(rumah[0]))
        )
    sisa = np.log2(peluang / (1 - peluang)) - dasar - rumah - klaim
    n = int(np.argmin(np.abs(sisa)))
    return Awal(orang, ada, awal, float(rumah[n]), float(klaim[n]), n == 1, float(sisa[n]))
