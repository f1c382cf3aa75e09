"""Where rows meet: which passes run on which partitioning of P, by birth date, by area, by card and by number.

Every pass is an equi-join. A route groups passes whose keys contain one common value; both sides travel by the hash
of that value, so every pair of those passes meets in exactly one bucket, and P travels once per route, not per pass.
"""

from __future__ import annotations

from dataclasses import dataclass

from opensiks.pemadanan.mesin.kunci import KEC
from opensiks.pemadanan.mesin.lintasan import LINTASAN, TERAKHIR, Lintasan

# The engine blocks in two rounds: all records left, then again those that only numbers brought together with anybody.
GILIRAN = (LINTASAN, TERAKHIR)


@dataclass(frozen=True, slots=True)
class Rute:
    """`nilai`: the common value over `pk`. `kiri`: by pass, the same value of that pass's `k`; or a SELECT did, v."""

    nama: str
    nilai: str
    lintasan: dict[str, str]
    kiri: str = ""


_TUKAR = "make_date(year(tgl), day(tgl), month(tgl))"
RUTE: tuple[Rute, ...] = (
    # Area and date of the number, the serial left open.
    Rute("nik_depan", "nik // 10000", {"nik_depan": "k", "nik_rakit": "k // 10000"}),
    # Date and serial of the number, the area left open.
    Rute("nik_belakang", "nik % 10000000000", {"nik_belakang": "k"}),
    Rute("kartu", "kk // 10000", {"kk": "k // 10000", "kk_depan": "k"}),
    # Birth date. 1 January is never a key of these passes: the heaviest date stays at home.
    Rute(
        "tanggal",
        "CASE WHEN dayofyear(tgl) > 1 THEN tgl END",
        dict.fromkeys(("tgl_kec", "tgl_depan", "tgl_belakang", "tgl_ibu", "tgl_panggilan"), ""),
        "SELECT did, tgl AS v FROM rn WHERE NOT awal_tahun UNION"
        f" SELECT did, CASE WHEN day(tgl) <= 12 THEN {_TUKAR} END FROM rn WHERE NOT awal_tahun",
    ),
    # Area of residence.
    Rute(
        "kecamatan",
        f"desa // {KEC}",
        dict.fromkeys(("nama_kec_tahun", "depan_kec_tahun", "ibu_kec_tahun", "nama_kec"), ""),
        f"SELECT did, desa // {KEC} AS v FROM rn",
    ),
)


def list_rute(giliran: int) -> tuple[Rute, ...]:
    """The routes of a round: those above, and one by its own key for every pass that none of them carries."""
    nama = {x.nama for x in GILIRAN[giliran]}
    bersama = tuple(r for r in RUTE if nama & r.lintasan.keys())
    dikenal = {n for r in bersama for n in r.lintasan}
    return bersama + tuple(
        Rute(f"lintasan_{x.nama}", x.kanan, {x.nama: "k"}) for x in GILIRAN[giliran] if x.nama not in dikenal
    )


def select_lintasan(rute: Rute, *, angka: bool | None = None) -> tuple[Lintasan, ...]:
    """The passes of a route; with `angka` only those whose key is, or is not, a number alone."""
    return tuple(
        x for g in GILIRAN for x in g if x.nama in rute.lintasan and (angka is None or x.angka == angka)
    )


def sql_kiri(rute: Rute) -> str:
    """SELECT DISTINCT did, v: where each record left has to go; from the tables sisa, rn, rumah and `sendiri`."""
    sumber = rute.kiri or " UNION ".join(
        f"SELECT did, {rute.lintasan[x.nama]} AS v FROM ({x.kiri})" for x in select_lintasan(rute)
    )
    return f"SELECT DISTINCT did, v FROM ({sumber}) WHERE v IS NOT NULL"


def sql_tujuan(rute: Rute, nilai: str) -> str:
    """The hash by which both sides travel."""
    return f"hash('{rute.nama}', {nilai})"
