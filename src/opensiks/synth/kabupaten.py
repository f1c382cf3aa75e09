"""A whole kabupaten over months, through the real services: who loads, who decides, who forwards, who sets.

Nothing here writes a row by itself. Every act is done by the person whose act it is, in that person's scope and at
the story's own time, so the board, the trail and the lists say what they would say of a real one.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from datetime import time as jam
from pathlib import Path

from opensiks.infra.clock import zona
from opensiks.infra.scope import scope_nasional
from opensiks.keluarga.masuk import BarisIndividu, BarisKeluarga
from opensiks.keluarga.services import import_keluarga
from opensiks.rules.aktor import sistem
from opensiks.synth.bentuk import MENGHALANGI, Catatan, JenisKesalahan, KeluargaSintetis, Kesalahan
from opensiks.synth.ekspor import PenulisDukcapil
from opensiks.synth.petugas import Petugas, create_petugas
from opensiks.synth.preset import Preset, populate
from opensiks.synth.skenario import Skenario
from opensiks.wilayah.penduduk import load_contoh
from opensiks.wilayah.services import load_wilayah

TEMUAN_KUNJUNGAN = MENGHALANGI | {JenisKesalahan.MENINGGAL, JenisKesalahan.PINDAH}
# Village, family, what is wrong in it.
Kebenaran = defaultdict[str, dict[str, list[Kesalahan]]]


@dataclass
class Panggung:
    """Where the story plays: the kabupaten, its people, what is truly so, and how long each stage took."""

    preset: Preset
    skenario: Skenario
    folder: Path
    petugas: Petugas
    kebenaran: Kebenaran = field(default_factory=lambda: defaultdict(dict))
    detik: dict[str, float] = field(default_factory=dict)

    @property
    def kode(self) -> str:
        return self.preset.kode_kabupaten

    def at(self, hari: date, pukul: int = 9, menit: int = 0) -> datetime:
        """A moment on the kabupaten's own clock."""
        return datetime.combine(hari, jam(pukul, menit), zona(self.kode))

    @property
    def ekstrak(self) -> Path:
        return self.folder / "dukcapil.parquet"


@contextmanager
def stage(detik: dict[str, float], nama: str, tell: Callable[[str], None]) -> Iterator[None]:
    """Time one stage and say that it begins."""
    tell(nama)
    mulai = time.perf_counter()
    yield
    detik[nama] = round(detik.get(nama, 0.0) + time.perf_counter() - mulai, 1)


def prepare_panggung(
    preset: Preset, skenario: Skenario, folder: Path, tell: Callable[[str], None]
) -> Panggung:
    """Load areas, make the accounts, fill the register, and keep the Dukcapil extract beside it."""
    detik: dict[str, float] = {}
    at = datetime.combine(skenario.data_per, jam(8), zona(preset.kode_kabupaten))
    folder.mkdir(parents=True, exist_ok=True)
    with stage(detik, "wilayah", tell), scope_nasional():
        load_wilayah(by=sistem("Pemasangan"), at=at, pada=skenario.data_per)
        load_contoh(by=sistem("Pemasangan"), at=at)
    with stage(detik, "petugas", tell), scope_nasional():
        petugas = create_petugas(preset.kode_kabupaten, at=at, sejak=skenario.data_per, seed=preset.seed)
    panggung = Panggung(preset, skenario, folder, petugas, detik=detik)
    with (
        stage(detik, "impor", tell),
        scope_nasional(),
        PenulisDukcapil(panggung.ekstrak, preset.hari, preset.seed) as dukcapil,
    ):
        import_keluarga(
            _rows(panggung, dukcapil),
            kode_wilayah=preset.kode_kabupaten,
            by=petugas.pusdatin[0],
            at=at,
            nama=f"Data contoh {skenario.preset}",
        )
    return panggung


def _rows(panggung: Panggung, dukcapil: PenulisDukcapil) -> Iterator[BarisKeluarga]:
    for catatan in populate(panggung.preset):
        dukcapil.write(catatan)
        _remember(panggung.kebenaran, catatan)
        yield _keluarga(catatan.tercatat, panggung.skenario.data_per)


def _remember(kebenaran: Kebenaran, catatan: Catatan) -> None:
    """Only what a visit would act on: a letter wrong in a name is found by matching, not at the door."""
    salah = [k for k in catatan.kesalahan if k.jenis in TEMUAN_KUNJUNGAN]
    if salah:
        kebenaran[catatan.tercatat.kode_desa][catatan.tercatat.id_registri] = salah


def _keluarga(k: KeluargaSintetis, verval_terakhir: date) -> BarisKeluarga:
    return BarisKeluarga(
        id_registri=k.id_registri, kode_desa=k.kode_desa, no_kk=k.no_kk, alamat=k.alamat, dusun=k.dusun, rt=k.rt,
        rw=k.rw, jawaban=k.jawaban, lintang=k.koordinat[0] if k.koordinat else None,
        bujur=k.koordinat[1] if k.koordinat else None, verval_terakhir=verval_terakhir, program=k.program,
        anggota=[
            BarisIndividu(
                id_registri=i.id_registri, nik=i.nik, nama=i.nama, tempat_lahir=i.tempat_lahir,
                tanggal_lahir=i.tanggal_lahir, jenis_kelamin=i.jenis_kelamin, nama_ibu=i.nama_ibu,
                pekerjaan=i.pekerjaan, status_kawin=i.status_kawin, shdk=i.shdk, jawaban=i.jawaban, program=i.program,
            )
            for i in k.anggota
        ],
    )  # fmt: skip
