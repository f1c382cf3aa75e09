"""The published way to verify a list works as printed, on a list that the real services set and wrote."""

import hashlib
import json
import re
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet
import pytest

from opensiks.infra.scope import scope_nasional
from opensiks.penetapan.export import FORMAT, SKEMA, export_penetapan
from opensiks.penetapan.services import finalise_penetapan
from opensiks.rules.aktor import Actor
from opensiks.rules.peran import Peran
from opensiks.rules.wilayah import NASIONAL
from tests.cast import DESA, KAB, RATNA
from tests.contracts.pohon import AKAR
from tests.factories.keluarga import baris, buat_wilayah, daftarkan, istri, keluarga_di, orang

HALAMAN = (AKAR / "docs" / "format-penetapan.md").read_text()
PENETAP = Actor(120, "Wulan", Peran.PUSDATIN, NASIONAL)
AT = datetime(2021, 8, 5, 3, tzinfo=UTC)


@pytest.fixture
def folder(db: None, tmp_path: Path) -> Path:
    """A small list of July 2021, set by two persons and written out; one name is beyond ASCII."""
    buat_wilayah()
    with scope_nasional():
        keluarga_di(DESA, 3)
        daftarkan(baris(DESA, [orang("ÉLODIE 'ÂKU"), istri(jenis_kelamin="", tanggal_lahir=None)], no_kk=""))
        penetapan = finalise_penetapan(date(2021, 7, 1), KAB, "SK/1/2021", disiapkan=RATNA, by=PENETAP, at=AT)
        export_penetapan(penetapan, tmp_path, tujuan="uji", by=PENETAP, at=AT)
    return tmp_path


def verify(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the example of the page in the folder, with nothing of ours on the path."""
    [contoh] = re.findall(r"```python\n(.*?)```", HALAMAN, re.S)
    perintah = [sys.executable, "-I", "-c", contoh]
    return subprocess.run(perintah, cwd=folder, capture_output=True, text=True, timeout=60)


def test_the_printed_example_proves_a_written_list(folder: Path) -> None:
    hasil = verify(folder)
    manifes = json.loads((folder / "manifest.json").read_text())
    assert hasil.stdout == f"sah: {manifes['individu']} orang, {manifes['isi_sha256']}\n", hasil.stderr
    assert manifes["individu"] > 4


def test_it_sees_one_changed_byte_of_the_file(folder: Path) -> None:
    berkas = bytearray((folder / "daftar.parquet").read_bytes())
    berkas[40] ^= 1
    (folder / "daftar.parquet").write_bytes(berkas)
    assert "berkas berubah" in verify(folder).stderr


def test_it_sees_one_changed_letter_even_with_a_new_file_hash(folder: Path) -> None:
    rows = parquet.read_table(folder / "daftar.parquet").to_pylist()
    rows[0]["nama"] += "H"
    rewrite(folder, rows)
    assert "isi berubah" in verify(folder).stderr


def test_it_sees_a_missing_person(folder: Path) -> None:
    rewrite(folder, parquet.read_table(folder / "daftar.parquet").to_pylist()[1:])
    assert "jumlah orang berbeda" in verify(folder).stderr


def rewrite(folder: Path, rows: list[dict[str, object]]) -> None:
    """Write other rows, and a manifest that admits the new file: only the content hash can still tell."""
    berkas = folder / "daftar.parquet"
    parquet.write_table(pa.Table.from_pylist(rows, schema=SKEMA), berkas)
    manifes = json.loads((folder / "manifest.json").read_text())
    manifes["berkas_sha256"] = hashlib.sha256(berkas.read_bytes()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifes))


def test_the_page_names_every_column_and_every_key(folder: Path) -> None:
    manifes = json.loads((folder / "manifest.json").read_text())
    assert manifes["format"] == FORMAT
    assert [k for k in [*SKEMA.names, *manifes, FORMAT] if f"`{k}`" not in HALAMAN] == []
