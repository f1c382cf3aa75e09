"""What the levels of a pair say together: numbers hold dates and sexes, villages are near, the card is another one.

Each group is the row of a table of shares (`awal.Model`).
"""

from __future__ import annotations

import numpy as np

from opensiks.pemadanan.mesin.banding import Banding, Larik

SAMA_TGL, MIRIP_TGL = (1,), (5, 6)
JK_BEDA, KK_LAIN, SERUPA = 2, 3, 2  # levels: another sex, another card; a NIK that is one digit away
# Groups of `group_tgl`: the same date and sex, nearly one date, one date of two sexes.
SAMA, MIRIP, BEDA_JK = 1, 2, 3
PER_DESA = np.array([0, 4, 3, 2, 2, 1])  # by level of the village: see `group_dekat`


def group_tgl(b: Banding) -> Larik:
    """What dates and sexes say of two numbers that hold them: SAMA, MIRIP, BEDA_JK; 0 nothing."""
    t = b.tingkat
    sama = np.where(t["jk"] == JK_BEDA, BEDA_JK, SAMA)
    hasil: Larik = np.where(
        np.isin(t["tgl"], SAMA_TGL), sama, np.where(np.isin(t["tgl"], MIRIP_TGL), MIRIP, 0)
    )
    return hasil


def group_dekat(b: Banding) -> Larik:
    """How near the villages are: 0 not known, 1 far, 2 one kabupaten, 3 one kecamatan, 4 one village."""
    hasil: Larik = PER_DESA[b.tingkat["desa"]]
    return hasil


def group_kartu(b: Banding) -> Larik:
    """1 where the cards are two, else 0."""
    hasil: Larik = (b.tingkat["kk"] == KK_LAIN).astype(int)
    return hasil


def group_alamat(b: Banding) -> Larik:
    """1 where the village is the same or not known, else 0."""
    hasil: Larik = (b.tingkat["desa"] < 2).astype(int)
    return hasil
