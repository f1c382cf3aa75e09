"""A second, differently built pair of registers: nothing of the matching is tuned on it, it only shows what was.

Names are put together from syllables and follow another curve; numbers have serials in a row, as real ones; houses are
larger and only partly listed; mothers and places are often missing, cards stale, people moved, and twins not rare.
"""

from __future__ import annotations

import numpy as np

from opensiks.synth import rusak_lain
from opensiks.synth.alamat import roughen
from opensiks.synth.pasangan import Kolom, Pasangan, _copy, iter_dadu, seal, spoil
from opensiks.synth.warga import ANAK, Acakan, Larik, Warga
from opensiks.synth.warga_lain import generate_warga

TANPA_DUKCAPIL = 0.03
GANDA = 0.016
TERDAFTAR = 0.7  # members of a listed house that are listed themselves


def generate_pasangan(dtks: int, dukcapil: int, *, seed: int = 77, laju: float = 1.0) -> Pasangan:
    """As `pasangan.generate_pasangan`."""
    acak = np.random.default_rng([seed, 99])
    w = generate_warga(int(dukcapil * 1.03), acak)
    p = _copy(w)
    satu = np.ones(len(w.nik)) * laju
    for kolom, tabel in rusak_lain.DUKCAPIL.items():
        spoil(p, kolom, tabel, satu, acak)
    _move(p, w, acak, laju)
    p["meninggal"] = acak.random(len(w.nik)) < np.clip((w.umur - 45) / 300, 0.001, 0.2) * laju
    rumah = acak.permutation(int(w.rumah[-1]) + 1)
    pilih = np.zeros(len(rumah), bool)
    pilih[rumah[: int(len(rumah) * min(1.0, dtks / len(w.nik) / TERDAFTAR))]] = True
    orang = np.flatnonzero(pilih[w.rumah] & (acak.random(len(w.nik)) < TERDAFTAR))
    orang = np.concatenate([orang, acak.choice(orang, int(len(orang) * GANDA * laju), replace=False)])
    d = _copy(w.take(orang))
    mutu = np.ones(len(orang)) * laju
    for kolom, tabel in rusak_lain.DTKS.items():
        spoil(d, kolom, tabel, mutu, acak)
    _spoil_kk(d, w, orang, acak, laju)
    _share_nik(d, w, orang, acak, laju)
    spoil(d, "nik", rusak_lain.NIK, mutu, acak)
    hilang = acak.random(len(w.nik)) < TANPA_DUKCAPIL * laju
    roughen(d, p, w, orang, seed=seed, laju=laju)
    return seal(d, p, w, orang, hilang, acak)


def _move(p: Kolom, w: Warga, acak: Acakan, laju: float) -> None:
    h = int(w.rumah[-1]) + 1
    pergi = (acak.random(h) < 0.03 * laju)[w.rumah]
    tujuan = acak.choice(w.desa, h)[w.rumah]
    p["kode_desa"][pergi] = tujuan[pergi]
    sendiri = np.flatnonzero((w.umur > 17) & (w.peran == ANAK) & (acak.random(len(w.nik)) < 0.15 * laju))
    p["kode_desa"][sendiri] = acak.choice(w.desa, len(sendiri))
    p["no_kk"][sendiri] = acak.choice(w.kk, len(sendiri)).astype(str)  # on the card of another house
    baru = np.flatnonzero((acak.random(h) < 0.12 * laju)[w.rumah])
    p["no_kk"][baru] = (w.kk[baru] + 2_000_000 * (1 + w.rumah[baru] % 3)).astype(str)


def _spoil_kk(d: Kolom, w: Warga, orang: Larik, acak: Acakan, laju: float) -> None:
    u = acak.random(int(w.rumah[-1]) + 1)[w.rumah[orang]] / max(laju, 1e-9)
    dadu = iter_dadu(acak)
    for i in np.flatnonzero(u < 0.05):
        d["no_kk"][i] = ""
    for i in np.flatnonzero((u >= 0.05) & (u < 0.07)):
        d["no_kk"][i] = rusak_lain.digits(1, 6, 16)(dadu, d["no_kk"][i])


def _share_nik(d: Kolom, w: Warga, orang: Larik, acak: Acakan, laju: float) -> None:
    """One member lends the number, the head lends it to all, or it is a stranger's."""
    awal = np.searchsorted(w.rumah, np.arange(int(w.rumah[-1]) + 1))
    u = acak.random(len(orang)) / max(laju, 1e-9)
    semua = (acak.random(len(awal)) < 0.003 * laju)[w.rumah[orang]]
    lain = awal[w.rumah[orang]] + (acak.random(len(orang)) * np.bincount(w.rumah)[w.rumah[orang]]).astype(int)
    asal = np.where(
        semua,
        awal[w.rumah[orang]],
        np.where(u < 0.008, lain, np.where(u < 0.013, acak.choice(len(w.nik), len(orang)), orang)),
    )
    d["nik"] = w.nik[asal].astype(str).astype(object)
