"""The plain ways from file to file: the holder of the NIK or nobody, judged by the rules of the cycle (R65, R66).

Rows that agree in all are known by the join. Of the others each distinct text is folded once and each distinct pair of
names is weighed once by the rules' own likeness. Nobody is looked for under another number.
"""

from __future__ import annotations

from pathlib import Path

from duckdb import DuckDBPyConnection

from opensiks.pemadanan.mesin import baca, batas
from opensiks.pemadanan.mesin.baca import BerkasDitolak, quote, run
from opensiks.pemadanan.mesin.jalan import Langkah, Lapor, Ringkasan
from opensiks.pemadanan.mesin.lipat import sql_kamus
from opensiks.pemadanan.mesin.putaran import open_putaran
from opensiks.rules.alasan_padan import Hasil
from opensiks.rules.nama import best_simil, normalise
from opensiks.rules.pemadanan import AMBANG_KETAT, AMBANG_SIMIL, COCOK_MIN, LABEL, Keluaran, Mode

_MENINGGAL = "Menurut Dukcapil pemilik NIK ini sudah meninggal."
AMBANG = {Mode.SIMIL60: AMBANG_SIMIL, Mode.KETAT: AMBANG_KETAT}
# Equal in everything the strict way looks at, and nothing of it empty.
_SAMA = (
    "'' NOT IN (d.nama, d.jk, d.ibu) AND d.nama = p.nama AND d.tgl = p.tgl AND d.jk = p.jk AND d.ibu = p.ibu"
    " AND NOT p.meninggal"
)
_TEMU = (
    "SELECT d.did, p.pid, regexp_full_match(d.nik_t, '[0-9]{16}') IS true AS angka, coalesce(p.meninggal, false)"
    f" AS meninggal, ({_SAMA}) IS true AS sama, CASE WHEN NOT ({_SAMA}) IS true AND p.pid IS NOT NULL THEN"
    " {'nama': d.nama, 'tgl': d.tgl, 'jk': d.jk, 'ibu': d.ibu, 'p_nama': p.nama, 'p_tgl': p.tgl, 'p_jk': p.jk,"
    " 'p_ibu': p.ibu} END AS isi FROM d LEFT JOIN p_satu p ON p.nik_t = d.nik_t"
    " AND regexp_full_match(d.nik_t, '[0-9]{16}')"
)
_LIPATAN = "coalesce({0}.f, '')"
_BEDA = (
    ("tgl", Keluaran.TIDAK_PADAN_TTL, "tanggal lahir"),
    ("jk", Keluaran.TIDAK_PADAN_JK, "jenis kelamin"),
    ("ibu", Keluaran.TIDAK_PADAN_IBU, "ibu kandung"),
)


def padan_cara(
    dtks: Path, dukcapil: Path, out: Path, *, mode: Mode, utas: int | None = None, memori: str | None = None,
    lapor: Lapor | None = None,
) -> Ringkasan:  # fmt: skip
    """Match by `mode` (KETAT or SIMIL60) and write `out` with the columns of `jalan.padan`. BerkasDitolak as there."""
    ringkasan = Ringkasan()
    if dukcapil.is_dir():
        raise BerkasDitolak(f"Cara {mode} membaca berkas Parquet Dukcapil, bukan folder register siap.")
    langkah = Langkah(ringkasan, lapor, 4)
    with open_putaran(dtks, dukcapil, out, utas=utas, memori=batas.share(memori).mesin) as (db, _, separuh):
        with langkah("baca"):
            ringkasan.baris["dtks"] = baca.open_berkas(db, dtks, "d", "did")
            ringkasan.baris["dukcapil"] = baca.open_berkas(db, dukcapil, "p", "pid")
        with langkah("sepakat"):
            create_temu(db)
        with langkah("banding"):
            create_keluaran(db, mode)
        with langkah("tulis"):
            ringkasan.jumlah = _write(db, separuh, mode)
    ringkasan.memori_mb = round(batas.read_puncak(), 1)
    return ringkasan


