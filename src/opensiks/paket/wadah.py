"""The container: a plain ZIP in its narrowest form, so that two readers can never see two different contents.

No data descriptors, extra fields, comments, links, folders, ZIP64 or gaps; local and central headers agree; entries
lie in the order of the directory. Nothing is unpacked before its declared size was found to be within the limits, and
never more than that.
"""

import binascii
import struct
import zlib
from collections.abc import Iterable
from typing import NamedTuple, NoReturn

from opensiks.rules.paket import (
    MAKS_ENTRI,
    MAKS_ISI,
    MAKS_RASIO,
    FaktaBatas,
    KodePaket,
    PaketDitolak,
    get_undak,
    is_dalam_batas,
    require,
)

GANJAL = "ganjal"
_LOKAL, _PUSAT, _AKHIR = struct.Struct("<4s5H3I2H"), struct.Struct("<4s6H3I5H2I"), struct.Struct("<4s4H2IH")
_SIMPAN, _DEFLASI = 0, 8
# Bits 1 and 2 tell how hard deflate tried, bit 11 that names are UTF-8.
_BENDERA = 0b1000_0000_0110
_FLAG, _VERSI, _TANGGAL = 0, 20, 0x21  # 1980-01-01
_BERKAS_BIASA = 0o100000


class Entri(NamedTuple):
    """One file of the container; `mulai` is where its packed bytes begin, sizes are bytes."""

    nama: str
    cara: int
    crc: int
    terkemas: int
    ukuran: int
    mulai: int


def read_daftar(wadah: bytes) -> list[Entri]:
    """The entries in order, nothing unpacked; PaketDitolak SALAH_BENTUK or BATAS."""
    if len(wadah) < _AKHIR.size:
        _refuse("terpotong")
    tanda, disk, disk_pusat, di_sini, semua, panjang, letak, komentar = _AKHIR.unpack_from(
        wadah, len(wadah) - _AKHIR.size
    )
    if tanda != b"PK\5\6" or komentar:
        _refuse("byte sesudah akhir")
    if disk or disk_pusat or di_sini != semua or letak + panjang + _AKHIR.size != len(wadah):
        _refuse("daftar entri")
    require(is_dalam_batas, FaktaBatas(semua, MAKS_ENTRI), "jumlah entri")
    daftar = _read_pusat(wadah, letak, semua)
    if len({e.nama for e in daftar}) != len(daftar):
        _refuse("nama entri ganda")
    require(is_dalam_batas, FaktaBatas(sum(e.ukuran for e in daftar), MAKS_ISI), "ukuran isi")
    for e in daftar:
        require(is_dalam_batas, FaktaBatas(e.ukuran, MAKS_RASIO * max(1, e.terkemas)), "rasio kemasan")
    if len(wadah) != get_undak(len(wadah)):
        _refuse("ganjal")
    return daftar


def unpack(wadah: bytes, e: Entri) -> bytes:
    """The content of one entry; PaketDitolak SALAH_BENTUK when it is not what its header says."""
    terkemas = wadah[e.mulai : e.mulai + e.terkemas]
    isi = terkemas if e.cara == _SIMPAN else _inflate(terkemas, e.ukuran)
    if len(isi) != e.ukuran or binascii.crc32(isi) != e.crc:
        _refuse("isi entri")
    return isi


def pack(daftar: Iterable[tuple[str, bytes, bool]]) -> bytes:
    """(name, content, stored) in order, as a container padded to the next step; names are ASCII.

    What would pack more than MAKS_RASIO times is stored.
    """
    lokal, pusat, jumlah = bytearray(), bytearray(), 0
    for nama, isi, simpan in daftar:
        _append(lokal, pusat, nama, isi, simpan=simpan)
        jumlah += 1
    penuh = len(lokal) + len(pusat) + _LOKAL.size + _PUSAT.size + 2 * len(GANJAL) + _AKHIR.size
    _append(lokal, pusat, GANJAL, bytes(get_undak(penuh) - penuh), simpan=True)
    jumlah += 1
    return bytes(lokal + pusat + _AKHIR.pack(b"PK\5\6", 0, 0, jumlah, jumlah, len(pusat), len(lokal), 0))


