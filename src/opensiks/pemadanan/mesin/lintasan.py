"""Blocking: each pass is one equi-join on a number, from the few rows left of D into the keys of P."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from opensiks.pemadanan.mesin.baca import run
from opensiks.pemadanan.mesin.kunci import KAB, KEC

# A key that brings a record more persons than this says too little; the other passes know the person better.
MAKS_BLOK = 400


@dataclass(frozen=True, slots=True)
class Lintasan:
    """`kiri` SELECTs did and k from the rows left; `kanan` is the same key over `pk`, null for no key.

    `saring` looks at a found pair (r: a row of `rn`, pk) and lets it go when it is false, not when it is null.
    `angka`: the key is a number alone, so what it brings may be anybody.
    """

    nama: str
    kiri: str
    kanan: str
    saring: str = ""
    angka: bool = False


_TAHUN = "year(tgl)"
# Area and serial of the number around the date of birth.
_NIK_RAKIT = (
    "(try_cast(left(nik_d, 6) AS BIGINT) * 10000000000"
    " + (day(tgl) + CASE jk WHEN 'P' THEN 40 ELSE 0 END) * 100000000 + month(tgl) * 1000000"
    " + year(tgl) % 100 * 10000 + try_cast(right(nik_d, 4) AS BIGINT))"
)
_TUKAR = (
    "CASE WHEN day(tgl) <= 12 AND day(tgl) <> month(tgl) THEN make_date(year(tgl), day(tgl), month(tgl)) END"
)
_TGL = f"(SELECT * FROM rn UNION ALL SELECT * REPLACE ({_TUKAR} AS tgl) FROM rn WHERE {_TUKAR} IS NOT NULL)"
_BALIK = "SELECT did, gabung(tgl, tl) AS k FROM rn WHERE NOT awal_tahun AND NOT tunggal"

# Others on the card and neighbours by number: somebody of about that age, or with a word of the name.
_SEKATA = "r.t1 = pk.t1 OR r.tl = pk.tl OR r.t1 = pk.tl OR r.tl = pk.t1 OR r.pg = pk.pg"
_SEUMUR = "year(r.tgl) = year(pk.tgl) OR day(r.tgl) = day(pk.tgl) AND month(r.tgl) = month(pk.tgl)"
# Two of the usual witnesses beside what the key itself says; common names and days meet by chance.
_DUKUNG = f"r.t1 = pk.t1 AND r.tl = pk.tl OR r.desa // {KEC} = pk.desa // {KEC} OR r.mh = pk.mh"
_HARI = "day(r.tgl) = day(pk.tgl) OR month(r.tgl) = month(pk.tgl) OR dayofyear(pk.tgl) = 1 OR r.awal_tahun"
_SISA = "FROM sisa WHERE NOT uji"
_PENUH = "FROM rn WHERE NOT awal_tahun"
_KEC = f"desa // {KEC}"
LINTASAN: tuple[Lintasan, ...] = (
    # A wrong digit in the serial; in the area; in the date, when the date of birth is known beside.
    Lintasan(
        "nik_depan",
        f"SELECT did, try_cast(left(nik_d, 12) AS BIGINT) AS k {_SISA}",
        "nik // 10000",
        angka=True,
    ),
    Lintasan(
        "nik_belakang",
        f"SELECT did, try_cast(right(nik_d, 10) AS BIGINT) AS k {_SISA}",
        "nik % 10000000000",
        f"{_SEKATA} OR r.desa // {KEC} = pk.desa // {KEC}",
        angka=True,
    ),
    Lintasan("nik_rakit", f"SELECT did, {_NIK_RAKIT} AS k {_SISA}", "nik", angka=True),
    # The own card, also with the day of a woman's NIK; the cards where the rest of the family was found.
    Lintasan(
        "kk",
        f"SELECT did, unnest([kk, kk - 4000000000, kk + 4000000000]) AS k {_SISA} UNION SELECT did, p_kk FROM rumah",
        "kk",
        f"{_SEKATA} OR {_SEUMUR}",
        angka=True,
    ),
    Lintasan(
        "kk_depan",
        f"SELECT did, try_cast(left(kk_d, 12) AS BIGINT) AS k {_SISA} AND length(kk_d) <> 16",
        "kk // 10000",
        f"{_SEKATA} OR {_SEUMUR}",
        angka=True,
    ),
    Lintasan(
        "tgl_kec",
        f"SELECT did, gabung(tgl, {_KEC}) AS k {_PENUH}",
        f"gabung(tgl, {_KEC})",
        f"{_SEKATA} OR r.mh = pk.mh OR r.huruf = pk.huruf",
    ),
    Lintasan(
        "tgl_depan",
        f"SELECT did, gabung(tgl, t1) AS k FROM {_TGL} WHERE NOT awal_tahun UNION ALL {_BALIK}",
        "gabung(tgl, t1)",
        f"{_DUKUNG} OR r.tl = pk.t1 AND r.t1 = pk.tl",
    ),
    Lintasan(
        "tgl_belakang",
        f"SELECT did, gabung(tgl, tl) AS k FROM {_TGL} WHERE NOT awal_tahun",
        "gabung(tgl, tl)",
        _DUKUNG,
    ),
    Lintasan(
        "tgl_ibu", f"SELECT did, gabung(tgl, mh) AS k FROM {_TGL} WHERE NOT awal_tahun", "gabung(tgl, mh)"
    ),
    Lintasan("tgl_panggilan", f"SELECT did, gabung(tgl, pg) AS k {_PENUH}", "gabung(tgl, pg)", _DUKUNG),
    Lintasan(
        "nama_kec_tahun",
        f"SELECT did, gabung({_KEC}, t1, tl, {_TAHUN} + unnest(CASE WHEN awal_tahun THEN [-2, -1, 0, 1, 2]"
        " ELSE [0, -1, 1, -10, 10] END)) AS k FROM rn",
        f"gabung({_KEC}, t1, tl, {_TAHUN})",
        f"{_HARI} OR r.mh = pk.mh",
    ),
    Lintasan(
        "depan_kec_tahun",
        f"SELECT did, gabung({_KEC}, t1, {_TAHUN}) AS k FROM rn WHERE tunggal OR awal_tahun",
        f"gabung({_KEC}, t1, {_TAHUN})",
        f"{_HARI} OR r.mh = pk.mh",
    ),
    Lintasan(
        "ibu_kec_tahun",
        f"SELECT did, gabung({_KEC}, mh, {_TAHUN}) AS k FROM rn",
        f"gabung({_KEC}, mh, {_TAHUN})",
        f"{_SEKATA} OR day(r.tgl) = day(pk.tgl) AND month(r.tgl) = month(pk.tgl)",
    ),
    Lintasan(
        "nama_ibu",
        "SELECT did, gabung(nh, mh) AS k FROM rn",
        "gabung(nh, mh)",
        f"{_SEUMUR} OR r.desa // {KEC} = pk.desa // {KEC}",
    ),
    Lintasan(
        "nama_kec", f"SELECT did, gabung({_KEC}, nh) AS k FROM rn WHERE tgl IS NULL", f"gabung({_KEC}, nh)"
    ),
)
# For records that only numbers brought together with anybody, in a register without cards or mothers, who otherwise
# bring the rest: less of name, date, place and address has to agree. `sendiri` holds those records. A register without
# places is looked through by name.
_SENDIRI = "FROM rn SEMI JOIN sendiri USING (did)"
_BUTA = "((SELECT count(desa) = 0 FROM pk) OR desa IS NULL AND tgl IS NOT NULL AND NOT tunggal)"
# An age tells the year of birth and the one beside it.
_SETAHUN = f"{_TAHUN} + unnest(CASE WHEN awal_tahun THEN [-1, 0, 1] ELSE [0] END)"
_HARI_BULAN = "day(tgl), month(tgl)"
# A name says too little by itself: one kabupaten, an address on both sides, or a register without places.
_SEKAB = (
    f"coalesce(r.desa // {KAB} = pk.desa // {KAB}, (SELECT count(desa) = 0 FROM pk))"
    " OR r.ah IS NOT NULL AND pk.ah IS NOT NULL"
)
TERAKHIR: tuple[Lintasan, ...] = (
    Lintasan(
        "depan_desa",
        f"SELECT did, gabung(desa, t1) AS k {_SENDIRI}",
        "gabung(desa, t1)",
        f"{_SEUMUR} OR r.mh = pk.mh OR r.tl = pk.tl",
    ),
    Lintasan(
        "belakang_desa",
        f"SELECT did, gabung(desa, tl) AS k {_SENDIRI}",
        "gabung(desa, tl)",
        f"{_SEUMUR} OR r.mh = pk.mh",
    ),
    Lintasan(
        "tgl_kab",
        f"SELECT did, gabung(tgl, desa // {KAB}) AS k {_SENDIRI} WHERE NOT awal_tahun",
        f"gabung(tgl, desa // {KAB})",
        f"{_SEKATA} OR r.huruf = pk.huruf AND r.desa = pk.desa",
    ),
    Lintasan(
        "tgl_alamat",
        f"SELECT did, gabung(tgl, ah) AS k {_SENDIRI} WHERE NOT awal_tahun",
        "gabung(tgl, ah)",
    ),
    Lintasan(
        "depan_alamat",
        f"SELECT did, gabung(ah, t1) AS k {_SENDIRI}",
        "gabung(ah, t1)",
        f"({_SEUMUR}) AND (r.desa // {KAB} = pk.desa // {KAB}) IS NOT false OR r.tl = pk.tl",
    ),
    Lintasan(
        "nama_kab", f"SELECT did, gabung(t1, tl) AS k {_SENDIRI} WHERE tgl IS NULL", "gabung(t1, tl)", _SEKAB
    ),
    Lintasan(
        "nama_tanpa_tgl",
        f"SELECT did, gabung(t1, tl) AS k {_SENDIRI}",
        "CASE WHEN tgl IS NULL THEN gabung(t1, tl) END",
        _SEKAB,
    ),
    Lintasan(
        "huruf_belakang", f"SELECT did, gabung(huruf, tl) AS k {_SENDIRI} WHERE {_BUTA}", "gabung(huruf, tl)"
    ),
    Lintasan(
        "depan_tahun",
        f"SELECT did, gabung(t1, {_SETAHUN}) AS k {_SENDIRI} WHERE {_BUTA}",
        f"gabung(t1, {_TAHUN})",
    ),
    Lintasan(
        "belakang_tahun",
        f"SELECT did, gabung(tl, {_SETAHUN}) AS k {_SENDIRI} WHERE {_BUTA}",
        f"gabung(tl, {_TAHUN})",
        _HARI,
    ),
    *(
        Lintasan(
            f"{ujung}_hari",
            f"SELECT did, gabung({k}, {_HARI_BULAN}) AS k {_SENDIRI} WHERE NOT awal_tahun AND {_BUTA}",
            f"gabung({k}, {_HARI_BULAN})",
        )
        for ujung, k in (("depan", "t1"), ("belakang", "tl"))
    ),
    Lintasan(
        "tgl_buta", f"SELECT did, hash(tgl) AS k {_SENDIRI} WHERE NOT awal_tahun AND {_BUTA}", "hash(tgl)"
    ),
    Lintasan("nama_buta", f"SELECT did, gabung(t1, tl) AS k FROM rn WHERE {_BUTA}", "gabung(t1, tl)"),
)


def create_rumah(db: DuckDBPyConnection) -> None:
    """Table `rumah`: for each record left the cards of P where others of its own card were found by their number."""
    run(
        db,
        "CREATE OR REPLACE TEMP TABLE rumah AS SELECT DISTINCT r.did, s.p_kk FROM sama s JOIN sisa r ON s.d_kk = r.kk"
        " WHERE s.terima AND NOT r.uji AND s.p_kk IS NOT NULL",
    )


def create_kandidat(
    db: DuckDBPyConnection,
    *,
    pk: str = "pk",
    daftar: Sequence[Lintasan] = LINTASAN,
    terakhir: Sequence[Lintasan] = TERAKHIR,
    diri: bool = False,
) -> dict[str, int]:
    """Table `kandidat` (did, pid) of the records of `sisa`, each pair once. Returns the pairs of each pass.

    A key by which one record meets more than MAKS_BLOK persons is let go for that record. `pk`: the persons looked at;
    `daftar`: the passes; `terakhir`: those for records that only numbers brought together with anybody.
    `diri`: one list stands on both sides, each of its pairs comes once, and who has found one other may have more.
    """
    run(
        db,
        "CREATE OR REPLACE TEMP TABLE mentah AS SELECT did, pid, true AS kuat FROM sama SEMI JOIN sisa USING (did)"
        " WHERE NOT terima",
    )
    banyak: dict[str, int] = {"nik": int(str(run(db, "SELECT count(*) FROM mentah")[0][0]))}
    for lintasan in daftar:
        banyak[lintasan.nama] = _add_pas(db, lintasan, pk, diri=diri)
    if not is_miskin(db):
        terakhir = ()
    if terakhir:
        run(
            db,
            "CREATE OR REPLACE TEMP TABLE sendiri AS SELECT did FROM sisa ANTI JOIN (SELECT did FROM mentah WHERE"
            f" kuat AND {not diri}) USING (did) WHERE NOT uji",
        )
    for lintasan in terakhir:
        banyak[lintasan.nama] = _add_pas(db, lintasan, pk, diri=diri)
    run(db, "DROP TABLE IF EXISTS pas")
    run(db, "CREATE OR REPLACE TEMP TABLE kandidat AS SELECT DISTINCT did, pid FROM mentah")
    run(db, "DROP TABLE mentah")
    return banyak


def _add_pas(db: DuckDBPyConnection, lintasan: Lintasan, pk: str, *, diri: bool) -> int:
    n = _create_pas(db, lintasan, pk, diri=diri)
    besar = f"SELECT did, k FROM pas GROUP BY did, k HAVING count(*) > {MAKS_BLOK}"
    batas = f" ANTI JOIN ({besar}) USING (did, k)" if n > MAKS_BLOK else ""
    run(db, f"INSERT INTO mentah SELECT did, pid, {not lintasan.angka} FROM pas{batas}")
    return n


def list_terisi(db: DuckDBPyConnection) -> list[str]:
    """What somebody in the register has, of what the passes ask about the whole of it: card, mother, village."""
    return [k for k in ("kk", "mh", "desa") if run(db, f"SELECT 1 FROM pk WHERE {k} IS NOT NULL LIMIT 1")]


def is_miskin(db: DuckDBPyConnection) -> bool:
    """The register knows nobody's card, or nobody's mother."""
    return not {"kk", "mh"} <= set(list_terisi(db))


def create_tersentuh(db: DuckDBPyConnection, *, pk: str) -> None:
    """Table `tersentuh` (did): records of `sisa` that some pass brings together with a person of the table `pk`."""
    run(db, "CREATE OR REPLACE TEMP TABLE tersentuh (did BIGINT)")
    run(db, "CREATE OR REPLACE TEMP TABLE sendiri AS SELECT did FROM sisa WHERE NOT uji")
    for lintasan in (*LINTASAN, *(TERAKHIR if is_miskin(db) else ())):
        run(db, f"INSERT INTO tersentuh SELECT kiri.did FROM {_temu(lintasan, pk, lintasan.kiri)}")


def _create_pas(db: DuckDBPyConnection, lintasan: Lintasan, pk: str, *, diri: bool = False) -> int:
    kiri = f"SELECT DISTINCT did, k FROM ({lintasan.kiri}) WHERE k IS NOT NULL"
    urut = " AND kiri.did < pk.pid" if diri else ""
    run(
        db,
        "CREATE OR REPLACE TEMP TABLE pas AS SELECT kiri.did, pk.pid, kiri.k"
        f" FROM {_temu(lintasan, pk, kiri, urut)}",
    )
    return int(str(run(db, "SELECT count(*) FROM pas")[0][0]))


def _temu(lintasan: Lintasan, pk: str, kiri: str, syarat: str = "") -> str:
    """What follows FROM where the rows of `kiri` meet the persons of `pk` by the key of a pass."""
    saring = (
        f" LEFT JOIN rn r ON r.did = kiri.did WHERE ({lintasan.saring}) IS NOT false"
        if lintasan.saring
        else ""
    )
    return f"{pk} pk JOIN ({kiri}) kiri ON kiri.k = {lintasan.kanan}{syarat}{saring}"
