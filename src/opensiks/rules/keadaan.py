"""The circumstances of one line of a package: what whoever judges gathers before it is decided."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from opensiks.rules.rule import Violation
from opensiks.rules.vonis import Putusan, Vonis

# Fields that belong together: two half-applied edits of one group make a record nobody entered.
KELOMPOK: dict[str, str] = {
    **dict.fromkeys(
        ("nik", "nama", "tempat_lahir", "tanggal_lahir", "jenis_kelamin", "nama_ibu"), "identitas"
    ),
    **dict.fromkeys(("alamat", "dusun", "rt", "rw", "lintang", "bujur"), "alamat"),
    **dict.fromkeys(("no_kk", "shdk", "status_kawin", "anggota_di_kk"), "keluarga"),
    "pekerjaan": "pekerjaan",
    "jawaban": "jawaban",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Kelompok:
    """One group that a line changes: as its author saw it, as it stands now, as it shall be. Field → text."""

    nama: str
    dasar: Mapping[str, str]
    kini: Mapping[str, str]
    baru: Mapping[str, str]

    @property
    def is_utuh(self) -> bool:
        return dict(self.dasar) == dict(self.kini)

    @property
    def is_sama(self) -> bool:
        return all(self.kini.get(k) == v for k, v in self.baru.items())

    @property
    def is_bentrok(self) -> bool:
        return not self.is_utuh and not self.is_sama


class Dikenal(NamedTuple):
    """What was said of this (kid, id) before."""

    sidik: str
    putusan: Putusan


@dataclass(frozen=True, kw_only=True, slots=True)
class Keadaan:
    """Everything decide() looks at beside the line itself. The defaults are those of a line nobody disputes.

    `boleh`: kinds in the device's certificate. `sidik`: SHA-256 of the line. `lama`: what (kid, id) was before.
    `jam_maju`: the day that a line names and the earlier one of its deposit. `diputus`: a person lets the line stand.
    `nomor_terpakai`: another id of this device carries this `n`. `acuan`: verdict of every line it builds on, None
    for one that is not known. `masa`: why nothing may be recorded in the village now. `desa_kini`: the village a
    record has moved to. `lebih_baru`: a younger line of this device has settled the same thing. `serupa`: an open
    proposal of somebody else for the same thing, True with the same content, False with another.

    Exclusion against confirmation, each by somebody else since the author looked: `diubah` (corrected),
    `dikonfirmasi` (found and kept), `dikeluarkan` (taken out), which a package did where `lewat_paket`.
    """

    boleh: Collection[str] = ()
    sidik: str = ""
    lama: Dikenal | None = None
    nomor_terpakai: bool = False
    acuan: Mapping[str, Vonis | None] = field(default_factory=dict)
    masa: Violation | None = None
    ada: bool = True
    desa_kini: str = ""
    nonaktif: bool = False
    lampiran_kurang: Collection[str] = ()
    lebih_baru: bool = False
    kelompok: tuple[Kelompok, ...] = ()
    serupa: bool | None = None
    diubah: bool = False
    dikonfirmasi: bool = False
    dikeluarkan: bool = False
    lewat_paket: bool = False
    kembar: str = ""
    jam_maju: tuple[str, str] | None = None
    diputus: bool = False
    pelanggaran: tuple[Violation, ...] = ()
