"""Rows of the registry beside each other: those that are one person, and how a row is written (R30, R147)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from opensiks.keluarga.models import Individu, Kepesertaan
from opensiks.pemadanan.models import Calon
from opensiks.rules.registri import StatusProgram

# Fields of a person that a proposal may take from the civil register, in the order they are shown.
ISIAN = ("nik", "nama", "tempat_lahir", "tanggal_lahir", "jenis_kelamin", "nama_ibu")


@dataclass(frozen=True)
class BarisLain:
    """One of the rows that are one person; `ini` is the row of the task. `isian`: ISIAN and the card, whole."""

    individu_id: int
    keluarga_id: int
    kode_desa: str
    id_registri: str
    nama: str
    nik: str
    alamat: str
    bantuan: bool
    pertahankan: bool
    ini: bool
    kepala: str
    isian: Mapping[str, str]


def list_baris_lain(calon: Calon, individu: Individu) -> tuple[BarisLain, ...]:
    """The rows of one person that the scope lets be seen: a village its own, the centre all of them."""
    rows = Calon.objects.filter(putaran=calon.putaran_id, grup=calon.grup).select_related(
        "individu__keluarga"
    )
    daftar = list(rows.order_by("-pertahankan", "individu_id"))
    berbantuan = find_berbantuan([c.individu_id for c in daftar])
    return tuple(
        BarisLain(
            c.individu_id, c.individu.keluarga_id, c.kode_desa, c.individu.id_registri, c.individu.nama,
            c.individu.nik, write_alamat(c.individu), c.individu_id in berbantuan, c.pertahankan,
            c.individu_id == individu.pk, c.individu.keluarga.kepala_nama, _read_sisi(c.individu),
        )
        for c in daftar
    )  # fmt: skip


def _read_sisi(i: Individu) -> dict[str, str]:
    return {**{k: write_teks(getattr(i, k)) for k in ISIAN}, "no_kk": i.keluarga.no_kk}


def find_berbantuan(individu_ids: Sequence[int]) -> set[int]:
    """Those of these persons for whom aid runs: their own, or their family's."""
    orang = dict(Individu.objects.filter(pk__in=individu_ids).values_list("pk", "keluarga_id"))
    rows = Kepesertaan.objects.filter(
        keluarga__in=set(orang.values()), status=StatusProgram.AKTIF, sampai__isnull=True
    )
    milik: set[tuple[int, int | None]] = set(rows.values_list("keluarga_id", "individu_id"))
    return {i for i, k in orang.items() if (k, None) in milik or (k, i) in milik}


def write_alamat(i: Individu) -> str:
    """Hamlet and RT/RW in one line, else the address."""
    k = i.keluarga
    rt_rw = "/".join(x for x in (f"RT {k.rt}" if k.rt else "", f"RW {k.rw}" if k.rw else "") if x)
    return " ".join(x for x in (k.dusun, rt_rw) if x) or k.alamat


def write_teks(nilai: Any) -> str:
    """A stored value as text; dates in ISO form, what is empty as ""."""
    return nilai.isoformat() if isinstance(nilai, date) else str(nilai or "")
