"""Comparison: every field of a pair as a small level, computed once in SQL. 0 always means that one side is empty.

Both sides stand in the tables `sp` and `sd` (`sisi`).
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from duckdb import DuckDBPyConnection

from opensiks.pemadanan.mesin.baca import run
from opensiks.pemadanan.mesin.kunci import DESA

Larik = np.ndarray[Any, np.dtype[Any]]

# Numbers of levels, empty included. What each means stands in `rules.alasan_padan`.
TINGKAT = {"nama": 15, "tgl": 9, "ibu": 6, "kk": 4, "desa": 6, "jk": 3, "tempat": 3, "alamat": 6, "nik": 9}


def _middle(a: str, b: str) -> str:
    """Between equal first and last words: nothing on one side, or one begins like the other, or has its initials."""
    x, y = (
        f"substring({n}f, length({n}t1) + 2, length({n}f) - length({n}t1) - length({n}tl) - 2)"
        for n in (a, b)
    )
    tanpa = " OR ".join(f"length({n}f) <= length({n}t1) + length({n}tl) + 1" for n in (a, b))
    # Initials are looked at where a word is nothing else.
    awal = (f"regexp_replace({n}, '([A-Z])[A-Z]*', '\\1', 'g')" for n in (x, y))
    return (
        f"({tanpa} OR starts_with({x}, {y}) OR starts_with({y}, {x})"
        f" OR regexp_matches({x} || '|' || {y}, '\\b[A-Z]\\b') AND {' = '.join(awal)})"
    )


def _one_edit(f: str, g: str) -> str:
    """One letter more, less, other, or two exchanged; the general distance costs far more than these."""
    return (
        f"CASE WHEN strlen({f}) = strlen({g}) THEN hamming({f}, {g}) = 1"
        f" OR hamming({f}, {g}) = 2 AND damerau_levenshtein({f}, {g}) = 1 ELSE levenshtein({f}, {g}) = 1 END"
    )


def _fits(x: str, y: str) -> str:
    """One word is the beginning of the other, or its initial."""
    return f"(length({x}) > 0 AND length({y}) > 0 AND (starts_with({x}, {y}) OR starts_with({y}, {x})))"


def _similar_word(t: str, s: str) -> str:
    """Two words of four letters or more that a slip of the pen makes one."""
    return f"length({t}) > 3 AND length({s}) > 3 AND jaro_winkler_similarity({t}, {s}) >= 0.9"


def _name(a: str, b: str, *, tengah: bool = True) -> str:
    """Levels of two folded names; {a}, {b} are prefixes of f, t1 and tl; `tengah`: look between the ends too.

    What is cheap and rarely true comes first.
    """
    f, g = f"{a}f", f"{b}f"

    def beside(beda: int, sejalan: int, ke: int) -> str:
        fits = _fits(*(f"split_part({n}f, ' ', {ke})" for n in (a, b)))
        return f"CASE WHEN {fits} THEN {sejalan} ELSE {beda} END" if tengah else str(beda)

    return (
        f"CASE WHEN {f} IS NULL OR {g} IS NULL THEN 0 WHEN {f} = {g} THEN 1"
        f" WHEN {f}[1] = {g}[1] AND replace({f}, ' ', '') = replace({g}, ' ', '')"
        f" OR ({a}t1 = {b}tl AND {a}tl = {b}t1 AND length({f}) = length({g})) THEN 2"
        f" WHEN starts_with({g}, {f}) OR starts_with({f}, {g})"
        f" OR ends_with({g}, {f}) AND ends_with({g}, ' ' || {f}) OR ends_with({f}, {g}) AND ends_with({f}, ' ' || {g})"
        f" OR contains({g}, {f}) AND contains({g}, ' ' || {f} || ' ')"
        f" OR ({a}tl = {b}tl AND {a}t1 <> {b}t1 AND {a}t1 <> {a}tl AND {b}t1 <> {b}tl AND length({a}t1) < 4 AND"
        f" starts_with({b}t1, {a}t1[1]))"
        f" OR ({a}t1 = {b}t1 AND {a}t1 <> {a}tl AND {b}t1 <> {b}tl AND length({a}tl) = 1 AND"
        f" starts_with({b}tl, {a}tl)) THEN 3"
        f" WHEN {a}t1 = {b}t1 AND {a}tl = {b}tl{' AND ' + _middle(a, b) if tengah else ''} THEN 11"
        # A name of three letters with one wrong is not alike as a whole.
        f" WHEN ({{jw}} >= 0.8 OR length({f}) < 5) AND abs(length({f}) - length({g})) < 2 AND {_one_edit(f, g)} THEN 4"
        f" WHEN {{jw}} >= 0.88 AND abs(length({f}) - length({g})) < 3 AND levenshtein({f}, {g}) = 2 THEN 5"
        f" WHEN {a}t1 = {b}t1 AND {a}tl = {b}tl THEN 10"
        f" WHEN {a}t1 = {b}t1 THEN {beside(6, 13, 2)} WHEN {a}tl = {b}tl THEN {beside(7, 14, -2)}"
        f" WHEN {' OR '.join(_similar_word(a + k, b + k) for k in ('t1', 'tl'))} THEN 12"
        f" WHEN {{jw}} >= 0.8 OR ends_with({b}tl, right({a}tl, 4)) THEN 8 ELSE 9 END"
    )


_MIRIP = "jaro_winkler_similarity({0}, {1})"
_TGL = (
    "CASE WHEN d_tgl IS NULL OR p_tgl IS NULL THEN 0 WHEN d_tgl = p_tgl THEN 1"
    " WHEN year(d_tgl) = year(p_tgl) AND day(d_tgl) = month(p_tgl) AND month(d_tgl) = day(p_tgl) THEN 2"
    " WHEN year(d_tgl) = year(p_tgl) AND (dayofyear(d_tgl) = 1 OR dayofyear(p_tgl) = 1) THEN 3"
    " WHEN (dayofyear(d_tgl) = 1 OR dayofyear(p_tgl) = 1) AND abs(year(d_tgl) - year(p_tgl)) < 4 THEN 4"
    # Who does not know the date has 1 January: that two have it says nothing.
    " WHEN dayofyear(d_tgl) > 1 AND day(d_tgl) = day(p_tgl) AND month(d_tgl) = month(p_tgl)"
    # Compared one by one: a list of values would become a join of its own.
    " AND (abs(year(d_tgl) - year(p_tgl)) BETWEEN 1 AND 2 OR abs(year(d_tgl) - year(p_tgl)) BETWEEN 9 AND 10"
    " OR hamming(year(d_tgl)::VARCHAR, year(p_tgl)::VARCHAR) = 1"
    " OR damerau_levenshtein(year(d_tgl)::VARCHAR, year(p_tgl)::VARCHAR) = 1) THEN 5"
    " WHEN year(d_tgl) = year(p_tgl) AND (day(d_tgl) = day(p_tgl) OR month(d_tgl) = month(p_tgl)) THEN 6"
    " WHEN abs(year(d_tgl) - year(p_tgl)) < 2 THEN 7 ELSE 8 END"
)
_KK = (
    "CASE WHEN d_kk_d IS NULL OR p_kk IS NULL THEN 0 WHEN d_kk = p_kk THEN 1"
    " WHEN length(d_kk_d) = 16 AND hamming(d_kk_d, p_kk::VARCHAR) < 2 THEN 2"
    " WHEN length(d_kk_d) <> 16 AND left(d_kk_d, 6) = left(p_kk::VARCHAR, 6) AND levenshtein(d_kk_d, p_kk::VARCHAR) < 2"
    " THEN 2 ELSE 3 END"
)
_ALAMAT = (
    "CASE WHEN d_af IS NULL OR p_af IS NULL THEN 0 WHEN d_af = p_af THEN 1"
    " WHEN d_aa = p_aa AND d_aa <> '' AND jw_a >= 0.8 THEN 2"
    " WHEN d_ah <> '' AND p_ah <> '' AND jw_a >= 0.9 THEN 3"
    " WHEN d_aa = p_aa AND d_aa <> '' OR split_part(d_af, ' ', 1) = split_part(p_af, ' ', 1)"
    " OR d_ah <> '' AND p_ah <> '' AND jw_a >= 0.8 THEN 4 ELSE 5 END"
)
_TEKS_NIK = (
    "CASE WHEN (left(d_nik_d, 6) = left({0}, 6) OR right(d_nik_d, 4) = right({0}, 4)) AND levenshtein(d_nik_d, {0}) = 1"
    " THEN 2 WHEN left(d_nik_d, 12) = left({0}, 12) THEN 3 WHEN right(d_nik_d, 10) = right({0}, 10) THEN 4"
    " WHEN left(d_nik_d, 6) = left({0}, 6) AND right(d_nik_d, 4) = right({0}, 4) THEN 5"
    " WHEN substring(d_nik_d, 7, 6) = substring({0}, 7, 6) THEN 6 WHEN left(d_nik_d, 6) = left({0}, 6) THEN 7"
    " ELSE 8 END"
).format("p_nik::VARCHAR")
# Sixteen digits are looked at as a number (nik_n), any other count as text.
_NIK = (
    "CASE WHEN d_nik_d IS NULL OR p_nik IS NULL THEN 0 WHEN d_nik = p_nik THEN 1"
    f" WHEN nik_n IS NULL THEN {_TEKS_NIK}"
    # Digits exchanged with their neighbours change a number by a multiple of nine.
    " WHEN beda_nik = 1 OR beda_nik = 2 AND (nik_n - p_nik) % 9 = 0"
    " AND damerau_levenshtein(d_nik_d, p_nik::VARCHAR) = 1 THEN 2"
    " WHEN nik_n // 10000 = p_nik // 10000 THEN 3 WHEN nik_n % 10000000000 = p_nik % 10000000000 THEN 4"
    " WHEN nik_n // 10000000000 <> p_nik // 10000000000 THEN"
    " CASE WHEN nik_n // 10000 % 1000000 = p_nik // 10000 % 1000000 THEN 6 ELSE 8 END"
    " WHEN nik_n % 10000 = p_nik % 10000 THEN 5 ELSE 7 END"
)


@dataclass(frozen=True, slots=True)
class Banding:
    """Pairs in order of (did, pid), one entry each.

    `tingkat`: uint8 levels per field. `n_nama`, `n_tgl`, `n_ibu`: how many persons of P have P's value;
    `p_kk`: card of P; `rumah`: rest of the family found on that card (0 unknown, 1 yes, 2 no); `klaim`: 1 taken;
    `jenis`: what kind of NIK the record has (`kunci.JENIS`).
    """

    did: Larik
    pid: Larik
    tingkat: dict[str, Larik]
    n_nama: Larik
    n_tgl: Larik
    n_ibu: Larik
    n_depan: Larik
    n_akhir: Larik
    p_kk: Larik
    rumah: Larik
    klaim: Larik
    jenis: Larik

    def take(self, baris: Larik) -> Banding:
        lain = {f.name: getattr(self, f.name)[baris] for f in fields(self) if f.name != "tingkat"}
        return Banding(tingkat={k: v[baris] for k, v in self.tingkat.items()}, **lain)


def begins(b: Banding) -> Larik:
    """Index of each record's first pair."""
    return np.flatnonzero(np.r_[True, b.did[1:] != b.did[:-1]]) if len(b.did) else np.zeros(0, np.int64)


