"""One person against a prepared register: the answers of a run over that row alone, and a process that never stops."""

from __future__ import annotations

import io
import json
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from opensiks.cli.management.commands.cari_padan import answer
from opensiks.pemadanan.mesin import indeks, siap
from opensiks.pemadanan.mesin.baca import BerkasDitolak
from opensiks.pemadanan.mesin.bobot import Model, as_json
from opensiks.pemadanan.mesin.fungsi import FUNGSI, hash_gabung, hash_nilai, jaro_winkler
from opensiks.pemadanan.mesin.jalan import padan
from opensiks.pemadanan.mesin.kalibrasi import Kalibrasi
from opensiks.pemadanan.mesin.satu import CALON, Pencari
from opensiks.pemadanan.mesin.tafsir import Tafsir
from opensiks.synth.pasangan import generate_pasangan
from tests.pemadanan.alat import KOLOM, orang, tabel

SAMA = ("hasil", "pid", "nik_usul", "meninggal", "ragu", "alasan")


@pytest.fixture(scope="module")
def berkas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("satu")
    p = generate_pasangan(3000, 8000, seed=31)
    # Among the others 450 who share all but the day: their keys say too little.
    ramai = [
        orang(
            "SITI AMINAH",
            nik=f"18040457{i % 28 + 1:02}{80:02}{5001 + i}",
            tgl_lahir=date(1980, 1 + i % 12, i % 28 + 1),
        )
        for i in range(450)
    ]
    dukcapil = tabel(p.dukcapil.drop(["pid"]).to_pylist() + ramai, "pid", meninggal=None)
    pq.write_table(dukcapil, folder / "p.parquet")
    pq.write_table(p.dtks, folder / "d.parquet")
    return folder


@pytest.fixture(scope="module")
def model(berkas: Path) -> Model:
    return padan(berkas / "d.parquet", berkas / "p.parquet", berkas / "r.parquet")[1]


@pytest.fixture(scope="module")
def register(berkas: Path) -> Path:
    siap.prepare(berkas / "p.parquet", berkas / "siap")
    assert indeks.write_indeks(berkas / "siap") > 0
    return berkas / "siap"


@pytest.fixture(scope="module")
def pencari(register: Path, model: Model) -> Iterator[Pencari]:
    satu = Pencari(register, model)
    yield satu
    satu.close()


def rows(berkas: Path, ragam: str, banyak: int) -> list[dict[str, Any]]:
    """Rows of D whose plain outcome is (or is not, with "sisa") PADAN."""
    hasil = {r["did"]: r["hasil"] for r in pq.read_table(berkas / "r.parquet").to_pylist()}
    semua = pq.read_table(berkas / "d.parquet").to_pylist()
    return [r for r in semua if (hasil[r["did"]] == "PADAN") == (ragam == "padan")][:banyak]


def spoil(r: dict[str, Any], acak: random.Random) -> dict[str, Any]:
    """The row with fields missing, or written in an odd way."""
    aneh: list[dict[str, Any]] = [
        {"nama": f"{r['nama']} / ÉLISE"}, {"nama": f"Muh. {r['nama']}, S.Pd"}, {"nama_ibu": "Hj. TJUT NJAK"},
        {"nik": (r["nik"] or "")[:15]}, {"no_kk": None, "nama_ibu": None}, {"alamat": "Jl. Melati No.05 RT005/RW 01"},
        {"tgl_lahir": None, "nama": "日本"}, {"kode_desa": "18.04.04.2001"}, {"nama": "SITI AMINAH", "tgl_lahir": None},
        dict.fromkeys(acak.sample(KOLOM, 4)),
    ]  # fmt: skip
    return r | acak.choice(aneh)


def hold(folder: Path, register: Path, model: Model, pencari: Pencari, daftar: list[dict[str, Any]]) -> None:
    """Each row asked by itself and run by itself."""
    for n, r in enumerate(daftar):
        pq.write_table(tabel([r], "did"), folder / "satu.parquet")
        padan(folder / "satu.parquet", register, folder / "satu_r.parquet", model=model, utas=1)
        (harap,) = pq.read_table(folder / "satu_r.parquet").to_pylist()
        jawab = pencari.find(r)
        assert {k: getattr(jawab, k) for k in SAMA} == {k: harap[k] for k in SAMA}, (n, r)
        assert jawab.peluang == pytest.approx(harap["peluang"], abs=1.5e-6), (n, r)
        assert len(jawab.calon) <= CALON
        assert jawab.pid in (None, *(c.pid for c in jawab.calon[:1]))


