"""A DTKS export made into families: cells to values, lines to persons, persons to families.

The export has no family number of its own, so a family is found by this rule:

1. Lines of one village with the same NOKK are one family. A number with at least twelve digits, not all zero,
   is good enough to tell who belongs together, even when it is wrong as a number (R51 will say so).
2. Lines without such a number follow the file: at the same alamat, dusun, RT and RW, a line with HUB KELUARGA
   "kepala keluarga" begins a family and the lines after it join.

The family's own id is "K" + the ID DTKS of its head, or of its first member when it has none: the same in
every later export, whatever happens to the card number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from opensiks.keluarga import sel
from opensiks.keluarga.berkas import KOLOM, BerkasDtks, open_dtks
from opensiks.keluarga.masuk import BarisIndividu, BarisKeluarga, BarisTolak
from opensiks.keluarga.sel import SelSalah
from opensiks.keluarga.tempat import BukuTempat, TempatSalah
from opensiks.rules.kodelist import SHDK_KEPALA

ID_MAKS = 23  # the column holds 24, and a family's id has one letter more
ANGKA_KK_MIN = 12

# The family's part of a line: (kode_desa, no_kk, alamat, dusun, rt, rw).
Rumah = tuple[str, str, str, str, str, str]


class PembacaDtks:
    """Reads one export to the end. Afterwards: `ditolak`, `jumlah` lines, `padan` counts."""

    def __init__(self, path: Path, kode_wilayah: str) -> None:
        """BerkasDitolak when the file is no DTKS export."""
        self.berkas: BerkasDtks = open_dtks(path)
        self.tempat = BukuTempat(kode_wilayah)
        self.ditolak: list[BarisTolak] = []
        self.padan: Counter[str] = Counter()
        self.jumlah = 0
        self._susun = Penyusun()
        self._baris_id: dict[str, int] = {}

    def read(self, maju: Callable[[int], object] = lambda n: None) -> list[BarisKeluarga]:
        """Every family of the lines that can be read, in the order of the file."""
        for nomor, isi in self.berkas.baris:
            if not any(str(s).strip() for s in isi if s is not None):
                continue
            self.jumlah += 1
            try:
                self._take(nomor, isi)
            except (SelSalah, TempatSalah) as salah:
                self.ditolak.append(BarisTolak(nomor, salah.kode, salah.alasan))
            if self.jumlah % 1000 == 0:
                maju(1000)
        return self._susun.finish()

    def _take(self, nomor: int, isi: Sequence[Any]) -> None:
        if len(isi) != self.berkas.lebar:
            raise SelSalah(
                "LEBAR", f"Ada {len(isi)} kolom, seharusnya {self.berkas.lebar}; tanda pemisah rusak."
            )
        letak = self.berkas.letak
        s = {nama: isi[i] for nama, i in letak.items()}
        kode_desa = self.tempat.find(*(sel.read_teks(s[n], KOLOM[n][0], 80) for n in _TEMPAT))
        individu = _read_individu(s)
        rumah = _read_rumah(s, kode_desa)
        program = _read_program(s)
        # Last, so that a line that is refused does not block a later, good one with the same id.
        pertama = self._baris_id.setdefault(individu.id_registri, nomor)
        if pertama != nomor:
            raise SelSalah("GANDA", f"ID DTKS sama dengan baris {pertama}; satu orang satu baris.")
        if padan := sel.read_teks(s.get("padan"), KOLOM["padan"][0], 80).upper():
            self.padan[padan] += 1
        self._susun.add(individu, rumah, program)


_TEMPAT = ("provinsi", "kabupaten", "kecamatan", "desa")


def _read_individu(s: dict[str, Any]) -> BarisIndividu:
    id_registri = sel.read_id(s["id"], ID_MAKS)
    return BarisIndividu(
        id_registri=id_registri,
        nik=sel.read_nomor(s["nik"], "NIK"),
        nama=sel.read_teks(s["nama"], "Nama", 120),
        tempat_lahir=sel.read_teks(s.get("tempat_lahir"), "Tempat lahir", 80),
        tanggal_lahir=sel.read_tanggal(s.get("tanggal_lahir")),
        jenis_kelamin=sel.read_kelamin(s.get("jenis_kelamin")),
        nama_ibu=sel.read_teks(s.get("nama_ibu"), "Nama ibu kandung", 120),
        pekerjaan=sel.read_teks(s.get("pekerjaan"), "Pekerjaan", 80),
        shdk=sel.read_hubungan(s.get("hubungan")),
        program=("PBI_JK",) if sel.read_ya(s.get("pbi"), "PBI JKN") else (),
    )


def _read_rumah(s: dict[str, Any], kode_desa: str) -> Rumah:
    return (
        kode_desa,
        sel.read_nomor(s["no_kk"], "NOKK"),
        sel.read_teks(s.get("alamat"), "Alamat", 240),
        sel.read_teks(s.get("dusun"), "Dusun", 80),
        sel.read_rt(s.get("rt")),
        sel.read_rt(s.get("rw")),
    )


def _read_program(s: dict[str, Any]) -> frozenset[str]:
    """Programmes of the family; BPNT is the old name of Sembako."""
    return frozenset(
        program
        for kolom, program in (("bpnt", "SEMBAKO"), ("pkh", "PKH"), ("ppkm", "BPNT_PPKM"))
        if sel.read_ya(s.get(kolom), KOLOM[kolom][0])
    )


class Penyusun:
    """Puts persons into families by the rule of this module."""

    def __init__(self) -> None:
        self._daftar: list[tuple[BarisKeluarga, set[str]]] = []
        self._per_kk: dict[tuple[str, str], int] = {}
        self._per_alamat: dict[Rumah, int] = {}

    def add(self, individu: BarisIndividu, rumah: Rumah, program: frozenset[str]) -> None:
        nomor = self._find(individu, rumah)
        keluarga, milik = self._daftar[nomor]
        milik |= program
        berkepala = any(i.shdk == SHDK_KEPALA for i in keluarga.anggota)
        keluarga.anggota.append(individu)
        if individu.shdk == SHDK_KEPALA and not berkepala:
            # The head says where the family lives.
            _, keluarga.no_kk, keluarga.alamat, keluarga.dusun, keluarga.rt, keluarga.rw = rumah

    def _find(self, individu: BarisIndividu, rumah: Rumah) -> int:
        if _is_pengenal(rumah[1]):
            return self._by_kk(rumah)
        lama = self._per_alamat.get(rumah)
        if lama is None or individu.shdk == SHDK_KEPALA:
            lama = self._per_alamat[rumah] = self._open(rumah)
        return lama

    def _by_kk(self, rumah: Rumah) -> int:
        kunci = rumah[:2]
        if kunci not in self._per_kk:
            self._per_kk[kunci] = self._open(rumah)
        return self._per_kk[kunci]

    def _open(self, rumah: Rumah) -> int:
        kode_desa, no_kk, alamat, dusun, rt, rw = rumah
        keluarga = BarisKeluarga(
            id_registri="", kode_desa=kode_desa, no_kk=no_kk, alamat=alamat, dusun=dusun, rt=rt, rw=rw
        )
        self._daftar.append((keluarga, set()))
        return len(self._daftar) - 1

    def finish(self) -> list[BarisKeluarga]:
        for keluarga, program in self._daftar:
            kepala = next((i for i in keluarga.anggota if i.shdk == SHDK_KEPALA), keluarga.anggota[0])
            keluarga.id_registri = f"K{kepala.id_registri}"
            keluarga.program = frozenset(program)
        return [keluarga for keluarga, _ in self._daftar]


def _is_pengenal(no_kk: str) -> bool:
    angka = len(no_kk) if no_kk.isdigit() else sum(c.isdigit() for c in no_kk)
    return angka >= ANGKA_KK_MIN and bool(no_kk.strip("0"))
