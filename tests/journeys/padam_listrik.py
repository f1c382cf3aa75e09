"""A power cut without a machine to cut: what Chromium wrote is traced, and a disk is rebuilt as it may lie afterwards.

`jejaki` lets every system call of the browser that changes a file be written down. `Cakram` plays them on two folders
of the profile up to a moment. What was fsynced by then is on the disk; what became of everything younger is drawn by
lot, one of CARA. Names are taken to reach the disk in the order in which they were given, as in one journal.
"""

import random
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.journeys.lembar import cari_chromium

HALAMAN = 4096
FOLDER = ("IndexedDB", "Local Storage")
_PANGGILAN = (
    "openat,creat,write,pwrite64,writev,pwritev,pwritev2,ftruncate,truncate,fallocate,rename,renameat,renameat2,"
    "unlink,unlinkat,link,linkat,fsync,fdatasync,sync_file_range,copy_file_range,sendfile"
)
_BARIS = re.compile(r"(\d+) +(\d+\.\d+) (.*)")
_HEX = re.compile(r"\\x([0-9a-f]{2})")
# Calls that this player knows how to play; another one on our folders would make its picture wrong.
_DIKENAL = {"openat", "write", "pwrite64", "ftruncate", "rename", "unlink", "unlinkat", "fsync", "fdatasync"}


def jejaki(folder: Path, catatan: Path) -> Path:
    """A program that starts Chromium with every call that changes a file written to `catatan`."""
    program = folder / "chromium-terjejak.sh"
    strace = shutil.which("strace")
    assert strace, "strace tidak ditemukan: jalankan script/test, atau pasang paket strace."
    program.write_text(
        f"#!/bin/sh\nexec {strace} -f -y -ttt -T -xx -qq -s 99999999 --seccomp-bpf -e trace={_PANGGILAN} "
        f'-o {catatan} -- {cari_chromium()} "$@"\n'
    )
    program.chmod(0o755)
    return program


@dataclass(frozen=True)
class Panggilan:
    """One system call: its name, its arguments as strace prints them, when it began and ended, what it returned."""

    nama: str
    isi: str
    mulai: float
    akhir: float
    hasil: int


def baca_jejak(catatan: Path) -> Iterator[Panggilan]:
    """Every call that succeeded, in the order in which they began."""
    terbuka: dict[str, tuple[str, str]] = {}
    for baris in catatan.read_text(encoding="ascii", errors="replace").splitlines():
        cocok = _BARIS.match(baris)
        if cocok is None:
            continue
        proses, saat, isi = cocok.groups()
        if isi.endswith(" <unfinished ...>"):
            terbuka[proses] = (saat, isi.removesuffix(" <unfinished ...>"))
            continue
        if isi.startswith("<... "):
            saat, awal = terbuka.pop(proses, (saat, ""))
            isi = awal + isi.partition("resumed>")[2]
        tutup = re.fullmatch(r"(\w+)\((.*)\) += (\d+)(?:<.*>)? <([\d.]+)>", isi)
        if tutup:
            mulai = float(saat)
            yield Panggilan(tutup[1], tutup[2], mulai, mulai + float(tutup[4]), int(tutup[3]))


def _byte(hex: str) -> bytes:
    return bytes.fromhex("".join(_HEX.findall(hex)))


def _teks(hex: str) -> str:
    return _byte(hex).decode("utf-8", "replace")


@dataclass
class Isi:
    """A file's content: after its last fsync, and after each change since."""

    versi: list[bytes] = field(default_factory=lambda: [b""])

    def ubah(self, letak: int, data: bytes) -> None:
        lama = self.versi[-1].ljust(letak, b"\0")
        self.versi.append(lama[:letak] + data + lama[letak + len(data) :])

    def potong(self, ukuran: int) -> None:
        self.versi.append(self.versi[-1][:ukuran].ljust(ukuran, b"\0"))

    def jatuh(self, acak: random.Random, cara: str) -> bytes:
        """What lies there after the cut; see CARA."""
        if cara == "buang":
            return self.versi[0]
        if cara == "potong":
            isi = acak.choice(self.versi)
            return isi[: acak.randint(min(len(isi), len(self.versi[0])), len(isi))]
        ukuran = len(acak.choice(self.versi))
        halaman = range(0, ukuran, HALAMAN)
        hasil = b"".join(acak.choice(self.versi)[n : n + HALAMAN].ljust(HALAMAN, b"\0") for n in halaman)
        return hasil[:ukuran]


# What became of writes that no fsync had ended: none is there; each file ends somewhere among them (a file system that
# writes a page before the length that counts it); each page is there as it was at any moment since.
CARA = ("buang", "potong", "acak")


