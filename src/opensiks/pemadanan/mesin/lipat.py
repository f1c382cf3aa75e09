"""Names folded for comparison, in SQL and once per distinct text: what `rules.nama.normalise` does, at millions.

The words come from `rules.nama`; tests hold both to the same answers.
"""

from __future__ import annotations

import re

from opensiks.rules.nama import GELAR_BELAKANG, GELAR_DEPAN, GELAR_POLOS, MUHAMMAD


def _any(kata: frozenset[str]) -> str:
    return "|".join(sorted(kata, key=lambda k: (-len(k), k)))


def _degree(gelar: str) -> str:
    """A degree with or without dots; one of two letters needs a dot, unless nobody is called so."""
    if len(gelar) > 2 or gelar in GELAR_POLOS:
        return r"\.? ?".join(gelar) if len(gelar) == 3 and gelar[0] in "SM" else r"\.?".join(gelar)
    return rf"{gelar[0]}\.{gelar[1:]}" if len(gelar) == 2 else gelar


_BELAKANG = "|".join(_degree(g) for g in sorted(GELAR_BELAKANG, key=lambda k: (-len(k), k)))
_M = _any(MUHAMMAD - {"MUHAMMAD"})
KOTOR = (
    r"[^A-Z ]|  |^ | $|OE|DJ|TJ|SJ|\bNJ"
    rf"|\b(?:M|ST|STI|SITTI|{_M}|{_any(GELAR_DEPAN)}|JUSUF|JUNUS|JAHJA|JASIN|JAKUB)\b"
    rf"|\b(?:{_any(GELAR_BELAKANG)})$"
)
# (pattern, replacement, options): in this order, on capitals.
LANGKAH: tuple[tuple[str, str, str], ...] = (
    # A comma starts the degrees; a long word after it is a name.
    (r",\s*([A-Z]{6,})\b", r" \1", "g"),
    (r"(.),.*$", r"\1", ""),
    (rf"^[\s.]*(?:(?:{_any(GELAR_DEPAN)})(?:\.\s*|\s+))+(.)", r"\1", ""),
    (rf"(.)(?:\s(?:{_BELAKANG})\.?)+\s*$", r"\1", ""),
    (r"['`’‘´]", "", "g"),
    (r'[.,_"()\s-]+', " ", "g"),
    (r"^ | $", "", "g"),
    (rf"\b(?:{_M})\b", "MUHAMMAD", "g"),
    (r"^M ", "MUHAMMAD ", ""),
    (r"^(?:SITTI|STI|ST) ", "SITI ", ""),
    (r"\bJ(USUF|UNUS|ASIN|AKUB)\b", r"Y\1", "g"),
    (r"\bJAHJA\b", "YAHYA", "g"),
    # Old spelling: marks 1 (was DJ) and 3 say that the word is old, so that its other J are today's Y.
    (r"OE", "U3", "g"),
    (r"DJ", "1", "g"),
    (r"TJ", "C3", "g"),
    (r"SJ", "S3Y", "g"),
    (r"\bNJ", "N3Y", "g"),
    (r"J([A-Z3]*[13])", r"Y\1", "g"),
    (r"([13][A-Z3]*)J", r"\1Y", "g"),
    (r"3", "", "g"),
    (r"1", "J", "g"),
)


def sql_kamus(sumber: str) -> str:
    """SELECT s, f, t1, tl from `sumber` (one column s of distinct texts, not null).

    f is the folded name ("" becomes null), t1 and tl its first and last word.
    """
    lipat = "u"
    for pola, ganti, pilihan in LANGKAH:
        ekor = f", '{pilihan}'" if pilihan else ""
        lipat = f"regexp_replace({lipat}, '{pola.replace(chr(39), chr(39) * 2)}', '{ganti}'{ekor})"
    kotor = KOTOR.replace("'", "''")
    return (
        "SELECT s, f, split_part(f, ' ', 1) AS t1, regexp_extract(f, '[^ ]*$') AS tl FROM ("
        f" SELECT s, nullif(CASE WHEN regexp_matches(u, '{kotor}') THEN {lipat} ELSE u END, '') AS f"
        f" FROM (SELECT s, upper(s) AS u FROM ({sumber})))"
    )


def sql_nama_utama(kolom: str) -> str:
    """The name of "A / B": the longer part; most names have no sign at all."""
    return (
        f"CASE WHEN contains({kolom}, '/') THEN CASE WHEN length(split_part({kolom}, '/', 2)) >"
        f" length(split_part({kolom}, '/', 1)) THEN trim(split_part({kolom}, '/', 2))"
        f" ELSE trim(split_part({kolom}, '/', 1)) END ELSE {kolom} END"
    )


def sql_nama_lain(kolom: str) -> str:
    """The other part of "A / B", null for a name without one."""
    return (
        f"CASE WHEN contains({kolom}, '/') THEN nullif(trim(CASE WHEN length(split_part({kolom}, '/', 2)) >"
        f" length(split_part({kolom}, '/', 1)) THEN split_part({kolom}, '/', 1) ELSE split_part({kolom},"
        f" '/', 2) END), '') END"
    )


def is_kotor(nama: str) -> bool:
    """The folding has something to do for this name in capitals."""
    return re.search(KOTOR, nama) is not None


# Addresses in capitals: signs are spaces, RT05 is RT 5, and words that say what the next one is are left out.
_SEBUTAN_ALAMAT = (
    "JALAN|JLN|JL|GANG|GG|DUSUN|DSN|DUSN|DS|RT|RW|NOMOR|NO|KAMPUNG|KAMP|KP|DESA|BLOK|BLK|LINGKUNGAN|LINGK|LK|PERUMAHAN|"
    "PERUM"
)
LANGKAH_ALAMAT = (
    ("[^A-Z0-9]+", " "),
    ("([A-Z])([0-9])", r"\1 \2"),
    ("([0-9])([A-Z])", r"\1 \2"),
    (r"\b0+([0-9])", r"\1"),
    (rf"\b(?:{_SEBUTAN_ALAMAT})\b", " "),
    (" +", " "),
)


def sql_kamus_alamat(sumber: str) -> str:
    """SELECT s, af, aa, ah from `sumber` (one column s of distinct addresses in capitals, not null).

    af is the folded address ("" becomes null), aa its numbers and ah its words.
    """
    lipat = "s"
    for pola, ganti in LANGKAH_ALAMAT:
        lipat = f"regexp_replace({lipat}, '{pola}', '{ganti}', 'g')"
    return (
        "SELECT s, af, trim(regexp_replace(af, '[^0-9]+', ' ', 'g')) AS aa,"
        " trim(regexp_replace(af, '[0-9 ]+', ' ', 'g')) AS ah"
        f" FROM (SELECT s, nullif(trim({lipat}), '') AS af FROM ({sumber}))"
    )
