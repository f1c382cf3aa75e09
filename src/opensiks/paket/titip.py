"""Taking files in: the bytes are safe on the disk before anybody is told so, and every file gets its receipt."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path

from django.db import connection

from opensiks.akun.access import require
from opensiks.infra import clock, files
from opensiks.infra.queue import enqueue
from opensiks.infra.scope import scope
from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.paket.kunci import get_registrar
from opensiks.paket.models import Titipan
from opensiks.paket.tanda import sign_compact
from opensiks.rules.aktor import Actor
from opensiks.rules.nik import mask_log
from opensiks.rules.paket import MAKS_BERKAS
from opensiks.rules.peran import Izin
from opensiks.rules.titipan import Jalur
from opensiks.rules.wilayah import Cakupan, tingkat

# What is larger than a package may be is kept too, and refused by name; only the absurd does not come in.
MAKS_TITIPAN = 2 * MAKS_BERKAS
TYP_TITIP = "opensiks-titip+jwt"
SIMPANAN = "titipan"


class TidakTersimpan(Exception):
    """The file is not on the disk: full, or failing. There is no receipt then; the sender keeps the file."""

    def __init__(self) -> None:
        super().__init__(
            "Berkas belum tersimpan: penyimpanan penuh atau rusak. Simpan berkasnya, lalu coba lagi."
        )


def deposit_paket(isi: bytes, nama: str, *, by: Actor, at: datetime, jalur: Jalur = Jalur.MEJA) -> Titipan:
    """Keep a file under its SHA-256 and answer with its signed receipt (`tanda`); judging is asked for.

    The same bytes again give the same row and the same receipt. TidakTersimpan when the disk does not take them;
    files.BerkasDitolak beyond MAKS_TITIPAN. The file is at the office of the kabupaten; whoever brings it need not
    see what is in it.
    """
    require(by, Izin.PAKET_DEPOSIT)
    tempat = by.cakupan.daftar_kode[0]
    sha256 = _save(isi, tempat[:5])
    # The counter sees the whole office: a village may bring again what the office already has.
    with scope(Cakupan((tempat[:5],))):
        ada = find_sama(tempat[:5], sha256)
        return ada or register_titipan(sha256, len(isi), nama, tempat, jalur, by=by, at=at)


def find_sama(kantor: str, sha256: str) -> Titipan | None:
    """The file of these bytes that the office has already."""
    return Titipan.objects.filter(kantor=kantor, sha256=sha256).first()


def _save(isi: bytes, kantor: str) -> str:
    if not isi:
        return hashlib.sha256(b"").hexdigest()
    try:
        return files.save(isi, jenis=(), max_ukuran=MAKS_TITIPAN, di=folder_of(kantor)).sha256
    except OSError as e:
        raise TidakTersimpan from e


def folder_of(kantor: str) -> str:
    """The office's own store in OPENSIKS_HOME."""
    return f"{SIMPANAN}-{kantor}"


def load_isi(t: Titipan) -> bytes:
    """The bytes as they were handed over; files.BerkasDitolak when the disk altered them."""
    return files.load(t.sha256, folder_of(t.kantor)) if t.ukuran else b""


@mutation("titipan.deposited")
def register_titipan(
    sha256: str, ukuran: int, nama: str, tempat: str, jalur: Jalur, *, by: Actor, at: datetime
) -> Titipan:
    """The row of bytes that are in the store, once, with its receipt."""
    kantor = tempat[:5]
    t = Titipan(
        kode_wilayah=tempat if tingkat(tempat) in (2, 4) else kantor, kantor=kantor, sha256=sha256,
        nama=mask_log(Path(nama.replace("\\", "/")).name)[-160:] or "tanpa nama", ukuran=ukuran, jalur=jalur, at=at,
        oleh=by.nama, aktor_id=by.akun_id,
    )  # fmt: skip
    # Whoever brings the same bytes at the same moment waits here, and then finds this row.
    with connection.cursor() as cur:
        cur.execute("SELECT pg_advisory_xact_lock(hashtextextended('titip:' || %s, 0))", [kantor + sha256])
    if (ada := find_sama(kantor, sha256)) is not None:
        t = ada
    else:
        t.save(force_insert=True)
        t.tanda = sign_compact(_receipt(t), get_registrar(), TYP_TITIP)
        t.save(update_fields=["tanda"])
        enqueue("paket.nilai", titipan_id=t.pk)
    isi = {"sha256": sha256, "ukuran": ukuran, "jalur": jalur.value}
    jejak.record("titipan.deposited", t, by=by, at=at, **isi)
    return t


def _receipt(t: Titipan) -> dict[str, object]:
    """What the deposit receipt says; nothing about any person."""
    return {
        "bentuk": "tanda_titip/1", "sha256": t.sha256, "ukuran": t.ukuran, "pada": clock.local(t.at, t.kantor)
        .isoformat(timespec="seconds"), "nomor": t.nomor, "jalur": t.jalur.value,
    }  # fmt: skip


@mutation("titipan.deposited")
def deposit_susulan(kantor: str, *, by: Actor, at: datetime) -> list[Titipan]:
    """Register files that are in an office's store without a row: a crash came between the disk and the row.

    Their deposit is when they were written, not when they are found.
    """
    require(by, Izin.PAKET_JUDGE)
    di = folder_of(kantor)
    dikenal = set(Titipan.objects.filter(kantor=kantor).values_list("sha256", flat=True))
    yatim = [s for s in files.list_sidik(di) if s not in dikenal]
    hasil = []
    for sha256 in yatim:
        path = files.path_of(sha256, di)
        saat = min(at, clock.of_berkas(path))
        hasil.append(
            register_titipan(sha256, path.stat().st_size, path.name, kantor, Jalur.SUSULAN, by=by, at=saat)
        )
    return hasil


def list_kantor() -> list[str]:
    """Offices that ever took a file in, by their stores."""
    awal = f"{SIMPANAN}-"
    rumah = files.folder().parent
    return sorted(p.name.removeprefix(awal) for p in rumah.glob(f"{awal}*") if p.is_dir())
