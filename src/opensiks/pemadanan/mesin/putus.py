"""From chances to answers: the best person per record, who else claims him, and what is not certain."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from opensiks.pemadanan.mesin.banding import Banding, Larik
from opensiks.pemadanan.mesin.bobot import Model, posterior
from opensiks.pemadanan.mesin.kalibrasi import Kalibrasi
from opensiks.pemadanan.mesin.luput import estimate_kosong

AMBANG = 0.5
DUA_KALI = 0.95  # at most, for one of two numbers under which P holds somebody: a person has to look


@dataclass(frozen=True, slots=True)
class Putusan:
    """One entry per record that had candidates, in order of did: index of its best pair, its chance, that of nobody."""

    did: Larik
    terbaik: Larik
    peluang: Larik
    kosong: Larik


def decide(model: Model, b: Banding) -> Putusan:
    """Score twice: the second time a person of P whom another record has taken is known to be taken.

    The map of `model.kalibrasi`, when there is one, has the last word on each chance.
    """
    pertama = choose(model, b)
    return finish(model, b, pertama, takers(b, pertama)[0])


def finish(model: Model, b: Banding, pertama: Putusan, diambil: Larik) -> Putusan:
    """The second round and the last word. `diambil`: persons taken in the first, once per record, of all records."""
    putusan = choose_again(model, b, pertama, diambil)
    return putusan if model.kalibrasi is None else calibrate(model.kalibrasi, putusan)


def calibrate(peta: Kalibrasi, putusan: Putusan) -> Putusan:
    """The best person's chance as officers' answers say it; the others and nobody share the rest as before."""
    p = peta.apply(putusan.peluang)
    kosong = putusan.kosong * (1 - p) / np.maximum(1 - putusan.peluang, 1e-15)
    return replace(putusan, peluang=p, kosong=np.clip(kosong, 0.0, 1.0))


def choose(model: Model, b: Banding) -> Putusan:
    """The first round: nobody knows yet whom the others take."""
    p, awal = posterior(model, b)
    if not len(awal):
        kosong = np.zeros(0)
        return Putusan(b.did, awal, kosong, kosong)
    return choose_best(model, b, p, awal)


def takers(b: Banding, pertama: Putusan) -> tuple[Larik, Larik]:
    """Persons of P taken in the first round and the records that took them, of these pairs alone."""
    ambil = pertama.peluang >= AMBANG
    return b.pid[pertama.terbaik[ambil]], pertama.did[ambil]


def choose_again(model: Model, b: Banding, pertama: Putusan, diambil: Larik) -> Putusan:
    """The second round. `diambil`: persons taken in the first, once per record that took them, of all records."""
    if not len(pertama.did):
        return pertama
    return choose(model_lagi(model), replace(b, klaim=list_klaim(b, pertama, diambil)))


def model_lagi(model: Model) -> Model:
    """The weights of the second round."""
    return replace(model, m_klaim=model.m_lagi, u_klaim=model.u_lagi, h_klaim=model.h_lagi)


def list_klaim(b: Banding, pertama: Putusan, diambil: Larik) -> Larik:
    """For each pair whether another record holds its person, by its number or since the first round."""
    diambil = np.sort(diambil)
    kiri, kanan = np.searchsorted(diambil, b.pid), np.searchsorted(diambil, b.pid, side="right")
    # One of those who took the person is the record itself.
    besar = np.diff(np.r_[np.searchsorted(b.did, pertama.did), len(b.did)])
    milik = np.repeat(np.where(pertama.peluang >= AMBANG, b.pid[pertama.terbaik], -1), besar)
    lain = (kanan - kiri - (milik == b.pid)) > 0
    hasil: Larik = np.maximum(b.klaim, lain.astype(np.uint8))
    return hasil


def choose_best(model: Model, b: Banding, p: Larik, awal: Larik) -> Putusan:
    """The likeliest person of each record. `p`, `awal`: what `posterior` said."""
    besar = np.diff(np.r_[awal, len(p)])
    puncak = np.maximum.reduceat(p, awal)
    calon = np.flatnonzero(p == np.repeat(puncak, besar))
    # The first of equals: the smallest pid.
    _, pertama = np.unique(b.did[calon], return_index=True)
    kosong = np.clip(1.0 - np.add.reduceat(p, awal), 0.0, 1.0) * estimate_kosong(model)[b.jenis[awal]]
    terbaik = calon[pertama]
    dua_kali = _list_dua_kali(b)
    bersama = np.add.reduceat(np.where(dua_kali, p, 0.0), awal)
    peluang = np.where(dua_kali[terbaik], np.maximum(puncak, np.minimum(bersama, DUA_KALI)), puncak)
    return Putusan(b.did[awal], terbaik, peluang, kosong)


def _list_dua_kali(b: Banding) -> Larik:
    """Pairs whose name, date and house or mother are all equal to the record's: several of one record are one person.

    P may hold somebody twice, under two numbers; that is not to be nobody.
    """
    t = b.tingkat
    rumah = (t["ibu"] == 1) | (t["alamat"] == 1) | (t["kk"] == 1)
    hasil: Larik = (t["nama"] == 1) & np.isin(t["tgl"], (0, 1)) & rumah
    return hasil
