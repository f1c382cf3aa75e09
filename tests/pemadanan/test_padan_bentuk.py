"""Lists as offices write them: signs in numbers, the day first, words for a sex; and what the command says of them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.core.management import CommandError, call_command

from opensiks.pemadanan.mesin import baca
from tests.pemadanan.alat import orang, tabel

NIK, DESA, LAHIR = 1804041705808001, 1804042001, date(1980, 5, 17)


def read(folder: Path, **isian: Any) -> dict[str, Any]:
    """What the engine reads of one person whose fields are written like this."""
    d = tabel([orang()], "did")
    for k, v in isian.items():
        d = d.set_column(d.column_names.index(k), k, v if isinstance(v, pa.Array) else pa.array([v]))
    pq.write_table(d, folder / "d.parquet")
    db = baca.connect(folder)
    try:
        baca.open_berkas(db, folder / "d.parquet", "d", "did")
        temu = db.execute("SELECT nik, nik_t, kk, tgl, jk, desa FROM d").fetchall()
        return dict(zip(("nik", "nik_t", "kk", "tgl", "jk", "desa"), temu[0], strict=True))
    finally:
        db.close()


@pytest.mark.parametrize(
    "nik",
    [
        " 1804041705808001 ",
        "180404 170580 8001",
        "18.04.04.170580.8001",
        "'1804041705808001",
        "1804041705808001.0",
        1804041705808001,
        float(1804041705808001),
        Decimal("1804041705808001"),
        b"1804041705808001",
    ],
)
def test_a_number_is_read_with_the_signs_people_write(tmp_path: Path, nik: object) -> None:
    d = read(tmp_path, nik=nik, no_kk=nik)
    assert (d["nik"], d["nik_t"], d["kk"]) == (NIK, str(NIK), NIK)


@pytest.mark.parametrize(
    "nik", ["180404170580800", "18040417058080011", "18O4041705808001", 9.2e15, float("nan"), ""]
)
def test_what_is_no_number_of_sixteen_digits_stays_unknown(tmp_path: Path, nik: object) -> None:
    assert read(tmp_path, nik=nik)["nik"] is None


@pytest.mark.parametrize(
    "tanggal",
    [
        "1980-05-17",
        "17-05-1980",
        "17/5/1980",
        "17.05.1980",
        "19800517",
        19800517,
        "1980-05-17 00:00:00",
        " 17-05-1980",
    ],
)
def test_a_date_is_read_with_the_day_first_too(tmp_path: Path, tanggal: object) -> None:
    assert read(tmp_path, tgl_lahir=tanggal)["tgl"] == LAHIR


@pytest.mark.parametrize("tanggal", ["17-05-80", "31-02-1980", "05-17-1980", "17 Mei 1980", "0000-00-00", ""])
def test_a_date_that_could_be_another_stays_unknown(tmp_path: Path, tanggal: str) -> None:
    assert read(tmp_path, tgl_lahir=tanggal)["tgl"] is None


@pytest.mark.parametrize(
    ("isi", "jk"),
    [("l", "L"), ("Laki-laki", "L"), ("PRIA", "L"), ("1", "L"), (1, "L"), ("p", "P"), ("Perempuan ", "P"), ("2", "P"),
     ("X", None), ("", None)],
)  # fmt: skip
def test_a_sex_is_read_by_letter_word_and_number(tmp_path: Path, isi: object, jk: str | None) -> None:
    assert read(tmp_path, jenis_kelamin=isi)["jk"] == jk


@pytest.mark.parametrize(
    "kode", ["18.04.04.2001", "1804042001", 1804042001, 1804042001.0, "1804042001.0", " 1804042001"]
)
def test_a_village_is_read_with_dots_and_as_a_number(tmp_path: Path, kode: object) -> None:
    assert read(tmp_path, kode_desa=kode)["desa"] == DESA


def test_columns_are_known_in_capitals_and_a_half_did_is_none(tmp_path: Path) -> None:
    d = tabel([orang()], "did")
    pq.write_table(d.rename_columns([k.upper() for k in d.column_names]), tmp_path / "d.parquet")
    db = baca.connect(tmp_path)
    assert baca.open_berkas(db, tmp_path / "d.parquet", "d", "did") == 1
    db.close()
    with pytest.raises(baca.BerkasDitolak, match="tanpa did"):
        read(tmp_path, did=1.5)


Jalan = Callable[..., str]


@pytest.fixture
def jalan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Jalan:
    """Runs the command over one person and says what it wrote beside the answer."""
    pq.write_table(tabel([orang()], "pid"), tmp_path / "p.parquet")

    def run(d: pa.Table, *kata: str, out: str = "r.parquet") -> str:
        pq.write_table(d, tmp_path / "d.parquet")
        berkas = {"--dtks": "d.parquet", "--dukcapil": "p.parquet", "--out": out}
        call_command("padan", *(x for k, v in berkas.items() for x in (k, str(tmp_path / v))), *kata)
        return capsys.readouterr().err

    return run


def test_fields_that_cannot_be_read_are_named(jalan: Jalan) -> None:
    d = tabel([orang(jenis_kelamin="?")], "did")
    assert jalan(tabel([orang()], "did")) == ""
    kata = jalan(
        d.drop(["nama_ibu", "alamat"]).rename_columns(["did", "nik", "kk", *d.column_names[3:7], "kode_desa"])
    )
    assert "d.parquet tidak punya kolom no_kk, nama_ibu, alamat; isian itu dianggap kosong." in kata
    assert "Kolom jenis_kelamin di berkas d.parquet tidak terbaca: butuh L atau P." in kata
    kata = jalan(d.set_column(1, "nik", pa.array([1.5e15])))
    assert "Kolom nik di berkas d.parquet berupa bilangan pecahan" in kata


def test_a_file_that_cannot_be_written_is_refused_before_the_work(jalan: Jalan, tmp_path: Path) -> None:
    d = tabel([orang()], "did")
    (tmp_path / "folder").mkdir()
    for out, kalimat in (
        ("folder", "^folder bukan berkas"),
        ("lain/r.parquet", "^Folder lain untuk berkas jawaban tidak ada"),
        ("d.parquet", "^Berkas jawaban tidak boleh menimpa"),
    ):
        with pytest.raises(CommandError, match=kalimat):
            jalan(d, out=out)
    with pytest.raises(CommandError, match=r"^Berkas bobot tidak boleh menimpa"):
        jalan(d, "--simpan-model", str(tmp_path / "p.parquet"))
    with pytest.raises(CommandError, match=r"^Folder lain untuk berkas bobot tidak ada"):
        jalan(d, "--simpan-model", str(tmp_path / "lain" / "m.json"))
    call_command("siapkan_padan", "--dukcapil", str(tmp_path / "p.parquet"), "--ke", str(tmp_path / "siap"))
    register = (tmp_path / "siap" / "register.duckdb").read_bytes()
    with pytest.raises(CommandError, match=r"^Berkas jawaban tidak boleh menimpa"):
        jalan(d, "--dukcapil", str(tmp_path / "siap"), out="siap/register.duckdb")
    assert (tmp_path / "siap" / "register.duckdb").read_bytes() == register
    with pytest.raises(CommandError, match=r"^siap adalah folder; tulis nama berkas Parquet"):
        call_command("siapkan_padan", "--dukcapil", str(tmp_path / "siap"), "--ke", str(tmp_path / "lain"))
    with pytest.raises(CommandError, match=r"^Folder p.parquet tidak ada; cari_padan membaca folder"):
        call_command("cari_padan", "--dukcapil", str(tmp_path / "p.parquet"), "--model", "m.json")
    assert not (tmp_path / "r.parquet").exists()
    assert pq.read_table(tmp_path / "p.parquet").num_rows == 1


def test_a_broken_file_is_said_to_be_broken(jalan: Jalan, tmp_path: Path) -> None:
    banyak = tabel([orang(f"ORANG {n}", alamat=f"{n * n}") for n in range(3000)], "did")
    jalan(banyak)
    isi = bytearray((tmp_path / "d.parquet").read_bytes())
    isi[4000:4400] = bytes(400)
    (tmp_path / "rusak.parquet").write_bytes(isi)
    with pytest.raises(CommandError, match=r"^Berkas rusak\.parquet tidak terbaca sampai habis"):
        call_command(
            "padan", "--dtks", str(tmp_path / "rusak.parquet"), "--dukcapil", str(tmp_path / "p.parquet"),
            "--out", str(tmp_path / "r.parquet"),
        )  # fmt: skip


def _environ(folder: Path) -> dict[str, str]:
    """As an officer's shell has it, without the settings of the tests."""
    lain = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    return lain | {"OPENSIKS_HOME": str(folder / "rumah")}


