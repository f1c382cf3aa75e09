"""The server's state in memory: families, proposals, meetings, and every effect that a line had, for the checker."""

from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random
from typing import Any

from opensiks.rules.registri import StatusKeluarga

ISIAN_KELUARGA = ("alamat",)
ISIAN_ORANG = ("nik", "nama")


@dataclass
class Orang:
    id: str
    nik: str
    nama: str
    tanggal_lahir: str
    jenis_kelamin: str
    versi: int = 1


@dataclass
class Rumah:
    """A family as the registry has it. `verval`: {"hasil", "pada", "oleh"} of this period, None while there is none."""

    id: str
    desa: str
    no_kk: str
    alamat: str
    anggota: list[Orang]
    status: str = StatusKeluarga.AKTIF
    versi: int = 1
    verval: dict[str, Any] | None = None
    # The line that the verdict came from: device, id, number; empty when nobody's laptop wrote it.
    asal: tuple[str, str, int] = ("", "", 0)

    @property
    def kepala(self) -> str:
        return self.anggota[0].nama


@dataclass
class Usul:
    """A proposal that a line became."""

    id: str
    desa: str
    pokok: str
    jenis: str
    muatan: dict[str, Any]
    status: str
    asal: tuple[str, str]


@dataclass(frozen=True)
class Akibat:
    """One effect of one line, or of the Dinas itself (`kid` ""): what was there, what is there now.

    `sebelum` and `sesudah` are {field: value}; whether it was right is found out by the checker.
    """

    kid: str
    ubahan: str
    jenis: str
    pokok: str
    desa: str
    sebelum: Any
    sesudah: Any
    at: datetime
    titipan: str = ""


@dataclass
class Gudang:
    """All of it; deep-copied whole for a backup."""

    rumah: dict[str, Rumah] = field(default_factory=dict)
    usul: dict[str, Usul] = field(default_factory=dict)
    rapat: dict[str, dict[str, Any]] = field(default_factory=dict)
    akibat: list[Akibat] = field(default_factory=list)
    # Effects that were taken back because their line is held since.
    ditahan: list[Akibat] = field(default_factory=list)
    nomor: int = 0

    def next_nomor(self) -> int:
        self.nomor += 1
        return self.nomor

    def find_orang(self, id_: str) -> tuple[Rumah, Orang] | None:
        return next(((r, o) for r in self.rumah.values() for o in r.anggota if o.id == id_), None)

    def find_rumah(self, pokok: str) -> Rumah | None:
        """The family of an id, be it the family's own or a member's."""
        if pokok in self.rumah:
            return self.rumah[pokok]
        ketemu = self.find_orang(pokok)
        return ketemu[0] if ketemu else None

    def list_rumah(self, desa: str) -> list[Rumah]:
        return [r for r in self.rumah.values() if r.desa == desa]


def fill_desa(gudang: Gudang, desa: str, jumlah: int, rng: Random) -> None:
    """`jumlah` families of one or two made-up persons; serials as synth draws them (R99)."""
    urut = len(gudang.rumah)
    for i in range(jumlah):
        nomor = urut + i
        lahir = date(1960 + rng.randrange(40), 1 + rng.randrange(12), 1 + rng.randrange(28))
        orang = [
            Orang(
                id=f"{desa.replace('.', '')}I{nomor:05d}{j}",
                nik=make_nik(desa, lahir, nomor * 2 + j),
                nama=f"WARGA {nomor:04d} {'AB'[j]}",
                tanggal_lahir=lahir.isoformat(),
                jenis_kelamin="L",
            )
            for j in range(1 + rng.randrange(2))
        ]
        id_ = f"{desa.replace('.', '')}K{nomor:05d}"
        no_kk = make_nik(desa, date(2012, 1, 1 + nomor % 28), nomor)
        gudang.rumah[id_] = Rumah(id_, desa, no_kk, f"JALAN {nomor}", orang)


def make_nik(desa: str, lahir: date, nomor: int) -> str:
    return f"{desa.replace('.', '')[:6]}{lahir:%d%m%y}{5000 + nomor % 4999:04d}"
