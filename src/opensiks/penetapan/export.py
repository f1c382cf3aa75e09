"""Writing a list as Parquet with a manifest, and proving a written list; docs/format-penetapan.md says the format."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from opensiks.akun.access import require
from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.penetapan.models import Penetapan
from opensiks.penetapan.queries import KOLOM_ISI, list_isi
from opensiks.rules.aktor import Actor
from opensiks.rules.penetapan import hash_isi
from opensiks.rules.peran import Izin

SKEMA = pa.schema([(k, pa.int16() if k == "shdk" else pa.string()) for k in KOLOM_ISI])
FORMAT = "opensiks-penetapan-1"


@mutation("penetapan.exported")
def export_penetapan(
    penetapan: Penetapan, folder: Path, *, tujuan: str, by: Actor, at: datetime
) -> dict[str, Any]:
    """Write daftar.parquet and manifest.json into `folder`; returns the manifest. Logged with its purpose (R96)."""
    require(by, Izin.PENETAPAN_FINALISE)
    folder.mkdir(parents=True, exist_ok=True)
    berkas = folder / "daftar.parquet"
    _write_parquet(berkas, list_isi(penetapan))
    manifest = {
        "format": FORMAT,
        "bulan": penetapan.bulan.isoformat()[:7],
        "kode_wilayah": penetapan.kode_wilayah,
        "nomor_sk": penetapan.nomor_sk,
        "individu": penetapan.jumlah_individu,
        "keluarga": penetapan.jumlah_keluarga,
        "isi_sha256": penetapan.sha256,
        "berkas_sha256": _hash_berkas(berkas),
        "jejak_akar": penetapan.jejak_akar,
        "ditahan": penetapan.ditahan,
        "sebelumnya_sha256": penetapan.sebelumnya.sha256 if penetapan.sebelumnya else None,
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n")
    jejak.record(
        "penetapan.exported", penetapan, by=by, at=at, tujuan=tujuan, baris=penetapan.jumlah_individu,
        penerima=by.nama, berkas_sha256=manifest["berkas_sha256"],
    )  # fmt: skip
    return manifest


def verify_berkas(folder: Path) -> list[str]:
    """Hold a written list against its manifest; an empty answer means that nothing was altered."""
    manifest = json.loads((folder / "manifest.json").read_text())
    berkas = folder / "daftar.parquet"
    if _hash_berkas(berkas) != manifest["berkas_sha256"]:
        return ["Berkas daftar.parquet berbeda dari sidik di manifes."]
    with pq.ParquetFile(berkas) as isi:
        jumlah = isi.metadata.num_rows
        sidik = hash_isi(baris for potong in isi.iter_batches(20_000) for baris in potong.to_pylist())
    salah = []
    if jumlah != manifest["individu"]:
        salah.append(f"Jumlah baris {jumlah}, menurut manifes {manifest['individu']}.")
    if sidik != manifest["isi_sha256"]:
        salah.append("Isi daftar berbeda dari sidik isi di manifes.")
    return salah


def _hash_berkas(berkas: Path) -> str:
    with berkas.open("rb") as isi:
        return hashlib.file_digest(isi, "sha256").hexdigest()


def folder_of(akar: Path, bulan: date, kode_wilayah: str) -> Path:
    return akar / "penetapan" / f"{bulan:%Y-%m}-{kode_wilayah or 'nasional'}"


def _write_parquet(berkas: Path, rows: Iterator[dict[str, Any]]) -> None:
    with pq.ParquetWriter(berkas, SKEMA, compression="zstd") as tulis:
        while potong := list(islice(rows, 20_000)):
            tulis.write_table(pa.Table.from_pylist(potong, schema=SKEMA))
