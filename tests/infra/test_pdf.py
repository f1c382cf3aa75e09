"""A printed paper is a function of its data: same input, same bytes."""

import hashlib
import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from opensiks.infra import pdf

CONTOH = """
#import "/infra/typst/dasar.typ": *
#let data = json(bytes(sys.inputs.data))
#show: dokumen.with(judul: data.judul, kode: data.kode)
#kop(data.kop)
#judul_surat(data.judul, nomor: data.nomor)
#let baris = data.daftar.enumerate().map(((i, n)) => ([#(i + 1)], n)).flatten()
#table(columns: (auto, 1fr), [No], [Nama], ..baris)
#tanda_tangan(data.orang)
"""
DATA = {
    "judul": "Berita Acara Musyawarah Pekon",
    "kode": "7K4M-2Q9D-XTR8",
    "nomor": "470/01/2021",
    "kop": ["Pemerintah Kabupaten Uji", "Kecamatan Contoh", "Pekon Percobaan"],
    "daftar": [f"Nama Uji {n} #let * _ $" for n in range(60)],
    "orang": [{"jabatan": "Peratin", "nama": "Uji Satu"}, {"jabatan": "Ketua LHP", "nama": "Uji Dua"}],
}


@pytest.fixture
def contoh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / "uji" / "typst").mkdir(parents=True)
    (tmp_path / "uji" / "typst" / "contoh.typ").write_text(CONTOH)
    (tmp_path / "infra").symlink_to(pdf.ROOT / "infra")
    monkeypatch.setattr(pdf, "ROOT", tmp_path)
    return "uji/contoh"


def test_same_input_gives_the_same_bytes(contoh: str) -> None:
    first = pdf.render(contoh, DATA)
    assert first == pdf.render(contoh, dict(reversed(DATA.items())))
    assert first.startswith(b"%PDF-")
    assert first != pdf.render(contoh, DATA | {"nomor": "470/02/2021"})
    assert first != pdf.render(contoh, DATA, at=datetime(2021, 7, 31, tzinfo=UTC))


def test_another_process_gives_the_same_bytes(contoh: str) -> None:
    code = (
        "import sys, json, hashlib, pathlib; from opensiks.infra import pdf;"
        "pdf.ROOT = pathlib.Path(sys.argv[1]);"
        "print(hashlib.sha256(pdf.render('uji/contoh', json.loads(sys.argv[2]))).hexdigest())"
    )
    command = [sys.executable, "-c", code, str(pdf.ROOT), json.dumps(DATA)]
    other = subprocess.run(command, capture_output=True, text=True, check=True)
    assert other.stdout.strip() == hashlib.sha256(pdf.render(contoh, DATA)).hexdigest()


def test_papers_are_set_in_fonts_of_wheels_only() -> None:
    """One file of each weight and nothing of the machine: elsewhere the bytes would be others."""
    huruf = pdf._fonts().fonts()
    assert "DejaVu Sans Mono" in {h.family for h in huruf}
    assert sorted(Path(h.path).name for h in huruf if h.path) == sorted(pdf.HURUF)
    assert sorted((h.weight, h.style) for h in huruf if h.family == "Source Sans Pro") == [
        (400, "italic"), (400, "normal"), (700, "italic"), (700, "normal"),
    ]  # fmt: skip


def test_missing_template_and_wrong_data_are_reported(contoh: str) -> None:
    with pytest.raises(pdf.TemplateError, match="no template"):
        pdf.render("uji/tidak_ada", {})
    with pytest.raises(pdf.TemplateError, match="judul"):
        pdf.render(contoh, {})
