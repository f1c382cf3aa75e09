"""How right the matching is, on both generators: floors under what was measured, so that a slip is seen at once."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from opensiks.pemadanan.mesin.jalan import load_model, padan, save_model
from opensiks.synth import pasangan, pasangan_lain
from opensiks.synth.pasangan import Pasangan


def _f1(benar: int, salah: int, luput: int) -> float:
    return 2 * benar / max(1, 2 * benar + salah + luput)


def measure(folder: Path, p: Pasangan) -> dict[str, float]:
    """F1 of all links, of links where the NIK is not the person's own, of each outcome and of ganda."""
    pq.write_table(p.kunci, folder / "k.parquet")
    db = duckdb.connect()
    db.execute(
        "CREATE TABLE j AS SELECT k.pid AS kp, k.hasil AS kh, k.ganda AS kg, r.pid AS rp, r.hasil AS rh,"
        " r.ganda AS rg"
        f" FROM '{folder}/k.parquet' k JOIN '{folder}/r.parquet' r USING (did)"
    ).fetchall()

    def nilai(benar: str, salah: str, luput: str, di: str = "true") -> float:
        sql = ", ".join(f"count(*) FILTER ({x})" for x in (benar, salah, luput))
        return _f1(*db.execute(f"SELECT {sql} FROM j WHERE {di}").fetchall()[0])

    sama, beda, luput = (
        "kp = rp",
        "rp IS NOT NULL AND rp IS DISTINCT FROM kp",
        "kp IS NOT NULL AND rp IS DISTINCT FROM kp",
    )
    hasil = {
        "semua": nilai(sama, beda, luput),
        "sisa": nilai(sama, beda, luput, "kh IN ('NIK_SALAH', 'NIK_ORANG_LAIN')"),
        "ganda": nilai("kg AND rg", "rg AND NOT kg", "kg AND NOT rg"),
    }
    for h in ("PADAN", "NIK_SALAH", "NIK_ORANG_LAIN", "TIDAK_DITEMUKAN"):
        hasil[h] = nilai(
            f"kh = '{h}' AND rh = '{h}'", f"rh = '{h}' AND kh <> '{h}'", f"kh = '{h}' AND rh <> '{h}'"
        )
    return hasil


@pytest.mark.parametrize(
    ("buat", "laju", "semua", "sisa", "hasil"),
    [
        (pasangan.generate_pasangan, 1.0, 0.9996, 0.997, 0.985),
        (pasangan_lain.generate_pasangan, 1.0, 0.998, 0.994, 0.96),
    ],
    ids=["pasangan", "pasangan_lain"],
)
def test_accuracy_stays_above_its_floor(
    tmp_path: Path, buat: pasangan.Pembuat, laju: float, semua: float, sisa: float, hasil: float
) -> None:
    p = buat(10_000, 25_000, seed=41, laju=laju)
    pq.write_table(p.dtks, tmp_path / "d.parquet")
    pq.write_table(p.dukcapil, tmp_path / "p.parquet")
    ringkasan, model = padan(tmp_path / "d.parquet", tmp_path / "p.parquet", tmp_path / "r.parquet")
    nilai = measure(tmp_path, p)
    assert nilai["semua"] >= semua, nilai
    assert nilai["sisa"] >= sisa, nilai
    assert min(nilai.values()) >= hasil, nilai
    # Stored weights give the same answers without training.
    dulu = pq.read_table(tmp_path / "r.parquet")
    save_model(model, tmp_path / "m.json")
    padan(
        tmp_path / "d.parquet",
        tmp_path / "p.parquet",
        tmp_path / "r.parquet",
        model=load_model(tmp_path / "m.json"),
    )
    lagi = pq.read_table(tmp_path / "r.parquet")
    for kolom in ("did", "hasil", "pid", "ganda"):
        assert lagi[kolom] == dulu[kolom]
    # As many pairs are compared as there are rows left, times a few; never rows times rows.
    assert ringkasan.baris["pasangan"] < 12 * ringkasan.baris["sisa"]


def test_without_cards_mothers_places_and_sexes_little_is_lost(tmp_path: Path) -> None:
    p = pasangan.generate_pasangan(8000, 20_000, seed=43)

    def strip(tabel: pa.Table) -> pa.Table:
        for kolom in ("no_kk", "nama_ibu", "tempat_lahir", "jenis_kelamin"):
            i = tabel.column_names.index(kolom)
            tabel = tabel.set_column(i, kolom, pa.nulls(tabel.num_rows, pa.string()))
        return tabel

    pq.write_table(strip(p.dtks), tmp_path / "d.parquet")
    pq.write_table(strip(p.dukcapil), tmp_path / "p.parquet")
    padan(tmp_path / "d.parquet", tmp_path / "p.parquet", tmp_path / "r.parquet")
    nilai = measure(tmp_path, p)
    assert nilai["sisa"] >= 0.99, nilai
    assert min(nilai.values()) >= 0.95, nilai
