"""The evidence store: every file under the SHA-256 of its content, written once and never changed.

The same file brought twice is one file. A name never comes from a person, so no path can be made to point
elsewhere.
"""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO, NamedTuple

from opensiks.infra import home

MAX_UKURAN = 10 * 1024 * 1024
# The first bytes of what the regulations accept as evidence.
TANDA = {"pdf": b"%PDF-", "jpg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n"}
BUKTI = frozenset(TANDA)
BERKAS = "berkas"
SHA256 = re.compile(r"[0-9a-f]{64}")


class Berkas(NamedTuple):
    """A stored file: content hash (hex), size in bytes, kind ("pdf", "jpg", "png", or "" for any other)."""

    sha256: str
    ukuran: int
    jenis: str


class BerkasDitolak(Exception):
    """A file that is not taken; the message is one Indonesian sentence for the person who sent it."""


def save(
    source: bytes | IO[bytes],
    *,
    jenis: Iterable[str] = BUKTI,
    max_ukuran: int = MAX_UKURAN,
    di: str = BERKAS,
) -> Berkas:
    """Keep the content of `source`, an evidence file of one of the kinds `jenis`; an empty `jenis` takes any
    file. `di` is the store: a folder of OPENSIKS_HOME, "berkas" unless told otherwise.

    Raises BerkasDitolak for an empty, too large or wrong file. Nothing is left behind then.
    """
    root = folder(di)
    descriptor, draft = tempfile.mkstemp(prefix=".tulis-", dir=root)
    try:
        with os.fdopen(descriptor, "wb") as file:
            berkas = _pour(source, file, tuple(jenis), max_ukuran)
            file.flush()
            os.fsync(file.fileno())
        _settle(Path(draft), path_of(berkas.sha256, di))
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    return berkas


def load(sha256: str, di: str = BERKAS) -> bytes:
    """The content under `sha256`; FileNotFoundError when there is none, BerkasDitolak when it was altered."""
    content = path_of(sha256, di).read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise BerkasDitolak("Isi berkas tidak lagi sama dengan sidik jarinya; berkas ini rusak atau diubah.")
    return content


def open_file(sha256: str) -> IO[bytes]:
    """The same content as a stream, for sending; not checked again."""
    return path_of(sha256).open("rb")


def exists(sha256: str) -> bool:
    return path_of(sha256).is_file()


def path_of(sha256: str, di: str = BERKAS) -> Path:
    """Where a content is or would be kept; ValueError for a text that is no SHA-256."""
    if not SHA256.fullmatch(sha256):
        raise ValueError("not a SHA-256 in hex")
    return folder(di) / sha256[:2] / sha256[2:4] / sha256


def folder(di: str = BERKAS) -> Path:
    return home.make_private_dir(home.home() / di)


def list_sidik(di: str) -> list[str]:
    """The hash of every finished file in a store, in order; drafts of a write that was cut short are left out."""
    return sorted(p.name for p in folder(di).glob("??/??/*") if SHA256.fullmatch(p.name))


def _pour(source: bytes | IO[bytes], file: IO[bytes], jenis: tuple[str, ...], max_ukuran: int) -> Berkas:
    digest, size, kind = hashlib.sha256(), 0, ""
    for chunk in _chunks(source):
        if size == 0:
            kind = _kind(chunk, jenis)
        size += len(chunk)
        if size > max_ukuran:
            raise BerkasDitolak(f"Berkas terlalu besar; paling besar {_ukuran(max_ukuran)}.")
        digest.update(chunk)
        file.write(chunk)
    if size == 0:
        raise BerkasDitolak("Berkas kosong; pilih berkas yang berisi.")
    return Berkas(digest.hexdigest(), size, kind)


def _ukuran(how_many: int) -> str:
    for unit, size in (("MB", 1024**2), ("KB", 1024)):
        if how_many >= size:
            return f"{how_many // size} {unit}"
    return f"{how_many} byte"


def _chunks(source: bytes | IO[bytes]) -> Iterable[bytes]:
    if isinstance(source, bytes):
        return [source] if source else []
    return iter(lambda: source.read(1024 * 1024), b"")


def _kind(start: bytes, jenis: tuple[str, ...]) -> str:
    kind = next((name for name, mark in TANDA.items() if start.startswith(mark)), "")
    if jenis and kind not in jenis:
        raise BerkasDitolak(f"Berkas harus berupa {', '.join(name.upper() for name in _urut(jenis))}.")
    return kind


def _urut(jenis: Iterable[str]) -> list[str]:
    """Kinds in the order we name them to people."""
    return [name for name in TANDA if name in set(jenis)]


def _settle(draft: Path, target: Path) -> None:
    """Give the finished file its name; the rename is atomic and the folder entry is made durable."""
    if target.exists():
        draft.unlink()
        return
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft.chmod(0o400)
    draft.rename(target)
    entry = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(entry)
    finally:
        os.close(entry)
