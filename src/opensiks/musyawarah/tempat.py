"""A village in the words of its own place, as they stand on its papers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from opensiks.akun.queries import list_petugas
from opensiks.rules.musyawarah import LABEL_UNSUR, Unsur
from opensiks.rules.peran import Peran
from opensiks.wilayah.models import Wilayah
from opensiks.wilayah.queries import list_jalur
from opensiks.wilayah.sebutan import find_kepala, find_permusyawaratan


@dataclass(frozen=True)
class Tempat:
    """A village in the words of its own place: pekon and peratin, nagari and wali nagari, desa and kepala desa."""

    kode: str
    jalur: tuple[Wilayah, ...]

    @classmethod
    def of(cls, kode_desa: str) -> Tempat:
        return cls(kode_desa, tuple(list_jalur(kode_desa)))

    def nama(self, tingkat: int) -> str:
        return next((w.nama for w in self.jalur if w.tingkat == tingkat), "")

    @property
    def desa(self) -> str:
        return self.nama(4)

    @property
    def sebutan(self) -> str:
        return next((w.sebutan for w in self.jalur if w.tingkat == 4), "desa")

    @property
    def kepala(self) -> str:
        return find_kepala(self.sebutan)

    @property
    def kop(self) -> dict[str, Any]:
        kab = self.nama(2)
        pemerintah = kab if kab.lower().startswith(("kabupaten", "kota")) else f"Kabupaten {kab}"
        baris = (
            f"Pemerintah {pemerintah}",
            f"Kecamatan {self.nama(3)}",
            f"{self.sebutan.title()} {self.desa}",
        )
        return {"baris": list(baris), "alamat": ""}

    @property
    def singkatan(self) -> str:
        """WS for Way Suluh, SUK for Sukamarga: what stands in a letter's number."""
        kata = re.findall(r"[A-Za-z]+", self.desa)
        return ("".join(k[0] for k in kata) if len(kata) > 1 else self.desa[:3]).upper()

    def unsur(self, unsur: Unsur) -> str:
        """What a group is called on this village's paper."""
        kata = {
            Unsur.KADES_LURAH: f"{self.kepala} atau wakilnya",
            Unsur.RT_RW: "ketua RT dan RW",
            Unsur.BPD: find_permusyawaratan(self.sebutan),
            Unsur.PERANGKAT: f"perangkat {self.sebutan}",
        }
        return kalimat(kata.get(unsur, LABEL_UNSUR[unsur]))


def name_petugas(peran: Peran, kode_desa: str, pada: date) -> str:
    """Who holds a role in the village on that day; empty leaves a line to write on."""
    orang = list_petugas(peran, kode_desa, pada)
    return orang[0].nama if orang else ""


def kalimat(teks: str) -> str:
    """With a capital first letter, the rest as it is."""
    return teks[:1].upper() + teks[1:]