@dataclass
class Cakram:
    """Two folders of a profile on a disk. `nama` is what the directories say, `antre` how they changed since a sync."""

    profil: Path
    nama: dict[str, Isi] = field(default_factory=dict)
    tahan: dict[str, Isi] = field(default_factory=dict)
    antre: list[tuple[str, str]] = field(default_factory=list)

    @classmethod
    def dari(cls, salinan: Path, profil: Path) -> "Cakram":
        """As a copy of the profile says that it lay before the browser started, all of it on the disk."""
        disk = cls(profil)
        for folder in FOLDER:
            for path in sorted((salinan / "Default" / folder).rglob("*")):
                if path.is_file():
                    disk.nama[str(profil / path.relative_to(salinan))] = Isi([path.read_bytes()])
        disk.tahan = dict(disk.nama)
        return disk

    def is_milik(self, path: str) -> bool:
        return any(path.startswith(f"{self.profil}/Default/{folder}/") for folder in FOLDER)

    def mainkan(self, daftar: list[Panggilan], saat: float) -> "Cakram":
        """Everything that had begun by then; a sync only when it had ended. Times as in the trace."""
        for p in daftar:
            if p.mulai <= saat and (p.nama not in ("fsync", "fdatasync") or p.akhir <= saat):
                self._satu(p)
        return self

    def _satu(self, p: Panggilan) -> None:
        path, sisa = urai(p)
        if not self.is_milik(path):
            return
        assert p.nama in _DIKENAL, f"{p.nama} on {path}"
        getattr(self, f"_{p.nama}")(p, path, sisa)

    def _openat(self, p: Panggilan, path: str, sisa: str) -> None:
        if "O_DIRECTORY" in sisa:
            return
        if path not in self.nama:
            self.nama[path] = Isi()
            self.antre.append(("", path))
        elif "O_TRUNC" in sisa:
            self.nama[path].potong(0)

    def _write(self, p: Panggilan, path: str, sisa: str) -> None:
        """Every file here is a log or is written once, from its beginning: a write goes to its end."""
        isi = self.nama[path]
        isi.ubah(len(isi.versi[-1]), _byte(sisa)[: p.hasil])

    def _pwrite64(self, p: Panggilan, path: str, sisa: str) -> None:
        self.nama[path].ubah(int(sisa.rpartition(", ")[2]), _byte(sisa)[: p.hasil])

    def _ftruncate(self, p: Panggilan, path: str, sisa: str) -> None:
        self.nama[path].potong(int(sisa))

    def _rename(self, p: Panggilan, path: str, sisa: str) -> None:
        self.nama[_teks(sisa)] = self.nama.pop(path)
        self.antre.append((path, _teks(sisa)))

    def _unlink(self, p: Panggilan, path: str, sisa: str) -> None:
        self.nama.pop(path)
        self.antre.append((path, ""))

    _unlinkat = _unlink

    def _fsync(self, p: Panggilan, path: str, sisa: str) -> None:
        """The file's content, and with it all names given so far: they are one journal."""
        if path in self.nama:
            self.nama[path].versi = self.nama[path].versi[-1:]
        self.tahan, self.antre = dict(self.nama), []

    _fdatasync = _fsync

    def jatuh(self, acak: random.Random, cara: str) -> dict[str, bytes]:
        """Path -> content of every file that the cut left."""
        ada = dict(self.tahan)
        for lama, baru in self.antre[: 0 if cara == "buang" else acak.randint(0, len(self.antre))]:
            isi = ada.pop(lama, None) if lama else self.nama.get(baru, Isi())
            if baru and isi is not None:
                ada[baru] = isi
        return {path: isi.jatuh(acak, cara) for path, isi in ada.items()}

    def count_lepas(self) -> int:
        """How many changes no sync had ended."""
        return sum(len(isi.versi) - 1 for isi in self.nama.values()) + len(self.antre)


def urai(p: Panggilan) -> tuple[str, str]:
    """Path, and the rest of the arguments."""
    if p.nama == "openat":
        _, _, sisa = p.isi.partition(", ")
        path, _, sisa = sisa.partition(", ")
        return _teks(path), sisa
    if p.nama in ("rename", "unlink"):
        path, _, sisa = p.isi.partition(", ")
        return _teks(path), sisa
    if p.nama == "unlinkat":
        return _teks(p.isi.split(", ")[1]), ""
    path, _, sisa = p.isi.partition("<")[2].partition(">")
    return _teks(path), sisa.removeprefix(", ")


def get_path(p: Panggilan) -> str:
    return urai(p)[0]


def tulis_profil(salinan: Path, ke: Path, isi: dict[str, bytes], profil: Path) -> None:
    """A profile as `salinan` has it, with these files of `profil` in its two folders."""
    shutil.copytree(salinan, ke, ignore=shutil.ignore_patterns("Singleton*", *FOLDER))
    for path, byte in isi.items():
        tempat = ke / Path(path).relative_to(profil)
        tempat.parent.mkdir(parents=True, exist_ok=True)
        tempat.write_bytes(byte)
