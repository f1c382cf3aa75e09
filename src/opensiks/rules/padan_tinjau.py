"""Who settles a doubt of matching, and what the civil registry office may answer: reviews, confirmations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from opensiks.rules.nik import is_nik
from opensiks.rules.rule import rule


class Jawaban(StrEnum):
    """A reviewer's answer: the row and the civil register's person, or two rows, are one person."""

    SAMA = "SAMA"
    BEDA = "BEDA"
    TIDAK_TAHU = "TIDAK_TAHU"


class JawabanDukcapil(StrEnum):
    """What the civil registry office answered about a person."""

    NIK_BENAR = "NIK_BENAR"
    NIK_LAIN = "NIK_LAIN"
    MENINGGAL = "MENINGGAL"
    TIDAK_ADA = "TIDAK_ADA"


LABEL_JAWABAN: dict[Jawaban, str] = {
    Jawaban.SAMA: "Orang yang sama",
    Jawaban.BEDA: "Orang yang berbeda",
    Jawaban.TIDAK_TAHU: "Tidak dapat dipastikan",
}
LABEL_DUKCAPIL: dict[JawabanDukcapil, str] = {
    JawabanDukcapil.NIK_BENAR: "NIK benar",
    JawabanDukcapil.NIK_LAIN: "NIK yang benar lain",
    JawabanDukcapil.MENINGGAL: "Sudah meninggal",
    JawabanDukcapil.TIDAK_ADA: "Tidak ada di Dukcapil",
}

CUKUP = 2  # equal answers of different people that settle a merge across villages
MAKS_PETUGAS = 3  # so many different people at most are asked


def settle(jawaban: Sequence[tuple[int, Jawaban]], dua_orang: bool) -> Jawaban | None:
    """What the answers of different people (id, answer) come to; None while another person is awaited.

    An ordinary doubt ends with the first who knows; a merge across villages with two who say the same. Who does not
    know leaves it to the next; after the last person it stays unknown.
    """
    tahu = [j for _, j in jawaban if j is not Jawaban.TIDAK_TAHU]
    perlu = CUKUP if dua_orang else 1
    for pilihan in (Jawaban.SAMA, Jawaban.BEDA):
        if tahu.count(pilihan) >= perlu:
            return pilihan
    habis = len(jawaban) >= (MAKS_PETUGAS if dua_orang else CUKUP)
    return Jawaban.TIDAK_TAHU if habis else None


@dataclass(frozen=True, slots=True)
class FaktaTinjauan:
    """Somebody wants to answer a review. `oleh`: who; `dijawab`: who answered so far; `selesai`: it is settled."""

    oleh: int
    dijawab: tuple[int, ...] = ()
    selesai: bool = False
    dapat_ditinjau: bool = True


@rule("R146", sumber="Rancangan: antrean tinjauan", langkah="Ambil tinjauan berikutnya.")
def is_perlu_tinjauan(f: FaktaTinjauan) -> bool:
    """Tinjau hanya baris yang belum pasti dan belum selesai."""
    return f.dapat_ditinjau and not f.selesai


@rule("R147", sumber="Rancangan: dua pasang mata", langkah="Serahkan tinjauan ini kepada petugas lain.")
def is_petugas_lain(f: FaktaTinjauan) -> bool:
    """Satu petugas menjawab satu tinjauan sekali; jawaban kedua dari petugas lain."""
    return f.oleh not in f.dijawab


@dataclass(frozen=True, slots=True)
class FaktaBatal:
    """Somebody wants an answer back. `terakhir`: who gave the last one that stands; the rest of what it settled."""

    oleh: int
    terakhir: int | None
    desa_mulai: bool = False
    putaran_lain: bool = False


@rule(
    "R146a", sumber="Rancangan; bersama R146", langkah="Minta petugas yang menjawab terakhir membatalkannya."
)
def is_jawaban_sendiri(f: FaktaBatal) -> bool:
    """Yang dibatalkan hanya jawaban sendiri, selama belum ada petugas lain yang menjawab."""
    return f.terakhir == f.oleh


@rule("R146b", sumber="Rancangan; bersama R146", langkah="Bicarakan dengan desa; usulannya masih dibahas.")
def is_desa_belum_mulai(f: FaktaBatal) -> bool:
    """Desa sudah mengerjakan tugas dari jawaban ini, jadi tidak dapat dibatalkan."""
    return not f.desa_mulai


@rule("R146c", sumber="Rancangan; bersama R146", langkah="Lihat hasil pemadanan yang terbaru.")
def is_putaran_sama(f: FaktaBatal) -> bool:
    """Pemadanan yang lebih baru sudah memakai jawaban ini."""
    return not f.putaran_lain


RULES_BATAL = (is_jawaban_sendiri, is_desa_belum_mulai, is_putaran_sama)


@dataclass(frozen=True, slots=True)
class FaktaKonfirmasi:
    """One answer as it would be written down. `nik` is the number asked about."""

    jawaban: JawabanDukcapil | None
    nik: str
    nik_lain: str
    nomor_surat: str
    tanggal: date | None
    hari_ini: date
    ditunggu: bool = True


@rule("R148", sumber="Rancangan", langkah="Pilih satu dari empat jawaban.")
def has_jawaban_dukcapil(f: FaktaKonfirmasi) -> bool:
    """Isi jawaban Disdukcapil: NIK benar, NIK yang benar lain, sudah meninggal, atau tidak ada di Dukcapil."""
    return f.jawaban is not None


@rule("R148a", sumber="Rancangan", langkah="Salin NIK dari surat jawaban Disdukcapil.")
def has_nik_lain(f: FaktaKonfirmasi) -> bool:
    """Jawaban "NIK yang benar lain" butuh NIK lain yang sah; jawaban selain itu tanpa NIK."""
    if f.jawaban is JawabanDukcapil.NIK_LAIN:
        return is_nik(f.nik_lain) and f.nik_lain != f.nik
    return f.nik_lain == ""


@rule("R148b", sumber="Rancangan", langkah="Salin nomor dan tanggal dari surat jawabannya.")
def has_surat_konfirmasi(f: FaktaKonfirmasi) -> bool:
    """Isi nomor surat dan tanggalnya; tanggal paling lambat hari ini."""
    return f.nomor_surat.strip() != "" and f.tanggal is not None and f.tanggal <= f.hari_ini


@rule("R148c", sumber="BWS21; bersama R68", langkah="Cari lagi namanya di daftar yang menunggu jawaban.")
def is_ditunggu(f: FaktaKonfirmasi) -> bool:
    """Jawab hanya orang yang NIK-nya sedang ditanyakan ke Disdukcapil."""
    return f.ditunggu


@rule("R148d", sumber="Rancangan", langkah="Unduh contoh berkasnya lagi, lalu isi kolom yang kosong saja.")
def is_lembar_dikenal(dikenal: bool) -> bool:
    """Berkas konfirmasi harus Excel dengan kolom seperti contohnya, paling banyak {batas} baris."""
    return dikenal


RULES_KONFIRMASI = (has_jawaban_dukcapil, has_nik_lain, has_surat_konfirmasi, is_ditunggu)
