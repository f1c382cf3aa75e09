"""Opens a DTKS export, text or workbook, and yields its lines with the columns under our names."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import IO, Any

from python_calamine import CalamineError, CalamineWorkbook

from opensiks.infra.files import BerkasDitolak

# Our name → what the exports call the column. The misspelling is the ministry's.
KOLOM: dict[str, tuple[str, ...]] = {
    "id": ("ID DTKS", "IDDTKS", "ID_DTKS"),
    "provinsi": ("PROVINSI",),
    "kabupaten": ("KABUPATEN/KOTA", "KABUPATEN", "KAB/KOTA"),
    "kecamatan": ("KECAMATAN",),
    "desa": ("DESA/KELUARAHAN", "DESA/KELURAHAN", "KELURAHAN/DESA", "DESA", "KELURAHAN"),
    "alamat": ("ALAMAT",),
    "dusun": ("DUSUN",),
    "rt": ("RT",),
    "rw": ("RW",),
    "no_kk": ("NOKK", "NO KK", "NO. KK", "NOMOR KK"),
    "nik": ("NIK", "NOMOR NIK", "NO NIK"),
    "nama": ("NAMA",),
    "tanggal_lahir": ("TANGGAL LAHIR", "TGL LAHIR"),
    "tempat_lahir": ("TEMPAT LAHIR",),
    "jenis_kelamin": ("JENIS KELAMIN",),
    "pekerjaan": ("PEKERJAAN",),
    "nama_ibu": ("NAMA IBU KANDUNG", "IBU KANDUNG"),
    "hubungan": ("HUB KELUARGA", "HUBUNGAN KELUARGA", "HUB. KELUARGA"),
    "padan": ("KETERANGAN PADAN",),
    "bpnt": ("BANSOS BPNT",),
    "pkh": ("BANSOS PKH",),
    "ppkm": ("BANSOS BPNT-PPKM", "BANSOS BPNT PPKM"),
    "pbi": ("PBI JKN", "PBI JK"),
}
WAJIB = ("id", "provinsi", "kabupaten", "kecamatan", "desa", "no_kk", "nik", "nama")
NAMA_KOLOM = {nama: ours for ours, daftar in KOLOM.items() for nama in daftar}
WORKBOOK = (".xlsx", ".xlsm", ".xls", ".ods")
PEMISAH = "|;\t,"


@dataclass(frozen=True, slots=True)
class BerkasDtks:
    """An open export: `letak` tells where each of our columns stands, `lebar` how many cells a line has."""

    letak: dict[str, int]
    lebar: int
    # (line number in the file, cells)
    baris: Iterator[tuple[int, Sequence[Any]]]


def sha256_of(path: Path) -> str:
    with path.open("rb") as berkas:
        return file_digest(berkas, "sha256").hexdigest()


def open_dtks(path: Path) -> BerkasDtks:
    """BerkasDitolak, with one sentence, when it is no DTKS export."""
    if not path.is_file() or path.stat().st_size == 0:
        raise BerkasDitolak(f"Berkas {path.name} tidak ada atau kosong.")
    baris = _read_workbook(path) if path.suffix.lower() in WORKBOOK else _read_teks(path)
    judul: Sequence[Any] = next((isi for _, isi in baris if any(s not in (None, "") for s in isi)), [])
    letak = _find_letak(judul)
    kurang = [KOLOM[nama][0] for nama in WAJIB if nama not in letak]
    if kurang:
        raise BerkasDitolak(f"Berkas {path.name} bukan ekspor DTKS: tidak ada kolom {', '.join(kurang)}.")
    return BerkasDtks(letak, len(judul), baris)


def _find_letak(judul: Sequence[Any]) -> dict[str, int]:
    letak: dict[str, int] = {}
    for i, sel in enumerate(judul):
        nama = " ".join(str(sel or "").upper().replace("_", " ").split())
        ours = NAMA_KOLOM.get(nama) or NAMA_KOLOM.get(nama.replace(" / ", "/"))
        if ours in letak:
            raise BerkasDitolak(f"Kolom {nama} ada dua kali di baris judul.")
        if ours:
            letak[ours] = i
    return letak


def _read_workbook(path: Path) -> Iterator[tuple[int, Sequence[Any]]]:
    """Lines of the first sheet that has any."""
    try:
        buku = CalamineWorkbook.from_path(str(path))
        lembar = (buku.get_sheet_by_index(i) for i in range(len(buku.sheet_names)))
        isi = next((s for s in lembar if s.height > 1), None)
    except (CalamineError, OSError) as error:
        raise BerkasDitolak(
            f"Berkas {path.name} tidak dapat dibuka sebagai lembar kerja; mungkin rusak."
        ) from error
    if isi is None:
        raise BerkasDitolak(f"Berkas {path.name} tidak berisi baris.")
    return enumerate(isi.iter_rows(), 1)


def _read_teks(path: Path) -> Iterator[tuple[int, Sequence[Any]]]:
    with _open_teks(path) as berkas:
        kepala = berkas.readline()
        pemisah = max(PEMISAH, key=kepala.count)
        berkas.seek(0)
        pembaca = csv.reader(berkas, delimiter=pemisah)
        while True:
            try:
                for sel in pembaca:
                    if sel:
                        yield pembaca.line_num, sel
                return
            except csv.Error as error:
                raise BerkasDitolak(
                    f"Berkas {path.name} rusak di sekitar baris {pembaca.line_num + 1}; minta berkas yang baru."
                ) from error


def _open_teks(path: Path) -> IO[str]:
    """UTF-8 with or without a mark, else the Windows code page that old exports are in."""
    try:
        with path.open(encoding="utf-8-sig") as coba:
            for _ in iter(lambda: coba.read(1 << 20), ""):
                pass
        kode = "utf-8-sig"
    except UnicodeDecodeError:
        kode = "cp1252"
    return path.open(encoding=kode, newline="", errors="replace")
