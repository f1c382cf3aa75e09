"""Reading what somebody typed or sent, field by field: the value as it is stored, or one sentence why not.

Stored values are text, whole numbers and mappings of whole numbers, so that a proposal can be hashed.
"""

import re
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from opensiks.rules.kodelist import BIT, KODELIST, RENTANG, SHDK, STATUS_KAWIN
from opensiks.rules.nik import is_kk, is_nik, umur
from opensiks.rules.rule import Violation, rule
from opensiks.rules.temuan import tanggal_panjang

UMUR_MAKS = 120
NEGERI = {"lintang": (-11.5, 6.5), "bujur": (94.5, 141.5)}  # degrees: Rote to Sabang, Sabang to Merauke
_DERAJAT = re.compile(r"-?[0-9]{1,3}\.[0-9]{1,6}")
_RT = re.compile(r"[0-9]{1,3}")
# Every form's lists: a family keeps the version it was asked with. A bit sum may be any small number.
_DAFTAR_JAWABAN: tuple[Mapping[str, Container[int]], ...] = (
    *KODELIST.values(),
    *RENTANG.values(),
    *({isian: range(1 << len(bit)) for isian, bit in versi.items()} for versi in BIT.values()),
)


class SalahIsi(ValueError):
    """A value that cannot be taken; carries the violation."""

    def __init__(self, violation: Violation) -> None:
        self.violation = violation
        super().__init__(str(violation))


@rule(
    "R130",
    sumber="Rancangan: tidak ada isian yang hilang diam-diam",
    langkah="Hapus isian itu, lalu simpan lagi.",
)
def is_isian_dikenal(dikenal: bool) -> bool:
    """Isian {isian} tidak dikenal untuk jenis usulan ini."""
    return dikenal


@rule("R131", sumber="Rancangan: batas kolom registri", langkah="Singkat isiannya.")
def is_cukup_pendek(cukup: bool) -> bool:
    """{isian} terlalu panjang; paling banyak {batas} huruf."""
    return cukup


@rule("R132", sumber="Domain 6.4", langkah="Isi bagian yang masih kosong, lalu simpan lagi.")
def is_isian_ada(ada: bool) -> bool:
    """{isian} harus diisi."""
    return ada


@rule("R133", sumber="Rancangan", langkah="Tulis tanggal seperti 1985-08-05.")
def is_tanggal_terbaca(terbaca: bool) -> bool:
    """{isian} bukan tanggal yang ada: {nilai}."""
    return terbaca


@rule("R134", sumber="Rancangan", langkah="Baca lagi titik koordinat dari telepon.")
def is_di_indonesia(benar: bool) -> bool:
    """{isian} harus derajat desimal di Indonesia, misalnya {contoh}."""
    return benar


@rule(
    "R83a",
    sumber="Rancangan: R83 pada langkah",
    langkah="Muat ulang halaman, lalu lihat keadaan terakhirnya.",
)
def is_status_tetap(cocok: bool) -> bool:
    """Usulan ini sudah diubah orang lain sementara Anda bekerja; tidak ada yang disimpan."""
    return cocok


Baca = Callable[[str, Any, date], Any]


@dataclass(frozen=True)
class Isian:
    """One field of a proposal: its name for people and how a raw value is read."""

    label: str
    baca: Baca

    def read(self, nilai: Any, hari_ini: date) -> Any:
        """The value to store; SalahIsi with the sentence for the person otherwise."""
        return self.baca(self.label, nilai, hari_ini)


def _salah(kode: str, kalimat: str, langkah: str) -> SalahIsi:
    return SalahIsi(Violation(kode, kalimat, langkah=langkah))


def read_teks(maks: int) -> Baca:
    """Reads a text with single spaces, of at most `maks` letters; may be empty."""

    def baca(label: str, nilai: Any, _: date) -> str:
        teks = " ".join(str(nilai).split()) if nilai is not None else ""
        if len(teks) > maks:
            raise SalahIsi(is_cukup_pendek.violation(isian=label, batas=str(maks)))
        return teks

    return baca


def _wajib(maks: int) -> Baca:
    def baca(label: str, nilai: Any, hari_ini: date) -> str:
        teks: str = read_teks(maks)(label, nilai, hari_ini)
        if not teks:
            raise SalahIsi(is_isian_ada.violation(isian=label))
        return teks

    return baca


def _nik(label: str, nilai: Any, _: date) -> str:
    teks = re.sub(r"[ .-]", "", str(nilai or ""))
    if teks and (len(teks) != 16 or not teks.isascii() or not teks.isdigit()):
        kata = f"{len(teks)} angka" if teks.isdigit() else f"{len(teks)} huruf atau angka"
        raise _salah("R42", f"{label} harus 16 angka; yang diisi {kata}.", "Salin NIK dari KTP atau KK.")
    if teks and not is_nik(teks):
        raise _salah(
            "R44", f"{label} memuat tanggal atau nomor urut yang tidak ada.", "Periksa tiap angka dengan KTP."
        )
    return teks


def _kk(label: str, nilai: Any, _: date) -> str:
    teks = re.sub(r"[ .-]", "", str(nilai or ""))
    if not is_kk(teks):
        raise _salah(
            "R51",
            f"{label} harus 16 angka dan memuat tanggal yang ada.",
            "Salin nomor KK dari kartu keluarga.",
        )
    return teks


def read_tanggal(label: str, nilai: Any, hari_ini: date) -> str:
    """A day that has come, as ISO text; "2090-01-01" is refused."""
    try:
        tanggal = nilai if isinstance(nilai, date) else date.fromisoformat(str(nilai))
    except ValueError:
        raise SalahIsi(is_tanggal_terbaca.violation(isian=label, nilai=str(nilai)[:20])) from None
    if tanggal > hari_ini:
        raise _salah("R56", f"{label} {tanggal_panjang(tanggal)} belum terjadi.", "Periksa tahunnya.")
    return tanggal.isoformat()


