"""Every list that leaves as a file: those below, and those that are exactly what a page shows."""

from opensiks.ekspor.daftar import TABEL as DARI_BAWAH
from opensiks.ekspor.tabel import Tabel
from opensiks.web.tabel import desa, kantor

TABEL: dict[str, Tabel] = {**DARI_BAWAH, **{t.kode: t for t in (*desa.DAFTAR, *kantor.DAFTAR)}}
