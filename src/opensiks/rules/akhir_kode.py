"""Codes that are no longer chosen, from which day on, and what took their place (R83i).

A code is ended, never taken out of its list: what was decided while it held stays readable and countable.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from opensiks.rules.jenis import Jenis
from opensiks.rules.paket import JenisUbahan
from opensiks.rules.rule import rule


class Akhir(NamedTuple):
    """`sampai`: the last day on which the code was chosen. `pengganti`: the code that is chosen since, "" for none."""

    sampai: date
    pengganti: str = ""


class Berakhir(NamedTuple):
    """A code that had ended when it was chosen."""

    kode: str
    akhir: Akhir


# List of the worksheet → code → its end. Bantuan Sosial Tunai was paid in 2020 and 2021.
AKHIR_KODE: dict[str, dict[str, Akhir]] = {"program": {"BST": Akhir(date(2021, 12, 31))}}

_ALASAN: dict[str, str] = {Jenis.TIDAK_DITEMUKAN: "alasan_tidak_ditemukan"}


def _list_kode(jenis: str, isi: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """(list, code) of every code that a line chooses."""
    match jenis:
        case JenisUbahan.VERVAL:
            yield "hasil_verval", isi.get("hasil")
        case JenisUbahan.FOTO:
            yield "jenis_foto", isi.get("jenis")
        case JenisUbahan.USULAN:
            yield "jenis", isi.get("jenis")
            yield "program", isi.get("program")
            yield _ALASAN.get(str(isi.get("jenis")), "alasan_tidak_layak"), isi.get("kode_alasan")
            bukti = isi.get("bukti")
            for b in bukti if isinstance(bukti, list) else ():
                yield "bukti", b.get("jenis") if isinstance(b, dict) else None


def find_berakhir(jenis: str, isi: Mapping[str, Any], pada: str) -> Berakhir | None:
    """The first code of a line that had ended on the day of the visit, or else of the decision (`pada`, ISO)."""
    hari = str(isi.get("tanggal") or "") if jenis == JenisUbahan.VERVAL else pada[:10]
    for daftar, kode in _list_kode(jenis, isi):
        akhir = AKHIR_KODE.get(daftar, {}).get(str(kode))
        if akhir is not None and hari > akhir.sampai.isoformat():
            return Berakhir(str(kode), akhir)
    return None


@rule(
    "R83i", sumber="Rancangan",
    langkah="Dinas memutuskan; atau cabut, muat lembar kerja terbaru, lalu catat lagi.",
)  # fmt: skip
def is_kode_berlaku(berakhir: Berakhir | None) -> bool:
    """Kode {kode} tidak dipilih lagi sesudah {tanggal}; {pengganti}."""
    return berakhir is None


def compose_akhir() -> dict[str, dict[str, list[str]]]:
    """As the worksheet carries it: list → code → [last day, replacement]."""
    return {
        daftar: {kode: [a.sampai.isoformat(), a.pengganti] for kode, a in per_kode.items()}
        for daftar, per_kode in AKHIR_KODE.items()
    }
