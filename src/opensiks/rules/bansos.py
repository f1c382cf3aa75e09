"""Aid programmes, what they count, and the reasons somebody comes to or leaves a list."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from opensiks.rules.alasan import ALASAN_TIDAK_LAYAK
from opensiks.rules.rule import Tingkat, rule


class Satuan(StrEnum):
    KELUARGA = "KELUARGA"
    INDIVIDU = "INDIVIDU"


@dataclass(frozen=True)
class Program:
    kode: str
    label: str
    satuan: Satuan


PROGRAM: dict[str, Program] = {
    p.kode: p
    for p in (
        Program("PKH", "Program Keluarga Harapan", Satuan.KELUARGA),
        Program("SEMBAKO", "Sembako/BPNT", Satuan.KELUARGA),
        Program("PBI_JK", "Penerima Bantuan Iuran JKN", Satuan.INDIVIDU),
        Program("BST", "Bantuan Sosial Tunai", Satuan.KELUARGA),
    )
}

REGISTRI = "REGISTRI"
"""TIDAK_LAYAK for the registry itself, and so for every programme."""


class SebabKeluar(StrEnum):
    """Why a row of the last list is not in the next; a programme may add any code of ALASAN_TIDAK_LAYAK."""

    BEKU = "BEKU"
    DITIDURKAN = "DITIDURKAN"
    MENINGGAL = "MENINGGAL"
    PINDAH = "PINDAH"
    GANDA = "GANDA"
    TIDAK_DITEMUKAN = "TIDAK_DITEMUKAN"
    TIDAK_LAYAK = "TIDAK_LAYAK"


class SebabMasuk(StrEnum):
    AWAL = "AWAL"
    USULAN = "USULAN"
    AKTIF_KEMBALI = "AKTIF_KEMBALI"
    IMPOR = "IMPOR"


LABEL_SEBAB: dict[str, str] = {
    SebabKeluar.BEKU: "Dibekukan karena lama tidak diverval",
    SebabKeluar.DITIDURKAN: "Ditidurkan karena desanya tidak menyerahkan hasil",
    SebabKeluar.MENINGGAL: "Meninggal",
    SebabKeluar.PINDAH: "Pindah",
    SebabKeluar.GANDA: "Data ganda",
    SebabKeluar.TIDAK_DITEMUKAN: "Tidak ditemukan",
    SebabKeluar.TIDAK_LAYAK: "Tidak layak menurut musyawarah",
    SebabMasuk.AWAL: "Daftar pertama",
    SebabMasuk.USULAN: "Usulan ditetapkan",
    SebabMasuk.AKTIF_KEMBALI: "Aktif kembali setelah diverval",
    SebabMasuk.IMPOR: "Masuk lewat impor data",
}


def label_sebab(kode: str) -> str:
    """Words for a reason of a list or a draw; an unknown code is shown as it is."""
    if kode in LABEL_SEBAB:
        return LABEL_SEBAB[kode]
    return ALASAN_TIDAK_LAYAK[kode].label.rstrip(".") if kode in ALASAN_TIDAK_LAYAK else kode


# status_pekerjaan 5: PNS/TNI/Polri/BUMN/BUMD/legislatif (domain 7.3).
STATUS_PEKERJAAN_PEGAWAI = 5
PEKERJAAN_PEGAWAI = frozenset({"ASN", "PNS", "TNI", "POLRI", "PENSIUNAN"})


@dataclass(frozen=True, kw_only=True)
class FaktaPekerjaan:
    """Occupations in one family card, as code and as the card's word in capitals."""

    program_aktif: bool = False
    status_pekerjaan: Collection[int] = ()
    pekerjaan: Collection[str] = ()


@rule(
    "R32", sumber="GTLO", tingkat=Tingkat.W, langkah="Bahas di musyawarah; bila sepakat, usulkan tidak layak."
)
def is_pekerjaan_sesuai(f: FaktaPekerjaan) -> bool:
    """Periksa kelayakan: ada anggota ASN, TNI, Polri atau pensiunan, sedangkan bantuan aktif."""
    pegawai = STATUS_PEKERJAAN_PEGAWAI in f.status_pekerjaan or PEKERJAAN_PEGAWAI & set(f.pekerjaan)
    return not (f.program_aktif and pegawai)
