"""NIK and KK: shape, what the digits say, and how a number is hidden.

A NIK is `PPKKCC DDMMYY SSSS`: kecamatan of first registration, birth date (women day + 40), serial from 0001.
It never changes, not after a move and not after the birth date is corrected, so what it says is evidence, not
truth. A KK number is built alike, with the date of recording and no + 40.
"""

import re
from dataclasses import dataclass
from datetime import date

from opensiks.rules.rule import Tingkat, rule

PANJANG = 16
# Century is not in the number: anybody older than this is another person of the same two digits.
UMUR_TERTUA = 120

# Longest day of each month by its two digits; 29 February depends on the year, see `has_tanggal`.
_HARI_TERAKHIR = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class FaktaNik:
    """One number as written, and what the register says about its owner."""

    nik: str
    jenis_kelamin: str = ""
    tgl_lahir: date | None = None


@dataclass(frozen=True, slots=True)
class FaktaKk:
    no_kk: str


@dataclass(frozen=True, slots=True)
class ArtiNik:
    """What the digits of a possible NIK say. `tahun` is two digits; `jenis_kelamin` is "L" or "P"."""

    wilayah: str
    hari: int
    bulan: int
    tahun: int
    jenis_kelamin: str
    urut: int


@dataclass(frozen=True, slots=True)
class ArtiKk:
    """What the digits of a possible KK number say: kecamatan of issue, date of recording, serial."""

    wilayah: str
    hari: int
    bulan: int
    tahun: int
    urut: int


def is_16_angka(nomor: str) -> bool:
    """Sixteen ASCII digits and nothing else; other scripts' digits are refused."""
    return len(nomor) == PANJANG and nomor.isascii() and nomor.isdigit()


def has_tanggal(nomor: str, *, hari_perempuan: bool) -> bool:
    """The date part of sixteen digits exists in some century; `hari_perempuan` admits days 41-71.

    29 February is possible in 2000 and in every year divisible by four, so two digits are enough to tell.
    """
    hari, bulan = int(nomor[6:8]), int(nomor[8:10])
    if hari_perempuan and hari > 40:
        hari -= 40
    if not 1 <= bulan <= 12 or not 1 <= hari <= _HARI_TERAKHIR[bulan]:
        return False
    return hari < 29 or bulan != 2 or int(nomor[10:12]) % 4 == 0


def is_tanpa_nik(nik: str) -> bool:
    """Empty, zeros, or a temporary number ("0" + village code + 5 digits): this person has no NIK.

    No province begins with 0, so sixteen digits that do are never a NIK.
    """
    nik = nik.strip()
    return not nik.strip("0-") or (len(nik) == PANJANG and nik[0] == "0" and nik.isascii() and nik.isdigit())


def is_nik(nik: str) -> bool:
    """Possible as a NIK (R42, R43, R44, R49). Whether it was ever issued only Dukcapil knows."""
    return is_16_angka(nik) and nik[0] != "0" and nik[12:] != "0000" and has_tanggal(nik, hari_perempuan=True)


def is_kk(no_kk: str) -> bool:
    """Possible as a KK number (R51)."""
    return is_16_angka(no_kk) and has_tanggal(no_kk, hari_perempuan=False)


def kode_kecamatan(nomor: str) -> str:
    """Dotted code of the first six digits: "180412…" → "18.04.12"."""
    return f"{nomor[0:2]}.{nomor[2:4]}.{nomor[4:6]}"


def read_nik(nik: str) -> ArtiNik | None:
    """The meaning of a possible NIK, None for anything else."""
    if not is_nik(nik):
        return None
    hari = int(nik[6:8])
    return ArtiNik(
        wilayah=kode_kecamatan(nik),
        hari=hari - 40 if hari > 40 else hari,
        bulan=int(nik[8:10]),
        tahun=int(nik[10:12]),
        jenis_kelamin="P" if hari > 40 else "L",
        urut=int(nik[12:]),
    )


def read_kk(no_kk: str) -> ArtiKk | None:
    """The meaning of a possible KK number, None for anything else."""
    if not is_kk(no_kk):
        return None
    return ArtiKk(
        kode_kecamatan(no_kk), int(no_kk[6:8]), int(no_kk[8:10]), int(no_kk[10:12]), int(no_kk[12:])
    )


def list_tanggal(nik: str, *, pada: date) -> tuple[date, ...]:
    """Every birth date the NIK can mean on `pada`: not in the future, age at most 120; newest first."""
    arti = read_nik(nik)
    if arti is None:
        return ()
    abad = pada.year // 100 * 100
    daftar: list[date] = []
    for tahun in (abad + arti.tahun, abad - 100 + arti.tahun, abad - 200 + arti.tahun):
        if arti.hari == 29 and arti.bulan == 2 and not _is_kabisat(tahun):
            continue
        lahir = date(tahun, arti.bulan, arti.hari)
        if lahir <= pada and umur(lahir, pada) <= UMUR_TERTUA:
            daftar.append(lahir)
    return tuple(daftar)


def tanggal_nik(nik: str, *, pada: date, tgl_lahir: date | None = None) -> date | None:
    """The birth date the NIK says; the century is the recorded date's nearest, else the youngest possible."""
    daftar = list_tanggal(nik, pada=pada)
    if not daftar:
        return None
    if tgl_lahir is None:
        return daftar[0]
    return min(daftar, key=lambda lahir: abs((lahir - tgl_lahir).days))


def umur(lahir: date, pada: date) -> int:
    """Whole years lived on the day `pada`; negative when born later."""
    return pada.year - lahir.year - ((pada.month, pada.day) < (lahir.month, lahir.day))


