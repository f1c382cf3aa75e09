"""Photos on a family's page: the newest of each kind, who may see it, and what is still missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from opensiks.keluarga.foto import FotoKeluarga
from opensiks.rules.foto import LABEL_FOTO, RAHASIA, JenisFoto
from opensiks.web import format as tulis

TAMPIL = 4


@dataclass(frozen=True)
class FotoTampil:
    """One thumbnail with its words; `tutup` when only those who may see a NIK may open it."""

    id: int
    kata: str
    waktu: str
    tutup: bool


@dataclass(frozen=True)
class AlbumFoto:
    """`depan` are the first thumbnails, `lain` the others; `belum` says what is missing first."""

    depan: tuple[FotoTampil, ...]
    lain: tuple[FotoTampil, ...]
    belum: str


def compose_album(daftar: Sequence[FotoKeluarga], boleh_nik: bool) -> AlbumFoto:
    """The newest photo of each kind, in the order of the kinds. `daftar` is newest first."""
    terbaru: dict[JenisFoto, FotoKeluarga] = {}
    for f in daftar:
        terbaru.setdefault(f.jenis, f)
    semua = tuple(_tampil(terbaru[j], boleh_nik) for j in JenisFoto if j in terbaru)
    belum = "" if JenisFoto.RUMAH in terbaru else _("Foto rumah belum ada.")
    return AlbumFoto(semua[:TAMPIL], semua[TAMPIL:], belum)


def _tampil(f: FotoKeluarga, boleh_nik: bool) -> FotoTampil:
    waktu = tulis.write_date_short(f.at, dengan_tahun=True)
    return FotoTampil(
        f.id, tulis.upper_first(_(LABEL_FOTO[f.jenis])), waktu, f.jenis in RAHASIA and not boleh_nik
    )
