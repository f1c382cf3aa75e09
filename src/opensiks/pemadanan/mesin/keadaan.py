"""What a run leaves for the next month: the register, every record's fingerprint and stage, weights with frequencies.

A folder of two files: a manifest with the weights, and tables. Frequencies of names, dates and mothers are part of the
weights: they stay as they were when these were learned, so that a change of one row does not touch all others.
"""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from duckdb import DuckDBPyConnection

from opensiks.pemadanan.mesin import baca, bobot, siap
from opensiks.pemadanan.mesin.baca import quote, run
from opensiks.pemadanan.mesin.banding import TINGKAT, Larik
from opensiks.pemadanan.mesin.siap import FREKUENSI, ISI

BENTUK = 4
SURAT = "keadaan.json"
# The whole row of D as the matching reads it.
SIDIK_D = "hash(nik_t, kk_t, nama, tempat, tgl, jk, ibu, alamat, desa)"
# Tables of a run that are kept as they are, by part of D and at the end.
PER_BAGIAN = {
    "sisa": "SELECT * FROM sisa WHERE NOT uji",
    "rn": "SELECT * FROM rn",
    "kandidat": "SELECT * FROM kandidat",
}
AKHIR = {
    "sama": "SELECT * FROM sama",
    "inti": "SELECT * FROM inti",
    "jawaban": "SELECT * FROM jawaban",
    "sidik": f"SELECT did, {SIDIK_D} AS sidik FROM d_semua ORDER BY did",
}


def add_part(db: DuckDBPyConnection) -> None:
    """Keeps what the next month asks about the records left of the part `d`."""
    for tabel, isi in PER_BAGIAN.items():
        run(db, f"CREATE TABLE IF NOT EXISTS reg.{tabel} AS {isi} LIMIT 0")
        run(db, f"INSERT INTO reg.{tabel} {isi}")


def add_all(db: DuckDBPyConnection, did: Larik, pid: Larik) -> None:
    """Keeps the facts of the whole; `did`, `pid`: who took whom in the first round."""
    for tabel, isi in AKHIR.items():
        run(db, f"CREATE TABLE reg.{tabel} AS {isi}")
    create_larik(db, "ambil", did=did, pid=pid)
    run(db, "CREATE TABLE reg.ambil AS SELECT * FROM ambil")


def create_larik(db: DuckDBPyConnection, tabel: str, **kolom: Larik) -> None:
    """A temporary table of numbers from arrays of equal length."""
    db.register("masuk", pa.table({k: pa.array(v.astype(np.int64), pa.int64()) for k, v in kolom.items()}))
    run(db, f"CREATE OR REPLACE TEMP TABLE {tabel} AS SELECT * FROM masuk")
    db.unregister("masuk")


def save(folder: Path, model: bobot.Model) -> None:
    """The manifest of a folder whose tables are written."""
    surat = {"bentuk": BENTUK, "duckdb": duckdb.__version__, "model": bobot.as_json(model)}
    (folder / SURAT).write_text(json.dumps(surat), encoding="utf-8")


def is_keadaan(folder: Path) -> bool:
    return (folder / SURAT).is_file()


def load_model(folder: Path) -> bobot.Model:
    """The weights of a folder; BerkasDitolak for anything else."""
    return read_model(siap.read_surat(folder, SURAT, BENTUK)["model"], f"Bobot di folder {folder.name}")


def read_model(isi: Any, sebutan: str) -> bobot.Model:
    """Weights from what `as_json` gave; BerkasDitolak when another version of the engine gave it."""
    if not isinstance(isi, dict):
        raise ValueError
    model = bobot.from_json(isi) if isi.keys() == {f.name for f in fields(bobot.Model)} else None
    if model is None or any(_count_tingkat(x) != TINGKAT for x in (model.m, model.u)):
        raise baca.BerkasDitolak(
            f"{sebutan} ditulis versi lain; jalankan tanpa bobot lama agar dipelajari lagi."
        )
    return model


def _count_tingkat(peluang: dict[str, Larik]) -> dict[str, int]:
    return {k: len(v) for k, v in peluang.items()}


def use_frekuensi(db: DuckDBPyConnection, folder: Path, *, simpan: bool = False) -> None:
    """Frequencies of this run, and with `simpan` of what it keeps, are those of the folder, not of the register."""
    siap.read_surat(folder, SURAT, BENTUK)
    run(db, f"ATTACH {quote(folder / ISI)} AS beku (READ_ONLY)")
    for tabel in FREKUENSI:
        run(db, f"DROP TABLE IF EXISTS temp.{tabel}") if _is_table(db, tabel) else None
        run(db, f"CREATE OR REPLACE TEMP VIEW {tabel} AS SELECT * FROM beku.{tabel}")
        if simpan:
            run(db, f"CREATE OR REPLACE TABLE reg.{tabel} AS SELECT * FROM beku.{tabel}")


def _is_table(db: DuckDBPyConnection, nama: str) -> bool:
    return bool(
        run(db, f"SELECT 1 FROM duckdb_tables() WHERE database_name = 'temp' AND table_name = {quote(nama)}")
    )


def check_folder(folder: Path) -> None:
    """BerkasDitolak unless a new folder can be written there or an old one of ours replaced."""
    if not folder.parent.is_dir():
        raise baca.BerkasDitolak(f"Folder {folder.parent.name} untuk keadaan tidak ada.")
    if folder.exists() and not (folder.is_dir() and {x.name for x in folder.iterdir()} <= {SURAT, ISI}):
        raise baca.BerkasDitolak(f"{folder.name} sudah ada dan bukan folder keadaan; pilih nama folder lain.")


def changes(id_baru: Larik, sidik_baru: Larik, id_lama: Larik, sidik_lama: Larik) -> tuple[Larik, Larik]:
    """Numbers that are new or whose fingerprint changed, and numbers that are gone; all in order of the number."""
    if len(id_baru) == len(id_lama) and (id_baru == id_lama).all():
        return id_baru[sidik_baru != sidik_lama], id_lama[:0]
    di = np.searchsorted(id_lama, id_baru)
    ada = np.zeros(len(id_baru), bool)
    dalam = di < len(id_lama)
    ada[dalam] = id_lama[di[dalam]] == id_baru[dalam]
    sama = ada.copy()
    sama[ada] = sidik_lama[di[ada]] == sidik_baru[ada]
    tinggal = np.zeros(len(id_lama), bool)
    tinggal[di[ada]] = True
    return id_baru[~sama], id_lama[~tinggal]


def sort_sidik(nomor: Larik, sidik: Larik) -> tuple[Larik, Larik]:
    """Both in order of the number."""
    if len(nomor) < 2 or (nomor[1:] > nomor[:-1]).all():
        return nomor, sidik
    # Files come in ascending pieces, which this kind of sort only has to merge.
    urut = np.argsort(nomor, kind="stable")
    return nomor[urut], sidik[urut]
