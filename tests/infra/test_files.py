"""Evidence is kept under its own fingerprint, whole or not at all."""

import hashlib
import io
from pathlib import Path

import pytest

from opensiks.infra import files

PDF = b"%PDF-1.7\n" + b"isi" * 1000
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64


@pytest.fixture(autouse=True)
def rumah(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OPENSIKS_HOME", str(tmp_path))
    return tmp_path


def kept(rumah: Path) -> list[Path]:
    return [path for path in (rumah / "berkas").rglob("*") if path.is_file()]


def test_file_is_kept_under_its_sha256(rumah: Path) -> None:
    berkas = files.save(PDF)
    assert berkas == (hashlib.sha256(PDF).hexdigest(), len(PDF), "pdf")
    assert files.load(berkas.sha256) == PDF
    assert files.exists(berkas.sha256)
    with files.open_file(berkas.sha256) as file:
        assert file.read() == PDF
    folder = rumah / "berkas" / berkas.sha256[:2] / berkas.sha256[2:4]
    assert [path.name for path in folder.iterdir()] == [berkas.sha256]


def test_same_content_twice_is_one_file(rumah: Path) -> None:
    assert files.save(PNG) == files.save(io.BytesIO(PNG))
    assert len(kept(rumah)) == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Berkas kosong"),
        (b"<script>", "Berkas harus berupa PDF, JPG, PNG."),
        (b"MZ\x90" + PDF, "Berkas harus berupa PDF, JPG, PNG."),
        (PDF + b"x" * 5000, "Berkas terlalu besar; paling besar 4 KB."),
    ],
)
def test_wrong_file_is_refused_and_leaves_nothing(rumah: Path, content: bytes, sentence: str) -> None:
    with pytest.raises(files.BerkasDitolak, match=sentence):
        files.save(io.BytesIO(content), max_ukuran=4096)
    assert kept(rumah) == []


def test_kinds_may_be_narrowed_or_opened() -> None:
    with pytest.raises(files.BerkasDitolak, match="berupa JPG, PNG"):
        files.save(PDF, jenis=("jpg", "png"))
    assert files.save(b"NIK|NAMA\n", jenis=()).jenis == ""


def test_altered_file_is_noticed() -> None:
    berkas = files.save(PDF)
    path = files.path_of(berkas.sha256)
    path.chmod(0o600)
    path.write_bytes(PDF + b".")
    with pytest.raises(files.BerkasDitolak, match="diubah"):
        files.load(berkas.sha256)


@pytest.mark.parametrize("sha256", ["../../etc/passwd", "", "A" * 64, "a" * 63])
def test_only_a_fingerprint_opens_a_file(sha256: str) -> None:
    with pytest.raises(ValueError, match="not a SHA-256"):
        files.load(sha256)