def test_the_answer_is_that_of_a_run_over_this_row(
    berkas: Path, tmp_path: Path, register: Path, model: Model, pencari: Pencari
) -> None:
    acak = random.Random(4)
    biasa = rows(berkas, "sisa", 30) + rows(berkas, "padan", 6)
    hold(tmp_path, register, model, pencari, biasa + [spoil(r, acak) for r in biasa])


def test_nobody_and_the_crowd(tmp_path: Path, register: Path, model: Model, pencari: Pencari) -> None:
    ramai = orang("SITI AMINAH", nik=None, no_kk=None, tgl_lahir=None)
    hold(
        tmp_path,
        register,
        model,
        pencari,
        [{}, ramai, ramai | {"kode_desa": None}, {"nama": " ", "nik": "0"}, ramai | {"nama": "日本"}],
    )


def test_officers_answers_bend_the_chances(
    berkas: Path, tmp_path: Path, register: Path, model: Model
) -> None:
    bengkok = replace(model, kalibrasi=Kalibrasi(np.array([-2.0, 2.0]), np.array([-3.0, 0.5])))
    hold(tmp_path, register, bengkok, Pencari(register, bengkok), rows(berkas, "sisa", 5))


@pytest.mark.parametrize("hilang", [("no_kk", "nama_ibu"), ("no_kk", "kode_desa")])
def test_a_register_without_cards_is_looked_through_once_more(
    berkas: Path, tmp_path: Path, model: Model, hilang: tuple[str, ...]
) -> None:
    pq.write_table(pq.read_table(berkas / "p.parquet").drop([*hilang]), tmp_path / "p.parquet")
    siap.prepare(tmp_path / "p.parquet", tmp_path / "siap")
    indeks.write_indeks(tmp_path / "siap")
    acak = random.Random(5)
    daftar = [spoil(r, acak) for r in rows(berkas, "sisa", 12)]
    hold(tmp_path, tmp_path / "siap", model, Pencari(tmp_path / "siap", model), daftar)


def test_without_an_index_or_with_that_of_another_register_it_is_refused(
    berkas: Path, tmp_path: Path, register: Path, model: Model
) -> None:
    with pytest.raises(BerkasDitolak, match="bukan folder yang ditulis"):
        Pencari(tmp_path, model)
    siap.prepare(berkas / "p.parquet", tmp_path / "siap")
    with pytest.raises(BerkasDitolak, match="belum punya indeks; jalankan siapkan_padan dengan --indeks"):
        Pencari(tmp_path / "siap", model)
    indeks.write_indeks(tmp_path / "siap")
    surat = json.loads((tmp_path / "siap" / siap.INDEKS / indeks.SURAT).read_text())
    for lain in ({"bentuk": 0}, {"register": ""}, {"kunci": ["nik"]}):
        (tmp_path / "siap" / siap.INDEKS / indeks.SURAT).write_text(json.dumps(surat | lain))
        with pytest.raises(BerkasDitolak, match="versi lain atau bukan dari register ini"):
            Pencari(tmp_path / "siap", model)
    # Written again it replaces both.
    siap.prepare(berkas / "p.parquet", tmp_path / "siap")
    assert {x.name for x in (tmp_path / "siap").iterdir()} == {siap.SURAT, siap.ISI}


def test_every_line_is_answered_and_a_bad_one_stops_nothing(berkas: Path, pencari: Pencari) -> None:
    (baik,) = rows(berkas, "padan", 1)
    isi = json.dumps({**baik, "tgl_lahir": str(baik["tgl_lahir"])}).encode()
    buruk = [
        (b"{salah", "bukan JSON"), (b"\xff", "bukan JSON"), (b"", "bukan JSON"), (b"[" * 100_000, "bukan JSON"),
        (b"[1]", "bukan objek"), (b'{"umur": 3}', "isian umur tidak dikenal"), (b'{"nama": 1.5}', "isian nama harus"),
        (b'{"nama": "\\ud800"}', "tidak dapat dibandingkan"),
    ]  # fmt: skip
    jawaban = list(answer(pencari, io.BytesIO(b"\n".join([isi, *(b for b, _ in buruk), isi]))))
    assert len(jawaban) == len(buruk) + 2
    assert jawaban[0] == jawaban[-1]
    assert (jawaban[0]["did"], jawaban[0]["hasil"]) == (baik["did"], "PADAN")
    for nomor, ((_, kata), j) in enumerate(zip(buruk, jawaban[1:-1], strict=True), start=2):
        assert (j["baris"], kata in j["galat"]) == (nomor, True), j


