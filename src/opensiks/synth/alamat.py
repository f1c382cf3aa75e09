"""Addresses as they are written: moved, out of date, in another style, half, wrong or not at all; rates are ours.

They draw from numbers of their own, so that every other column stays as it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np

from opensiks.synth.warga import Larik, Warga

Kolom = dict[str, Larik]
BASI = 0.08  # houses whose address in the civil register is an old one
_GAYA: tuple[Callable[[str], str], ...] = (
    lambda a: re.sub(r"\b0+(?=\d)", "", a.replace("DUSUN", "DSN").replace("JALAN", "JL.")),
    lambda a: re.sub(r" RT (\d+) RW (\d+)", r" RT/RW \1/\2", a.replace("JALAN", "JLN")),
    lambda a: re.sub(r"^(DUSUN \d+) (RT .*)$", r"\2 \1", a).replace("JALAN", "JL"),
    lambda a: a.replace("RT ", "RT.").replace("RW ", "RW.").title(),
)
# Shares of the houses of the registry, each with what becomes of the address.
_TULIS: tuple[tuple[float, Callable[[str], str]], ...] = (
    *((0.08, gaya) for gaya in _GAYA),
    (0.05, lambda a: ""),
    (0.05, lambda a: " ".join(a.split(" ")[:2])),
    (0.04, lambda a: re.sub(r"\d(?=\D*$)", lambda m: str((int(m[0]) + 3) % 10), a)),
)


def roughen(d: Kolom, p: Kolom, w: Warga, orang: Larik, *, seed: int, laju: float) -> None:
    """Changes column `alamat` of both sides in place: `p` in the order of `w`, `d` in that of `orang` (into `w`)."""
    acak = np.random.default_rng([seed, 11])
    rumah = int(w.rumah[-1]) + 1
    lain = acak.choice(w.alamat, rumah)
    nomor = [str(x)[6:] for x in p["kode_desa"]]
    pindah = np.array([x != str(y)[6:] for x, y in zip(nomor, w.desa, strict=True)])
    pindah |= (acak.random(rumah) < BASI * laju)[w.rumah]
    p["alamat"] = np.where(pindah, lain[w.rumah], p["alamat"])
    u = (acak.random(rumah) / max(laju, 1e-9))[w.rumah[orang]]
    batas = 0.0
    for bagian, ubah in _TULIS:
        for i in np.flatnonzero((u >= batas) & (u < batas + bagian)):
            d["alamat"][i] = ubah(str(d["alamat"][i]))
        batas += bagian
