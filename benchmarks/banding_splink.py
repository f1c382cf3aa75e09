"""Splink over the same files and columns as the matching; runs in the small environment of requirements-banding.lock.

    PYTHONPATH=src python benchmarks/banding_splink.py DTKS DUKCAPIL OUT [--sisa R] [--diri] [--gambar FILE]

Names are folded as ours are, and the blocking keys are the same equalities, each one rule. OUT gets the best person
per row (did, pid, peluang), with `--diri` (one list, DUKCAPIL not looked at) every pair (did, pid, peluang).
`--sisa R`: only rows that R, an answer of ours, did not accept by their own number. Prints seconds, CPU, megabytes.
"""

import argparse
import json
import logging
import resource
import time
from pathlib import Path

import duckdb
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from opensiks.pemadanan.mesin.batas import read_puncak
from opensiks.pemadanan.mesin.lipat import sql_kamus, sql_kamus_alamat

_SIAP = """
CREATE TABLE {tabel} AS SELECT {kunci} AS unique_id, k.f AS nama, k.t1, k.tl, i.f AS ibu, a.af AS alamat, s.tgl,
    s.jk, s.tempat, s.nik, s.kk, s.desa, s.desa[1:6] AS kec, year(s.tgl) AS tahun, left(s.nik, 12) AS nik12,
    right(s.nik, 10) AS nik10, right(k.f, 4) AS pg, k.f[1] AS huruf
FROM (SELECT {kunci}, nullif(trim(nama), '') AS nama, nama_ibu, upper(alamat) AS alamat, tgl_lahir AS tgl,
    jenis_kelamin AS jk, upper(tempat_lahir) AS tempat, nik, no_kk AS kk, kode_desa AS desa FROM '{berkas}' {hanya}) s
LEFT JOIN kamus k ON k.s = s.nama LEFT JOIN kamus i ON i.s = s.nama_ibu LEFT JOIN kamus_alamat a ON a.s = s.alamat
"""
# Every pass of ours that Splink can take as one equality.
BLOK = (
    ("nik",), ("kk",), ("tgl", "kec"), ("tgl", "t1"), ("tgl", "tl"), ("tgl", "ibu"), ("nik12",), ("nik10", "t1"),
    ("kec", "t1", "tl", "tahun"), ("nama", "ibu"),
)  # fmt: skip
# For small lists without numbers, mothers or places.
BLOK_KECIL = (
    ("t1", "tl"),
    ("desa", "t1"),
    ("desa", "tl"),
    ("tgl", "huruf"),
    ("tgl", "alamat"),
    ("alamat", "t1"),
)
KECIL = 50_000
_TERTUKAR = "year(tgl_l) = year(tgl_r) AND day(tgl_l) = month(tgl_r) AND month(tgl_l) = day(tgl_r)"
_JANUARI = "year(tgl_l) = year(tgl_r) AND (dayofyear(tgl_l) = 1 OR dayofyear(tgl_r) = 1)"


def main() -> None:
    p = argparse.ArgumentParser()
    p.add_argument("berkas", nargs=3, type=Path)
    p.add_argument("--sisa", type=Path)
    p.add_argument("--diri", action="store_true")
    p.add_argument("--gambar", type=Path)
    pilihan = p.parse_args()
    logging.disable(logging.WARNING)
    mulai = time.perf_counter()
    dtks, dukcapil, out = pilihan.berkas
    db = duckdb.connect()
    db.execute("SET enable_progress_bar = false").fetchall()
    semua = [dtks] if pilihan.diri else [dtks, dukcapil]
    for tabel, kolom, sql in (
        ("kamus", ("nama", "nama_ibu"), sql_kamus),
        ("kamus_alamat", ("upper(alamat)",), sql_kamus_alamat),
    ):
        teks = " UNION ".join(
            f"SELECT {k} AS s FROM '{b}' WHERE {k} IS NOT NULL" for b in semua for k in kolom
        )
        db.execute(f"CREATE TABLE {tabel} AS {sql(teks)}").fetchall()
    hanya = (
        f"WHERE did NOT IN (SELECT did FROM '{pilihan.sisa}' WHERE hasil = 'PADAN')" if pilihan.sisa else ""
    )
    db.execute(_SIAP.format(tabel="dd", kunci="did", berkas=dtks, hanya=hanya)).fetchall()
    if not pilihan.diri:
        db.execute(_SIAP.format(tabel="pp", kunci="pid", berkas=dukcapil, hanya="")).fetchall()
    api = DuckDBAPI(db)
    isi = [api.register(t, dataset_display_name=t) for t in (("dd",) if pilihan.diri else ("dd", "pp"))]
    n = db.execute("SELECT count(*) FROM dd").fetchall()[0][0]
    linker = Linker(isi if len(isi) > 1 else isi[0], settings(db, n, diri=pilihan.diri), log_level=None)
    train(linker, db)
    hasil = linker.inference.predict(threshold_match_probability=0.001).physical_name
    pasangan = f"SELECT unique_id_l AS did, unique_id_r AS pid, match_probability AS peluang FROM {hasil}"
    if not pilihan.diri:
        terbaik = "arg_max(pid, (peluang, -pid)) AS pid, max(peluang) AS peluang"
        pasangan = f"SELECT did, {terbaik} FROM ({pasangan}) GROUP BY did"
    db.execute(f"COPY ({pasangan}) TO '{out}' (FORMAT parquet)").fetchall()
    if pilihan.gambar:
        linker.visualisations.match_weights_chart().save(str(pilihan.gambar))
    r = resource.getrusage(resource.RUSAGE_SELF)
    print(
        json.dumps(
            {
                "lama": time.perf_counter() - mulai,
                "cpu": r.ru_utime + r.ru_stime,
                "memori_mb": read_puncak(),
            }
        )
    )