def _append(lokal: bytearray, pusat: bytearray, nama: str, isi: bytes, *, simpan: bool) -> None:
    terkemas, cara = isi, _SIMPAN
    if not simpan:
        deflasi = _deflate(isi)
        if len(deflasi) < len(isi) <= MAKS_RASIO * len(deflasi):
            terkemas, cara = deflasi, _DEFLASI
    kepala = (_VERSI, _FLAG, cara, 0, _TANGGAL, binascii.crc32(isi), len(terkemas), len(isi), len(nama), 0)
    pusat += _PUSAT.pack(b"PK\1\2", _VERSI, *kepala, 0, 0, 0, 0, len(lokal)) + nama.encode("ascii")
    lokal += _LOKAL.pack(b"PK\3\4", *kepala) + nama.encode("ascii") + terkemas


def _read_pusat(wadah: bytes, letak: int, jumlah: int) -> list[Entri]:
    daftar: list[Entri] = []
    pusat, lokal = letak, 0
    for _ in range(jumlah):
        if pusat + _PUSAT.size > len(wadah) - _AKHIR.size:
            _refuse("daftar entri")
        tanda, _dari, *kepala, komentar, disk, _dalam, luar, mulai = _PUSAT.unpack_from(wadah, pusat)
        if tanda != b"PK\1\2" or komentar or disk or mulai != lokal:
            _refuse("daftar entri")
        if luar >> 16 & 0o170000 not in (0, _BERKAS_BIASA):
            _refuse("entri bukan berkas")
        e, lokal = _read_lokal(wadah, mulai, kepala, letak)
        pusat += _PUSAT.size
        if wadah[pusat : pusat + len(e.nama)] != e.nama.encode():
            _refuse("nama entri")
        pusat += len(e.nama)
        daftar.append(e)
    if lokal != letak or pusat != len(wadah) - _AKHIR.size:
        _refuse("daftar entri")
    return daftar


def _read_lokal(wadah: bytes, mulai: int, pusat: list[int], letak: int) -> tuple[Entri, int]:
    """The entry whose local header is at `mulai` and agrees with the central one, and where the next begins."""
    if mulai + _LOKAL.size > letak:
        _refuse("kepala entri")
    tanda, *kepala = _LOKAL.unpack_from(wadah, mulai)
    _versi, bendera, cara, _jam, _tanggal, crc, terkemas, ukuran, panjang, tambahan = kepala
    if tanda != b"PK\3\4" or kepala != pusat or tambahan or bendera & ~_BENDERA:
        _refuse("kepala entri")
    if cara not in (_SIMPAN, _DEFLASI) or (cara == _SIMPAN and terkemas != ukuran):
        _refuse("cara kemas")
    isi = mulai + _LOKAL.size + panjang
    nama = wadah[mulai + _LOKAL.size : isi]
    if not nama.isascii() or isi + terkemas > letak:
        _refuse("kepala entri")
    return Entri(nama.decode("ascii"), cara, crc, terkemas, ukuran, isi), isi + terkemas


def _inflate(terkemas: bytes, ukuran: int) -> bytes:
    """At most one byte more than announced is ever unpacked."""
    mesin = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        isi = mesin.decompress(terkemas, ukuran + 1)
    except zlib.error:
        isi = b""
    if len(isi) != ukuran or not mesin.eof or mesin.unused_data or mesin.unconsumed_tail:
        _refuse("isi entri")
    return isi


def _deflate(isi: bytes) -> bytes:
    mesin = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return mesin.compress(isi) + mesin.flush()


def _refuse(letak: str) -> NoReturn:
    raise PaketDitolak(KodePaket.SALAH_BENTUK, f"wadah: {letak}")
