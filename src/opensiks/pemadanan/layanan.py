"""Asking a service of Dukcapil line by line: the port, a simulator, and asking patiently. No real access exists here.

Whatever is no answer (a time-out, a used-up quota, a failing server, words that nobody can read) leaves the outcome
BELUM and is asked again another time; it is never "tidak padan" (R64).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Protocol

from opensiks.rules.nama import best_simil, normalise
from opensiks.rules.nik import is_16_angka
from opensiks.rules.pemadanan import AMBANG_KETAT, BarisDtks, BarisDukcapil, Keluaran, read_jawaban

COBA = 3  # times one line is tried before it is left for another day


class Gangguan(StrEnum):
    """Why there is no answer."""

    WAKTU_HABIS = "WAKTU_HABIS"
    KUOTA_HABIS = "KUOTA_HABIS"
    PELAYAN_RUSAK = "PELAYAN_RUSAK"
    TANPA_JAWABAN = "TANPA_JAWABAN"


class LayananGagal(Exception):
    """No answer came. KUOTA_HABIS ends the day, a sheet without a line stays without; the others may be tried again."""

    def __init__(self, sebab: Gangguan) -> None:
        self.sebab = sebab
        super().__init__(sebab.value)


@dataclass(frozen=True, slots=True)
class Balasan:
    """One reply as it comes: RESPON where it has one, else a word for each field asked about ("Sesuai (95)")."""

    respon: str = ""
    isian: Mapping[str, str] = field(default_factory=dict)


class Layanan(Protocol):
    """A service that says how one person stands. Raises LayananGagal when it says nothing."""

    def ask(self, orang: BarisDtks) -> Balasan: ...


@dataclass(frozen=True, slots=True)
class Tanya:
    """What came of asking about one person: BELUM when nothing did, with how often it was tried and why not."""

    keluaran: Keluaran
    percobaan: int
    sebab: Gangguan | None = None


def ask_sabar(
    layanan: Layanan, orang: BarisDtks, *, ambang: float = AMBANG_KETAT, coba: int = COBA,
    tunggu: Callable[[int], None] = lambda n: None,
) -> Tanya:  # fmt: skip
    """Ask up to `coba` times; `tunggu(n)` is called before try n + 1. A used-up quota is not tried again today."""
    sebab: Gangguan | None = None
    for n in range(1, coba + 1):
        try:
            balasan = layanan.ask(orang)
        except LayananGagal as gagal:
            sebab = gagal.sebab
            if sebab in (Gangguan.KUOTA_HABIS, Gangguan.TANPA_JAWABAN):
                return Tanya(Keluaran.BELUM, n, sebab)
        else:
            return Tanya(read_jawaban(balasan.respon, balasan.isian, ambang), n)
        if n < coba:
            tunggu(n)
    return Tanya(Keluaran.BELUM, coba, sebab)


@dataclass
class LayananSimulasi:
    """A service over synthetic rows: it fails as real ones do, always alike for the same seed.

    `terlambat`: persons whom its copy does not know before `hari`. `kuota` replies a day; failures cost none.
    `ambang_balasan`: names are answered with a score, "Sesuai (87)", as the service does.
    """

    register: Mapping[str, BarisDukcapil]
    hari: date
    seed: int = 2021
    kuota: int = 1_000
    laju_waktu_habis: float = 0.0
    laju_rusak: float = 0.0
    terlambat: Mapping[str, date] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.terpakai = 0
        self._percobaan: dict[str, int] = {}

    def next_hari(self, hari: int = 1) -> None:
        """The next day: the quota is whole again, and the copy has caught up by as much."""
        self.hari += timedelta(days=hari)
        self.terpakai = 0

    def ask(self, orang: BarisDtks) -> Balasan:
        if self.terpakai >= self.kuota:
            raise LayananGagal(Gangguan.KUOTA_HABIS)
        self._fail(orang.nik)
        self.terpakai += 1
        if not is_16_angka(orang.nik):
            return Balasan("15")
        p = self.register.get(orang.nik)
        if p is None or self.terlambat.get(orang.nik, self.hari) > self.hari:
            return Balasan("13")
        for tanda, respon in ((p.meninggal, "11"), (p.ganda, "12"), (p.nonaktif, "14")):
            if tanda:
                return Balasan(respon)
        return Balasan(isian=_compare(orang, p))

    def _fail(self, nik: str) -> None:
        """The dice of one try depend on the seed, the number, the day and the try alone."""
        n = self._percobaan[nik] = self._percobaan.get(nik, 0) + 1
        u = int.from_bytes(sha256(f"{self.seed}:{nik}:{self.hari}:{n}".encode()).digest()[:4]) / 2**32
        if u < self.laju_waktu_habis:
            raise LayananGagal(Gangguan.WAKTU_HABIS)
        if u < self.laju_waktu_habis + self.laju_rusak:
            raise LayananGagal(Gangguan.PELAYAN_RUSAK)


def _compare(d: BarisDtks, p: BarisDukcapil) -> dict[str, str]:
    """A word for each field that was asked about; what the asker left empty is not answered."""
    skor = best_simil(normalise(d.nama), normalise(p.nama))
    isian = {"NAMA_LGKP": f"Sesuai ({skor:.0f})"}
    for nama, a, b in (
        ("TGL_LHR", d.tgl_lahir, p.tgl_lahir),
        ("JENIS_KLMIN", d.jenis_kelamin, p.jenis_kelamin),
        ("NAMA_LGKP_IBU", normalise(d.nama_ibu), normalise(p.nama_ibu)),
        ("NO_KK", d.no_kk, p.no_kk),
    ):
        if a:
            isian[nama] = "Sesuai" if a == b else "Tidak Sesuai"
    return isian
