"""Extracts of the civil register as offices send them: CSV and Parquet read alike, refused where nobody is found."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from opensiks.pemadanan.dukcapil import EkstrakDitolak, find_ekstrak
from opensiks.pemadanan.ekstrak import save_berkas

NIK = "1804041705808001"
CSV = """NIK;NAMA;TGL_LAHIR;JENIS_KELAMIN;MENINGGAL
18.04.04.170580.8001;SURYADI WIBOWO;17-05-1980;Laki-laki;Ya
1804045705808002;SUMINAH;17-05-1980;Perempuan;Tidak
"""


@pytest.fixture(autouse=True)
def rumah(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OPENSIKS_HOME", str(tmp_path / "rumah"))
    return tmp_path / "rumah"


def write_parquet(path: Path, **isian: Any) -> Path:
    baku = {
        "nik": NIK,
        "nama": "SURYADI WIBOWO",
        "tgl_lahir": "17/05/1980",
        "jenis_kelamin": "l",
        "meninggal": "1",
    }
    pq.write_table(pa.table({k: [v] for k, v in (baku | isian).items()}), path)
    return path


def test_a_csv_and_a_parquet_of_texts_are_read_alike(tmp_path: Path) -> None:
    (tmp_path / "e.csv").write_text(CSV)
    for path in (tmp_path / "e.csv", write_parquet(tmp_path / "e.parquet", nik=float(NIK))):
        (b,) = find_ekstrak(path, [NIK]).values()
        assert (b.nama, b.tgl_lahir, b.jenis_kelamin, b.meninggal) == (
            "SURYADI WIBOWO", date(1980, 5, 17), "L", True,
        )  # fmt: skip
    assert not find_ekstrak(tmp_path / "e.csv", ["1804045705808002"])["1804045705808002"].meninggal


@pytest.mark.parametrize(
    ("isian", "kalimat"),
    [
        (
            {"tgl_lahir": "17 Mei 1980"},
            "Kolom tgl_lahir di berkas ekstrak ini tidak terbaca: butuh tanggal, misalnya",
        ),
        ({"nik": "1804-?"}, "Kolom nik di berkas ekstrak ini tidak terbaca: butuh 16 angka"),
        ({"jenis_kelamin": "X"}, "Kolom jenis_kelamin di berkas ekstrak ini tidak terbaca: butuh L atau P"),
    ],
)
def test_an_extract_by_which_nobody_is_found_is_refused(
    tmp_path: Path, rumah: Path, isian: dict[str, str], kalimat: str
) -> None:
    isi = write_parquet(tmp_path / "e.parquet", **isian).read_bytes()
    with pytest.raises(EkstrakDitolak, match=kalimat):
        save_berkas("e.parquet", BytesIO(isi))
    assert list((rumah / "ekstrak").iterdir()) == []
    assert save_berkas("e.parquet", BytesIO(write_parquet(tmp_path / "baik.parquet").read_bytes()))