def create_temu(db: DuckDBPyConnection) -> None:
    """Table `temu`: each row of D with the holder of its NIK; what is to be compared where not all agrees.

    Of several persons under one NIK the living come first, then the first name, as in an extract of the cycle.
    """
    run(
        db,
        "CREATE TEMP VIEW p_satu AS SELECT pid, nik_t, nama, tgl, jk, ibu, meninggal FROM p WHERE nik_t IS NOT NULL"
        " QUALIFY row_number() OVER (PARTITION BY nik_t ORDER BY meninggal, nama, pid) = 1",
    )
    run(db, f"CREATE TEMP TABLE temu AS {_TEMU}")


def create_keluaran(db: DuckDBPyConnection, mode: Mode) -> None:
    """Table `keluaran`: did, pid, meninggal, the outcome by the rules, the likeness of names, which fields agree."""
    if mode is Mode.KETAT:
        _create_lipatan(db)
        ibu, p_ibu = _LIPATAN.format("c"), _LIPATAN.format("e")
        nama, p_nama = _LIPATAN.format("a"), _LIPATAN.format("b")
        gabung = " ".join(
            f"LEFT JOIN lipatan {x} ON {x}.s = t.isi.{k}"
            for x, k in zip("abce", ("nama", "p_nama", "ibu", "p_ibu"), strict=True)
        )
    else:
        ibu, p_ibu, gabung = "t.isi.ibu", "t.isi.p_ibu", ""
        nama, p_nama = "coalesce(t.isi.nama, '')", "coalesce(t.isi.p_nama, '')"
    pasang = (("tgl", "t.isi.tgl", "t.isi.p_tgl"), ("jk", "t.isi.jk", "t.isi.p_jk"), ("ibu", ibu, p_ibu))
    kolom = ", ".join(
        f"CASE WHEN nullif({a}::VARCHAR, '') IS NULL OR nullif({b}::VARCHAR, '') IS NULL THEN 0 WHEN {a} = {b} THEN 1"
        f" ELSE 2 END AS {k}"
        for k, a, b in pasang
    )
    run(
        db,
        f"CREATE TEMP TABLE beda AS SELECT t.did, t.pid, t.meninggal, {nama} AS nama, {p_nama} AS p_nama, {kolom}"
        f" FROM temu t {gabung} WHERE t.isi IS NOT NULL",
    )
    db.create_function("best_simil", best_simil, ["VARCHAR", "VARCHAR"], "DOUBLE")
    run(
        db,
        "CREATE TEMP TABLE skor AS SELECT nama, p_nama, CASE WHEN nama = p_nama AND NOT contains(nama, '/') THEN"
        " CASE WHEN trim(nama) = '' THEN 0.0 ELSE 100.0 END ELSE best_simil(nama, p_nama) END AS skor"
        " FROM (SELECT DISTINCT nama, p_nama FROM beda)",
    )
    run(
        db,
        "CREATE TEMP TABLE keluaran AS SELECT t.did, t.pid, t.meninggal, CASE WHEN NOT t.angka THEN"
        f" '{Keluaran.FORMAT_SALAH}' WHEN t.pid IS NULL THEN '{Keluaran.NIK_TIDAK_DITEMUKAN}' WHEN t.sama THEN"
        f" '{Keluaran.PADAN}' ELSE {_sql_nilai(mode)} END AS keluaran, CASE WHEN t.sama THEN 100.0"
        " ELSE s.skor END AS skor,"
        f" {', '.join(f'CASE WHEN t.sama THEN 1 ELSE b.{k} END AS {k}' for k, *_ in _BEDA)}"
        " FROM temu t LEFT JOIN beda b ON b.did = t.did LEFT JOIN skor s ON s.nama = b.nama AND s.p_nama = b.p_nama",
    )


def _sql_nilai(mode: Mode) -> str:
    """What the rule of the mode says of a pair that was compared, death aside."""
    cukup = f"WHEN s.skor < {AMBANG[mode]} THEN '{Keluaran.TIDAK_PADAN_NAMA}'"
    if mode is Mode.SIMIL60:
        return f"CASE {cukup} ELSE '{Keluaran.PADAN}' END"
    cocok = " + ".join(f"(b.{k} = 1)::INT" for k, *_ in _BEDA)
    # The first that truly differs; a field nobody filled in only when no other does.
    beda = " ".join(f"WHEN b.{k} = {n} THEN '{keluaran}'" for n in (2, 0) for k, keluaran, _ in _BEDA)
    return f"CASE {cukup} WHEN {cocok} >= {COCOK_MIN} THEN '{Keluaran.PADAN}' {beda} END"


