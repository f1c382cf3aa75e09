"""`padan --mode simil60|ketat`: the decisions of the cycle's runs, row by row, in the columns of the cascade."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from opensiks.pemadanan.dukcapil import load_ekstrak
from opensiks.pemadanan.mesin.baca import BerkasDitolak
from opensiks.pemadanan.mesin.cara import AMBANG, padan_cara
from opensiks.pemadanan.mesin.jalan import padan
from opensiks.pemadanan.putaran import _match
from opensiks.rules.pemadanan import LABEL, Keluaran, Mode
from opensiks.synth.pasangan import generate_pasangan
from tests.pemadanan.alat import orang, tabel

MODE = (Mode.SIMIL60, Mode.KETAT)
# One row each, against the man of `orang`.
ANEH: tuple[dict[str, Any], ...] = (
    {}, {"nama": "SURYADI  wibowo"}, {"nama": "H. SURYADI WIBOWO, S.Pd"}, {"nama": "ANI / SURYADI WIBOWO"},
    {"nama": "SURIADI"}, {"nama": "-"}, {"nama": ""}, {"nama": None}, {"nama": "SITI AMINAH"}, {"nama_ibu": None},
    {"nama_ibu": "SUMINAH / MINAH"}, {"tgl_lahir": None, "nama_ibu": None}, {"tgl_lahir": date(1981, 5, 17)},
    {"tgl_lahir": date(1981, 5, 17), "jenis_kelamin": "P"}, {"jenis_kelamin": None, "nama_ibu": "LAIN"},
    {"nama_ibu": "Hj. SOEMINAH"}, {"nik": "1804041705805999"}, {"nik": "18040417058080"}, {"nik": "1804041705808OO1"},
    {"nik": None}, {"nik": "0804041705808001"}, {"nik": "１８０４０４１７０５８０８００１"},
)  # fmt: skip


@pytest.fixture(scope="module")
def berkas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mode")
    p = generate_pasangan(3000, 8000, seed=37)
    d = p.dtks.drop(["did"]).to_pylist() + [orang() | x for x in ANEH]
    # Several under one number: the living first, then the first name.
    kembar = [orang(), orang("AMIR", meninggal=True), orang("ZAINAL"), orang("-", nik="0804041705808001")]
    pq.write_table(tabel(d, "did"), folder / "d.parquet")
    pq.write_table(
        tabel(p.dukcapil.drop(["pid"]).to_pylist() + kembar, "pid", meninggal=None), folder / "p.parquet"
    )
    return folder


def run_siklus(berkas: Path, mode: Mode) -> dict[int, tuple[str, float, str]]:
    """Outcome, likeness and agreeing fields by did, as a run over the database decides."""
    db = duckdb.connect()
    load_ekstrak(db, berkas / "p.parquet")
    isi = ", ".join(
        f"coalesce({k}, '') AS {k}" for k in ("nik", "nama", "jenis_kelamin", "nama_ibu", "no_kk")
    )
    db.execute(
        f"CREATE TABLE dtks AS SELECT did AS id, '' AS kode_desa, tgl_lahir, {isi} FROM '{berkas / 'd.parquet'}'"
    ).fetchall()
    hasil = _match(db, SimpleNamespace(pk=1), mode, AMBANG[mode])
    return {r[1]: (r[3], r[4] or 0.0, r[5]) for r in hasil}


def read_keluaran(r: dict[str, Any]) -> str:
    """The outcome of the cycle that a row of R stands for."""
    if r["meninggal"]:
        return Keluaran.MENINGGAL.value
    if r["hasil"] == "PADAN":
        return Keluaran.PADAN.value
    if r["hasil"] == "TIDAK_DITEMUKAN":
        salah = r["alasan"][0].startswith("Bentuk NIK salah")
        return (Keluaran.FORMAT_SALAH if salah else Keluaran.NIK_TIDAK_DITEMUKAN).value
    return next(
        k.value for k, label in LABEL.items() if r["alasan"][0].lower().endswith(f"tetapi {label.lower()}.")
    )


@pytest.mark.parametrize("mode", MODE)
def test_every_row_is_decided_as_in_the_cycle(berkas: Path, tmp_path: Path, mode: Mode) -> None:
    ringkasan = padan_cara(berkas / "d.parquet", berkas / "p.parquet", tmp_path / "r.parquet", mode=mode)
    baris = pq.read_table(tmp_path / "r.parquet").to_pylist()
    harap = run_siklus(berkas, mode)
    assert {r["did"]: read_keluaran(r) for r in baris} == {k: v[0] for k, v in harap.items()}
    for r in baris:
        if r["hasil"] == "TIDAK_DITEMUKAN":
            continue
        _, skor, cocok = harap[r["did"]]
        (kata,) = (a for a in r["alasan"] if a.startswith("nama: kemiripan"))
        assert int(kata.split()[2]) in (int(skor), int(skor - 0.05)), (r, skor)
        if mode is Mode.KETAT:
            sama = next((a for a in r["alasan"] if a.startswith("cocok: ")), "")
            sebut = {
                "tgl_lahir": "tanggal lahir",
                "jenis_kelamin": "jenis kelamin",
                "nama_ibu": "ibu kandung",
            }
            assert {sebut[k] for k in cocok.split(",") if k} == {x for x in sebut.values() if x in sama}, r
    jumlah = ringkasan.jumlah
    assert sum(jumlah[h] for h in ("PADAN", "NIK_SALAH", "NIK_ORANG_LAIN", "TIDAK_DITEMUKAN")) == len(baris)
    assert jumlah["meninggal"] == sum(r["meninggal"] for r in baris) > 0
    assert {r["hasil"] for r in baris} == {"PADAN", "NIK_ORANG_LAIN", "TIDAK_DITEMUKAN"}


@pytest.mark.parametrize("mode", MODE)
def test_the_columns_are_those_of_the_cascade(berkas: Path, tmp_path: Path, mode: Mode) -> None:
    padan(berkas / "d.parquet", berkas / "p.parquet", tmp_path / "k.parquet")
    padan_cara(berkas / "d.parquet", berkas / "p.parquet", tmp_path / "r.parquet", mode=mode, utas=2)
    bentuk = [pq.read_schema(tmp_path / f"{n}.parquet").remove_metadata() for n in "kr"]
    assert [(f.name, f.type if not pa.types.is_list(f.type) else f.type.value_type) for f in bentuk[0]] == [
        (f.name, f.type if not pa.types.is_list(f.type) else f.type.value_type) for f in bentuk[1]
    ]
    baris = pq.read_table(tmp_path / "r.parquet").to_pylist()
    assert [r["did"] for r in baris] == sorted(pq.read_table(berkas / "d.parquet")["did"].to_pylist())
    for r in baris:
        assert (r["pid"] is not None) == (r["hasil"] == "PADAN")
        assert (r["peluang"], r["nik_usul"], r["ragu"], r["ganda"], r["ganda_dengan"]) == (
            None,
            None,
            False,
            False,
            [],
        )


def test_what_means_nothing_together_is_refused(berkas: Path, tmp_path: Path) -> None:
    def ask(*kata: str) -> None:
        masuk = (
            "--dtks",
            berkas / "d.parquet",
            "--dukcapil",
            berkas / "p.parquet",
            "--out",
            tmp_path / "r.parquet",
        )
        call_command("padan", *map(str, masuk), *kata)

    for pilihan in (
        ("--model", "x"),
        ("--simpan-model", "x"),
        ("--jawaban", "x"),
        ("--lalu", "x"),
        ("--engine", "spark"),
    ):
        with pytest.raises(CommandError, match=f"^{pilihan[0]}.* hanya untuk --mode kaskade: cara ketat"):
            ask("--mode", "ketat", *pilihan)
    with pytest.raises(CommandError, match="paling sedikit 1"):
        ask("--mode", "ketat", "--utas", "0")
    with pytest.raises(BerkasDitolak, match="Cara simil60 membaca berkas Parquet"):
        padan_cara(berkas / "d.parquet", tmp_path, tmp_path / "r.parquet", mode=Mode.SIMIL60)
    assert not (tmp_path / "r.parquet").exists()
    ask("--mode", "simil60", "--json")
    assert (tmp_path / "r.parquet").exists()
