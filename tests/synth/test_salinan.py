"""A later copy of the civil register: the same people, some written otherwise; the same seed, the same file."""

from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from opensiks.synth.ekspor import write_dukcapil
from opensiks.synth.preset import Preset, populate
from opensiks.synth.salinan import write_salinan

HARI = date(2021, 10, 3)


@pytest.fixture(scope="module")
def asal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("salinan") / "dukcapil.parquet"
    preset = Preset("18.04", 3_000)
    write_dukcapil(path, populate(preset), hari=preset.hari)
    return path


def test_the_same_people_some_written_otherwise(asal: Path, tmp_path: Path) -> None:
    tujuan = tmp_path / "okt.parquet"
    n = write_salinan(asal, tujuan, HARI)
    lama, baru = pq.read_table(asal), pq.read_table(tujuan)
    assert (n, baru.schema) == (lama.num_rows, lama.schema)
    for kolom in ("nik", "jenis_kelamin", "tempat_lahir", "meninggal", "ganda", "nonaktif"):
        assert baru[kolom].equals(lama[kolom])
    for kolom in ("no_kk", "nama", "nama_ibu", "tgl_lahir", "kode_desa"):
        beda = sum(a != b for a, b in zip(lama[kolom].to_pylist(), baru[kolom].to_pylist(), strict=True))
        assert 0.005 * n < beda < 0.08 * n, kolom
    kartu = [k for k in baru["no_kk"].to_pylist() if k]
    assert all(len(k) == 16 and k.isdigit() for k in kartu if k not in set(lama["no_kk"].to_pylist()))


def test_the_same_seed_gives_the_same_file(asal: Path, tmp_path: Path) -> None:
    satu, dua, lain = (tmp_path / f"{n}.parquet" for n in ("satu", "dua", "lain"))
    write_salinan(asal, satu, HARI)
    write_salinan(asal, dua, HARI)
    write_salinan(asal, lain, date(2021, 11, 3))
    assert satu.read_bytes() == dua.read_bytes() != lain.read_bytes()
