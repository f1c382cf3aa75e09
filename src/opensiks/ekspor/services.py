"""A list leaves as a file: for a purpose, by somebody, with its event (R96); whole numbers only for some (R95)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from opensiks.akun.access import require
from opensiks.ekspor.berkas import Sidik, read_baris, write_csv, write_xlsx
from opensiks.ekspor.kertas import write_pdf
from opensiks.ekspor.tabel import Isi, Minta, Tabel
from opensiks.infra.clock import local, singkatan
from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.rules.aktor import Actor
from opensiks.rules.ekspor import LABEL_TUJUAN, SYARAT_EKSPOR, FaktaEkspor, Format, Tujuan
from opensiks.rules.nik import mask_log
from opensiks.rules.peran import LABEL
from opensiks.rules.rule import AksiDitolak, Violation, broken
from opensiks.rules.temuan import tanggal_panjang

# From so many rows on, a file is made by a job while its asker does something else.
LANGSUNG_MAKS = 20_000


@dataclass(frozen=True)
class Permintaan:
    """What somebody asked for on the page; plain values, so that a job can carry it."""

    tabel: str
    tujuan: str
    format: str
    keterangan: str = ""
    penuh: bool = False
    kueri: tuple[tuple[str, str], ...] = ()

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, teks: str) -> Permintaan:
        isi = json.loads(teks)
        return cls(**{**isi, "kueri": tuple((k, v) for k, v in isi["kueri"])})

    def ask(self, by: Actor, at: datetime) -> Minta:
        return Minta(by, at, dict(self.kueri), self.penuh)


@dataclass(frozen=True)
class Ekspor:
    """A file that is ready: its name, its rows, its code and the hash of its bytes."""

    nama: str
    jumlah: int
    kode: str
    sha256: str


def check_ekspor(tabel: Tabel, jumlah: int, minta: Permintaan, *, by: Actor) -> list[Violation]:
    """Why the file cannot be had; empty when it can."""
    fakta = FaktaEkspor(
        peran=by.peran,
        tujuan=Tujuan(minta.tujuan) if minta.tujuan in Tujuan.__members__ else None,
        keterangan=minta.keterangan,
        penuh=minta.penuh,
        bernomor=tabel.bernomor,
        format=Format(minta.format),
        jumlah=jumlah,
    )
    return broken(SYARAT_EKSPOR, fakta)


@mutation("data.exported")
def export_daftar(
    tabel: Tabel,
    minta: Permintaan,
    tujuan: Path,
    *,
    by: Actor,
    at: datetime,
    progress: Callable[[int, int], None] = lambda n, semua: None,
) -> Ekspor:
    """Write the list to `tujuan` and record who took what, how many, for what, and the hash of the file."""
    require(by, tabel.izin)
    isi = tabel.open(minta.ask(by, at))
    ditolak = check_ekspor(tabel, isi.jumlah, minta, by=by)
    if ditolak:
        raise AksiDitolak(ditolak)
    sidik = Sidik()
    kolom = tabel.list_kolom(penuh=minta.penuh)
    baris = read_baris(
        kolom, isi.baris, sidik, penuh=minta.penuh, kode=isi.kode_wilayah,
        progress=lambda n: progress(n, isi.jumlah),
    )  # fmt: skip
    _write(tabel, isi, minta, tujuan, baris, sidik, by, at)
    sha256 = _hash(tujuan)
    ringkasan = {
        "daftar": tabel.kode,
        "saringan": mask_log("; ".join(f"{label}: {kata}" for label, kata in isi.saringan)),
        "jumlah": sidik.jumlah,
        "tujuan": minta.tujuan,
        "keterangan": mask_log(minta.keterangan),
        "penerima": by.nama,
        "format": minta.format,
        "nomor": _say_nomor(tabel, minta),
        "kode": sidik.kode,
        "sha256": sha256,
    }
    objek = f"daftar:{tabel.kode}:{isi.kode_wilayah or 'nasional'}"
    jejak.record_many([jejak.Catatan("data.exported", objek, isi.kode_wilayah, ringkasan)], by=by, at=at)
    return Ekspor(_name_berkas(tabel, isi, minta, at), sidik.jumlah, sidik.kode, sha256)


def _name_berkas(tabel: Tabel, isi: Isi, minta: Permintaan, at: datetime) -> str:
    """ "verval-18.04.01.2001-2021-10-05.xlsx"; never a person's name or number."""
    tempat = isi.kode_wilayah or "nasional"
    return f"{tabel.kode}-{tempat}-{local(at, isi.kode_wilayah):%Y-%m-%d}.{minta.format}"


def list_keterangan(
    tabel: Tabel, isi: Isi, minta: Permintaan, sidik: Sidik, *, by: Actor, at: datetime
) -> list[tuple[str, str]]:
    """What the second sheet and the head of the paper say about the list."""
    saat = local(at, isi.kode_wilayah)
    waktu = f"{tanggal_panjang(saat.date())} pukul {saat:%H.%M} {singkatan(isi.kode_wilayah)}"
    untuk = LABEL_TUJUAN[Tujuan(minta.tujuan)] + (
        f": {minta.keterangan.strip()}" if minta.keterangan.strip() else ""
    )
    return [
        ("Daftar", isi.judul or tabel.judul),
        ("Wilayah", isi.wilayah),
        *([("Periode", isi.periode)] if isi.periode else []),
        *(isi.saringan or (("Saringan", "Semua"),)),
        ("Jumlah", f"{sidik.jumlah:,}".replace(",", ".") + f" {tabel.satuan}"),
        ("Dibuat", waktu),
        ("Oleh", f"{by.nama}, {LABEL[by.peran]}"),
        ("Untuk", untuk),
        *([("NIK dan KK", _say_nomor(tabel, minta))] if tabel.bernomor else []),
        ("Kode daftar", sidik.kode),
        ("Asal", "Dicetak dari OpenSIKS. Unduhan ini tercatat."),
    ]


def _say_nomor(tabel: Tabel, minta: Permintaan) -> str:
    if not tabel.bernomor:
        return "tanpa nomor"
    return "utuh" if minta.penuh else "tersamar"


def _write(
    tabel: Tabel, isi: Isi, minta: Permintaan, tujuan: Path, baris: Iterable[list[Any]], sidik: Sidik, by: Actor,
    at: datetime,
) -> None:  # fmt: skip
    kolom = tabel.list_kolom(penuh=minta.penuh)
    match Format(minta.format):
        case Format.XLSX:
            write_xlsx(
                tujuan, isi.judul or tabel.judul, kolom, baris,
                lambda: list_keterangan(tabel, isi, minta, sidik, by=by, at=at), isi.jumlah,
            )  # fmt: skip
        case Format.CSV:
            write_csv(tujuan, kolom, baris)
        case Format.PDF:
            rows = list(baris)
            keterangan = list_keterangan(tabel, isi, minta, sidik, by=by, at=at)
            write_pdf(tujuan, tabel, kolom, rows, keterangan, sidik.kode, at)


def _hash(path: Path) -> str:
    with path.open("rb") as berkas:
        return hashlib.file_digest(berkas, "sha256").hexdigest()
