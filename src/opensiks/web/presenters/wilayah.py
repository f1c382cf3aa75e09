"""The four selects that lead to a village: each level lists what lies in the one above it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from opensiks.rules.wilayah import is_kode, tingkat
from opensiks.web.bahasa import nanti
from opensiks.wilayah.queries import list_anak, list_jalur

_LABEL = (nanti("Provinsi"), nanti("Kabupaten atau kota"), nanti("Kecamatan"), nanti("Desa atau kelurahan"))
_KATA = ("provinsi", nanti("kabupaten atau kota"), "kecamatan", nanti("desa atau kelurahan"))


@dataclass(frozen=True)
class Tingkatan:
    """One select: its choices (code, name) and the one taken."""

    nama: str
    label: str
    kosong: str
    pilihan: tuple[tuple[str, str], ...]
    dipilih: str


@dataclass(frozen=True)
class PilihWilayah:
    """The selects so far; `kode` is the village once it is reached."""

    tingkatan: tuple[Tingkatan, ...]
    kode: str
    nama: str


def compose_pilih(kode: str) -> PilihWilayah:
    """The chooser opened at an area of any level; "" shows the provinces."""
    kode = kode if is_kode(kode) else ""
    jalur = list_jalur(kode) if kode else []
    dipilih = [w.kode for w in jalur]
    tingkatan = []
    for n in range(min(len(dipilih) + 1, 4)):
        anak = list_anak(dipilih[n - 1] if n else "")
        tingkatan.append(
            Tingkatan(
                f"w{n + 1}", _LABEL[n], _("Pilih {n}").format(n=_KATA[n]),
                tuple((w.kode, _nama(w.nama, w.sebutan, n)) for w in sorted(anak, key=lambda w: w.nama)),
                dipilih[n] if n < len(dipilih) else "",
            )
        )  # fmt: skip
    sampai = kode if jalur and tingkat(kode) == 4 else ""
    return PilihWilayah(
        tuple(tingkatan), sampai, ", ".join(w.nama for w in reversed(jalur)) if sampai else ""
    )


def _nama(nama: str, sebutan: str, n: int) -> str:
    return f"{sebutan.capitalize()} {nama}" if n == 3 else nama
