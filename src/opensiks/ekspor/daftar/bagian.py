"""Columns and pieces of SQL that many lists share."""

from __future__ import annotations

from typing import Any

from opensiks.ekspor.tabel import Jenis, Kolom, Minta
from opensiks.rules.kodelist import SHDK
from opensiks.verval.queries import find_periode

# Names of the village and the kecamatan behind a column with a kode desa.
TEMPAT = (
    "LEFT JOIN wilayah_wilayah d ON d.kode = {kolom} LEFT JOIN wilayah_wilayah c ON c.kode = left({kolom}, 8)"
)
DESA = (
    Kolom("desa", "Desa", sql="d.nama", lebar=22),
    Kolom("kecamatan", "Kecamatan", sql="c.nama", lebar=22),
)
ALAMAT = (
    Kolom("alamat", "Alamat", sql="k.alamat", lebar=34),
    Kolom("dusun", "Dusun", sql="k.dusun", lebar=16),
    Kolom("rt", "RT", sql="k.rt", lebar=6),
    Kolom("rw", "RW", sql="k.rw", lebar=6),
)
# Aid that runs, of the family itself or, with {orang}, also of one person.
BANTUAN = (
    "(SELECT replace(string_agg(DISTINCT p.program, ', ' ORDER BY p.program), '_', '-') FROM keluarga_kepesertaan p"
    " WHERE p.keluarga_id = k.id AND p.sampai IS NULL AND p.status = 'AKTIF'{orang})"
)
STATUS = {"AKTIF": "Aktif", "BEKU": "Beku", "DITIDURKAN": "Ditidurkan", "NONAKTIF": "Tidak aktif"}


def kepala(nama: str) -> str:
    """SQL: one column of the head of a family."""
    return (
        f"(SELECT i.{nama} FROM keluarga_individu i WHERE i.keluarga_id = k.id AND i.status = 'AKTIF'"
        " ORDER BY i.shdk NULLS LAST, i.id LIMIT 1)"
    )


def name_shdk(kode: int) -> str:
    return SHDK.get(kode, str(kode)).capitalize()


def name_periode(minta: Minta) -> str:
    """The period that runs in the area now."""
    periode = find_periode(minta.kode, minta.at)
    return periode.label if periode else ""


def name_status(kode: Any) -> str:
    return STATUS.get(str(kode), str(kode))


def tulis(kunci: str, judul: str) -> Kolom:
    """An empty column of the paper."""
    return Kolom(kunci, judul, Jenis.TULIS, lebar=10)
