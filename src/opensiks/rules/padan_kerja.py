"""What a matching answer asks for, of whom, and in which order a village sees it (R30, R67-R69).

Matching says something about a record; what follows is work of a person: a proposal, a look at a card, a review.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum

from opensiks.rules.alasan_padan import Hasil
from opensiks.rules.nik import is_nik
from opensiks.rules.pemadanan import Keluaran
from opensiks.rules.rule import rule


class JenisTugas(StrEnum):
    NIK_SALAH = "NIK_SALAH"
    NIK_ORANG_LAIN = "NIK_ORANG_LAIN"
    MENINGGAL = "MENINGGAL"
    GANDA = "GANDA"
    GANDA_LINTAS = "GANDA_LINTAS"
    GANDA_DUKCAPIL = "GANDA_DUKCAPIL"
    NIK_TIDAK_DITEMUKAN = "NIK_TIDAK_DITEMUKAN"
    RAGU = "RAGU"


class Menunggu(StrEnum):
    """Who has to act next; DESA, the empty word, is the village itself."""

    DESA = ""
    TINJAUAN = "TINJAUAN"
    PUSDATIN = "PUSDATIN"
    DISDUKCAPIL = "DISDUKCAPIL"


class Kelompok(IntEnum):
    """The order of the list: what can be settled by oneself first, what waits for others last."""

    SEKALI_TEKAN = 1
    MUSYAWARAH = 2
    GANDA_DESA = 3
    LIHAT_KARTU = 4
    MENUNGGU = 5


class Lintas(StrEnum):
    """How far apart the rows of one person lie; TIDAK, the empty word: there is only one."""

    TIDAK = ""
    DESA = "DESA"
    KABUPATEN = "KABUPATEN"
    LAIN = "LAIN"


LABEL_TUGAS: dict[JenisTugas, str] = {
    JenisTugas.NIK_SALAH: "NIK salah; nomor yang benar ditemukan",
    JenisTugas.NIK_ORANG_LAIN: "NIK milik orang lain",
    JenisTugas.MENINGGAL: "Meninggal menurut Dukcapil",
    JenisTugas.GANDA: "Satu orang tercatat lebih dari sekali di desa ini",
    JenisTugas.GANDA_LINTAS: "Satu orang tercatat juga di desa lain",
    JenisTugas.GANDA_DUKCAPIL: "NIK ganda di Dukcapil",
    JenisTugas.NIK_TIDAK_DITEMUKAN: "NIK belum ditemukan di Dukcapil",
    JenisTugas.RAGU: "Belum pasti, sedang ditinjau",
}
LABEL_KELOMPOK: dict[Kelompok, str] = {
    Kelompok.SEKALI_TEKAN: "Selesai dengan sekali tekan",
    Kelompok.MUSYAWARAH: "Menurut Dukcapil sudah meninggal",
    Kelompok.GANDA_DESA: "Tercatat lebih dari sekali",
    Kelompok.LIHAT_KARTU: "Lihat KTP atau KK",
    Kelompok.MENUNGGU: "Menunggu pihak lain",
}
LANGKAH_KELOMPOK: dict[Kelompok, str] = {
    Kelompok.SEKALI_TEKAN: "Bandingkan isian lama dan baru, lalu usulkan perbaikannya.",
    Kelompok.MUSYAWARAH: "Tanya RT. Bila benar, isi tanggalnya dan lampirkan suratnya.",
    Kelompok.GANDA_DESA: "Bandingkan barisnya, pilih yang dipertahankan, lalu usulkan.",
    Kelompok.LIHAT_KARTU: "Datangi keluarganya dan cocokkan nomornya dengan KTP atau KK.",
    Kelompok.MENUNGGU: "Belum ada yang perlu dikerjakan desa.",
}
LABEL_MENUNGGU: dict[Menunggu, str] = {
    Menunggu.DESA: "Desa",
    Menunggu.TINJAUAN: "Menunggu tinjauan Pusdatin",
    Menunggu.PUSDATIN: "Menunggu dua petugas Pusdatin",
    Menunggu.DISDUKCAPIL: "Menunggu jawaban Disdukcapil",
}
# The only thing that a village reads about a row that is not its own.
KALIMAT_LINTAS: dict[Lintas, str] = {
    Lintas.TIDAK: "",
    Lintas.DESA: "",
    Lintas.KABUPATEN: "Satu baris lain ada di desa lain, kabupaten yang sama.",
    Lintas.LAIN: "Satu baris lain ada di desa lain, kabupaten lain.",
}
KODE_TUGAS: dict[JenisTugas, str] = {
    JenisTugas.NIK_SALAH: "R69",
    JenisTugas.NIK_ORANG_LAIN: "R69",
    JenisTugas.MENINGGAL: "R67",
    JenisTugas.GANDA: "R30",
    JenisTugas.GANDA_LINTAS: "R147",
    JenisTugas.GANDA_DUKCAPIL: "R67a",
    JenisTugas.NIK_TIDAK_DITEMUKAN: "R68",
    JenisTugas.RAGU: "R146",
}

_KELOMPOK: dict[JenisTugas, Kelompok] = {
    JenisTugas.NIK_SALAH: Kelompok.SEKALI_TEKAN,
    JenisTugas.NIK_ORANG_LAIN: Kelompok.SEKALI_TEKAN,
    JenisTugas.MENINGGAL: Kelompok.MUSYAWARAH,
    JenisTugas.GANDA: Kelompok.GANDA_DESA,
    JenisTugas.GANDA_LINTAS: Kelompok.GANDA_DESA,
    JenisTugas.GANDA_DUKCAPIL: Kelompok.LIHAT_KARTU,
    JenisTugas.NIK_TIDAK_DITEMUKAN: Kelompok.LIHAT_KARTU,
    JenisTugas.RAGU: Kelompok.MENUNGGU,
}
# Without a proposal there is nothing to press: the card must be looked at.
_BUTUH_USUL = frozenset({JenisTugas.NIK_SALAH, JenisTugas.NIK_ORANG_LAIN})


@dataclass(frozen=True, slots=True)
class FaktaKerja:
    """One item of the list. `bantuan`: aid runs for the family; `ada_usul`: a value of the civil register to take."""

    jenis: JenisTugas
    menunggu: Menunggu
    ada_usul: bool
    bantuan: bool
    sejak: datetime
    nama: str
    id: int


def group_of(f: FaktaKerja) -> Kelompok:
    """Where an item stands in the village's list."""
    if f.menunggu is not Menunggu.DESA:
        return Kelompok.MENUNGGU
    if f.jenis in _BUTUH_USUL and not f.ada_usul:
        return Kelompok.LIHAT_KARTU
    return _KELOMPOK[f.jenis]


