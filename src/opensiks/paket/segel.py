"""Sealing with age v1 (X25519 recipients): nobody but the named keys reads a package, and no bit of it can change.

The armour is read generously, because files travel through mail and chat: CR LF, spaces at the ends of lines, blank
lines around it and other line lengths are taken. What stands inside is not touched.
"""

import binascii
import io
import re
from collections.abc import Sequence

import pyrage

from opensiks.rules.paket import (
    MAKS_BERKAS,
    MAKS_PENERIMA,
    FaktaBatas,
    KodePaket,
    PaketDitolak,
    is_dalam_batas,
    is_utuh,
    require,
)

_AWAL, _AKHIR = b"-----BEGIN AGE ENCRYPTED FILE-----", b"-----END AGE ENCRYPTED FILE-----"
_KEPALA = b"age-encryption.org/v1\n"
_MAKS_KEPALA = 8 * 1024
_POTONG = 64 * 1024
_IDENTITAS = re.compile(r"AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}")


def make_kunci() -> tuple[str, str]:
    """A new pair: (identity "AGE-SECRET-KEY-1…", to be kept; recipient "age1…", to be given away)."""
    identitas = pyrage.x25519.Identity.generate()
    return str(identitas), str(identitas.to_public())


def get_penerima(identitas: str) -> str:
    """The recipient of an identity; ValueError for a text that is none."""
    return str(_identity(identitas).to_public())


def list_identitas(teks: str) -> list[str]:
    """Every identity in the text of a key file."""
    return _IDENTITAS.findall(teks)


def seal(isi: bytes, penerima: Sequence[str], *, zirah: bool = False) -> bytes:
    """`isi` sealed to every recipient ("age1…"); with `zirah` as text. ValueError for a bad recipient."""
    if not 1 <= len(penerima) <= MAKS_PENERIMA:
        raise ValueError(f"seal needs 1 to {MAKS_PENERIMA} recipients")
    try:
        kunci = [pyrage.x25519.Recipient.from_str(p) for p in penerima]
    except pyrage.RecipientError as error:
        raise ValueError("not a recipient") from error
    sealed: bytes = pyrage.encrypt(isi, kunci, armored=zirah)
    return sealed


def unseal(berkas: bytes, identitas: Sequence[str]) -> bytes:
    """The bytes inside, by whichever identity opens; PaketDitolak RUSAK, ASING or BATAS."""
    return open_segel(berkas, identitas)[0]


def open_segel(berkas: bytes, identitas: Sequence[str]) -> tuple[bytes, str]:
    """(bytes inside, recipient whose identity opened); PaketDitolak RUSAK, ASING or BATAS."""
    biner = read_zirah(berkas)
    count_penerima(biner)
    for teks in identitas:
        kunci = _identity(teks)
        isi = io.BytesIO()
        try:
            pyrage.decrypt_io(io.BytesIO(biner), isi, [kunci])
        except pyrage.DecryptError as error:
            if "matching keys" not in str(error):
                raise PaketDitolak(KodePaket.RUSAK, "kepala segel") from None
        except OSError:
            # Whole chunks were proven before the first bad one.
            raise PaketDitolak(KodePaket.RUSAK, _potongan(biner, isi.tell())) from None
        else:
            return isi.getvalue(), str(kunci.to_public())
    raise PaketDitolak(KodePaket.ASING, "segel")


def read_zirah(berkas: bytes) -> bytes:
    """The binary age file in `berkas`, armoured or not; PaketDitolak RUSAK or BATAS."""
    require(is_dalam_batas, FaktaBatas(len(berkas), MAKS_BERKAS), "ukuran berkas")
    if berkas.startswith(_KEPALA):
        return berkas
    require(is_utuh, berkas[:256], "awal berkas")
    isi = berkas.strip()
    if not (isi.startswith(_AWAL) and isi.endswith(_AKHIR)):
        raise PaketDitolak(KodePaket.RUSAK, "akhir berkas")
    try:
        # binascii passes over what is no base64 unless it is strict; ends of lines are taken out before.
        biner = binascii.a2b_base64(b"".join(isi[len(_AWAL) : -len(_AKHIR)].split()), strict_mode=True)
    except binascii.Error:
        raise PaketDitolak(KodePaket.RUSAK, "teks segel") from None
    if not biner.startswith(_KEPALA):
        raise PaketDitolak(KodePaket.RUSAK, "awal segel")
    return biner


def count_penerima(biner: bytes) -> int:
    """X25519 recipients of a binary age file, which anyone may count; PaketDitolak RUSAK or BATAS."""
    akhir = biner.find(b"\n--- ", 0, _MAKS_KEPALA)
    if akhir < 0:
        raise PaketDitolak(KodePaket.RUSAK, "kepala segel")
    jumlah = biner.count(b"\n-> X25519 ", 0, akhir + 1)
    require(is_dalam_batas, FaktaBatas(jumlah, MAKS_PENERIMA), "jumlah penerima")
    return jumlah


def _potongan(biner: bytes, terbaca: int) -> str:
    """Which 64 KiB part could not be proven, counted from 1."""
    kepala = biner.find(b"\n", biner.find(b"\n--- ") + 1) + 1 + 16
    semua = max(1, -(-(len(biner) - kepala) // (_POTONG + 16)))
    return f"bagian {min(terbaca // _POTONG + 1, semua)} dari {semua}"


def _identity(teks: str) -> pyrage.x25519.Identity:
    try:
        return pyrage.x25519.Identity.from_str(teks)
    except pyrage.IdentityError as error:
        raise ValueError("not an identity") from error
