"""Rows that are one person, and what became of a doubt in an earlier run: seen over all candidates of a run at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from opensiks.pemadanan.baris import find_berbantuan
from opensiks.pemadanan.jawaban import list_putusan
from opensiks.rules.alasan_padan import Hasil
from opensiks.rules.padan_kerja import FaktaCalon, JenisTugas, Lintas, Menunggu, tugas_of
from opensiks.rules.padan_tinjau import Jawaban


@dataclass(frozen=True)
class Baris:
    """One candidate before it is written. `usul`, `alasan` as in models.Calon; `dengan`: the person's other rows."""

    did: int
    kode_desa: str
    peluang: float
    fakta: FaktaCalon
    usul: dict[str, str]
    alasan: list[dict[str, Any]]
    dengan: tuple[int, ...] = ()
    # The number of the person found, also where it is the row's own; empty: nobody.
    nik: str = ""
    grup: int | None = None
    # A merge that two people of the centre confirmed in an earlier run.
    disetujui: bool = False

    @property
    def tugas(self) -> tuple[JenisTugas, Menunggu] | None:
        asal = tugas_of(self.fakta)
        if asal == (JenisTugas.GANDA_LINTAS, Menunggu.PUSDATIN) and self.disetujui:
            return JenisTugas.GANDA_LINTAS, Menunggu.DESA
        return asal

    def as_row(self, putaran: int) -> tuple[Any, ...]:
        """The values of kaskade.KOLOM_CALON."""
        f, tugas = self.fakta, self.tugas
        menunggu = tugas[1] if tugas else Menunggu.DESA
        return (
            putaran, self.did, self.kode_desa, f.hasil, round(self.peluang, 6), self.nik, self.usul,
            _json(self.alasan), self.grup, f.pertahankan, f.lintas.value, f.meninggal, f.ganda_dukcapil, f.nonaktif,
            f.ragu, menunggu is not Menunggu.DESA, menunggu is Menunggu.PUSDATIN,
        )  # fmt: skip


def join_grup(calon: Iterable[Baris]) -> list[Baris]:
    """The candidates with their groups, which row of each is kept, and what reviewers settled before.

    Kept is the row whose aid runs (R30), else the one with the person's own number, else the oldest.
    """
    semua = _apply_putusan(list(calon))
    per_grup: dict[int, list[int]] = defaultdict(list)
    for n, b in enumerate(semua):
        if b.dengan:
            per_grup[min(b.did, *b.dengan)].append(n)
    anggota = [n for rows in per_grup.values() for n in rows]
    berbantuan = find_berbantuan([semua[n].did for n in anggota]) if anggota else set()
    for nomor, (_, rows) in enumerate(sorted(per_grup.items()), start=1):
        if len(rows) < 2:
            continue
        utama = min(rows, key=lambda n: _rank(semua[n], berbantuan))
        lintas = find_lintas([semua[n].kode_desa for n in rows])
        ragu = any(semua[n].fakta.perlu_tinjauan for n in rows)
        for n in rows:
            fakta = replace(semua[n].fakta, lintas=lintas, pertahankan=n == utama, grup_ragu=ragu)
            semua[n] = replace(semua[n], grup=nomor, fakta=fakta)
    return semua


def find_lintas(desa: Sequence[str]) -> Lintas:
    """How far apart the villages of one person's rows lie."""
    for lebar, lintas in ((13, Lintas.DESA), (5, Lintas.KABUPATEN)):
        if len({kode[:lebar] for kode in desa}) == 1:
            return lintas
    return Lintas.LAIN


def _rank(b: Baris, berbantuan: set[int]) -> tuple[bool, bool, int]:
    return b.did not in berbantuan, b.fakta.hasil != Hasil.PADAN, b.did


def _apply_putusan(calon: list[Baris]) -> list[Baris]:
    """A doubt that was settled stays settled as long as the same person of the civil register is found for it."""
    rows = (
        list_putusan()
        .exclude(jawaban=Jawaban.TIDAK_TAHU)
        .filter(calon__individu_id__in=[b.did for b in calon])
    )
    lama = {
        (i, nik, dua): Jawaban(jawaban)
        for i, nik, dua, jawaban in rows.order_by("id").values_list(
            "calon__individu_id", "calon__nik_usul", "calon__dua_orang", "jawaban"
        )
    }
    return [_with_putusan(b, lama) for b in calon] if lama else calon


def _with_putusan(b: Baris, lama: dict[tuple[int, str, bool], Jawaban]) -> Baris:
    gabung, orang = lama.get((b.did, b.nik, True)), lama.get((b.did, b.nik, False))
    if gabung is Jawaban.SAMA:
        b = replace(b, disetujui=True)
    elif gabung is Jawaban.BEDA:
        b = replace(b, dengan=())
    if orang is Jawaban.SAMA:
        return replace(b, fakta=replace(b.fakta, ragu=False))
    if orang is Jawaban.BEDA:
        return replace(b, nik="", usul={}, alasan=[], dengan=(), fakta=_without(b.fakta))
    return b


def _without(f: FaktaCalon) -> FaktaCalon:
    """The answer when the person found is somebody else."""
    milik_lain = f.hasil in (Hasil.PADAN, Hasil.NIK_ORANG_LAIN)
    return FaktaCalon(Hasil.NIK_ORANG_LAIN if milik_lain else Hasil.TIDAK_DITEMUKAN, f.nik)


def _json(isi: list[dict[str, Any]]) -> Any:
    from psycopg.types.json import Jsonb

    return Jsonb(isi)
