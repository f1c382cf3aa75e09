"""Canonical JSON and SHA-256: the only encoding that is ever hashed or signed.

A subset of RFC 8785 (JCS): strings, booleans, null, lists, objects with string keys, and integers that
JavaScript can hold. Floats are refused, so no two machines can print the same number differently.
"""

import hashlib
import json
from collections.abc import Mapping

_BATAS_BULAT = 2**53 - 1
_tulis = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def canonical_bytes(value: object) -> bytes:
    """UTF-8 bytes; TypeError for a type outside the subset, ValueError for a number or string outside it."""
    return _tulis(_ordered(value)).encode("utf-8")


def sha256_hex(value: object) -> str:
    return hashlib.sha256(canonical_bytes(value)).hexdigest()


def list_code(sha: str) -> str:
    """The first 60 bits of a hash as "7K4M-2Q9D-XTR8": short enough to read aloud and compare on paper."""
    if len(sha) != 64:
        raise ValueError("list_code needs a SHA-256 in hex")
    bit = int(sha[:15], 16)
    huruf = "".join(_CROCKFORD[(bit >> geser) & 31] for geser in range(55, -5, -5))
    return "-".join((huruf[:4], huruf[4:8], huruf[8:]))


def _ordered(value: object) -> object:
    match value:
        case None | bool() | str():
            return value
        case int():
            if abs(value) > _BATAS_BULAT:
                raise ValueError(f"integer outside the safe range: {value}")
            return int(value)
        case list() | tuple():
            return [_ordered(v) for v in value]
        case Mapping():
            # Of ASCII keys both orders are the same, and a trail of a million events has no others.
            biasa = all(isinstance(k, str) and k.isascii() for k in value)
            return {k: _ordered(value[k]) for k in (sorted(value) if biasa else sorted(value, key=_utf16))}
        case _:
            raise TypeError(f"cannot be written canonically: {type(value).__name__}")


def _utf16(kunci: object) -> bytes:
    # JCS orders keys by UTF-16 code units, which differs from code points above U+FFFF.
    if not isinstance(kunci, str):
        raise TypeError(f"object keys are strings, not {type(kunci).__name__}")
    return kunci.encode("utf-16-be")
