"""The built worksheet among the static files: whether it is there, what belongs to it, which version it is."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.templatetags.static import static

# Without these nothing opens; a stylesheet of its own is taken along when there is one.
PERLU = ("lembar/lembar.js", "lembar/penyelamat.js", "lembar/sw.js")
# What the pages of the worksheet load, in the order they ask for it.
IKUT = (
    "css/opensiks.css",
    "lembar/lembar.css",
    "lembar/lembar.js",
    "lembar/penyelamat.js",
    "tanda.svg",
    "ikon.svg",
)
# Never through the worker's own cache under a hashed name: it is asked for by its address.
ALAMAT = ("/lembar/", "/lembar/penyelamat/", "/lembar/manifest.webmanifest")


def is_terbangun() -> bool:
    return all(_find(nama) for nama in PERLU)


def has_pindai() -> bool:
    """The script that reads the QR of a laptop for the desk."""
    return bool(_find("lembar/pindai.js"))


def list_alamat() -> list[str]:
    """Every address that the worksheet needs to open without a line; the service worker keeps exactly these."""
    return [*ALAMAT, *(static(nama) for nama in IKUT if _find(nama))]


def list_gaya() -> list[str]:
    return [static(nama) for nama in IKUT if nama.endswith(".css") and _find(nama)]


def load_sw() -> bytes:
    """The worker, headed by what it keeps and by the version of all that: its bytes change when anything does."""
    path = _find("lembar/sw.js")
    return Path(path).read_bytes() if path else b""


def get_versi(*halaman: bytes) -> str:
    """Twelve characters of the hash over every file of the worksheet and these pages."""
    sidik = hashlib.sha256()
    for nama in (*IKUT, "lembar/sw.js"):
        if path := _find(nama):
            sidik.update(_hash(path, Path(path).stat().st_mtime_ns))
    for isi in halaman:
        sidik.update(isi)
    return sidik.hexdigest()[:12]


@lru_cache(64)
def _hash(path: str, diubah: int) -> bytes:
    return hashlib.sha256(Path(path).read_bytes()).digest()


def _find(nama: str) -> str:
    found = finders.find(nama)
    return found if isinstance(found, str) else ""
