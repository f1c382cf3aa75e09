"""Persons of P whom no pass brings: how many, and what that leaves of the chance that nobody is there.

Two ways lead to a person: by numbers (NIK, card) and by name with date or place. Of the persons found by one way, the
share that the other missed tells how many both missed, as animals caught twice tell how many were never caught.
"""

from __future__ import annotations

import numpy as np

from opensiks.pemadanan.mesin.awal import DEKAT, LUPUT, SEKATA, UJUNG, Model, given
from opensiks.pemadanan.mesin.banding import Banding, Larik

PEGANG = 200.0  # persons found both ways that the usual share counts for
MIRIP = 8  # level of a name whose end or whole is alike
SENDIRI = 1  # level of a NIK that is equal: found without any pass


def estimate(model: Model, b: Banding, p: Larik) -> Larik:
    """Share of persons whose own NIK is not written that no pass brings, by kind of NIK; `p`: chance of each pair."""
    angka, nama = _list_jalan(b)
    berat = np.where(b.tingkat["nik"] == SENDIRI, 0.0, p)
    # Who moved has lost the card and the place at once: the two ways are only apart among those who stayed or moved.
    pindah = ~np.isin(b.tingkat["desa"], DEKAT)
    semua = _estimate_hilang(berat, angka, nama, pindah, LUPUT)
    return np.array([
        _estimate_hilang(np.where(b.jenis == j, berat, 0.0), angka, nama, pindah, semua) for j in range(len(model.pi))
    ])  # fmt: skip


def _estimate_hilang(berat: Larik, angka: Larik, nama: Larik, pindah: Larik, umum: float) -> float:
    hilang = ada = keduanya = 0.0
    for di in (pindah, ~pindah):
        n = [float(berat[di & x].sum()) for x in (angka & nama, angka & ~nama, nama & ~angka)]
        hilang += n[1] * n[2] / max(n[0], 1.0)
        keduanya += n[0]
        ada += sum(n)
    laju = hilang / max(ada + hilang, 1.0)
    return (laju * keduanya + umum * PEGANG) / (keduanya + PEGANG)


def _list_jalan(b: Banding) -> tuple[Larik, Larik]:
    """Whether the passes by number, and those by name, bring a pair of these levels; nearly what `lintasan` says."""
    t = b.tingkat
    angka = np.isin(t["nik"], (2, 3, 4, 5)) | (t["kk"] == 1) | (b.rumah == 1)
    ujung, sekec = np.isin(t["nama"], (1, 2, *UJUNG)), np.isin(t["desa"], DEKAT)
    tgl = np.isin(t["tgl"], (1, 2))
    sekata = np.isin(t["nama"], (*SEKATA, MIRIP))
    nama = tgl & (sekec & sekata | ujung | (t["ibu"] == 1))
    nama |= sekec & np.isin(t["tgl"], (3, 4, 5, 6)) & (ujung | (t["ibu"] == 1) & sekata)
    nama |= (t["nama"] == 1) & (t["ibu"] == 1)
    return angka, nama


def estimate_kosong(model: Model) -> Larik:
    """By kind of NIK: the chance that nobody is there when none of those who were brought is the person."""
    bukan = 1 - np.exp(given(model.m_nik)[: len(model.pi), SENDIRI])
    ada = model.pi * bukan * model.luput
    hasil: Larik = (1 - model.pi) / (1 - model.pi + ada)
    return hasil
