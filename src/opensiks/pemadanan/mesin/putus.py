"""From chances to answers: the best person per record, who else claims him, and what is not certain."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from opensiks.pemadanan.mesin.banding import Banding, Larik
from opensiks.pemadanan.mesin.bobot import Model, posterior

AMBANG = 0.5
# Between these a person must look.
RAGU_BAWAH, RAGU_ATAS = 0.06, 0.96
# True persons whom no pass brings, of all that are there: a record without candidates is not certainly absent.
LUPUT = 0.0008


@dataclass(frozen=True, slots=True)
class Putusan:
    """One entry per record that had candidates, in order of did: index of its best pair, its chance, that of nobody."""

    did: Larik
    terbaik: Larik
    peluang: Larik
    kosong: Larik


def decide(model: Model, b: Banding) -> Putusan:
    """Score twice: the second time a person of P whom another record has taken is known to be taken."""
    p, awal = posterior(model, b)
    if not len(awal):
        kosong = np.zeros(0)
        return Putusan(b.did, awal, kosong, kosong)
    pertama = _best(b, p, awal)
    diambil = b.pid[pertama.terbaik[pertama.peluang >= AMBANG]]
    oleh = pertama.did[pertama.peluang >= AMBANG]
    urut = np.lexsort((oleh, diambil))
    diambil, oleh = diambil[urut], oleh[urut]
    kiri, kanan = np.searchsorted(diambil, b.pid), np.searchsorted(diambil, b.pid, side="right")
    sendiri = np.zeros(len(p), bool)
    if len(diambil):
        # One of those who took the person is the record itself.
        besar = np.diff(np.r_[awal, len(p)])
        milik = np.repeat(np.where(pertama.peluang >= AMBANG, b.pid[pertama.terbaik], -1), besar)
        sendiri = milik == b.pid
    lain = (kanan - kiri - sendiri) > 0
    klaim = np.maximum(b.klaim, lain.astype(np.uint8))
    if (klaim == b.klaim).all():
        return pertama
    kedua = replace(b, klaim=klaim)
    p, awal = posterior(model, kedua)
    return _best(kedua, p, awal)


def _best(b: Banding, p: Larik, awal: Larik) -> Putusan:
    besar = np.diff(np.r_[awal, len(p)])
    puncak = np.maximum.reduceat(p, awal)
    calon = np.flatnonzero(p == np.repeat(puncak, besar))
    # The first of equals: the smallest pid.
    _, pertama = np.unique(b.did[calon], return_index=True)
    kosong = np.clip(1.0 - np.add.reduceat(p, awal), 0.0, 1.0)
    return Putusan(b.did[awal], calon[pertama], puncak, kosong)
