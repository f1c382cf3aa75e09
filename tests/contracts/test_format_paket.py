"""The published way to verify a package works as printed, and the page names what the format has."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from opensiks.paket import tanda
from opensiks.rules import manifes
from opensiks.rules.manifes import Ubahan
from opensiks.rules.paket import BENTUK, Arah, KodePaket
from tests.contracts.pohon import AKAR

HALAMAN = (AKAR / "docs" / "format-paket.md").read_text()
KASUS = AKAR / "tests" / "cases" / "paket"


def verify(folder: Path, berkas: str) -> subprocess.CompletedProcess[str]:
    """Run the example of the page, with nothing of ours on the path."""
    [contoh] = re.findall(r"```python\n(.*?)```", HALAMAN, re.S)
    kunci = json.loads((KASUS / "kunci.json").read_text())
    shutil.copy(KASUS / berkas, folder / "paket.age")
    (folder / "identitas.txt").write_text(kunci["kantor"]["identitas"])
    (folder / "registrar.json").write_text(json.dumps(kunci["registrar"]["jwk"]))
    perintah = [sys.executable, "-I", "-c", contoh]
    return subprocess.run(perintah, cwd=folder, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize("berkas", ["baik/naik_es256.age", "baik/naik_ed25519.age", "baik/naik_crlf.age.txt"])
def test_the_printed_example_proves_a_package(tmp_path: Path, berkas: str) -> None:
    hasil = verify(tmp_path, berkas)
    assert hasil.stdout == "sah: 18.04.01.2001 7 15 ubahan\n", hasil.stderr


@pytest.mark.parametrize(
    "berkas",
    [
        "isi_diganti",
        "isi_sidik_lain",
        "lampiran_berubah",
        "alg_none",
        "sertifikat_registrar_lain",
        "desa_lain",
    ],
)
def test_it_sees_a_forged_one(tmp_path: Path, berkas: str) -> None:
    hasil = verify(tmp_path, f"cacat/{berkas}.age")
    assert hasil.returncode == 1
    assert hasil.stdout == ""


def test_the_page_names_every_key_direction_and_reason() -> None:
    nama = [
        *manifes.MANIFES,
        *(k for isi in manifes.MANIFES.values() if isinstance(isi, dict) for k in isi),
        *manifes.LAMPIRAN,
        *manifes.JUMLAH_NAIK,
        *Ubahan._fields,
        *tanda._KLAIM,
        *Arah,
        *(a.badan for a in Arah),
        *KodePaket,
        BENTUK,
    ]
    assert (
        sorted(
            {
                n
                for n in nama
                if not re.search(rf"[`\"]{re.escape(n)}[`\"]", HALAMAN)
                and f"  {n}" not in HALAMAN
                and f" {n} " not in HALAMAN
            }
        )
        == []
    )
