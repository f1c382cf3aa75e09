"""Photos of a family: kept small, one kind at a time, the newest of a kind in front and the older ones behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from opensiks.akun.access import require
from opensiks.infra import files, gambar
from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.keluarga.models import Foto, Keluarga
from opensiks.rules.aktor import Actor
from opensiks.rules.foto import BYTE_FOTO, BYTE_KECIL, LEBAR_FOTO, LEBAR_KECIL, JenisFoto
from opensiks.rules.peran import Izin


@dataclass(frozen=True, slots=True)
class FotoKeluarga:
    """One photo as the page knows it; `ganti` says that another of its kind came before it."""

    id: int
    jenis: JenisFoto
    oleh: str
    at: datetime
    ganti: bool


@mutation("foto.added")
def add_foto(
    keluarga: Keluarga, jenis: JenisFoto, isi: bytes, *, by: Actor, at: datetime, kepala: bytes = b""
) -> Foto:
    """Shrink a photo and keep it with the family. BerkasDitolak for what is not a photo.

    Only pixels are kept of the file; where it was taken goes to its columns. `kepala` is the beginning of the file
    that the phone took, when the page has already shrunk the photo and so lost what stood there.
    """
    require(by, Izin.VERVAL_RECORD)
    asli = gambar.open_foto(isi)
    foto, kecil = gambar.shrink(asli, LEBAR_FOTO, BYTE_FOTO), gambar.shrink(asli, LEBAR_KECIL, BYTE_KECIL)
    letak = gambar.find_letak(kepala or isi)
    simpan = files.save(foto.isi, jenis=["jpg"])
    row = Foto.objects.create(
        kode_desa=keluarga.kode_desa, keluarga=keluarga, jenis=jenis, sha256=simpan.sha256,
        sha256_kecil=files.save(kecil.isi, jenis=["jpg"]).sha256, ukuran=simpan.ukuran, lebar=foto.lebar,
        tinggi=foto.tinggi, lintang=letak.lintang if letak else None, bujur=letak.bujur if letak else None,
        oleh=by.nama, at=at,
    )  # fmt: skip
    jejak.record(
        "foto.added", row, by=by, at=at, keluarga=keluarga.pk, jenis=jenis.value, sha256=simpan.sha256
    )
    return row


def list_foto(keluarga_id: int) -> list[FotoKeluarga]:
    """Every photo of a family in scope, newest first. One query."""
    hasil: list[FotoKeluarga] = []
    ada: set[str] = set()
    for f in Foto.objects.filter(keluarga_id=keluarga_id).order_by("at", "id"):
        hasil.append(FotoKeluarga(f.pk, JenisFoto(f.jenis), f.oleh, f.at, f.jenis in ada))
        ada.add(f.jenis)
    return hasil[::-1]
