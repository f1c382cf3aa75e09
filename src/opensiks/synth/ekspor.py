"""Writes the synthetic register as the files offices exchange: DTKS export, Dukcapil extract, truths."""

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from types import TracebackType
from typing import Self

import pyarrow as pa
import pyarrow.parquet as pq
from openpyxl import Workbook

from opensiks.rules.kodelist import SHDK
from opensiks.synth.bentuk import Catatan, IndividuSintetis, JenisKesalahan, KeluargaSintetis, Kesalahan
from opensiks.synth.preset import Preset, populate
from opensiks.synth.tempat import DesaSintetis, list_desa

# The current export, with its own misspelling of "kelurahan".
KOLOM_23 = (
    "ID DTKS", "PROVINSI", "KABUPATEN/KOTA", "KECAMATAN", "DESA/KELUARAHAN", "ALAMAT", "DUSUN", "RT", "RW",
    "NOKK", "NIK", "NAMA", "TANGGAL LAHIR", "TEMPAT LAHIR", "JENIS KELAMIN", "PEKERJAAN",
    "NAMA IBU KANDUNG", "HUB KELUARGA", "KETERANGAN PADAN", "BANSOS BPNT", "BANSOS PKH", "BANSOS BPNT-PPKM",
    "PBI JKN",
)  # fmt: skip
# The older variant: other words for the numbers, the place spelled right, no occupation and no programmes.
KOLOM_17 = (
    "ID DTKS", "PROVINSI", "KABUPATEN/KOTA", "KECAMATAN", "DESA/KELURAHAN", "ALAMAT", "DUSUN", "RT", "RW",
    "NOMOR KK", "NOMOR NIK", "NAMA", "TANGGAL LAHIR", "TEMPAT LAHIR", "JENIS KELAMIN", "NAMA IBU KANDUNG",
    "HUBUNGAN KELUARGA",
)  # fmt: skip

_KELAMIN = {"L": "LAKI-LAKI", "P": "PEREMPUAN"}
_HUBUNGAN = {kode: teks.upper() for kode, teks in SHDK.items()}

Baris = list[str]


class _Desa:
    """Place names by village code; keeps the last one at hand, for families come village by village."""

    def __init__(self) -> None:
        self.daftar: dict[str, DesaSintetis] = {}

    def find(self, kode: str) -> DesaSintetis:
        if kode not in self.daftar:
            self.daftar.update({desa.kode: desa for desa in list_desa(kode[:5])})
        return self.daftar[kode]


def rows_23(keluarga: KeluargaSintetis, desa: DesaSintetis) -> list[Baris]:
    """One line per member, in the order of KOLOM_23."""
    tempat = _place(keluarga, desa)
    program = keluarga.program
    bantuan = [_ya("SEMBAKO" in program), _ya("PKH" in program), _ya("BPNT_PPKM" in program)]
    return [
        [
            orang.id_registri, *tempat, *_identity(orang), orang.pekerjaan, orang.nama_ibu,
            _HUBUNGAN[orang.shdk], orang.keterangan_padan, *bantuan, _ya("PBI_JK" in orang.program),
        ]
        for orang in keluarga.anggota
    ]  # fmt: skip


def rows_17(keluarga: KeluargaSintetis, desa: DesaSintetis) -> list[Baris]:
    """One line per member, in the order of KOLOM_17."""
    tempat = _place(keluarga, desa)
    return [
        [orang.id_registri, *tempat, *_identity(orang), orang.nama_ibu, _HUBUNGAN[orang.shdk]]
        for orang in keluarga.anggota
    ]


def _place(keluarga: KeluargaSintetis, desa: DesaSintetis) -> Baris:
    return [
        desa.provinsi, desa.kabupaten, desa.kecamatan, desa.nama, keluarga.alamat, keluarga.dusun,
        keluarga.rt, keluarga.rw, keluarga.no_kk,
    ]  # fmt: skip


