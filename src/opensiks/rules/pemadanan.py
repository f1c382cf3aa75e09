"""Matching one record with the civil registry: the outcomes, and the two ways to reach one (R63-R70).

Matching only ever says something about a record. It never edits one (R63), and a failure says nothing (R64).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from opensiks.rules.nama import best_simil, normalise
from opensiks.rules.nik import is_16_angka
from opensiks.rules.rule import rule
from opensiks.rules.temuan import Temuan

AMBANG_SIMIL = 60.0
AMBANG_KETAT = 90.0
COCOK_MIN = 2  # of tgl_lahir, jenis_kelamin, nama_ibu


class Keluaran(StrEnum):
    PADAN = "PADAN"
    TIDAK_PADAN_NAMA = "TIDAK_PADAN_NAMA"
    TIDAK_PADAN_TTL = "TIDAK_PADAN_TTL"
    TIDAK_PADAN_JK = "TIDAK_PADAN_JK"
    TIDAK_PADAN_KK = "TIDAK_PADAN_KK"
    TIDAK_PADAN_IBU = "TIDAK_PADAN_IBU"
    MENINGGAL = "MENINGGAL"
    GANDA_DUKCAPIL = "GANDA_DUKCAPIL"
    NIK_TIDAK_DITEMUKAN = "NIK_TIDAK_DITEMUKAN"
    NONAKTIF_DUKCAPIL = "NONAKTIF_DUKCAPIL"
    FORMAT_SALAH = "FORMAT_SALAH"
    NIK_SALAH = "NIK_SALAH"
    NIK_ORANG_LAIN = "NIK_ORANG_LAIN"
    RAGU = "RAGU"
    BELUM = "BELUM"


class Mode(StrEnum):
    """How a run compares: the cascade of `pemadanan.mesin`, one of two ways on the NIK, or the service line by line."""

    KASKADE = "kaskade"
    KETAT = "ketat"
    SIMIL60 = "simil60"
    LAYANAN = "layanan"


LABEL_MODE: dict[Mode, str] = {
    Mode.KASKADE: "Kaskade: cari orangnya, juga bila NIK-nya salah",
    Mode.KETAT: "Ketat: nama, tanggal lahir, jenis kelamin, ibu kandung",
    Mode.SIMIL60: "Simil 60: NIK dan kemiripan nama 60 %",
    Mode.LAYANAN: "Layanan Dukcapil, baris demi baris",
}

LABEL: dict[Keluaran, str] = {
    Keluaran.PADAN: "Padan",
    Keluaran.TIDAK_PADAN_NAMA: "Nama tidak padan",
    Keluaran.TIDAK_PADAN_TTL: "Tanggal lahir tidak padan",
    Keluaran.TIDAK_PADAN_JK: "Jenis kelamin tidak padan",
    Keluaran.TIDAK_PADAN_KK: "Nomor KK tidak padan",
    Keluaran.TIDAK_PADAN_IBU: "Ibu kandung tidak padan",
    Keluaran.MENINGGAL: "Meninggal menurut Dukcapil",
    Keluaran.GANDA_DUKCAPIL: "Ganda di Dukcapil",
    Keluaran.NIK_TIDAK_DITEMUKAN: "NIK tidak ditemukan",
    Keluaran.NONAKTIF_DUKCAPIL: "Tidak aktif di Dukcapil",
    Keluaran.FORMAT_SALAH: "Bentuk NIK salah",
    Keluaran.NIK_SALAH: "NIK salah, orangnya ditemukan",
    Keluaran.NIK_ORANG_LAIN: "NIK milik orang lain",
    Keluaran.RAGU: "Menunggu tinjauan",
    Keluaran.BELUM: "Belum dipadankan",
}

# RESPON of the Dukcapil service. Any other value is not an answer: BELUM.
RESPON: dict[str, Keluaran] = {
    "11": Keluaran.MENINGGAL,
    "12": Keluaran.GANDA_DUKCAPIL,
    "13": Keluaran.NIK_TIDAK_DITEMUKAN,
    "14": Keluaran.NONAKTIF_DUKCAPIL,
    "15": Keluaran.FORMAT_SALAH,
}

# Which outcome a differing reply field gives; the first that differs, in this order.
BEDA: dict[str, Keluaran] = {
    "NAMA_LGKP": Keluaran.TIDAK_PADAN_NAMA,
    "TGL_LHR": Keluaran.TIDAK_PADAN_TTL,
    "JENIS_KLMIN": Keluaran.TIDAK_PADAN_JK,
    "NAMA_LGKP_IBU": Keluaran.TIDAK_PADAN_IBU,
    "NO_KK": Keluaran.TIDAK_PADAN_KK,
}


@dataclass(frozen=True, slots=True)
class BarisDtks:
    """One person as the social registry has him. `jenis_kelamin` "L" or "P"."""

    nik: str
    nama: str
    tgl_lahir: date | None = None
    jenis_kelamin: str = ""
    nama_ibu: str = ""
    no_kk: str = ""


@dataclass(frozen=True, slots=True)
class BarisDukcapil:
    """One person as the civil registry has him."""

    nik: str
    nama: str
    tgl_lahir: date | None = None
    jenis_kelamin: str = ""
    nama_ibu: str = ""
    no_kk: str = ""
    meninggal: bool = False
    ganda: bool = False
    nonaktif: bool = False


@dataclass(frozen=True, slots=True)
class FaktaPadan:
    """A record and what was found under its NIK, None for nothing."""

    dtks: BarisDtks
    dukcapil: BarisDukcapil | None
    ambang: float


@dataclass(frozen=True, slots=True)
class FaktaGangguan:
    """The outcome before and after one attempt, and whether the attempt failed technically."""

    sebelum: Keluaran
    sesudah: Keluaran
    gangguan: bool


def simil60(d: BarisDtks, p: BarisDukcapil | None, ambang: float = AMBANG_SIMIL) -> tuple[Keluaran, float]:
    """The centre's way: NIK found and the name alike enough. Known to pass SUPARDI for SUPARMI; see `ketat`.

    Returns the outcome and the name score (0-100), 0 when there was nobody to compare with.
    """
    if p is None or p.nik != d.nik or not is_16_angka(d.nik):
        return _not_found(d), 0.0
    skor = best_simil(d.nama, p.nama)
    return _tanda(p) or (Keluaran.PADAN if skor >= ambang else Keluaran.TIDAK_PADAN_NAMA), skor


def ketat(
    d: BarisDtks, p: BarisDukcapil | None, ambang: float = AMBANG_KETAT
) -> tuple[Keluaran, float, frozenset[str]]:
    """Our way: NIK found, folded name alike, and two of birth date, sex and mother equal.

    Returns the outcome, the name score (0-100), and which of "tgl_lahir", "jenis_kelamin", "nama_ibu" are
    equal. An empty field equals nothing.
    """
    if p is None or p.nik != d.nik or not is_16_angka(d.nik):
        return _not_found(d), 0.0, frozenset()
    skor = best_simil(normalise(d.nama), normalise(p.nama))
    cocok, beda = _compare(d, p)
    if tanda := _tanda(p):
        return tanda, skor, cocok
    if skor < ambang:
        return Keluaran.TIDAK_PADAN_NAMA, skor, cocok
    return (Keluaran.PADAN if len(cocok) >= COCOK_MIN else beda), skor, cocok


def _not_found(d: BarisDtks) -> Keluaran:
    return Keluaran.NIK_TIDAK_DITEMUKAN if is_16_angka(d.nik) else Keluaran.FORMAT_SALAH


def _tanda(p: BarisDukcapil) -> Keluaran | None:
    """What the civil registry says about the person himself goes before any comparison, gravest first."""
    if p.meninggal:
        return Keluaran.MENINGGAL
    if p.ganda:
        return Keluaran.GANDA_DUKCAPIL
    return Keluaran.NONAKTIF_DUKCAPIL if p.nonaktif else None


def _compare(d: BarisDtks, p: BarisDukcapil) -> tuple[frozenset[str], Keluaran]:
    """The equal fields, and the outcome to give when they are too few: the first that truly differs.

    A field nobody filled in is named only when no other differs.
    """
    pasangan: tuple[tuple[str, object, object, Keluaran], ...] = (
        ("tgl_lahir", d.tgl_lahir, p.tgl_lahir, Keluaran.TIDAK_PADAN_TTL),
        ("jenis_kelamin", d.jenis_kelamin, p.jenis_kelamin, Keluaran.TIDAK_PADAN_JK),
        ("nama_ibu", normalise(d.nama_ibu), normalise(p.nama_ibu), Keluaran.TIDAK_PADAN_IBU),
    )
    cocok = frozenset(nama for nama, a, b, _ in pasangan if a and a == b)
    beda = [k for _, a, b, k in pasangan if a and b and a != b]
    kosong = [k for _, a, b, k in pasangan if not (a and b)]
    return cocok, (beda + kosong + [Keluaran.PADAN])[0]


# --- answers of the service -----------------------------------------------------------------------

_SESUAI = re.compile(r"(tidak )?sesuai(?: ?\((\d+(?:[.,]\d+)?)\))?", re.IGNORECASE)


def read_sesuai(teks: str, ambang: float = AMBANG_KETAT) -> bool | None:
    """ "Sesuai" True, "Tidak Sesuai" False, "Sesuai (87)" by the threshold; None for anything else."""
    m = _SESUAI.fullmatch(" ".join(teks.split()))
    if m is None:
        return None
    if m[1]:
        return False
    return m[2] is None or float(m[2].replace(",", ".")) >= ambang


def read_jawaban(respon: str, jawaban: Mapping[str, str], ambang: float = AMBANG_KETAT) -> Keluaran:
    """The outcome of one reply: RESPON when it has one, else its fields ("NAMA_LGKP": "Sesuai (95)").

    PADAN needs an agreeing name and no field that differs. A reply we cannot read is BELUM, never TIDAK_PADAN
    (R64); so is a RESPON not in the table.
    """
    if respon:
        return RESPON.get(respon, Keluaran.BELUM)
    sesuai = {isian: read_sesuai(teks, ambang) for isian, teks in jawaban.items() if isian in BEDA}
    if None in sesuai.values() or "NAMA_LGKP" not in sesuai:
        return Keluaran.BELUM
    return next((k for isian, k in BEDA.items() if sesuai.get(isian) is False), Keluaran.PADAN)


def keluaran_berlaku(sebelum: Keluaran, sesudah: Keluaran) -> Keluaran:
    """The outcome that stands after one more attempt: BELUM is no news (R64)."""
    return sebelum if sesudah is Keluaran.BELUM else sesudah


def keterangan_padan(keluaran: Keluaran, tanggal: date | None) -> str:
    """KETERANGAN PADAN of exports: the last outcome and its date, "PADAN 14-10-2026" (R70)."""
    return keluaran.value if tanggal is None else f"{keluaran.value} {tanggal:%d-%m-%Y}"


def temuan_padan(
    keluaran: Keluaran, *, id_individu: str, nama: str, hari: int, batas_hari: int
) -> Temuan | None:
    """What the village is asked after an outcome (R67, R68): a question, never a deletion.

    `hari` is the outcome's age in days; a NIK not found becomes a question only after `batas_hari`, because
    the copy of the civil registry lags.
    """
    data = {"nama": nama.strip() or "anggota ini", "hari": str(hari)}
    match keluaran:
        case Keluaran.MENINGGAL:
            return Temuan.of("R67", id_individu, data)
        case Keluaran.GANDA_DUKCAPIL:
            return Temuan.of("R67a", id_individu, data)
        case Keluaran.NIK_TIDAK_DITEMUKAN if hari > batas_hari:
            return Temuan.of("R68", id_individu, data)
        case _:
            return None


# --- rules ----------------------------------------------------------------------------------------


@rule("R64", sumber="Alat pemadanan kementerian, 2021", langkah="Ulangi pemadanan nanti.")
def is_gangguan_tanpa_akibat(f: FaktaGangguan) -> bool:
    """Gangguan teknis tidak mengubah hasil pemadanan; percobaan diulang."""
    return not f.gangguan or f.sesudah is f.sebelum


@rule("R65", sumber="Alat pemadanan kementerian, 2021", langkah="Bandingkan nama dengan KTP.")
def is_padan_simil60(f: FaktaPadan) -> bool:
    """Cara simil60: NIK ditemukan dan salah satu bagian nama cukup mirip (60 dari 100)."""
    return simil60(f.dtks, f.dukcapil, f.ambang)[0] is Keluaran.PADAN


@rule("R65a", sumber="Rancangan", langkah="Pilih belajar lagi, atau bobot putaran yang lebih baru.")
def is_bobot_sesuai(sesuai: bool) -> bool:
    """Bobot putaran {putaran} dari versi mesin lain, jadi tidak dapat dipakai."""
    return sesuai


@rule(
    "R66",
    sumber="Rancangan; ambang nama layanan Dukcapil",
    langkah="Bandingkan dengan KTP dan KK, lalu usulkan perbaikan.",
)
def is_padan_ketat(f: FaktaPadan) -> bool:
    """Cara ketat: NIK ditemukan, nama mirip, dan dua dari tanggal lahir, jenis kelamin, ibu kandung sama."""
    return ketat(f.dtks, f.dukcapil, f.ambang)[0] is Keluaran.PADAN