def _tanggal_lahir(label: str, nilai: Any, hari_ini: date) -> str:
    iso = read_tanggal(label, nilai, hari_ini)
    tahun = umur(date.fromisoformat(iso), hari_ini)
    if tahun > UMUR_MAKS:
        raise _salah(
            "R56", f"{label} memberi umur {tahun} tahun; paling tinggi {UMUR_MAKS}.", "Periksa tahunnya."
        )
    return iso


def _kode(daftar: Mapping[int, str]) -> Baca:
    def baca(label: str, nilai: Any, _: date) -> int:
        teks = str(nilai).strip()
        if not teks.isdigit() or int(teks) not in daftar:
            raise _salah(
                "R59", f"{label} tidak ada di daftar kode: {teks[:20]}.", "Pilih jawaban dari daftar."
            )
        return int(teks)

    return baca


def _kelamin(label: str, nilai: Any, _: date) -> str:
    if nilai not in ("L", "P"):
        raise _salah("R59", f"{label} diisi L atau P.", "Pilih menurut KTP.")
    return str(nilai)


def _rt(label: str, nilai: Any, _: date) -> str:
    teks = str(nilai if nilai is not None else "").strip()
    if teks and not _RT.fullmatch(teks):
        raise _salah("R59", f"{label} diisi angka, paling banyak tiga.", "Salin dari KK.")
    return teks.zfill(3) if teks else ""


def _jumlah(label: str, nilai: Any, _: date) -> int:
    teks = str(nilai).strip()
    if not teks.isdigit() or not 1 <= int(teks) <= 40:
        raise _salah("R61", f"{label} diisi angka 1 sampai 40.", "Hitung anggota di KK.")
    return int(teks)


def _derajat(sumbu: str) -> Baca:
    bawah, atas = NEGERI[sumbu]
    contoh = "-5.032100" if sumbu == "lintang" else "104.081200"

    def baca(label: str, nilai: Any, _: date) -> str:
        teks = str(nilai).strip()
        if not _DERAJAT.fullmatch(teks) or not bawah <= float(teks) <= atas:
            raise SalahIsi(is_di_indonesia.violation(isian=label, contoh=contoh))
        return teks

    return baca


def _jawaban(label: str, nilai: Any, _: date) -> dict[str, int]:
    """Answers by variable. Which codes fit together is a finding's business; here only the form is read."""
    if not isinstance(nilai, Mapping):
        raise SalahIsi(is_isian_dikenal.violation(isian=label))
    hasil: dict[str, int] = {}
    for variabel, kode in nilai.items():
        daftar = [d[variabel] for d in _DAFTAR_JAWABAN if variabel in d]
        if not daftar:
            raise SalahIsi(is_isian_dikenal.violation(isian=str(variabel)[:40]))
        if isinstance(kode, bool) or not str(kode).isdigit() or not any(int(kode) in d for d in daftar):
            raise _salah(
                "R59", f"Jawaban {variabel} di luar daftar: {str(kode)[:20]}.", "Pilih jawaban dari daftar."
            )
        hasil[variabel] = int(kode)
    return hasil


INDIVIDU: dict[str, Isian] = {
    "nik": Isian("NIK", _nik),
    "nama": Isian("Nama", _wajib(120)),
    "tempat_lahir": Isian("Tempat lahir", read_teks(80)),
    "tanggal_lahir": Isian("Tanggal lahir", _tanggal_lahir),
    "jenis_kelamin": Isian("Jenis kelamin", _kelamin),
    "nama_ibu": Isian("Nama ibu kandung", _wajib(120)),
    "pekerjaan": Isian("Pekerjaan", read_teks(80)),
    "status_kawin": Isian("Status kawin", _kode(STATUS_KAWIN)),
    "shdk": Isian("Hubungan keluarga", _kode(SHDK)),
    "jawaban": Isian("Jawaban perorangan", _jawaban),
}
KELUARGA: dict[str, Isian] = {
    "no_kk": Isian("Nomor KK", _kk),
    "alamat": Isian("Alamat", _wajib(240)),
    "dusun": Isian("Dusun", read_teks(80)),
    "rt": Isian("RT", _rt),
    "rw": Isian("RW", _rt),
    "anggota_di_kk": Isian("Jumlah anggota di KK", _jumlah),
    "jawaban": Isian("Jawaban keluarga", _jawaban),
    "lintang": Isian("Lintang", _derajat("lintang")),
    "bujur": Isian("Bujur", _derajat("bujur")),
}
# R54: without these no new person or family stands in the registry.
WAJIB_INDIVIDU = (
    "nama", "tempat_lahir", "tanggal_lahir", "jenis_kelamin", "nama_ibu", "status_kawin", "shdk",
)  # fmt: skip
WAJIB_KELUARGA = ("no_kk", "alamat")


def read_isian(
    daftar: Mapping[str, Isian], mentah: Mapping[str, Any], hari_ini: date, wajib: tuple[str, ...] = ()
) -> tuple[dict[str, Any], list[Violation]]:
    """Read every raw value by its field; the values that could be read, and what is wrong with the others."""
    hasil: dict[str, Any] = {}
    salah: list[Violation] = []
    for nama, nilai in mentah.items():
        if nama not in daftar:
            salah.append(is_isian_dikenal.violation(isian=str(nama)[:40]))
            continue
        try:
            hasil[nama] = daftar[nama].read(nilai, hari_ini)
        except SalahIsi as e:
            salah.append(e.violation)
    salah += [is_isian_ada.violation(isian=daftar[n].label) for n in wajib if mentah.get(n) in (None, "")]
    return hasil, salah