def _identity(orang: IndividuSintetis) -> Baris:
    lahir = orang.tanggal_lahir
    tanggal = f"{lahir.day:02d}/{lahir.month:02d}/{lahir.year:04d}" if lahir else ""
    return [orang.nik, orang.nama, tanggal, orang.tempat_lahir, _KELAMIN[orang.jenis_kelamin]]


def _ya(benar: bool) -> str:
    return "YA" if benar else "TIDAK"


# --- writers: open once, feed family by family --------------------------------------------------------------


class PenulisDtks:
    """The DTKS export as text: UTF-8, pipe between fields, every field quoted."""

    def __init__(
        self,
        path: Path,
        kolom: tuple[str, ...],
        rows: Callable[[KeluargaSintetis, DesaSintetis], list[Baris]],
    ):
        self.berkas = path.open("w", encoding="utf-8", newline="")
        self.csv = csv.writer(self.berkas, delimiter="|", quoting=csv.QUOTE_ALL, lineterminator="\n")
        self.csv.writerow(kolom)
        self.rows, self.desa, self.jumlah = rows, _Desa(), 0

    def write(self, keluarga: KeluargaSintetis) -> None:
        baris = self.rows(keluarga, self.desa.find(keluarga.kode_desa))
        self.csv.writerows(baris)
        self.jumlah += len(baris)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.berkas.close()


SKEMA_DUKCAPIL = pa.schema(
    [(nama, pa.string()) for nama in ("nik", "no_kk", "nama", "tempat_lahir")]
    + [("tgl_lahir", pa.date32())]
    + [(nama, pa.string()) for nama in ("jenis_kelamin", "nama_ibu", "alamat", "kode_desa")]
    + [(nama, pa.bool_()) for nama in ("meninggal", "ganda", "nonaktif")]
)
_SEKALI_TULIS = 20_000

# Not yet in the copy: births of the last year, and a few others (the register copy may lag, R68).
_BELUM_MASUK_BAYI, _BELUM_MASUK = 0.22, 0.004
# Answer codes 14 (not active: never photographed) and 12 (two numbers for one person).
_NONAKTIF, _GANDA = 0.0035, 0.0012


class PenulisDukcapil:
    """The civil registry's answers for the same population, as Parquet."""

    def __init__(self, path: Path, hari: date, seed: int) -> None:
        self.parquet = pq.ParquetWriter(path, SKEMA_DUKCAPIL)
        self.acak = Random(f"{seed}:dukcapil").random
        self.hari, self.desa = hari, _Desa()
        self.baris: list[tuple[object, ...]] = []
        self.jumlah = 0

    def write(self, catatan: Catatan) -> None:
        keluarga = catatan.benar
        if keluarga is None:
            return
        fakta = {(k.id_registri, k.kolom): k.benar for k in catatan.kesalahan if k.jenis in _DI_DUKCAPIL}
        for orang in keluarga.anggota:
            if not self._is_late(orang):
                self.baris.append(self._row(keluarga, orang, fakta))
        if len(self.baris) >= _SEKALI_TULIS:
            self._flush()

    def _is_late(self, orang: IndividuSintetis) -> bool:
        bayi = orang.tanggal_lahir is not None and (self.hari - orang.tanggal_lahir).days < 365
        return self.acak() < (_BELUM_MASUK_BAYI if bayi else _BELUM_MASUK)

    def _row(
        self, keluarga: KeluargaSintetis, orang: IndividuSintetis, fakta: dict[tuple[str, str], str]
    ) -> tuple[object, ...]:
        kode = fakta.get((orang.id_registri, "kode_desa"), keluarga.kode_desa)
        alamat = keluarga.alamat if kode == keluarga.kode_desa else self.desa.find(kode).nama
        u = self.acak()
        return (
            orang.nik, fakta.get((orang.id_registri, "no_kk"), keluarga.no_kk), orang.nama,
            orang.tempat_lahir, orang.tanggal_lahir, orang.jenis_kelamin, orang.nama_ibu, alamat, kode,
            (orang.id_registri, "meninggal") in fakta, u < _GANDA, _GANDA <= u < _GANDA + _NONAKTIF,
        )  # fmt: skip

    def _flush(self) -> None:
        kolom = list(zip(*self.baris, strict=True)) or [()] * len(SKEMA_DUKCAPIL)
        self.parquet.write_table(
            pa.table(
                [pa.array(k, t.type) for k, t in zip(kolom, SKEMA_DUKCAPIL, strict=True)], SKEMA_DUKCAPIL
            )
        )
        self.jumlah += len(self.baris)
        self.baris.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._flush()
        self.parquet.close()


