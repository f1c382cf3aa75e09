"""The synthetic population of a kabupaten, as it truly is: a stream of families, village by village."""

from collections.abc import Iterator
from datetime import date
from random import Random

from opensiks.synth.bentuk import IndividuSintetis, KeluargaSintetis
from opensiks.synth.jawaban import answer_keluarga
from opensiks.synth.nama import Acak
from opensiks.synth.susunan import CUCU, TAHUN, Perakit
from opensiks.synth.tempat import DesaSintetis, address, center, list_desa, list_dusun, share_individu

__all__ = ["HARI_BAKU", "IndividuSintetis", "KeluargaSintetis", "generate"]

HARI_BAKU = date(2021, 6, 1)
# The extra food aid of the 2021 restrictions (BPNT-PPKM) began in July; before, the column exists and is
# empty.
PPKM_MULAI = date(2021, 7, 1)
# Family cards began to carry the national number with SIAK.
KK_PERTAMA = date(2008, 1, 2)

PBI: frozenset[str] = frozenset({"PBI_JK"})
_KOSONG: frozenset[str] = frozenset()


def generate(
    kode_kabupaten: str, individu: int, *, seed: int = 2021, hari: date = HARI_BAKU
) -> Iterator[KeluargaSintetis]:
    """Families with exactly `individu` persons together, in all villages of the kabupaten, in code order.

    `hari` is the day on which ages and programmes are as told. The same arguments give the same families,
    whatever else was generated before. About one family for 3.46 persons. ValueError for an unknown code.
    """
    if individu < 0:
        raise ValueError("jumlah individu tidak boleh negatif")
    daftar = list_desa(kode_kabupaten)
    ukuran = share_individu(individu, len(daftar), Random(f"{seed}:{kode_kabupaten}:ukuran"))
    terpakai: set[str] = set()
    for desa, isi in zip(daftar, ukuran, strict=True):
        yield from _generate_desa(desa, isi, seed, hari, terpakai)


def _generate_desa(
    desa: DesaSintetis, individu: int, seed: int, hari: date, terpakai: set[str]
) -> Iterator[KeluargaSintetis]:
    perakit = Perakit(desa, seed, hari, terpakai)
    acak = perakit.acak
    daftar_dusun = list_dusun(desa, individu, acak)
    tengah = center(desa.kode, seed)
    sisa, urut = individu, 0
    while sisa:
        anggota, suku = perakit.build(sisa)
        sisa -= len(anggota)
        urut += 10  # the gap takes the ids of duplicates
        dusun = daftar_dusun[int(acak() * len(daftar_dusun))]
        kelas = _draw_kelas(acak)
        dicatat = date.fromordinal(KK_PERTAMA.toordinal() + int(acak() * (hari - KK_PERTAMA).days))
        kristen = suku in ("BATAK", "BALI", "TIMUR")
        yield KeluargaSintetis(
            f"{perakit.kode}{urut:08d}",
            desa.kode,
            dusun.nama,
            f"{1 + int(acak() * dusun.jumlah_rt):03d}",
            dusun.rw,
            address(desa, dusun, acak),
            perakit.number(perakit.awalan.sendiri, dicatat, 0),
            answer_keluarga(acak, kelas, len(anggota), kristen),
            _draw_titik(acak, tengah),
            _draw_program(acak, kelas, anggota, hari),
            anggota,
        )


def _draw_kelas(acak: Acak) -> int:
    u = acak()
    return 0 if u < 0.46 else 1 if u < 0.88 else 2


def _draw_titik(acak: Acak, tengah: tuple[float, float] | None) -> tuple[float, float] | None:
    """Where the house stands: a kilometre or two from the village's middle; four in ten were never tagged."""
    if tengah is None or acak() < 0.4:
        return None
    lat = tengah[0] + (acak() + acak() + acak() - 1.5) * 0.012
    return round(lat, 6), round(tengah[1] + (acak() + acak() + acak() - 1.5) * 0.012, 6)


def _draw_program(acak: Acak, kelas: int, anggota: list[IndividuSintetis], hari: date) -> frozenset[str]:
    """Programmes of the family; PBI-JK is written to the persons.

    National 2021: PKH 10 M and Sembako 18.8 M families, PBI-JK 96.8 M persons; in parts of the register about
    24 % and 46 % of families and 85 % of persons. BST went to families outside those two, here one in five.
    """
    _assign_pbi(acak, kelas, anggota)
    u = acak()
    if u < (0.45, 0.225, 0.035)[kelas] and _has_komponen_pkh(anggota, hari):
        return frozenset({"PKH", "SEMBAKO"}) if acak() < 0.93 else frozenset({"PKH"})
    if acak() < (0.45, 0.275, 0.08)[kelas]:
        return frozenset({"SEMBAKO"})
    v = acak()
    if v < 0.2:
        return frozenset({"BST"})
    return frozenset({"BPNT_PPKM"}) if hari >= PPKM_MULAI and v > 0.85 else _KOSONG


def _assign_pbi(acak: Acak, kelas: int, anggota: list[IndividuSintetis]) -> None:
    semua = acak() < (0.915, 0.83, 0.66)[kelas]
    for orang in anggota:
        # Babies come late into the list; a family outside it still has the odd member inside.
        if acak() < (0.97 if semua else 0.2):
            orang.program = PBI


def _has_komponen_pkh(anggota: list[IndividuSintetis], hari: date) -> bool:
    """Pregnant, under seven, at school to twenty-one, seventy or older, or severely disabled."""
    ordinal = hari.toordinal()
    for orang in anggota:
        umur = (ordinal - (orang.tanggal_lahir or hari).toordinal()) / TAHUN
        if umur < 7 or umur >= 70 or orang.jawaban["jenis_cacat"] >= 5 or orang.jawaban.get("sta_hamil") == 1:
            return True
        if umur <= 21 and orang.jawaban.get("partisipasi_sekolah") == 1 and orang.shdk <= CUCU:
            return True
    return False
