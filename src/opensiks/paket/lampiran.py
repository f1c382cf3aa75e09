"""Photos and papers of a village: asked for by their hash, kept when the bytes come, without what a camera adds."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.db import connection

from opensiks.infra import files
from opensiks.paket.models import Titipan

# Application data of a JPEG (where and with what it was taken) and its comments; APP0 and APP14 say how to decode.
_BUANG = frozenset({*range(0xE1, 0xEE), 0xEF, 0xFE})
_GAMBAR = 0xDA


def keep_lampiran(t: Titipan, kode_desa: str, manifes: Mapping[str, Any], isi: Mapping[str, bytes]) -> int:
    """Write down what the package names and keep what came along; returns how many bytes-bearing ones were new.

    A photo under another hash than the one that a line asked for is simply another photo: nothing takes it.
    """
    rows = [(x["sha256"], x["ukuran"], x["jenis"], x["guna"][:32]) for x in manifes["lampiran"]]
    if not rows:
        return 0
    simpan = {s: files.save(clean_jpeg(b), jenis=["jpg", "pdf"]) for s, b in isi.items()}
    kolom = [list(k) for k in zip(*rows, strict=True)]
    with connection.cursor() as cur:
        cur.execute(
            """INSERT INTO paket_lampiran (kode_desa, sha256, ukuran, jenis, guna, simpan_sha256, diminta_at)
               SELECT %s, b.*, '', %s FROM unnest(%s::text[], %s::int[], %s::text[], %s::text[]) AS b
               ON CONFLICT (kode_desa, sha256) DO NOTHING""",
            [kode_desa, t.at, *kolom],
        )
        cur.execute(
            """UPDATE paket_lampiran l
               SET diterima_at = %s, titipan_id = %s, simpan_sha256 = b.simpan, ukuran = b.ukuran
               FROM unnest(%s::text[], %s::text[], %s::int[]) AS b (sidik, simpan, ukuran)
               WHERE l.kode_desa = %s AND l.sha256 = b.sidik AND l.diterima_at IS NULL""",
            [
                t.at, t.pk, list(simpan), [b.sha256 for b in simpan.values()], [b.ukuran for b in simpan.values()],
                kode_desa,
            ],
        )  # fmt: skip
        return int(cur.rowcount)


def find_lampiran(kode_desa: str, sidik: Collection[str]) -> dict[str, files.Berkas]:
    """The stored file of each of these hashes that has come; the others are still to be brought."""
    if not sidik:
        return {}
    with connection.cursor() as cur:
        cur.execute(
            """SELECT sha256, simpan_sha256, ukuran, jenis FROM paket_lampiran
               WHERE kode_desa = %s AND sha256 = ANY(%s) AND diterima_at IS NOT NULL""",
            [kode_desa, list(sidik)],
        )
        jenis = {"image/jpeg": "jpg", "application/pdf": "pdf"}
        return {s: files.Berkas(simpan, ukuran, jenis.get(j, "")) for s, simpan, ukuran, j in cur.fetchall()}


def clean_jpeg(isi: bytes) -> bytes:
    """A JPEG without EXIF, position and comments, its picture untouched; anything else as it is."""
    if not isi.startswith(b"\xff\xd8\xff"):
        return isi
    return b"".join(_parts(isi))


def _parts(isi: bytes) -> Iterator[bytes]:
    yield isi[:2]
    di = 2
    while di + 4 <= len(isi) and isi[di] == 0xFF and isi[di + 1] != _GAMBAR:
        panjang = 2 + int.from_bytes(isi[di + 2 : di + 4], "big")
        if isi[di + 1] not in _BUANG:
            yield isi[di : di + panjang]
        di += panjang
    yield isi[di:]