def sort_key(f: FaktaKerja) -> tuple[int, bool, datetime, str, int]:
    """Group, then whose aid is at stake, then the oldest, then by name."""
    return group_of(f), not f.bantuan, f.sejak, f.nama, f.id


@dataclass(frozen=True, slots=True)
class FaktaCalon:
    """What a run of the cascade found for one row. `nik` is the row's own number."""

    hasil: Hasil
    nik: str = ""
    ragu: bool = False
    # Whether the doubt is about somebody who can be named; without him there is nothing to review.
    ada_calon: bool = True
    meninggal: bool = False
    ganda_dukcapil: bool = False
    nonaktif: bool = False
    # Rows that are one person: how far apart, whether this one is kept, whether any of them is in doubt.
    lintas: Lintas = Lintas.TIDAK
    pertahankan: bool = False
    grup_ragu: bool = False

    @property
    def perlu_tinjauan(self) -> bool:
        """A doubt for a reviewer (R146); one about nobody in particular is no match, and goes the way of R68."""
        return self.ragu and self.ada_calon


def keluaran_of(f: FaktaCalon) -> Keluaran:
    """The standing answer: doubt first, then what the civil register says of the person, then of the number."""
    if f.perlu_tinjauan:
        return Keluaran.RAGU
    for tanda, keluaran in (
        (f.meninggal, Keluaran.MENINGGAL),
        (f.ganda_dukcapil, Keluaran.GANDA_DUKCAPIL),
        (f.nonaktif, Keluaran.NONAKTIF_DUKCAPIL),
    ):
        if tanda:
            return keluaran
    if f.hasil is Hasil.TIDAK_DITEMUKAN:
        return Keluaran.NIK_TIDAK_DITEMUKAN if is_nik(f.nik) else Keluaran.FORMAT_SALAH
    return Keluaran(f.hasil.value)


