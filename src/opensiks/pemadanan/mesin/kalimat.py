"""The reasons of all rows as numbers of sentences: a row says which, in what order, and each is written once."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from opensiks.pemadanan.mesin.baca import Larik
from opensiks.rules.alasan_padan import MENINGGAL, RAGU


class Kalimat:
    """Sentences by pattern. `pola`: one list of sentences per pattern; rows name a pattern by its place in the list."""

    def __init__(self, pola: list[list[str]]) -> None:
        nomor = {MENINGGAL: 0, RAGU: 1}
        isi = [[nomor.setdefault(s, len(nomor)) for s in kalimat] for kalimat in pola]
        self._teks = list(nomor)
        self._panjang = np.array([len(x) for x in isi], np.int64)
        self._mulai = np.cumsum(self._panjang) - self._panjang
        self._isi = np.array([n for x in isi for n in x], np.int32)

    def compose(self, pola: Larik, ganda: pa.Array, meninggal: Larik, ragu: Larik) -> pa.ListArray:
        """Reasons of rows: those of the pattern, the sentence `ganda` (or null), the person's death, and the doubt."""
        ada = np.asarray(ganda.is_valid())
        dasar = self._panjang[pola]
        tempat = np.zeros(len(pola) + 1, np.int64)
        np.cumsum(dasar + ada + meninggal + ragu, out=tempat[1:])
        nomor = np.empty(tempat[-1], np.int32)
        urut = np.arange(dasar.sum()) - np.repeat(np.cumsum(dasar) - dasar, dasar)
        nomor[np.repeat(tempat[:-1], dasar) + urut] = self._isi[np.repeat(self._mulai[pola], dasar) + urut]
        ujung = tempat[:-1] + dasar
        nomor[ujung[ada]] = len(self._teks) + np.arange(ada.sum())
        nomor[(ujung + ada)[meninggal]] = 0
        nomor[(tempat[1:] - 1)[ragu]] = 1
        kamus = pa.concat_arrays([pa.array(self._teks, pa.string()), ganda.drop_null().cast(pa.string())])
        return pa.ListArray.from_arrays(
            pa.array(tempat.astype(np.int32)), pa.DictionaryArray.from_arrays(pa.array(nomor), kamus)
        )
