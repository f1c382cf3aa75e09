"""The empty tables behind the blocks: what a task loads when nothing came. Made by the engine itself, from no rows."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pyarrow as pa
from duckdb import DuckDBPyConnection

from opensiks.pemadanan.mesin import baca, bagian, bobot, ganda, kunci, siap, tulis
from opensiks.pemadanan.mesin.baca import run
from opensiks.pemadanan.mesin.putus import Putusan
from opensiks.pemadanan.spark.blok import pack
from opensiks.pemadanan.spark.jawab import to_tabel
from opensiks.pemadanan.spark.rute import list_rute
from opensiks.pemadanan.spark.tugas import PK_RUTE, SISA_RUTE

_NOMOR = {
    "n_nama": "pid BIGINT, n INTEGER",
    "n_ibu": "pid BIGINT, n INTEGER",
    "n_tgl": "nilai DATE, n INTEGER",
    "n_depan": "nilai UINTEGER, n INTEGER",
    "n_akhir": "nilai UINTEGER, n INTEGER",
    "nomor_d": "did BIGINT",
    "nomor_p": "pid BIGINT",
    "nilai_nh": "pid BIGINT, nh UINTEGER",
    "nilai_mh": "pid BIGINT, mh UINTEGER",
    "nilai_tgl": "tgl DATE, n BIGINT",
    "nilai_t1": "t1 UINTEGER, n BIGINT",
    "nilai_tl": "tl UINTEGER, n BIGINT",
    "nilai_kk": "kk BIGINT, n BIGINT",
    "kuat": "did BIGINT, asal INTEGER",
    "bertemu": "did BIGINT",
    "tujuan": "k UBIGINT",
    "contoh_d": "did BIGINT",
    "mati_sama": "pid BIGINT, nik BIGINT, meninggal BOOLEAN, kk BIGINT, did BIGINT",
    "pola": "pola BIGINT, n BIGINT",
    "asal": "did BIGINT, asal INTEGER",
    "pasangan": "did BIGINT, pid BIGINT, asal INTEGER",
    "kandidat": "did BIGINT, pid BIGINT",
    "hitungan": "lintasan VARCHAR, n BIGINT",
    "perlu": "pid BIGINT, asal INTEGER",
    "klaim": "pid BIGINT",
    "ambil": "pid BIGINT",
    "tanya": "pid BIGINT, asal INTEGER",
    "diambil": "pid BIGINT",
    "orang": "pid BIGINT, nik BIGINT, meninggal BOOLEAN",
    "kunci_kembar": "did BIGINT, k UBIGINT",
    "calon_kembar": "did BIGINT",
    "jumlah": "nama VARCHAR, n BIGINT",
}
_MESIN = ("d", "pk", "teks", "sama", "latih", "sisa", "rn", "rumah", "inti", "jawaban", "kembar")


def create_acuan(dtks: Path, dukcapil: Path) -> dict[str, bytes]:
    """Empty Arrow tables by block name. The files give their columns, no rows; BerkasDitolak as `open_berkas`."""
    with tempfile.TemporaryDirectory(prefix="padan-") as folder:
        db = baca.connect(Path(folder), utas=1)
        try:
            siap.create_makro(db)
            for path, pandangan, nomor in ((dtks, "d", "did"), (dukcapil, "p", "pid")):
                if not path.is_file():
                    raise baca.BerkasDitolak(f"Berkas {path.name} tidak ada.")
                baca.view_berkas(
                    db, path, pandangan, nomor, f"(SELECT * FROM read_parquet({baca.quote(path)}) LIMIT 0)"
                )
            return _collect(db, Path(folder))
        finally:
            db.close()


def _collect(db: DuckDBPyConnection, folder: Path) -> dict[str, bytes]:
    def tabel(sumber: str) -> pa.Table:
        return db.sql(f"SELECT * FROM {sumber} LIMIT 0").to_arrow_table()

    siap.create_register(db)
    kunci.create_sepakat(db)
    kunci.create_latih(db, 0)
    bagian.create_calon(db)
    b, sepakat = bagian.compare_calon(db, siap=False)
    hampa = np.zeros(0)
    tulis.add_putusan(db, b, Putusan(b.did, hampa.astype(np.int64), hampa, hampa))
    tulis.create_jawaban(db, {}, [0.0] * len(bobot.PI_AWAL))
    ganda.create_kembar(db)
    hasil = {n: tabel(n) for n in _MESIN}
    hasil |= {"banding": to_tabel(b), "sepakat": to_tabel(sepakat)}
    hasil |= {
        "terisi": db.sql("SELECT count(COLUMNS(*)) FROM pk").to_arrow_table().slice(0, 0),
        "d_nik": tabel("(SELECT did, nik, kk, tgl, desa, jk, nama, ibu FROM d)"),
        "teks_nik": tabel("(SELECT pid, nama, ibu, 0::BIGINT AS nik FROM teks)"),
    }
    for nama, kolom in _NOMOR.items():
        run(db, f"CREATE TEMP TABLE acuan_{nama} ({kolom})")
        hasil[nama] = tabel(f"acuan_{nama}")
    for r in (*list_rute(0), *list_rute(1)):
        hasil |= {f"{n}_{r.nama}": hasil[n] for n in ("rn", "rumah", "asal")}
        hasil |= {f"sisa_{r.nama}": tabel(f"({SISA_RUTE})"), f"pk_{r.nama}": tabel(f"({PK_RUTE})")}
    tulis.write_jawaban(db, folder / "r.parquet")
    hasil["r"] = tabel(f"read_parquet({baca.quote(folder / 'r.parquet')})")
    return {k: pack(v) for k, v in hasil.items()}