def ask(folder: Path, *kata: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "opensiks", "padan", *kata], cwd=folder, capture_output=True, text=True,
        env=_environ(folder),
    )  # fmt: skip


def test_wrong_options_are_said_in_indonesian(tmp_path: Path) -> None:
    for kata, kalimat in (
        ((), "Isi dahulu --dtks, --dukcapil, --out."),
        (("--mode", "x"), "--mode tidak mengenal x; pilih 'kaskade', 'simil60', 'ketat'."),
        (("--utas", "dua"), "--utas butuh bilangan bulat, bukan dua."),
        (("--dtks",), "--dtks butuh satu nilai sesudahnya."),
    ):
        hasil = ask(tmp_path, *kata)
        assert (hasil.returncode, hasil.stderr) == (1, f"{kalimat} Lihat opensiks padan --help\n")
    bantuan = ask(tmp_path, "--help").stdout
    assert "pakai: opensiks padan" in bantuan
    assert "--settings" not in bantuan


def test_asked_to_end_it_leaves_everything_as_it_was(tmp_path: Path) -> None:
    pq.write_table(tabel([orang()], "did"), tmp_path / "d.parquet")
    pq.write_table(tabel([orang()], "pid"), tmp_path / "p.parquet")
    (tmp_path / "r.parquet").write_text("lama")
    # The signal comes in the middle of a query, or between two; a worker of the engine ends what it has begun.
    program = (
        "import os, signal, sys, threading\n"
        "from opensiks.pemadanan.mesin import jalan\n"
        "def wait(self, *_):\n"
        "    threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGTERM)).start()\n"
        "    while True:\n"
        "        self.db.execute('SELECT max(hash(range)) FROM range(20000000)')\n"
        "jalan.Jalan.match = wait\n"
        "from opensiks.__main__ import main\n"
        "main(sys.argv[1:])\n"
    )
    (tmp_path / "sementara").mkdir()
    hasil = subprocess.run(
        [sys.executable, "-c", program, "padan", "--dtks", "d.parquet", "--dukcapil", "p.parquet", "--out",
         "r.parquet"], cwd=tmp_path, capture_output=True, text=True, timeout=60,
        env=_environ(tmp_path) | {"TMPDIR": str(tmp_path / "sementara")},
    )  # fmt: skip
    assert hasil.returncode == 128 + signal.SIGINT
    assert hasil.stderr == "CommandError: Dihentikan. Tidak ada yang ditulis.\n"
    assert (tmp_path / "r.parquet").read_text() == "lama"
    assert list((tmp_path / "sementara").iterdir()) == []
    assert not list(tmp_path.glob(".*"))
