"""Canonical JSON and SHA-256: the only encoding that is ever hashed or signed.

A subset of RFC 8785 (JCS): strings, booleans, null, lists, objects with string keys, and integers that
JavaScript can hold. Floats are refused, so no two machines can print the same number differently.
"""

import hashlib
from collections.abc import Iterable, Mapping
from json.encoder import encode_basestring as _kutip

_BATAS_BULAT = 2**53 - 1
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def canonical_bytes(value: object) -> bytes:
    """UTF-8 bytes; TypeError for a type outside the subset, ValueError for a number or string outside it."""
    return _tulis(value).encode("utf-8")


def sha256_hex(value: object) -> str:
    return hashlib.sha256(canonical_bytes(value)).hexdigest()


def list_code(sha: str) -> str:
    """The first 60 bits of a hash as "7K4M-2Q9D-XTR8": short enough to read aloud and compare on paper."""
    if len(sha) != 64:
        raise ValueError("list_code needs a SHA-256 in hex")
    bit = int(sha[:15], 16)
    huruf = "".join(_CROCKFORD[(bit >> geser) & 31] for geser in range(55, -5, -5))
    return "-".join((huruf[:4], huruf[4:8], huruf[8:]))


def _tulis(value: object) -> str:
    """The text of a value. Every link of the trail and every row of a list goes through here: plain types first."""
    jenis = type(value)
    if jenis is str:
        return _kutip(value)  # type: ignore[arg-type]  # that is what was asked
    if jenis is dict:
        return _tulis_objek(value)  # type: ignore[arg-type]
    if value is None:
        return "null"
    if value is True:
        return "true"
    if value is False:
        return "false"
    return _tulis_lain(value)


def _tulis_lain(value: object) -> str:
    match value:
        case str():
            return _kutip(str.__str__(value))
        case int():
            if abs(value) > _BATAS_BULAT:
                raise ValueError(f"integer outside the safe range: {value}")
            return int.__repr__(value)
        case list() | tuple():
            return f"[{','.join([_tulis(v) for v in value])}]"
        case Mapping():
            return _tulis_objek(value)
        case _:
            raise TypeError(f"cannot be written canonically: {type(value).__name__}")


def _tulis_objek(value: Mapping[str, object]) -> str:
    isi = [f"{_kutip(k)}:{_tulis(value[k])}" for k in _urut(value)]
    return f"{{{','.join(isi)}}}"


def _urut(kunci: Iterable[str]) -> list[str]:
    """Of ASCII keys both orders are the same, and a trail of a million events has no others."""
    try:
        if "".join(kunci).isascii():
            return sorted(kunci)
    except TypeError:
        pass
    return sorted(kunci, key=_utf16)


def _utf16(kunci: object) -> bytes:
    # JCS orders keys by UTF-16 code units, which differs from code points above U+FFFF.
    if not isinstance(kunci, str):
        raise TypeError(f"object keys are strings, not {type(kunci).__name__}")
    return kunci.encode("utf-16-be")
