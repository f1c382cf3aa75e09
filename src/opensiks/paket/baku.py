"""Strict reading of canonical JSON: what is accepted is exactly what a writer of this format would have written.

Nothing is repaired. The text is read once and written again; a difference in one byte is a fault. That finds double
keys, other orders, spaces, escapes and numbers in another notation without looking for them one by one.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from typing import Any, NoReturn

from opensiks.rules.canonical import canonical_bytes
from opensiks.rules.manifes import Ubahan, read_ubahan
from opensiks.rules.paket import (
    MAKS_BARIS,
    MAKS_DALAM,
    MAKS_UBAHAN,
    FaktaBatas,
    KodePaket,
    PaketDitolak,
    require,
)
from opensiks.rules.paket import is_dalam_batas as dalam_batas

_LUAS = re.compile("[\U00010000-\U0010ffff]")
_BATAS_BULAT = 2**53 - 1


def read_baku(isi: bytes, letak: str) -> Any:
    """The value of canonical JSON bytes: None, bool, int, str, list or dict.

    PaketDitolak SALAH_BENTUK, naming `letak`, for anything that is not canonical (docs/format-paket.md).
    """
    teks = _decode(isi, letak)
    try:
        nilai = _DECODER.decode(teks)
    except (ValueError, RecursionError):
        raise PaketDitolak(KodePaket.SALAH_BENTUK, f"{letak}: bukan JSON baku") from None
    if _depth(nilai) > MAKS_DALAM:
        raise PaketDitolak(KodePaket.SALAH_BENTUK, f"{letak}: terlalu dalam")
    if not _is_text(nilai, teks):
        raise PaketDitolak(KodePaket.SALAH_BENTUK, f"{letak}: teks bukan NFC atau memuat U+0000")
    if not _is_same(nilai, teks):
        raise PaketDitolak(KodePaket.SALAH_BENTUK, f"{letak}: bukan JSON baku")
    return nilai


def read_baris(isi: bytes, letak: str) -> list[Ubahan]:
    """Lines of ubahan.jsonl, each ended by LF, in the order of `n`; PaketDitolak names the first bad line."""
    baris = isi.split(b"\n")
    if baris.pop():
        raise PaketDitolak(KodePaket.SALAH_BENTUK, f"{letak}: baris terakhir tidak berakhir")
    require(dalam_batas, FaktaBatas(len(baris), MAKS_UBAHAN), f"{letak}: jumlah baris")
    panjang = max(map(len, baris), default=0)
    require(dalam_batas, FaktaBatas(panjang, MAKS_BARIS), f"{letak}: panjang baris")
    daftar = None if _may_be_large(isi) else _read_all(isi, baris, letak)
    if daftar is None:
        # Something is wrong somewhere: the slow way names the line.
        daftar = [read_baku(b, f"{letak} baris {i}") for i, b in enumerate(baris, 1)]
    return list(_ubahan(daftar, letak))


def _read_all(isi: bytes, baris: list[bytes], letak: str) -> list[Any] | None:
    """Every line's value, read and compared in one go; None when a line is not canonical by itself."""
    teks = _decode(isi, letak)
    daftar, di, ujung = [], 0, len(teks)
    try:
        while di < ujung:
            nilai, di = _CEPAT.raw_decode(teks, di)
            if teks[di] != "\n":
                return None
            di += 1
            daftar.append(nilai)
    except (ValueError, RecursionError, IndexError):
        return None
    # Each line is one object, and no object is the beginning of another one, so equal sums mean equal lines.
    if any(type(v) is not dict for v in daftar) or not _is_same(
        daftar, f"[{teks[:-1].replace(chr(10), ',')}]"
    ):
        return None
    mungkin_dalam = [i for i, b in enumerate(baris) if b.count(b"{") + b.count(b"[") > MAKS_DALAM]
    if any(_depth(daftar[i]) > MAKS_DALAM for i in mungkin_dalam) or not _is_text(daftar, teks):
        return None
    return daftar


def _ubahan(daftar: list[Any], letak: str) -> Iterator[Ubahan]:
    dikenal: set[str] = set()
    terakhir = 0
    for i, isi in enumerate(daftar, 1):
        u = read_ubahan(isi)
        if u is None or u.n <= terakhir or u.id in dikenal:
            raise PaketDitolak(KodePaket.SALAH_BENTUK, f"{letak} baris {i}: bukan ubahan")
        terakhir = u.n
        dikenal.add(u.id)
        yield u


def _decode(isi: bytes, letak: str) -> str:
    try:
        # Byte order marks stay in the text, and no JSON value begins with one.
        return isi.decode("utf-8")
    except UnicodeDecodeError:
        raise PaketDitolak(KodePaket.SALAH_BENTUK, f"{letak}: bukan UTF-8") from None


def _is_text(nilai: Any, teks: str) -> bool:
    """Every string composed (NFC) and without U+0000, which no database column takes."""
    # Only a text that looks wrong as a whole is looked at string by string: an escape may stand before a mark, and a
    # backslash before what looks like one.
    if "\\u0000" not in teks and unicodedata.is_normalized("NFC", teks):
        return True
    return all("\0" not in t and unicodedata.is_normalized("NFC", t) for t in _strings(nilai))


def _depth(nilai: Any) -> int:
    """How many objects and lists are inside each other, counted up to one more than the limit."""
    dalam, lapis = 0, [nilai]
    while dalam <= MAKS_DALAM:
        lapis = [v for v in lapis if type(v) is dict or type(v) is list]
        if not lapis:
            break
        dalam += 1
        lapis = [x for v in lapis for x in (v.values() if type(v) is dict else v)]
    return dalam


def _strings(nilai: Any) -> Iterator[str]:
    match nilai:
        case str():
            yield nilai
        case list():
            for v in nilai:
                yield from _strings(v)
        case dict():
            for kunci, v in nilai.items():
                yield kunci
                yield from _strings(v)


def _is_same(nilai: Any, teks: str) -> bool:
    if teks.isascii() or _LUAS.search(teks) is None:
        # Without letters above U+FFFF the order of Python is the order of UTF-16.
        return _ENCODER.encode(nilai) == teks
    try:
        return canonical_bytes(nilai) == teks.encode()
    except ValueError:
        return False


def _refuse(teks: str) -> NoReturn:
    raise ValueError(f"not a number of this format: {teks[:20]}")


def _read_bulat(teks: str) -> int:
    # The length first: reading a million digits takes long.
    if len(teks) > 17 or abs(nilai := int(teks)) > _BATAS_BULAT:
        raise ValueError("integer outside the safe range")
    return nilai


def _may_be_large(isi: bytes) -> bool:
    """16 digits in a row where a number can stand; in a text they are behind a quote."""
    rata = isi.translate(_ANGKA_NOL, b"-")
    return any(depan + b"0" * 16 in rata for depan in (b":", b",", b"["))


_ANGKA_NOL = bytes.maketrans(b"123456789", b"0" * 9)
# Without a look at every number; only for texts in which none can be too large.
_CEPAT = json.JSONDecoder(parse_float=_refuse, parse_constant=_refuse)
_DECODER = json.JSONDecoder(parse_float=_refuse, parse_constant=_refuse, parse_int=_read_bulat)
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False)
