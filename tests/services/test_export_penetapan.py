"""A set list as a file with its manifest: anybody can hold one against the other (R96, R100)."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from opensiks.akun.access import TidakBerhak
from opensiks.infra.scope import scope_nasional
from opensiks.jejak.models import Jejak
from opensiks.penetapan.export import export_penetapan, folder_of, verify_berkas
from opensiks.penetapan.models import Penetapan
from opensiks.penetapan.queries import KOLOM_ISI
from opensiks.penetapan.services import finalise_penetapan
from opensiks.rules.peran import Peran
from tests.factories.pengesahan import buat_keluarga
from tests.factories.verval import DESA, JAYA, KAB, RATNA, SARI, buat_wilayah, petugas, wib

PENYIAP = petugas(Peran.PUSDATIN, "", akun_id=900_116, nama="Penyiap")
AT = wib(2023, 8, 1)


@pytest.fixture(autouse=True)
def daftar(db: None) -> Iterator[Penetapan]:
    with scope_nasional():
        buat_wilayah(DESA)
        buat_keluarga(DESA, 3)
        yield finalise_penetapan(date(2023, 7, 1), KAB, "SK/1", disiapkan=PENYIAP, by=RATNA, at=AT)


def export(daftar: Penetapan, folder: Path) -> dict[str, Any]:
    return export_penetapan(daftar, folder, tujuan="Arsip", by=RATNA, at=AT)


def test_the_manifest_names_list_file_and_trail(daftar: Penetapan, tmp_path: Path) -> None:
    folder = folder_of(tmp_path, daftar.bulan, KAB)
    manifest = export(daftar, folder)
    assert manifest == json.loads((folder / "manifest.json").read_text())
    berkas = folder / "daftar.parquet"
    assert manifest["berkas_sha256"] == hashlib.sha256(berkas.read_bytes()).hexdigest()
    assert (manifest["bulan"], manifest["individu"], manifest["isi_sha256"], manifest["jejak_akar"]) == (
        "2023-07",
        9,
        daftar.sha256,
        daftar.jejak_akar,
    )
    tabel = pq.read_table(berkas)
    assert tuple(tabel.column_names) == KOLOM_ISI
    assert tabel.column("id_individu").to_pylist() == sorted(tabel.column("id_individu").to_pylist())
    assert verify_berkas(folder) == []


def test_written_twice_it_is_the_same_file(daftar: Penetapan, tmp_path: Path) -> None:
    assert export(daftar, tmp_path / "a") == export(daftar, tmp_path / "b")


def test_an_altered_file_is_found(daftar: Penetapan, tmp_path: Path) -> None:
    export(daftar, tmp_path)
    berkas = tmp_path / "daftar.parquet"
    berkas.write_bytes(berkas.read_bytes() + b"\0")
    assert verify_berkas(tmp_path) == ["Berkas daftar.parquet berbeda dari sidik di manifes."]


def test_an_altered_row_is_found_even_with_a_fitting_file_hash(daftar: Penetapan, tmp_path: Path) -> None:
    manifest = export(daftar, tmp_path)
    berkas = tmp_path / "daftar.parquet"
    tabel = pq.read_table(berkas)
    nama = ["NAMA LAIN", *tabel.column("nama").to_pylist()[1:]]
    pq.write_table(tabel.set_column(tabel.column_names.index("nama"), "nama", [nama]), berkas)
    manifest["berkas_sha256"] = hashlib.sha256(berkas.read_bytes()).hexdigest()
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    assert verify_berkas(tmp_path) == ["Isi daftar berbeda dari sidik isi di manifes."]
    pq.write_table(tabel.slice(0, 8), berkas)
    manifest["berkas_sha256"] = hashlib.sha256(berkas.read_bytes()).hexdigest()
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    assert verify_berkas(tmp_path)[0] == "Jumlah baris 8, menurut manifes 9."


def test_R96_the_export_is_logged_with_purpose_count_and_recipient(daftar: Penetapan, tmp_path: Path) -> None:
    export(daftar, tmp_path)
    catatan = Jejak.objects.get(peristiwa="penetapan.exported").ringkasan
    assert (catatan["tujuan"], catatan["baris"], catatan["penerima"]) == ("Arsip", 9, "Ratna")


@pytest.mark.parametrize("oleh", [SARI, JAYA])
def test_only_the_centre_exports(daftar: Penetapan, tmp_path: Path, oleh: Any) -> None:
    with pytest.raises(TidakBerhak):
        export_penetapan(daftar, tmp_path / "x", tujuan="Arsip", by=oleh, at=AT)
    assert not (tmp_path / "x").exists()
