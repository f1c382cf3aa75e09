"""A list as data: its columns, who may have it, and where its rows come from. A new list is one more Tabel.

Rows come from SQL that the columns themselves write (`Sumber`), read through a cursor on the server so that a list of
a whole kabupaten never stands in memory; or from a function that gives the very rows a page shows (`buka`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from django.db import connection, transaction

from opensiks.akun.access import TidakAda
from opensiks.infra.clock import zona
from opensiks.rules.aktor import Actor
from opensiks.rules.nik import mask
from opensiks.rules.peran import Izin
from opensiks.rules.wilayah import is_kode
from opensiks.wilayah.queries import list_jalur

# Rows fetched from the server at a time.
SEKALI = 2000


class Jenis(StrEnum):
    """How a value is written. NOMOR is a NIK or KK, text and masked; RAHASIA is left out unless numbers are whole."""

    TEKS = "teks"
    NOMOR = "nomor"
    RAHASIA = "rahasia"
    ANGKA = "angka"
    TANGGAL = "tanggal"
    WAKTU = "waktu"
    # An empty column to write in by hand.
    TULIS = "tulis"


@dataclass(frozen=True)
class Kolom:
    """`kunci` is a path of attributes ("masuk.nama") or the name of a value; `sql` what selects it.

    `ubah` turns a stored value into words. `lebar` in characters. Columns that are not `cetak` stay out of the PDF.
    """

    kunci: str
    kepala: str
    jenis: Jenis = Jenis.TEKS
    lebar: int = 18
    sql: str = ""
    ubah: Callable[[Any], Any] | None = None
    cetak: bool = True


@dataclass(frozen=True)
class Minta:
    """Who asks for what: the query of the page, with `id` of the thing whose lines are wanted."""

    actor: Actor
    at: datetime
    kueri: Mapping[str, str] = field(default_factory=dict)
    penuh: bool = False

    def __getitem__(self, nama: str) -> str:
        return self.kueri.get(nama, "")

    @property
    def id(self) -> int:
        """The row that is asked about; TidakAda when none is named."""
        if not self["id"].isdigit():
            raise TidakAda
        return int(self["id"])

    @property
    def kode(self) -> str:
        """The area asked for, else the actor's own; TidakAda outside the scope."""
        kode = self["desa"] or self["kode"] or self.actor.cakupan.daftar_kode[0]
        if (kode and not is_kode(kode)) or not self.actor.cakupan.covers(kode):
            raise TidakAda
        return kode


@dataclass(frozen=True)
class Isi:
    """One list as asked for: its area, its period, its filter in words, how many rows, and the rows themselves."""

    kode_wilayah: str
    jumlah: int
    baris: Iterable[Any]
    periode: str = ""
    saringan: tuple[tuple[str, str], ...] = ()
    # What this very list is called, when the table's own name does not say it.
    judul: str = ""

    @property
    def wilayah(self) -> str:
        """ "Pekon Way Suluh, Kecamatan Kebun Tebu, Kabupaten Lampung Barat" """
        return name_wilayah(self.kode_wilayah)


class Syarat(NamedTuple):
    """One condition of a list: SQL, its values, and how it reads; no words mean that it goes without saying."""

    sql: str
    nilai: Mapping[str, Any] = {}
    label: str = ""
    kata: str = ""


@dataclass(frozen=True)
class Sumber:
    """Rows by SQL: `dari` what follows FROM, `urut` what follows ORDER BY, `tempat` the column with the area.

    `syarat` gives the conditions of a request, and refuses what the actor may not see with TidakAda.
    """

    dari: str
    urut: str
    syarat: Callable[[Minta], list[Syarat]]
    tempat: str = ""
    periode: Callable[[Minta], str] = lambda m: ""


