"""Every list that may be long, by its code."""

from opensiks.ekspor.daftar import bansos, lini, registri
from opensiks.ekspor.tabel import Tabel

TABEL: dict[str, Tabel] = {t.kode: t for t in (*registri.DAFTAR, *lini.DAFTAR, *bansos.DAFTAR)}
