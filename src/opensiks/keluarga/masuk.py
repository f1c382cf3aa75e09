"""What comes into the registry from outside: plain rows, and the report of what became of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from opensiks.rules.kodelist import VERSI_BAKU

# Rows that a file may not overwrite, and why: keys of LaporanImpor.dijaga.
DIJAGA_USULAN = "usulan"
DIJAGA_PINDAH = "pindah desa"
DIJAGA_NONAKTIF = "nonaktif"


@dataclass(slots=True, kw_only=True)
class BarisIndividu:
    """One person as a source gives it. Empty text and None mean that the source says nothing.

    `jenis_kelamin` is L or P; `shdk` 1-11 and `status_kawin` 1-4 by the family card; `jawaban` by the family's
    codelist; `program` are the programmes that count persons.
    """

    id_registri: str
    nik: str = ""
    nama: str = ""
    tempat_lahir: str = ""
    tanggal_lahir: date | None = None
    jenis_kelamin: str = ""
    nama_ibu: str = ""
    pekerjaan: str = ""
    status_kawin: int | None = None
    shdk: int | None = None
    jawaban: dict[str, int] = field(default_factory=dict)
    program: Iterable[str] = ()
    usulan_id: int | None = None


@dataclass(slots=True, kw_only=True)
class BarisKeluarga:
    """One family with its members, in the order of the source. `lintang`, `bujur` in degrees.

    `usulan_id`: the usulan that brings it, where each row has its own.
    """

    id_registri: str
    kode_desa: str
    no_kk: str = ""
    alamat: str = ""
    dusun: str = ""
    rt: str = ""
    rw: str = ""
    anggota_di_kk: int | None = None
    codelist: str = VERSI_BAKU
    jawaban: dict[str, int] = field(default_factory=dict)
    lintang: float | None = None
    bujur: float | None = None
    verval_terakhir: date | None = None
    program: Iterable[str] = ()
    usulan_id: int | None = None
    anggota: list[BarisIndividu] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class BarisTolak:
    """A line that did not go in: its number in the file, a short code, and the reason for a person."""

    nomor: int
    kode: str
    alasan: str


@dataclass(frozen=True, slots=True)
class JumlahDesa:
    """What came in for one village."""

    keluarga: int
    individu: int
    berubah: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LaporanImpor:
    """What an import did, or on trial would do. Numbers are persons unless named otherwise.

    baris = masuk + berubah + sudah_ada + the persons in `dijaga` + the lines in `ditolak`.
    `cacat` counts the open findings by rule code in the families of the file; `contoh` names up to three places
    for each code, with NIK masked. `padan` counts the file's own KETERANGAN PADAN: reported, not kept, because
    the outcome that counts is that of our own matching run (R63).
    """

    baris: int
    masuk: int
    berubah: int
    sudah_ada: int
    keluarga: int
    keluarga_baru: int
    ditolak: tuple[BarisTolak, ...]
    dijaga: dict[str, int]
    cacat: dict[str, int]
    contoh: dict[str, tuple[str, ...]]
    padan: dict[str, int]
    desa: dict[str, JumlahDesa]
    sha256: str
    uji: bool


class ImporDitolak(Exception):
    """Nothing went in, because the caller wanted all lines or none. Carries the report of the trial."""

    def __init__(self, laporan: LaporanImpor) -> None:
        self.laporan = laporan
        super().__init__(f"{len(laporan.ditolak)} baris ditolak; tidak ada yang dimasukkan.")