@dataclass(frozen=True)
class Tabel:
    """A list that can leave as a file. Exactly one of `sumber` and `buka` says where its rows come from.

    `kelompok` names the columns whose values head a group on paper; `kertas` that it is made to be printed.
    """

    kode: str
    judul: str
    izin: Izin
    kolom: tuple[Kolom, ...]
    sumber: Sumber | None = None
    buka: Callable[[Minta], Isi] | None = None
    kelompok: tuple[str, ...] = ()
    kertas: bool = False
    satuan: str = "baris"
    # Under the title of the paper: what the codes mean that are written in by hand.
    petunjuk: tuple[str, ...] = ()

    @property
    def bernomor(self) -> bool:
        """Whether it has NIK, KK or mothers' names at all."""
        return any(k.jenis in (Jenis.NOMOR, Jenis.RAHASIA) for k in self.kolom)

    def list_kolom(self, *, penuh: bool) -> list[Kolom]:
        """The columns of one file: what is secret is left out while numbers are masked."""
        return [k for k in self.kolom if penuh or k.jenis is not Jenis.RAHASIA]

    def open(self, minta: Minta) -> Isi:
        """The list as asked for; rows are read only when they are taken."""
        if self.buka is not None:
            return self.buka(minta)
        if self.sumber is None:
            raise TypeError(f"{self.kode} has no source")
        return _query(self, self.sumber, minta)


def read_nilai(kolom: Kolom, baris: Any, *, penuh: bool) -> Any:
    """The value of one cell: masked, turned into words, or None."""
    nilai = baris
    for bagian in kolom.kunci.split("."):
        if nilai is None:
            return None
        nilai = nilai.get(bagian) if isinstance(nilai, dict) else getattr(nilai, bagian)
    if kolom.ubah is not None and nilai is not None:
        nilai = kolom.ubah(nilai)
    if kolom.jenis is Jenis.NOMOR and nilai and not penuh:
        return mask(str(nilai))
    return nilai


def name_wilayah(kode: str) -> str:
    """The area in full, from the smallest up; "Indonesia" for the nation."""
    jalur = list_jalur(kode)
    if not jalur:
        return kode or "Indonesia"
    return ", ".join(_name(w) for w in reversed(jalur))


def _name(w: Any) -> str:
    match w.tingkat:
        case 4:
            return f"{w.sebutan.capitalize()} {w.nama}"
        case 3:
            return f"Kecamatan {w.nama}"
        case 1:
            return f"Provinsi {w.nama}"
        case _:
            return str(w.nama)


def _query(tabel: Tabel, sumber: Sumber, minta: Minta) -> Isi:
    kode = minta.kode
    syarat = sumber.syarat(minta)
    dimana = " AND ".join(s.sql for s in syarat) or "true"
    nilai: dict[str, Any] = {"kode": kode, "zona": zona(kode).key}
    for s in syarat:
        nilai |= s.nilai
    if sumber.tempat:
        dimana = f"({dimana}) AND {sumber.tempat} ^@ %(kode)s"
    with connection.cursor() as cur:
        cur.execute(f"SELECT count(*) FROM {sumber.dari} WHERE {dimana}", nilai)
        jumlah = int(cur.fetchone()[0])
    kolom = [k for k in tabel.kolom if k.jenis is not Jenis.TULIS]
    pilih = ", ".join(f'{k.sql or k.kunci} AS "{k.kunci}"' for k in kolom)
    sql = f"SELECT {pilih} FROM {sumber.dari} WHERE {dimana} ORDER BY {sumber.urut}"
    saringan = tuple((s.label, s.kata) for s in syarat if s.kata)
    return Isi(kode, jumlah, _stream(sql, nilai, [k.kunci for k in kolom]), sumber.periode(minta), saringan)


def _stream(sql: str, nilai: Mapping[str, Any], kunci: list[str]) -> Iterator[dict[str, Any]]:
    """Rows from a cursor on the server, so many at a time."""
    with transaction.atomic():
        connection.ensure_connection()
        with connection.connection.cursor(name="ekspor") as cur:
            cur.itersize = SEKALI
            cur.execute(sql, nilai)
            for row in cur:
                yield dict(zip(kunci, row, strict=True))