def _create_lipatan(db: DuckDBPyConnection) -> None:
    """Table `lipatan` (s, f): the texts of `temu` that are compared, folded as the rules fold them."""
    teks = " UNION ".join(f"SELECT isi.{k} AS s FROM temu" for k in ("nama", "p_nama", "ibu", "p_ibu"))
    run(db, f"CREATE TEMP TABLE teks AS SELECT s FROM ({teks}) WHERE s IS NOT NULL")
    # The parts of an alias are folded apart and stay apart: few names have any.
    db.create_function("normalise", normalise, ["VARCHAR"], "VARCHAR")
    polos = sql_kamus("SELECT s FROM teks WHERE NOT contains(s, '/')")
    run(
        db,
        f"CREATE TEMP TABLE lipatan AS SELECT s, f FROM ({polos}) UNION ALL SELECT s, normalise(s) FROM teks"
        " WHERE contains(s, '/')",
    )


def _sql_alasan(mode: Mode) -> str:
    """The sentences of a row: what it means, what decided it, what agrees, and a death."""
    beda = [k for k in Keluaran if k.name.startswith("TIDAK_PADAN")]
    padan, salah, luput = (
        quote(x)
        for x in (
            f"NIK ini ada di Dukcapil dan padan menurut cara {mode}.",
            "Bentuk NIK salah: bukan 16 angka.",
            "NIK ini tidak ada di Dukcapil; orangnya tidak dicari dengan isian lain.",
        )
    )
    tidak = " ".join(
        f"WHEN '{k}' THEN {quote(f'NIK ini ada di Dukcapil, tetapi {LABEL[k][0].lower()}{LABEL[k][1:]}.')}"
        for k in beda
    )
    nama = f"'nama: kemiripan ' || floor(skor)::INT || ' dari 100, batas {AMBANG[mode]:.0f}'"
    sama = (
        "concat_ws(', ', " + ", ".join(f"CASE WHEN {k} = 1 THEN '{kata}' END" for k, _, kata in _BEDA) + ")"
    )
    cocok = f"CASE WHEN {sama} <> '' THEN 'cocok: ' || {sama} END" if mode is Mode.KETAT else "NULL"
    return (
        f"list_filter([CASE keluaran WHEN '{Keluaran.PADAN}' THEN {padan} WHEN '{Keluaran.FORMAT_SALAH}' THEN {salah}"
        f" WHEN '{Keluaran.NIK_TIDAK_DITEMUKAN}' THEN {luput} {tidak} END, {nama}, {cocok},"
        f" CASE WHEN meninggal THEN {quote(_MENINGGAL)} END], lambda x: x IS NOT NULL)"
    )


def _write(db: DuckDBPyConnection, out: Path, mode: Mode) -> dict[str, int]:
    """R as a Parquet file. Returns the counts of `tulis.write`."""
    hasil = (
        f"CASE WHEN keluaran = '{Keluaran.PADAN}' THEN '{Hasil.PADAN}' WHEN keluaran IN ('{Keluaran.FORMAT_SALAH}',"
        f" '{Keluaran.NIK_TIDAK_DITEMUKAN}') THEN '{Hasil.TIDAK_DITEMUKAN}' ELSE '{Hasil.NIK_ORANG_LAIN}' END"
    )
    run(db, "SET preserve_insertion_order = true")
    run(
        db,
        f"COPY (SELECT did, {hasil} AS hasil, CASE WHEN keluaran = '{Keluaran.PADAN}' THEN pid END AS pid,"
        " NULL::VARCHAR AS nik_usul, NULL::DOUBLE AS peluang, false AS ganda, meninggal, false AS ragu,"
        f" []::BIGINT[] AS ganda_dengan, {_sql_alasan(mode)} AS alasan FROM keluaran ORDER BY did) TO {quote(out)}"
        " (FORMAT parquet, COMPRESSION snappy)",
    )
    jumlah = {h.value: 0 for h in Hasil} | {"ganda": 0, "meninggal": 0, "ragu": 0}
    for nama, banyak, mati in run(
        db, f"SELECT {hasil}, count(*), count(*) FILTER (meninggal) FROM keluaran GROUP BY ALL"
    ):
        jumlah[str(nama)] = int(str(banyak))
        jumlah["meninggal"] += int(str(mati))
    return jumlah