def _is_kabisat(tahun: int) -> bool:
    return tahun % 4 == 0 and (tahun % 100 != 0 or tahun % 400 == 0)


# --- hiding ---------------------------------------------------------------------------------------

_TITIK = "•"
# 15 and 17 digits too: a NIK typed one digit wrong is still somebody's NIK. People also group 6-6-4.
_NOMOR_DI_TEKS = re.compile(r"(?<!\d)(?:\d{15,17}|\d{6}[ .-]\d{6}[ .-]\d{4})(?!\d)")


def mask(nomor: str) -> str:
    """For lists, print and titles: "1804120508855003" → "180412••••••5003".

    A number of another length shows its last four only, and nothing when it is too short for that.
    """
    n = len(nomor)
    if n == PANJANG:
        return nomor[:6] + _TITIK * 6 + nomor[-4:]
    return _TITIK * (n - 4) + nomor[-4:] if n > 8 else _TITIK * n


def mask_log(teks: str) -> str:
    """A line of log with every NIK and KK in it hidden, in ASCII: "180412******5003"."""
    return _NOMOR_DI_TEKS.sub(_mask_match, teks)


def _mask_match(m: re.Match[str]) -> str:
    angka = m[0]
    return angka[:6] + "*" * (len(angka) - 10) + angka[-4:]


# --- rules ----------------------------------------------------------------------------------------


_ISI_NIK = "Isi NIK menurut KTP atau KK."


@rule("R42", sumber="Disdukcapil DKI Jakarta, 2017; kode jawaban Dukcapil 15", langkah=_ISI_NIK)
def has_bentuk_nik(f: FaktaNik) -> bool:
    """NIK selalu 16 angka."""
    return is_16_angka(f.nik) or is_tanpa_nik(f.nik)


@rule("R43", sumber="Disdukcapil Klaten; Disdukcapil DKI Jakarta, 2017", langkah=_ISI_NIK)
def has_nomor_urut(f: FaktaNik) -> bool:
    """Nomor urut NIK mulai dari 0001; 0000 tidak ada."""
    return not is_16_angka(f.nik) or is_tanpa_nik(f.nik) or f.nik[12:] != "0000"


@rule("R44", sumber="Disdukcapil Klaten", langkah=_ISI_NIK)
def has_tanggal_nik(f: FaktaNik) -> bool:
    """Tanggal di dalam NIK harus tanggal yang ada; untuk perempuan hari ditambah 40."""
    return not is_16_angka(f.nik) or is_tanpa_nik(f.nik) or has_tanggal(f.nik, hari_perempuan=True)


@rule("R45", sumber="Disdukcapil Klaten", tingkat=Tingkat.W, langkah="Lihat KTP, lalu pilih.")
def is_jenis_kelamin_sama(f: FaktaNik) -> bool:
    """Jenis kelamin di data seharusnya sama dengan yang tersirat di NIK."""
    arti = read_nik(f.nik)
    return arti is None or f.jenis_kelamin not in ("L", "P") or arti.jenis_kelamin == f.jenis_kelamin


@rule(
    "R46",
    sumber="PP 40/2019 pasal 30(2): NIK tidak berubah walau tanggal lahir dibetulkan",
    tingkat=Tingkat.W,
    langkah="Lihat KTP, lalu pilih yang tertulis di sana.",
)
def is_tanggal_sama(f: FaktaNik) -> bool:
    """Tanggal lahir di data seharusnya sama dengan yang tersirat di NIK."""
    arti, lahir = read_nik(f.nik), f.tgl_lahir
    if arti is None or lahir is None:
        return True
    return (lahir.day, lahir.month, lahir.year % 100) == (arti.hari, arti.bulan, arti.tahun)


@rule("R47", sumber="Kebiasaan isian tanggal dd/mm", tingkat=Tingkat.W, langkah="Lihat KTP, lalu pilih.")
def is_tanggal_tidak_tertukar(f: FaktaNik) -> bool:
    """Hari dan bulan tanggal lahir tidak tertukar terhadap NIK."""
    arti, lahir = read_nik(f.nik), f.tgl_lahir
    if arti is None or lahir is None or lahir.day == lahir.month:
        return True
    return (lahir.month, lahir.day, lahir.year % 100) != (arti.hari, arti.bulan, arti.tahun)


@rule(
    "R49",
    sumber="Kepmensos 150/HUK/2022, kriteria 2; OpenSID",
    langkah="Minta bantuan Disdukcapil; NIK sementara bukan NIK.",
)
def has_nik(f: FaktaNik) -> bool:
    """Orang tanpa NIK boleh tetap di data, tetapi belum bisa diusulkan bantuan."""
    return not is_tanpa_nik(f.nik)


@rule("R51", sumber="Panduan nomor KK: wilayah, tanggal pencatatan, nomor urut", langkah="Isi nomor KK.")
def has_bentuk_kk(f: FaktaKk) -> bool:
    """Nomor KK harus 16 angka dan memuat tanggal yang ada."""
    return is_kk(f.no_kk)


@rule(
    "R51a",
    sumber="Panduan nomor KK: nomor urut mulai 0001",
    tingkat=Tingkat.W,
    langkah="Cocokkan dengan lembar KK.",
)
def has_nomor_urut_kk(f: FaktaKk) -> bool:
    """Nomor urut KK mulai dari 0001; 0000 perlu dilihat."""
    return not is_kk(f.no_kk) or f.no_kk[12:] != "0000"