def tugas_of(f: FaktaCalon) -> tuple[JenisTugas, Menunggu] | None:
    """What is asked about one row, and of whom first; None: nothing beyond what the findings ask already.

    A row to be closed as a double comes before all else; across villages the centre looks first (R147).
    """
    if f.lintas in (Lintas.KABUPATEN, Lintas.LAIN) and not f.pertahankan:
        return JenisTugas.GANDA_LINTAS, Menunggu.PUSDATIN
    if f.perlu_tinjauan or (f.lintas is Lintas.DESA and not f.pertahankan and f.grup_ragu):
        return JenisTugas.RAGU, Menunggu.TINJAUAN
    if f.lintas is Lintas.DESA and not f.pertahankan:
        return JenisTugas.GANDA, Menunggu.DESA
    keluaran = keluaran_of(f).value
    return (JenisTugas(keluaran), Menunggu.DESA) if keluaran in JenisTugas.__members__ else None


def keluaran_if_lain(hasil: Hasil, nik: str) -> Keluaran:
    """The standing answer once a reviewer said that the person found is somebody else."""
    if hasil in (Hasil.PADAN, Hasil.NIK_ORANG_LAIN):
        return Keluaran.NIK_ORANG_LAIN
    return Keluaran.NIK_TIDAK_DITEMUKAN if is_nik(nik) else Keluaran.FORMAT_SALAH


@dataclass(frozen=True, slots=True)
class FaktaTugas:
    """A task somebody wants to turn into a proposal."""

    jenis: JenisTugas
    menunggu: Menunggu
    selesai: bool
    ada_usul: bool
    ada_periode: bool = True
    cocok: bool = True


@rule("R149", sumber="Rancangan; bersama R67-R69", langkah="Muat ulang daftar pekerjaan.")
def is_tugas_terbuka(f: FaktaTugas) -> bool:
    """Tugas ini sudah dijawab."""
    return not f.selesai


@rule("R149a", sumber="Rancangan; bersama R146", langkah="Tunggu sampai tugas ini dibuka untuk desa.")
def is_tugas_desa(f: FaktaTugas) -> bool:
    """Tugas ini masih menunggu pihak lain."""
    return f.menunggu is Menunggu.DESA


@rule(
    "R149b", sumber="Rancangan; bersama R69", langkah="Lihat KTP atau KK, lalu isi usulan perbaikan sendiri."
)
def has_usul(f: FaktaTugas) -> bool:
    """Tidak ada isian Dukcapil untuk diusulkan pada tugas ini."""
    return f.ada_usul


@rule("R149c", sumber="SMG; bersama R71", langkah="Tunggu masa usulan berikutnya.")
def has_periode(f: FaktaTugas) -> bool:
    """Belum ada periode di desa ini; usulan menunggu periode dibuka."""
    return f.ada_periode


@rule("R149d", sumber="Rancangan", langkah="Buka tugas yang sesuai dengan usulannya.")
def is_jenis_cocok(f: FaktaTugas) -> bool:
    """Usulan ini tidak cocok dengan jenis tugasnya."""
    return f.cocok


RULES_TUGAS = (is_tugas_terbuka, is_tugas_desa, is_jenis_cocok, has_usul, has_periode)
