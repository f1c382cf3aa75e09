"""Functions of the engine for a handful of values, as `tafsir` uses them: the same answers, without a query.

They are asked only about ASCII texts, and TANYA sends back what they do not decide. Tests hold both together.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any

_BIT = (1 << 64) - 1
_KALI = 0xD6E8FEB86659FD93
HARI_NOL = date(1970, 1, 1).toordinal()
Fungsi = Callable[..., Any]
TANYA = object()  # the engine has to be asked


def _mix(x: int) -> int:
    for _ in range(2):
        x ^= x >> 32
        x = x * _KALI & _BIT
    return x ^ x >> 32


def hash_nilai(x: Any) -> int:
    """The engine's hash of a text, a date or a whole number that is not negative."""
    if isinstance(x, date):
        x = x.toordinal() - HARI_NOL & 0xFFFFFFFF
    if not isinstance(x, str):
        return _mix(int(x) & _BIT)
    isi = x.encode()
    h = 0xE17A1465 ^ len(isi) * 0xC6A4A7935BD1E995 & _BIT
    for i in range(0, len(isi), 8):
        h = (h ^ int.from_bytes(isi[i : i + 8], "little")) * _KALI & _BIT
    return _mix(h)


def hash_gabung(*nilai: Any) -> int:
    """The engine's hash of several values (`siap.create_makro`)."""
    h = hash_nilai(nilai[0])
    for x in nilai[1:]:
        h ^= h >> 32
        h = h * _KALI & _BIT ^ hash_nilai(x)
    return h


@lru_cache(maxsize=4096)
def jaro_winkler(a: str, b: str) -> float:
    """Likeness of two texts, 0 to 1; the last bit may differ from the engine's."""
    if not a or not b:
        return 0.0
    jarak = max(max(len(a), len(b)) // 2 - 1, 0)
    pakai = [False] * len(b)
    sama = []
    for i, huruf in enumerate(a):
        for j in range(max(0, i - jarak), min(len(b), i + jarak + 1)):
            if not pakai[j] and b[j] == huruf:
                pakai[j] = True
                sama.append(huruf)
                break
    m = len(sama)
    if not m:
        return 0.0
    tukar = sum(x != y for x, y in zip(sama, (b[j] for j, p in enumerate(pakai) if p), strict=True)) // 2
    mirip = (m / len(a) + m / len(b) + (m - tukar) / m) / 3.0
    if mirip > 0.7:
        awal = next(
            (i for i, (x, y) in enumerate(zip(a[:4], b[:4], strict=False)) if x != y), min(len(a), len(b), 4)
        )
        mirip += awal * 0.1 * (1.0 - mirip)
    return mirip


def edits(a: str, b: str, *, tukar: bool = False) -> int:
    """Letters to change, add or take away; with `tukar` two neighbours exchanged count as one."""
    lama: list[int] = []
    kini = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        lama, sebelum, kini = kini, lama, [i]
        for j, y in enumerate(b, 1):
            n = min(lama[j] + 1, kini[j - 1] + 1, lama[j - 1] + (x != y))
            if tukar and i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                n = min(n, sebelum[j - 2] + 1)
            kini.append(n)
    return kini[-1]


def hamming(a: str, b: str) -> int:
    return sum(x != y for x, y in zip(a, b, strict=True))


@lru_cache(maxsize=256)
def _pola(pola: str) -> re.Pattern[str]:
    """The end of the text, never the place before a last line break."""
    return re.compile(pola.replace("$", r"\Z"), re.ASCII)


def _extract(teks: str, pola: str) -> str:
    cocok = _pola(pola).search(teks)
    return cocok[0] if cocok else ""


def _replace(teks: str, pola: str, ganti: str, pilihan: str = "") -> object:
    # What is a space differs for this one sign.
    return TANYA if "\v" in teks else _pola(pola).sub(ganti, teks, count=0 if pilihan == "g" else 1)


def _part(teks: str, tanda: str, n: int) -> str:
    bagian = teks.split(tanda)
    if abs(n) > len(bagian):
        return ""
    return bagian[n - 1 if n > 0 else n]


def _pad(teks: str, n: int, isi: str) -> str:
    return teks[:n] if len(teks) >= n else teks.rjust(n, isi)


def take(nilai: Any, n: int) -> Any:
    """The n-th letter or entry, from 1; a text has no letter beyond its end, a list nothing."""
    if isinstance(nilai, str):
        return nilai[n - 1 : n]
    return nilai[n - 1] if 0 < n <= len(nilai) else None


# Each is asked only when no value is null and all texts are ASCII.
FUNGSI: dict[str, Fungsi] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "//": lambda a, b: a // b,
    "%": lambda a, b: a % b,
    "||": lambda a, b: a + b,
    "abs": abs,
    "year": lambda d: d.year,
    "month": lambda d: d.month,
    "day": lambda d: d.day,
    "dayofyear": lambda d: d.timetuple().tm_yday,
    "make_date": date,
    "length": len,
    "strlen": len,
    "upper": str.upper,
    "trim": lambda s: s.strip(" "),
    "left": lambda s, n: s[:n],
    "right": lambda s, n: s[max(0, len(s) - n) :],
    "substring": lambda s, mulai, n: s[mulai - 1 : mulai - 1 + max(0, n)],
    "split_part": _part,
    "replace": str.replace,
    "translate": lambda s, dari, ke: s.translate(str.maketrans(dari, ke)),
    "lpad": _pad,
    "ascii": lambda s: ord(s[0]) if s else 0,
    "starts_with": str.startswith,
    "ends_with": str.endswith,
    "contains": lambda s, x: x in s,
    "hamming": hamming,
    "levenshtein": edits,
    "damerau_levenshtein": lambda a, b: edits(a, b, tukar=True),
    "jaro_winkler_similarity": jaro_winkler,
    "regexp_matches": lambda s, p: TANYA if "\v" in s else _pola(p).search(s) is not None,
    "regexp_full_match": lambda s, p: TANYA if "\v" in s else _pola(p).fullmatch(s) is not None,
    "regexp_replace": _replace,
    "regexp_extract": _extract,
    "nullif": lambda a, b: None if a == b else a,
    "list_value": lambda *x: list(x),
    "hash32": lambda x: hash_nilai(x) & 0xFFFFFFFF,
    "gabung": hash_gabung,
}
