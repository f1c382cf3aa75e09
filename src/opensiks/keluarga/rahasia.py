"""Opening what is masked, on the trail (R95): numbers and mothers' names of one family, a photo of its cards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.keluarga.models import Foto, Keluarga
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


@mutation("keluarga.revealed")
def reveal_foto(foto: Foto, *, by: Actor, at: datetime) -> None:
    """Somebody who may see a NIK looks at a photo of a KTP or a KK; the door has asked for KELUARGA_REVEAL."""
    jejak.record("keluarga.revealed", foto.keluarga, by=by, at=at, foto=foto.jenis)
