"""Opening what is masked: the full NIK, family card number and mothers' names of one family, on the trail (R95)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.keluarga.models import Keluarga
from opensiks.rules.aktor import Actor


@dataclass(frozen=True, slots=True)
class NikUtuh:
    """Unmasked numbers of a family; `nik` and `nama_ibu` by individu id."""

    no_kk: str
    nik: dict[int, str]
    nama_ibu: dict[int, str]


@mutation("keluarga.revealed")
def reveal_nik(keluarga: Keluarga, *, by: Actor, at: datetime) -> NikUtuh:
    """The full numbers of a family for somebody who may see them; the door has asked for KELUARGA_REVEAL."""
    anggota = keluarga.daftar_anggota.order_by("id").values_list("id", "nik", "nama_ibu")
    utuh = NikUtuh(keluarga.no_kk, {r[0]: r[1] for r in anggota}, {r[0]: r[2] for r in anggota})
    jejak.record("keluarga.revealed", keluarga, by=by, at=at, orang=len(utuh.nik))
    return utuh
