"""Beside a register made ready: its keys in order and its persons in records, read from the file where they stand.

For each key of the passes the file `kunci-N` holds the values in ascending order and `baris-N` the places of their
persons; every BLOK-th value (`titik-N`) is kept in memory, so that a value costs one read of each file. `orang` holds
a record of numbers per person in order of pid, `teks` the texts those records point to. Nothing is mapped or loaded:
what a process has looked at does not stay with it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from duckdb import DuckDBPyConnection

from opensiks.pemadanan.mesin import baca, batas, kunci, lintasan, siap
from opensiks.pemadanan.mesin.baca import BerkasDitolak, Larik, run
from opensiks.pemadanan.mesin.fungsi import HARI_NOL
from opensiks.pemadanan.mesin.lintasan import LINTASAN, TERAKHIR, Lintasan
from opensiks.pemadanan.mesin.sisi import create_sisi

BENTUK = 2
SURAT = "indeks.json"
BLOK = 512  # values between two that are kept in memory
PER_TULIS = 250_000  # persons written at a time
NIK = "nik"  # key of the holders of a number
# Texts of a record, in this order: folded for comparison, and as they were written.
TEKS = ("f", "t1", "tl", "if", "it1", "itl", "jk", "tempat", "af", "aa", "ah", "nama", "ibu")
_TEKS = ", ".join([*(f"s.{k}" for k in TEKS[:-2]), "t.nama", "t.ibu"])
_BANYAK = tuple(siap.FREKUENSI)
_TIPE = {"date32[day]": "int32", "bool": "uint8"}  # the others numpy knows under the same name
_LETAK = (
    "ada",
    "mulai",
    "panjang",
)  # filled columns as bits; where the texts begin in `teks`, and their bytes


def list_kunci(*, miskin: bool) -> tuple[str, ...]:
    """The keys of P that the passes ask for, each once, the number first."""
    semua: tuple[Lintasan, ...] = (*LINTASAN, *(TERAKHIR if miskin else ()))
    return tuple(dict.fromkeys((NIK, *(x.kanan for x in semua))))


def write_indeks(folder: Path, *, utas: int | None = None, memori: str | None = None) -> int:
    """Write the index of a folder of `siap.prepare`, in its place when it is whole. Returns its bytes."""
    tujuan = folder / siap.INDEKS
    separuh = folder.with_name(f".{folder.name}.{siap.INDEKS}")
    baca.remove(separuh)
    separuh.mkdir()
    try:
        db = baca.connect(separuh / "sementara", utas=utas, memori=batas.share(memori).mesin)
        try:
            siap.create_makro(db)
            siap.open_register(db, folder)
            run(db, "SET preserve_insertion_order = true")
            surat = _compose_surat(folder, db)
            run(
                db,
                "CREATE TEMP TABLE urut AS SELECT * EXCLUDE (sidik), (row_number() OVER (ORDER BY pid) - 1)::UINTEGER"
                " AS baris FROM pk",
            )
            for n, kanan in enumerate(surat["kunci"]):
                _write_kunci(db, separuh, n, kanan)
            surat["kolom"] = _write_orang(db, separuh)
        finally:
            db.close()
        baca.remove(separuh / "sementara")
        (separuh / SURAT).write_text(json.dumps(surat), encoding="utf-8")
        baca.remove(tujuan)
        separuh.replace(tujuan)
    finally:
        baca.remove(separuh)
    return sum(x.stat().st_size for x in tujuan.iterdir())


def _compose_surat(folder: Path, db: DuckDBPyConnection) -> dict[str, Any]:
    miskin = lintasan.is_miskin(db)
    desa = bool(run(db, "SELECT 1 FROM pk WHERE desa IS NOT NULL LIMIT 1"))
    return {
        "bentuk": BENTUK, "duckdb": duckdb.__version__, "register": _hash_surat(folder), "miskin": miskin,
        "desa": desa, "kunci": list_kunci(miskin=miskin),
    }  # fmt: skip


def _hash_surat(folder: Path) -> str:
    """The register this index belongs to, by its manifest."""
    return hashlib.sha256((folder / siap.SURAT).read_bytes()).hexdigest()


def _write_kunci(db: DuckDBPyConnection, folder: Path, n: int, kanan: str) -> None:
    """The files of one key: values ascending, the places of their persons, every BLOK-th value."""
    baris = db.sql(
        f"SELECT k, baris FROM (SELECT ({kanan})::UBIGINT AS k, baris FROM urut pk) WHERE k IS NOT NULL"
        " ORDER BY k, baris"
    ).to_arrow_reader(PER_TULIS)
    titik, lewat = [], 0
    with (folder / f"kunci-{n}").open("wb") as nilai, (folder / f"baris-{n}").open("wb") as tempat:
        for isi in baris:
            k = isi["k"].to_numpy()
            titik.append(k[-lewat % BLOK :: BLOK])
            lewat += len(k)
            k.tofile(nilai)
            isi["baris"].to_numpy().tofile(tempat)
    np.concatenate([np.zeros(0, np.uint64), *titik]).tofile(folder / f"titik-{n}")


def _write_orang(db: DuckDBPyConnection, folder: Path) -> list[tuple[str, str]]:
    """The files `orang` and `teks`. Returns name and type of each column of a record."""
    _create_kosong(db)
    batas_pid = [
        int(str(x[0])) for x in run(db, f"SELECT pid FROM urut WHERE baris % {PER_TULIS} = 0 ORDER BY pid")
    ]
    kolom: list[tuple[str, str]] = []
    mulai = 0
    with (folder / "orang").open("wb") as orang, (folder / "teks").open("wb") as teks:
        for n, pid in enumerate(batas_pid):
            sampai = f" AND pid < {batas_pid[n + 1]}" if n + 1 < len(batas_pid) else ""
            create_sisi(db, f"SELECT pid FROM pk WHERE pid >= {pid}{sampai}", siap=True)
            isi = db.sql(
                f"SELECT k.* EXCLUDE (baris), {', '.join(f's.{x}::INT AS {x}' for x in _BANYAK)},"
                f" json_array({_TEKS})::VARCHAR AS teks FROM urut k JOIN sp s ON s.id = k.pid"
                " JOIN teks t ON t.pid = k.pid"
                f" WHERE k.pid >= {pid}{sampai.replace('pid', 'k.pid')} ORDER BY k.pid"
            ).to_arrow_table()
            angka = isi.drop_columns(["teks"])
            kolom = [(f.name, str(f.type)) for f in angka.schema]
            kata = isi["teks"].combine_chunks().cast(pa.large_binary())
            _, letak, huruf = kata.buffers()
            letak = np.frombuffer(letak, np.int64)[kata.offset : kata.offset + len(kata) + 1]
            teks.write(huruf[letak[0] : letak[-1]] if huruf else b"")
            _as_orang(angka, mulai + letak[:-1] - letak[0], np.diff(letak)).tofile(orang)
            mulai += int(letak[-1] - letak[0])
    return kolom


def _create_kosong(db: DuckDBPyConnection) -> None:
    """The tables of a D without rows: `create_sisi` makes both sides."""
    run(db, "CREATE TEMP TABLE kosong (did BIGINT)")
    baca.view_berkas(db, Path("kosong"), "d", "did", "kosong")
    kunci.create_sepakat(db)
    kunci.create_latih(db, 0)
    kunci.create_sisa(db)
    kunci.create_nama(db)


def _dtype(kolom: Sequence[Sequence[str]]) -> np.dtype[Any]:
    daftar = [(k, _TIPE.get(t, t)) for k, t in kolom]
    return np.dtype([*daftar, *zip(_LETAK, ("uint32", "int64", "int32"), strict=True)])


def _as_orang(angka: pa.Table, mulai: Larik, panjang: Larik) -> Larik:
    """Records of a table of numbers; empty fields are 0 with their bit in `ada` unset."""
    rekaman = np.zeros(angka.num_rows, _dtype([(f.name, str(f.type)) for f in angka.schema]))
    for n, k in enumerate(angka.column_names):
        larik = angka[k].combine_chunks()
        rekaman["ada"] |= larik.is_valid().to_numpy(zero_copy_only=False).astype(np.uint32) << np.uint32(n)
        if pa.types.is_date(larik.type):
            larik = larik.view(pa.int32())
        elif pa.types.is_boolean(larik.type):
            larik = larik.cast(pa.uint8())
        rekaman[k] = larik.fill_null(0).to_numpy(zero_copy_only=False)
    rekaman["mulai"], rekaman["panjang"] = mulai, panjang
    return rekaman


def _read_surat(folder: Path, path: Path) -> dict[str, Any]:
    """The manifest of the index; BerkasDitolak unless it belongs to this register and to the passes of this version."""
    try:
        surat: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as galat:
        raise BerkasDitolak(
            f"Folder {folder.name} belum punya indeks; jalankan siapkan_padan dengan --indeks."
        ) from galat
    harap = {
        "bentuk": BENTUK, "duckdb": duckdb.__version__, "register": _hash_surat(folder),
        "kunci": [*list_kunci(miskin=bool(surat.get("miskin")))],
    }  # fmt: skip
    if any(surat.get(k) != v for k, v in harap.items()):
        raise BerkasDitolak(
            f"Indeks di folder {folder.name} ditulis versi lain atau bukan dari register ini; tulis lagi dengan"
            " siapkan_padan --indeks."
        )
    return surat


@dataclass(frozen=True, slots=True)
class _Kunci:
    """One key: open files and the values kept."""

    nilai: int
    baris: int
    titik: Larik


class Indeks:
    """The index of a prepared register, open until `close`. BerkasDitolak when it is missing or not of this version."""

    def __init__(self, folder: Path) -> None:
        di = folder / siap.INDEKS
        siap.read_surat(folder, siap.SURAT, siap.BENTUK)
        surat = _read_surat(folder, di / SURAT)
        self.miskin, self.desa = bool(surat["miskin"]), bool(surat["desa"])
        self.kolom = tuple(k for k, _ in surat["kolom"])
        ubah: dict[str, Callable[[int], Any]] = {"date32[day]": _as_tanggal, "bool": bool}
        self._ubah = [ubah.get(t, int) for _, t in surat["kolom"]]
        self._dtype = _dtype(surat["kolom"])
        self._buka: list[int] = []
        self._orang, self._teks = self._open(di / "orang"), self._open(di / "teks")
        self._kunci = {}
        for n, kanan in enumerate(surat["kunci"]):
            self._kunci[kanan] = _Kunci(
                self._open(di / f"kunci-{n}"), self._open(di / f"baris-{n}"), np.fromfile(di / f"titik-{n}", np.uint64)
            )  # fmt: skip

    def _open(self, path: Path) -> int:
        self._buka.append(os.open(path, os.O_RDONLY))
        return self._buka[-1]

    def close(self) -> None:
        while self._buka:
            os.close(self._buka.pop())

    def find_baris(self, kanan: str, nilai: int, maks: int | None = None) -> Larik:
        """Places of the persons whose key is `nilai`, ascending; none at all when they are more than `maks`."""
        k = self._kunci[kanan]
        angka = np.uint64(nilai)
        blok = max(int(np.searchsorted(k.titik, angka)) - 1, 0)
        isi = self._read_blok(k, blok)
        kiri = blok * BLOK + int(np.searchsorted(isi, angka))
        lebih = int(np.searchsorted(k.titik, angka, "right")) - 1
        if lebih > blok:
            blok, isi = lebih, self._read_blok(k, lebih)
        banyak = blok * BLOK + int(np.searchsorted(isi, angka, "right")) - kiri
        if not banyak or (maks is not None and banyak > maks):
            return isi[:0].astype(np.uint32)
        return np.frombuffer(os.pread(k.baris, banyak * 4, kiri * 4), np.uint32)

    @staticmethod
    def _read_blok(k: _Kunci, blok: int) -> Larik:
        """The values from the `blok`-th of those kept up to the next."""
        return np.frombuffer(os.pread(k.nilai, BLOK * 8, blok * BLOK * 8), np.uint64)

    def read_angka(self, letak: Sequence[int]) -> list[tuple[Any, ...]]:
        """The numbers of the persons at these places, in the order of `kolom`."""
        return [angka for angka, _, _ in self._read(letak)]

    def read_orang(self, letak: Sequence[int] | Larik) -> list[tuple[tuple[Any, ...], tuple[Any, ...]]]:
        """Numbers and texts (TEKS) of the persons at these places."""
        return [
            (angka, tuple(json.loads(os.pread(self._teks, panjang, mulai))))
            for angka, mulai, panjang in self._read(letak)
        ]

    def _read(self, letak: Sequence[int] | Larik) -> list[tuple[tuple[Any, ...], int, int]]:
        lebar = self._dtype.itemsize
        isi = b"".join(os.pread(self._orang, lebar, int(b) * lebar) for b in letak)
        hasil = []
        for *nilai, ada, mulai, panjang in np.frombuffer(isi, self._dtype).tolist():
            angka = tuple(
                f(v) if ada >> n & 1 else None for n, (v, f) in enumerate(zip(nilai, self._ubah, strict=True))
            )
            hasil.append((angka, mulai, panjang))
        return hasil


def _as_tanggal(hari: int) -> date:
    """Days since 1970; the last one for a date beyond our calendar."""
    try:
        return date.fromordinal(HARI_NOL + hari)
    except (ValueError, OverflowError):
        return date.max
