"""The contract of the command: which files it takes, what it writes, what it refuses."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from opensiks.pemadanan.mesin import baca, tulis
from opensiks.pemadanan.mesin.baca import BerkasDitolak
from opensiks.synth.pasangan import Pasangan, generate_pasangan
from tests.pemadanan.alat import KOLOM, TIPE, jalankan, orang, tabel

BENTUK = {
    "did": pa.int64(),
    "hasil": pa.string(),
    "pid": pa.int64(),
    "nik_usul": pa.string(),
    "peluang": pa.float64(),
    "ganda": pa.bool_(),
    "meninggal": pa.bool_(),
    "ragu": pa.bool_(),
    "ganda_dengan": pa.list_(pa.int64()),
    "alasan": pa.list_(pa.string()),
}


@pytest.fixture(scope="module")
def kecil() -> Pasangan:
    return generate_pasangan(1500, 4000, seed=3)


def test_answers_stand_in_order_of_did_in_every_row_group(tmp_path: Path) -> None:
    db = baca.connect(tmp_path, utas=4)
    acak = "SELECT i * 7919 % 260003 AS did FROM range(260003) t(i)"
    baca.run(
        db,
        "CREATE TABLE jawaban AS SELECT did, CASE WHEN did % 3 > 0 THEN did + 1000 END AS pid, 0.99::DOUBLE AS peluang,"
        " did % 7 = 0 AS ragu, CASE WHEN did % 3 > 0 THEN 0 END AS pola, CASE WHEN did % 3 = 1 THEN did + 1000 END"
        f" AS pemilik FROM ({acak})",
    )
    baca.run(
        db,
        f"CREATE TABLE pk AS SELECT did + 1000 AS pid, did * 10 AS nik, did % 5 = 0 AS meninggal FROM ({acak})",
    )
    baca.run(
        db, "CREATE TABLE kembar AS SELECT did, [did, did + 6] AS semua, did AS utama FROM range(4) t(did)"
    )
    jumlah = tulis.write_jawaban(db, tmp_path / "r.parquet")
    r = pq.read_table(tmp_path / "r.parquet")
    assert pq.read_metadata(tmp_path / "r.parquet").num_row_groups > 2
    assert r["did"].to_pylist() == list(range(260003))
    assert [r[k][5].as_py() for k in ("pid", "nik_usul", "hasil", "meninggal")] == [
        1005,
        "50",
        "NIK_SALAH",
        True,
    ]
    assert [r[k][4].as_py() for k in ("pid", "nik_usul", "hasil")] == [1004, None, "PADAN"]
    assert r["ganda_dengan"][:5].to_pylist() == [[6], [7], [8], [9], []]
    assert jumlah == {
        "PADAN": 86668, "NIK_SALAH": 86667, "NIK_ORANG_LAIN": 0, "TIDAK_DITEMUKAN": 86668, "ganda": 4,
        "meninggal": sum(r["meninggal"].to_pylist()), "ragu": 37144,
    }  # fmt: skip


def rows(folder: Path) -> list[dict[str, Any]]:
    return pq.read_table(folder / "r.parquet").to_pylist()


def test_one_row_per_did_with_the_columns_of_the_contract(tmp_path: Path, kecil: Pasangan) -> None:
    jalankan(tmp_path, kecil.dtks, kecil.dukcapil)
    r = pq.read_table(tmp_path / "r.parquet")
    assert {f.name: f.type for f in r.schema.remove_metadata()} == {
        k: pa.list_(pa.field("element", t.value_type)) if pa.types.is_list(t) else t
        for k, t in BENTUK.items()
    }
    assert r["did"].to_pylist() == sorted(kecil.dtks["did"].to_pylist())
    for b in r.to_pylist():
        assert b["hasil"] in ("PADAN", "NIK_SALAH", "NIK_ORANG_LAIN", "TIDAK_DITEMUKAN")
        assert (b["pid"] is None) <= (b["hasil"] in ("NIK_ORANG_LAIN", "TIDAK_DITEMUKAN"))
        assert (b["nik_usul"] is not None) == (b["pid"] is not None and b["hasil"] != "PADAN")
        assert 0 <= b["peluang"] <= 1
        assert b["ganda"] == bool(b["ganda_dengan"])
        assert b["did"] not in b["ganda_dengan"]
        assert b["alasan"]
        assert None not in (b["meninggal"], b["ragu"])


def test_the_command_needs_no_database_and_prints_figures(tmp_path: Path, kecil: Pasangan) -> None:
    pq.write_table(kecil.dtks, tmp_path / "d.parquet")
    pq.write_table(kecil.dukcapil, tmp_path / "p.parquet")
    lingkungan = {"OPENSIKS_HOME": str(tmp_path / "rumah")}
    perintah = [
        sys.executable,
        "-m",
        "opensiks",
        "padan",
        "--dtks",
        "d.parquet",
        "--dukcapil",
        "p.parquet",
        "--out",
        "r.parquet",
    ]
    keluaran = subprocess.run(
        [*perintah, "--json"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
        env=lingkungan,
    ).stdout
    isi = json.loads(keluaran)
    assert (
        sum(isi["jumlah"][h] for h in ("PADAN", "NIK_SALAH", "NIK_ORANG_LAIN", "TIDAK_DITEMUKAN"))
        == kecil.dtks.num_rows
    )
    assert isi["detik"]
    assert isi["memori_mb"] > 0
    assert set(isi["kesalahan"]) == {"hubungan_salah", "terlewat"}
    assert not (tmp_path / "rumah" / "pg").exists()
    spark = subprocess.run(
        [*perintah, "--engine", "spark"], cwd=tmp_path, capture_output=True, text=True, env=lingkungan
    )
    assert spark.returncode == 2
    assert "Spark" in spark.stderr


def test_order_of_columns_and_extra_ones_do_not_matter(tmp_path: Path, kecil: Pasangan) -> None:
    apa = jalankan(tmp_path, kecil.dtks, kecil.dukcapil)
    d = kecil.dtks.select(kecil.dtks.column_names[::-1]).append_column(
        "catatan", pa.array(["x"] * kecil.dtks.num_rows)
    )
    p = kecil.dukcapil.select(sorted(kecil.dukcapil.column_names))
    assert jalankan(tmp_path, d, p) == apa


def test_shuffled_input_and_threads_give_the_same_answers(tmp_path: Path, kecil: Pasangan) -> None:
    apa = jalankan(tmp_path, kecil.dtks, kecil.dukcapil, utas=1)
    assert jalankan(tmp_path, kecil.dtks, kecil.dukcapil, utas=4) == apa
    d = kecil.dtks.take([(i * 1237) % kecil.dtks.num_rows for i in range(kecil.dtks.num_rows)])
    p = kecil.dukcapil.sort_by("nama")
    assert d.num_rows == len(set(d["did"].to_pylist()))
    assert jalankan(tmp_path, d, p, utas=3) == apa


def test_nobody_is_dead_without_the_column(tmp_path: Path, kecil: Pasangan) -> None:
    jawaban = jalankan(tmp_path, kecil.dtks, kecil.dukcapil.drop(["meninggal"]))
    assert not any(r["meninggal"] for r in jawaban.values())


@pytest.mark.parametrize(("n_d", "n_p"), [(0, 0), (0, 3), (3, 0), (1, 1)])
def test_empty_files(tmp_path: Path, n_d: int, n_p: int) -> None:
    d = tabel([orang()] * n_d, "did")
    p = tabel([orang() | {"nik": f"180404170580{8001 + i}"} for i in range(n_p)], "pid")
    jawaban = jalankan(tmp_path, d, p)
    assert len(jawaban) == n_d
    assert {r["hasil"] for r in jawaban.values()} == (
        {"PADAN" if n_p else "TIDAK_DITEMUKAN"} if n_d else set()
    )
    assert pq.read_table(tmp_path / "r.parquet").schema.names == list(BENTUK)


def test_nulls_everywhere_are_nobody(tmp_path: Path, kecil: Pasangan) -> None:
    kosong = {
        "nik": None,
        "no_kk": "",
        "nama": " ",
        "tgl_lahir": None,
        "jenis_kelamin": "X",
        "kode_desa": "abc",
    }
    d = tabel(
        [
            {},
            kosong,
            {"nama": "SITI"},
            {"nik": "0000000000000000"},
            {"nik": "18 huruf"},
            orang(nik="1804041705808001 "),
        ],
        "did",
    )
    jawaban = jalankan(tmp_path, d, kecil.dukcapil)
    assert [jawaban[i]["hasil"] for i in range(1, 7)] == ["TIDAK_DITEMUKAN"] * 6
    hampa = pa.table({"did": [1, 2]} | {k: pa.nulls(2, TIPE.get(k, pa.string())) for k in KOLOM})
    assert {r["hasil"] for r in jalankan(tmp_path, hampa, kecil.dukcapil).values()} == {"TIDAK_DITEMUKAN"}
    assert {r["hasil"] for r in jalankan(tmp_path, d, tabel([{}] * 4, "pid")).values()} == {"TIDAK_DITEMUKAN"}


def test_a_did_that_stands_twice_is_refused(tmp_path: Path) -> None:
    d = tabel([orang(), orang()], "did").set_column(0, "did", pa.array([7, 7]))
    with pytest.raises(
        BerkasDitolak, match=r"^Kolom did di berkas d\.parquet memuat nomor yang sama dua kali\.$"
    ):
        jalankan(tmp_path, d, tabel([orang()], "pid"))
    assert not (tmp_path / "r.parquet").exists()


@pytest.mark.parametrize("isi", [[True, False], [True, None]])
def test_a_did_of_yes_and_no_is_no_number(tmp_path: Path, isi: list[bool | None]) -> None:
    """Two rows would pass as the numbers 1 and 0."""
    d = tabel([orang(), orang()], "did").set_column(0, "did", pa.array(isi, pa.bool_()))
    kalimat = r"^Kolom did di berkas d\.parquet berisi ya atau tidak; setiap baris butuh bilangan bulatnya"
    with pytest.raises(BerkasDitolak, match=kalimat):
        jalankan(tmp_path, d, tabel([orang()], "pid"))
    assert not (tmp_path / "r.parquet").exists()


def test_what_cannot_be_read_is_refused_in_a_sentence(tmp_path: Path) -> None:
    p = tabel([orang()], "pid")
    with pytest.raises(BerkasDitolak, match="tidak punya kolom did"):
        jalankan(tmp_path, p, p)
    with pytest.raises(BerkasDitolak, match="tanpa did"):
        jalankan(tmp_path, tabel([orang()], "did").set_column(0, "did", pa.array([None], pa.int64())), p)


def test_dates_as_text_and_numbers_as_numbers_are_read(tmp_path: Path) -> None:
    d = (
        tabel([orang()], "did")
        .set_column(1, "nik", pa.array([1804041705808001]))
        .set_column(5, "tgl_lahir", pa.array(["1980-05-17"]))
    )
    assert d["tgl_lahir"].to_pylist() != [date(1980, 5, 17)]
    jawaban = jalankan(tmp_path, d, tabel([orang()], "pid"))
    assert jawaban[1]["hasil"] == "PADAN"
    assert jawaban[1]["alasan"][0] == "NIK ini milik orang yang sama."
