"""Verdicts and receipts bound to the trail: an event carries the hash of every row it wrote, and a proof reads them.

Whoever changes a verdict behind the application changes a row whose hash stands in a chain that he cannot change.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from opensiks.jejak.models import Jejak
from opensiks.jejak.queries import BuktiJejak, verify_jejak
from opensiks.paket.models import TandaTerima, Ubahan
from opensiks.paket.simpan import read_ubahan
from opensiks.rules.canonical import canonical_bytes
from opensiks.rules.vonis import hash_putusan

_KOLOM = (
    "kode_desa", "kid", "ubahan", "n", "jenis", "pokok", "sha256", "vonis", "kode", "kalimat", "hasil", "versi",
    "lawan", "at",
)  # fmt: skip
_PERISTIWA = ("titipan.judged", "bentrok.settled")
# (what, name) → (hash, seq of the event that says it)
_Daun = dict[tuple[str, str], tuple[str, int]]


def write_sidik(
    kid: str, daftar_n: Collection[int], tanda: Iterable[TandaTerima] = ()
) -> dict[str, dict[str, str]]:
    """What an event says of the rows that its act wrote: hash by "<device>/<n>", and by "<deposit>/<number>"."""
    rows = read_ubahan(_KOLOM, kid, daftar_n)
    return {
        "ubahan": {f"{r[1]}/{r[3]}": hash_putusan(_isi(r)) for r in rows},
        "tanda": {_nama(t): _hash_tanda(t) for t in tanda},
    }


def verify_semua(progress: Callable[[int], None] = lambda n: None) -> BuktiJejak:
    """The chains, and then the verdicts and receipts that their events vouch for."""
    rantai = verify_jejak(progress)
    if not rantai.sah:
        return rantai
    putusan = verify_putusan()
    return rantai if putusan.sah else putusan


def verify_putusan() -> BuktiJejak:
    """Recompute the hash of every visible verdict and receipt; names the first that is not what the trail says."""
    sidik = Jejak.objects.filter(peristiwa__in=_PERISTIWA, ringkasan__has_key="sidik_baris")
    desa = {*Ubahan.objects.values_list("kode_desa", flat=True).distinct()}
    desa |= {*sidik.values_list("rantai", flat=True).distinct()}
    jumlah = 0
    for kode in sorted(desa):
        rows = sidik.filter(rantai=kode).order_by("seq").values_list("seq", "ringkasan__sidik_baris")
        daun = _collect(rows)
        jumlah += len(daun)
        if salah := _find_salah(kode, daun):
            return BuktiJejak(jumlah, len(desa), kode, *salah)
    return BuktiJejak(jumlah, len(desa))


def _collect(rows: Iterable[tuple[int, dict[str, dict[str, str]]]]) -> _Daun:
    """The last word of a chain on each row."""
    return {
        (jenis, nama): (hash_, seq)
        for seq, sidik in rows
        for jenis in ("ubahan", "tanda")
        for nama, hash_ in sidik[jenis].items()
    }


def _find_salah(kode_desa: str, daun: _Daun) -> tuple[int, str] | None:
    """(seq, reason) of the first row of the village that is not as its event says, or that is gone."""
    sisa = dict(daun)
    for kunci, hash_, kata in (*_list_ubahan(kode_desa), *_list_tanda(kode_desa)):
        harap, seq = sisa.pop(kunci, ("", 0))
        if not harap:
            return seq, f"{kata} tidak ada dalam jejak"
        if hash_ != harap:
            return seq, f"{kata} tidak cocok dengan sidiknya"
    for (jenis, nama), (_, seq) in sisa.items():
        return seq, f"{_KATA[jenis]} {nama} hilang"
    return None


_KATA = {"ubahan": "putusan atas ubahan", "tanda": "tanda terima"}


def _list_ubahan(kode_desa: str) -> Iterator[tuple[tuple[str, str], str, str]]:
    rows = Ubahan.objects.filter(kode_desa=kode_desa).order_by("kid", "n").values_list(*_KOLOM, "baris")
    for r in rows:
        utuh = hashlib.sha256(canonical_bytes(r[-1])).hexdigest() == r[6]
        nama = f"{r[1]}/{r[3]}"
        yield ("ubahan", nama), hash_putusan(_isi(r)) if utuh else "", f"{_KATA['ubahan']} {nama}"


def _list_tanda(kode_desa: str) -> Iterator[tuple[tuple[str, str], str, str]]:
    for t in TandaTerima.objects.filter(kode_desa=kode_desa).order_by("titipan_id", "nomor"):
        yield ("tanda", _nama(t)), _hash_tanda(t), f"{_KATA['tanda']} {_nama(t)}"


def _isi(r: tuple[Any, ...]) -> dict[str, Any]:
    isi = dict(zip(_KOLOM, r, strict=False))
    return {**isi, "at": isi["at"].isoformat()}


def _nama(t: TandaTerima) -> str:
    return f"{t.titipan_id}/{t.nomor}"


def _hash_tanda(t: TandaTerima) -> str:
    return hash_putusan({"isi": t.isi_sha256, "berkas": t.sha256})
