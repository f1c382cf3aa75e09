"""The folding in SQL says what the rulebook says."""

from __future__ import annotations

import duckdb
import pytest

from opensiks.pemadanan.mesin.lipat import sql_kamus, sql_nama_lain, sql_nama_utama
from opensiks.rules.nama import normalise
from opensiks.synth.pasangan import generate_pasangan

CONTOH = [
    "Hj. Siti Aminah, S.Pd",
    "DRS.H.AHMAD",
    "SOEHARDJO TJIPTO",
    "ST AMINAH",
    "M. RIDWAN",
    "AHMAD FAUZI SH",
    "AHMAD, S. PD",
    "ABD. RAHMAN MA",
    "Nur-Hayati",
    "H ABDUL",
    "MUH.ALI",
    "DJOKO JATI",
    "NJOMAN SOEDJONO",
    "SJAFEI",
    "ALM. BUDI",
    "UST. AHMAD, M.PD.I",
    "RATNA S.KOM",
    "SITI ST",
    "DR. IR. H. JOKO WIDODO, M.T.",
    "NURUL'AINI",
    "JUSUF JAHJA",
    "MOCH. JUNUS",
    "PUTRI  AYU ",
]


@pytest.fixture(scope="module")
def nama() -> list[str]:
    p = generate_pasangan(2000, 4000, seed=9, laju=2.0)
    semua = {
        n
        for t in (p.dtks, p.dukcapil)
        for k in ("nama", "nama_ibu")
        for n in t[k].to_pylist()
        if n and "/" not in n
    }
    return sorted(semua | set(CONTOH))


def test_folding_in_sql_is_that_of_the_rulebook(nama: list[str]) -> None:
    db = duckdb.connect()
    db.execute("CREATE TABLE n AS SELECT unnest(?) AS s", [nama]).fetchall()
    lipatan = dict(db.execute(f"SELECT s, f FROM ({sql_kamus('SELECT s FROM n')})").fetchall())
    assert {n: f for n, f in lipatan.items() if f != normalise(n)} == {}


def test_both_parts_of_an_alias_are_kept() -> None:
    db = duckdb.connect()
    contoh = "SELECT unnest(['WAWAN / HERMAWAN', 'SITI', NULL]) AS s"
    sql = f"SELECT {sql_nama_utama('s')}, {sql_nama_lain('s')} FROM ({contoh})"
    assert db.execute(sql).fetchall() == [("HERMAWAN", "WAWAN"), ("SITI", None), (None, None)]