def test_the_commands_hold_the_line_without_a_database(berkas: Path, tmp_path: Path, model: Model) -> None:
    (tmp_path / "m.json").write_text(json.dumps(as_json(model)))

    def ask(*kata: str, masuk: str = "") -> str:
        perintah = [sys.executable, "-m", "opensiks", *kata]
        lingkungan = {"OPENSIKS_HOME": str(tmp_path / "rumah")}
        hasil = subprocess.run(
            perintah, cwd=tmp_path, check=True, capture_output=True, text=True, env=lingkungan, input=masuk
        )
        return hasil.stdout

    siap_kata = ask("siapkan_padan", "--dukcapil", str(berkas / "p.parquet"), "--ke", "siap", "--indeks")
    assert "orang siap di siap. Indeks: " in siap_kata
    keluar = ask(
        "cari_padan", "--dukcapil", "siap", "--model", "m.json", masuk='{"nama": "A"}\n\n{"did": 2}\n'
    )
    satu, dua, tiga = map(json.loads, keluar.splitlines())
    assert (satu["hasil"], dua["baris"], tiga["did"]) == ("TIDAK_DITEMUKAN", 2, 2)
    assert not (tmp_path / "rumah" / "pg").exists()


def test_a_person_dies_and_is_said_to_be_dead(berkas: Path, pencari: Pencari) -> None:
    mati = [p for p in pq.read_table(berkas / "p.parquet").to_pylist() if p["meninggal"]]
    assert mati
    jawab = pencari.find(mati[0])
    assert jawab.meninggal
    assert jawab.calon[0].meninggal
    assert "Menurut Dukcapil orang ini sudah meninggal." in jawab.alasan


def test_functions_are_those_of_the_engine() -> None:
    acak = random.Random(6)
    kata = [
        "",
        "A",
        "SITI AMINAH",
        "MUHAMMAD RIDWAN",
        "NUR HAYATI",
        "ABCDEFGH",
        "ABCDEFGHIJKLM",
        "H. M. DJOKO, S.PD",
    ]
    pasang = [(acak.choice(kata), "".join(acak.sample(b, len(b)))[: acak.randint(0, 20)]) for b in kata * 60]
    pasang += [
        (a, a[:i] + x + a[i + j :]) for a in kata for i in range(len(a)) for j in (0, 1) for x in ("", "E")
    ]
    db = duckdb.connect()
    siap.create_makro(db)
    db.register("pasang", pa.table({"a": [a for a, _ in pasang], "b": [b for _, b in pasang]}))
    for nama in ("levenshtein", "damerau_levenshtein", "starts_with", "ends_with", "contains", "nullif"):
        for a, b, harap in db.execute(f"SELECT a, b, {nama}(a, b) FROM pasang").fetchall():
            hasil = FUNGSI[nama](a, b)
            # Exchanges far apart are counted in two ways; the passes only tell one edit or none from more.
            assert hasil == harap or (nama == "damerau_levenshtein" and min(hasil, harap) > 1), (nama, a, b)
    for a, b, harap in db.execute("SELECT a, b, jaro_winkler_similarity(a, b) FROM pasang").fetchall():
        assert jaro_winkler(a, b) == pytest.approx(harap, abs=1e-12)
    t = Tafsir(db)
    t.add_isi("satu", ("a", "b"))
    ambang = t.read(
        "SELECT a, b, jaro_winkler_similarity(a, b) >= 0.8, jaro_winkler_similarity(a, b) >= 0.86 FROM satu"
    )
    t.isi["satu"] = pasang
    kata_mesin = ", ".join(f"jaro_winkler_similarity(a, b) >= {x}" for x in (0.8, 0.86))
    assert sorted(ambang.rows()) == sorted(db.execute(f"SELECT a, b, {kata_mesin} FROM pasang").fetchall())
    satuan = {
        "a[2]": lambda a: a[1:2], "right(a, 4)": lambda a: FUNGSI["right"](a, 4),
        "left(a, 3)": lambda a: FUNGSI["left"](a, 3), "substring(a, 3, 5)": lambda a: FUNGSI["substring"](a, 3, 5),
        "split_part(a, ' ', 2)": lambda a: FUNGSI["split_part"](a, " ", 2), "trim(a)": FUNGSI["trim"],
        "ascii(a)": FUNGSI["ascii"], "hash(a)": hash_nilai, "lpad(a, 5, '0')": lambda a: FUNGSI["lpad"](a, 5, "0"),
        "gabung(hash32(a), 5, DATE '1965-02-03')": lambda a: hash_gabung(FUNGSI["hash32"](a), 5, date(1965, 2, 3)),
    }  # fmt: skip
    for sql, fungsi in satuan.items():
        for a, harap in db.execute(
            f"SELECT b, {sql.replace('(a', '(b').replace('a[', 'b[')} FROM pasang"
        ).fetchall():
            assert fungsi(a) == harap, (sql, a)