_DI_DUKCAPIL = frozenset({JenisKesalahan.MENINGGAL, JenisKesalahan.PINDAH})


# --- whole files --------------------------------------------------------------------------------------------


def write_dtks(path: Path, keluarga: Iterable[KeluargaSintetis]) -> int:
    """The 23-column export. Returns the number of persons written."""
    with PenulisDtks(path, KOLOM_23, rows_23) as penulis:
        for k in keluarga:
            penulis.write(k)
    return penulis.jumlah


def write_dtks_17(path: Path, keluarga: Iterable[KeluargaSintetis]) -> int:
    """The older 17-column export. Returns the number of persons written."""
    with PenulisDtks(path, KOLOM_17, rows_17) as penulis:
        for k in keluarga:
            penulis.write(k)
    return penulis.jumlah


def write_dtks_xlsx(path: Path, keluarga: Iterable[KeluargaSintetis]) -> int:
    """The 23 columns as a workbook with one sheet, all cells text. Returns the number of persons written."""
    buku = Workbook(write_only=True)
    lembar = buku.create_sheet("DTKS")
    lembar.append(KOLOM_23)
    desa, jumlah = _Desa(), 0
    for k in keluarga:
        for baris in rows_23(k, desa.find(k.kode_desa)):
            lembar.append(baris)
            jumlah += 1
    buku.save(path)
    return jumlah


def write_dukcapil(path: Path, catatan: Iterable[Catatan], *, hari: date, seed: int = 2021) -> int:
    """The Dukcapil extract of the true population on the day `hari`. Returns the number of rows written."""
    with PenulisDukcapil(path, hari, seed) as penulis:
        for c in catatan:
            penulis.write(c)
    return penulis.jumlah


def write_kebenaran(path: Path, kesalahan: Iterable[Kesalahan]) -> int:
    """The truth log as CSV with a header. Returns the number of records written."""
    with path.open("w", encoding="utf-8", newline="") as berkas:
        tulis = csv.writer(berkas, lineterminator="\n")
        tulis.writerow(Kesalahan._fields)
        jumlah = 0
        for k in kesalahan:
            tulis.writerow(k)
            jumlah += 1
    return jumlah


@dataclass(frozen=True, slots=True)
class BerkasSintetis:
    """The files of one population and what is in them."""

    dtks: Path
    dukcapil: Path
    kebenaran: Path
    keluarga: int
    individu: int
    dukcapil_baris: int
    kesalahan: int


def write_all(folder: Path, preset: Preset) -> BerkasSintetis:
    """dtks.txt, dukcapil.parquet and kebenaran.csv of a preset, in one pass over the population."""
    folder.mkdir(parents=True, exist_ok=True)
    dtks, dukcapil, kebenaran = (folder / n for n in ("dtks.txt", "dukcapil.parquet", "kebenaran.csv"))
    keluarga = 0
    with (
        PenulisDtks(dtks, KOLOM_23, rows_23) as ekspor,
        PenulisDukcapil(dukcapil, preset.hari, preset.seed) as duk,
    ):

        def pour() -> Iterable[Kesalahan]:
            nonlocal keluarga
            for catatan in populate(preset):
                keluarga += 1
                ekspor.write(catatan.tercatat)
                duk.write(catatan)
                yield from catatan.kesalahan

        kesalahan = write_kebenaran(kebenaran, pour())
    return BerkasSintetis(dtks, dukcapil, kebenaran, keluarga, ekspor.jumlah, duk.jumlah, kesalahan)