def settings(db: duckdb.DuckDBPyConnection, n: int, *, diri: bool) -> SettingsCreator:
    """Comparisons of the columns that are filled at all; levels as finely as ours where Splink has them."""
    terisi = filled(db)
    blok = [b for b in (*BLOK, *(BLOK_KECIL if n < KECIL else ())) if set(b) <= terisi]
    pilihan = {
        "nama": cl.CustomComparison(
            [
                cll.NullLevel("nama"),
                cll.ExactMatchLevel("nama", term_frequency_adjustments=True),
                cll.CustomLevel("t1_l = t1_r AND tl_l = tl_r", "ends"),
                cll.CustomLevel("t1_l = tl_r AND tl_l = t1_r", "reversed"),
                cll.CustomLevel("starts_with(nama_l, nama_r) OR starts_with(nama_r, nama_l)", "part"),
                cll.JaroWinklerLevel("nama", 0.95),
                cll.JaroWinklerLevel("nama", 0.88),
                cll.CustomLevel("t1_l = t1_r", "first"),
                cll.CustomLevel("tl_l = tl_r", "last"),
                cll.ElseLevel(),
            ],
            "nama",
        ),
        "tgl": cl.CustomComparison(
            [
                cll.NullLevel("tgl"),
                cll.ExactMatchLevel("tgl"),
                cll.CustomLevel(_TERTUKAR, "swap"),
                cll.CustomLevel(_JANUARI, "1 jan"),
                cll.CustomLevel("hamming(tgl_l::VARCHAR, tgl_r::VARCHAR) = 1", "one digit"),
                cll.CustomLevel("day(tgl_l) = day(tgl_r) AND month(tgl_l) = month(tgl_r)", "day"),
                cll.CustomLevel("year(tgl_l) = year(tgl_r)", "year"),
                cll.ElseLevel(),
            ],
            "tgl",
        ),
        "ibu": cl.JaroWinklerAtThresholds("ibu", [0.95, 0.85]),
        "alamat": cl.JaroWinklerAtThresholds("alamat", [0.95, 0.85]),
        "jk": cl.ExactMatch("jk"),
        "tempat": cl.JaroWinklerAtThresholds("tempat", [0.9]),
        "kk": cl.LevenshteinAtThresholds("kk", [1]),
        "nik": cl.CustomComparison(
            [
                cll.NullLevel("nik"),
                cll.ExactMatchLevel("nik"),
                cll.CustomLevel("length(nik_l) = length(nik_r) AND hamming(nik_l, nik_r) < 3", "two digits"),
                cll.CustomLevel("nik12_l = nik12_r", "area and date"),
                cll.CustomLevel("nik10_l = nik10_r", "date and serial"),
                cll.ElseLevel(),
            ],
            "nik",
        ),
        "desa": cl.CustomComparison(
            [
                cll.NullLevel("desa"),
                cll.ExactMatchLevel("desa"),
                cll.CustomLevel("kec_l = kec_r", "kecamatan"),
                cll.CustomLevel("desa_l[1:4] = desa_r[1:4]", "kabupaten"),
                cll.ElseLevel(),
            ],
            "desa",
        ),
    }  # fmt: skip
    return SettingsCreator(
        link_type="dedupe_only" if diri else "link_only",
        comparisons=[c for k, c in pilihan.items() if k in terisi],
        blocking_rules_to_generate_predictions=[block_on(*b) for b in blok],
        retain_matching_columns=False,
    )


def filled(db: duckdb.DuckDBPyConnection) -> set[str]:
    """Columns with a value in every table."""
    tabel = [
        x[0]
        for x in db.execute(
            "SELECT table_name FROM duckdb_tables() WHERE table_name IN ('dd', 'pp')"
        ).fetchall()
    ]
    kolom = [x[0] for x in db.execute("DESCRIBE dd").fetchall()]
    return {
        k for k in kolom if all(db.execute(f"SELECT count({k}) > 0 FROM {t}").fetchall()[0][0] for t in tabel)
    }


def train(linker: Linker, db: duckdb.DuckDBPyConnection) -> None:
    terisi = filled(db)
    pasti = [b for b in (("nik", "nama"), ("nama", "tgl"), ("t1", "tl", "tgl")) if set(b) <= terisi]
    linker.training.estimate_probability_two_random_records_match([block_on(*b) for b in pasti], recall=0.85)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for b in (("nama",), ("tgl", "t1"), ("tgl", "tl")):
        linker.training.estimate_parameters_using_expectation_maximisation(
            block_on(*b), record_sample_proportion=1.0, max_pairs=2e6
        )


if __name__ == "__main__":
    main()