def compare(db: DuckDBPyConnection, pasangan: str, *, register: bool = False) -> Banding:
    """Levels of the pairs that `pasangan` SELECTs (did, pid). `register`: both ids are persons of P."""
    # As written: persons are read where they stand, only the few rows of the other side are put in a hash table.
    run(db, "SET disabled_optimizers = 'join_order,build_side_probe_side'")
    try:
        return read_banding(db.execute(sql_banding(pasangan, register=register)).fetchnumpy())
    finally:
        run(db, "RESET disabled_optimizers")


def read_banding(hasil: dict[str, Larik]) -> Banding:
    """The columns of `sql_banding` as fetched."""
    return Banding(
        tingkat={k: np.asarray(hasil[k]) for k in TINGKAT},
        **{f.name: hasil[f.name] for f in fields(Banding) if f.name != "tingkat"},
    )


def _sql_mirip(d: str, p: str, beda: str) -> str:
    """Likeness of two texts, 1 where `beda` is not true."""
    return f"CASE WHEN {beda} THEN {_MIRIP.format(d, p)} ELSE 1 END"


def sql_banding(pasangan: str, *, register: bool = False) -> str:
    """SELECT the levels of the pairs, in order."""
    kiri = f"(SELECT * FROM sp WHERE id IN (SELECT did FROM ({pasangan})))" if register else "sd"
    milik = ("if", "it1", "itl", "tgl", "jk", "tempat", "af", "aa", "ah", "nik", "kk", "desa")
    kolom = ", ".join(f"d.{k} AS d_{k}, p.{k} AS p_{k}" for k in milik)
    nik_d, kk_d = (f"d.{k}::VARCHAR" if register else f"d.{k}_d" for k in ("nik", "kk"))

    # Few have two names: the one more alike is compared.
    nama_kiri = "d.{0}"
    if not register:
        lain = f"d.xf IS NOT NULL AND {_MIRIP.format('d.xf', 'p.f')} > {_MIRIP.format('d.f', 'p.f')}"
        nama_kiri = f"CASE WHEN {lain} THEN d.x{{0}} ELSE d.{{0}} END"
    nama = ", ".join(f"{nama_kiri.format(k)} AS d_{k}, p.{k} AS p_{k}" for k in ("f", "t1", "tl"))
    isi = (
        f"SELECT q.did, q.pid, {nama}, {kolom}, {nik_d} AS d_nik_d, {kk_d} AS d_kk_d, p.n_nama, p.n_tgl, p.n_ibu,"
        " p.n_depan, p.n_akhir,"
        f" q.rumah, q.klaim, q.jenis FROM sp p JOIN ({pasangan}) q ON q.pid = p.id JOIN {kiri} d ON d.id = q.did"
        # By one number alone the engine would lay out a table as wide as the range of the numbers.
        " AND d.id % 16 = q.did % 16"
    )
    ibu = _name("d_i", "p_i", tengah=False).format(jw="jw_i")
    return (
        f"SELECT did, pid, {_name('d_', 'p_').format(jw='jw')}::UTINYINT AS nama, {_TGL}::UTINYINT AS tgl,"
        f" [0, 1, 2, 2, 3, 3, 4, 4, 5, 5, 4, 2, 5][1 + {ibu}]::UTINYINT AS ibu, {_KK}::UTINYINT AS kk,"
        f" {DESA.format('d_desa', 'p_desa')}::UTINYINT AS desa,"
        " CASE WHEN d_jk IS NULL OR p_jk IS NULL THEN 0 WHEN d_jk = p_jk THEN 1 ELSE 2 END::UTINYINT AS jk,"
        " CASE WHEN d_tempat IS NULL OR p_tempat IS NULL THEN 0 WHEN d_tempat = p_tempat THEN 1 ELSE 2"
        " END::UTINYINT AS tempat,"
        f" {_ALAMAT}::UTINYINT AS alamat, {_NIK}::UTINYINT AS nik,"
        " coalesce(n_nama, 0) AS n_nama, coalesce(n_tgl, 0) AS n_tgl, coalesce(n_ibu, 0) AS n_ibu,"
        " CASE WHEN d_t1 = p_t1 THEN n_depan ELSE 0 END AS n_depan,"
        " CASE WHEN d_tl = p_tl THEN n_akhir ELSE 0 END AS n_akhir,"
        " coalesce(p_kk, 0) AS p_kk, rumah::UTINYINT AS rumah, klaim, jenis FROM ("
        f" SELECT *, {_sql_mirip('d_f', 'p_f', 'd_f <> p_f')} AS jw,"
        f" {_sql_mirip('d_if', 'p_if', 'd_if <> p_if')} AS jw_i, {_sql_mirip('d_ah', 'p_ah', 'd_af <> p_af')} AS jw_a,"
        " CASE WHEN length(d_nik_d) = 16 THEN coalesce(d_nik, try_cast(d_nik_d AS BIGINT)) END AS nik_n,"
        " CASE WHEN length(d_nik_d) = 16 AND d_nik IS DISTINCT FROM p_nik THEN hamming(d_nik_d, p_nik::VARCHAR) END"
        f" AS beda_nik FROM ({isi})) ORDER BY did, pid"
    )
