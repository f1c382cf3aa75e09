"""What the generator yields: families, persons, and the truth about each injected defect."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple


@dataclass(slots=True)
class IndividuSintetis:
    """One person. Empty text is "not filled in", as in the file; `tanggal_lahir` is None then."""

    id_registri: str
    nik: str
    nama: str
    tempat_lahir: str
    tanggal_lahir: date | None
    jenis_kelamin: str  # "L" or "P"
    nama_ibu: str
    pekerjaan: str
    status_kawin: int
    shdk: int
    jawaban: dict[str, int]
    program: frozenset[str]
    # What the centre last answered about this NIK, as the export prints it.
    keterangan_padan: str = "PADAN"


@dataclass(slots=True)
class KeluargaSintetis:
    """One family with its answers by the dtks2020 lists; `koordinat` is (lat, lon) in degrees, or unknown."""

    id_registri: str
    kode_desa: str
    dusun: str
    rt: str
    rw: str
    alamat: str
    no_kk: str
    jawaban: dict[str, int]
    koordinat: tuple[float, float] | None
    program: frozenset[str]
    anggota: list[IndividuSintetis]


class JenisKesalahan(StrEnum):
    NIK_KOSONG = "NIK_KOSONG"
    NIK_NOL = "NIK_NOL"
    NIK_SEMENTARA = "NIK_SEMENTARA"
    NIK_15_ANGKA = "NIK_15_ANGKA"
    NIK_17_ANGKA = "NIK_17_ANGKA"
    NIK_HURUF = "NIK_HURUF"
    NIK_TANGGAL = "NIK_TANGGAL"
    NIK_URUT_0000 = "NIK_URUT_0000"
    NIK_KEMBAR = "NIK_KEMBAR"
    NIK_SALAH_KETIK = "NIK_SALAH_KETIK"
    KK_KOSONG = "KK_KOSONG"
    KK_PANJANG = "KK_PANJANG"
    KK_TANGGAL = "KK_TANGGAL"
    KK_LAMA = "KK_LAMA"
    NAMA_KOSONG = "NAMA_KOSONG"
    NAMA_SALAH_KETIK = "NAMA_SALAH_KETIK"
    NAMA_EJAAN_LAMA = "NAMA_EJAAN_LAMA"
    NAMA_SINGKAT = "NAMA_SINGKAT"
    NAMA_TUNGGAL = "NAMA_TUNGGAL"
    NAMA_ALIAS = "NAMA_ALIAS"
    TANGGAL_TERTUKAR = "TANGGAL_TERTUKAR"
    TANGGAL_0101 = "TANGGAL_0101"
    TANGGAL_KOSONG = "TANGGAL_KOSONG"
    TANGGAL_MASA_DEPAN = "TANGGAL_MASA_DEPAN"
    TEMPAT_LAHIR_KOSONG = "TEMPAT_LAHIR_KOSONG"
    IBU_KOSONG = "IBU_KOSONG"
    IBU_SALAH_KETIK = "IBU_SALAH_KETIK"
    JENIS_KELAMIN_SALAH = "JENIS_KELAMIN_SALAH"
    KEPALA_GANDA = "KEPALA_GANDA"
    TANPA_KEPALA = "TANPA_KEPALA"
    GANDA = "GANDA"
    MENINGGAL = "MENINGGAL"
    PINDAH = "PINDAH"


_J = JenisKesalahan
# Break a blocking rule (R42-R44, R49-R51, R53, R54, R56) by what stands in the file itself. The rest is a
# warning, or known only after matching with Dukcapil or a visit.
MENGHALANGI: frozenset[JenisKesalahan] = frozenset(
    {
        _J.NIK_KOSONG, _J.NIK_NOL, _J.NIK_SEMENTARA, _J.NIK_15_ANGKA, _J.NIK_17_ANGKA, _J.NIK_HURUF,
        _J.NIK_TANGGAL, _J.NIK_URUT_0000, _J.NIK_KEMBAR, _J.KK_KOSONG, _J.KK_PANJANG, _J.KK_TANGGAL,
        _J.NAMA_KOSONG, _J.TANGGAL_KOSONG, _J.TANGGAL_MASA_DEPAN, _J.TEMPAT_LAHIR_KOSONG, _J.IBU_KOSONG,
        _J.KEPALA_GANDA, _J.TANPA_KEPALA, _J.GANDA,
    }
)  # fmt: skip


class Kesalahan(NamedTuple):
    """One truth record: what column of which registry person is wrong, and what would be right.

    `kolom` is a field of IndividuSintetis, or `no_kk` or `kode_desa` of the family; dates are ISO text,
    missing is "". Three kinds stand apart. MENINGGAL: kolom "meninggal", `benar` the day of death, `salah`
    "". PINDAH: the family object keeps the old village, `benar` is the new one. GANDA: kolom "id_registri",
    `benar` the first record of this person, `salah` this extra one; a copy in a family not its own is wrong
    only by being there.
    """

    id_registri: str
    jenis: JenisKesalahan
    kolom: str
    benar: str
    salah: str


class Catatan(NamedTuple):
    """A family as it is (None when the family exists only as a duplicate), as recorded, and what is wrong.

    Persons without a defect are the same object in both: do not write to them.
    """

    benar: KeluargaSintetis | None
    tercatat: KeluargaSintetis
    kesalahan: tuple[Kesalahan, ...]
