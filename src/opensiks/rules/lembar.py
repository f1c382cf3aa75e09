"""What an offline worksheet knows without asking: code lists, forms of every jenis, the sentences of the rules.

Plain JSON values. Its hash travels with every package, so that a village that works with an older list is noticed.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from typing import Any

from opensiks.rules.akhir_kode import compose_akhir
from opensiks.rules.alasan import ALASAN_TIDAK_DITEMUKAN, ALASAN_TIDAK_LAYAK, Alasan
from opensiks.rules.bansos import PROGRAM, REGISTRI
from opensiks.rules.bukti import BUKTI_WAJIB, LABEL_BUKTI
from opensiks.rules.canonical import sha256_hex
from opensiks.rules.foto import LABEL_FOTO
from opensiks.rules.isian import INDIVIDU, KELUARGA, WAJIB_INDIVIDU, WAJIB_KELUARGA
from opensiks.rules.jenis import LABEL_JENIS, Jenis
from opensiks.rules.kodelist import SHDK, STATUS_KAWIN
from opensiks.rules.musyawarah import LABEL_UNSUR
from opensiks.rules.rule import Rule
from opensiks.rules.semua import load_rulebook
from opensiks.rules.status import LABEL_STATUS
from opensiks.rules.verval import LABEL_HASIL

Pilihan = list[list[Any]]


class Macam(StrEnum):
    """How a field is asked for."""

    TEKS = "teks"
    TANGGAL = "tanggal"
    PILIHAN = "pilihan"
    NIK = "nik"
    KK = "kk"
    ANGKA = "angka"
    DERAJAT = "derajat"


def _list(daftar: Mapping[Any, str]) -> Pilihan:
    return [[getattr(k, "value", k), v] for k, v in daftar.items()]


def _alasan(daftar: Mapping[str, Alasan]) -> Pilihan:
    return [[k, a.label] for k, a in daftar.items()]


_KELAMIN: Pilihan = [["L", "Laki-laki"], ["P", "Perempuan"]]
# Field → how it is asked for, its longest text, its choices. Answers of the questionnaire are not asked offline.
_MACAM: dict[str, tuple[Macam, int, Pilihan]] = {
    "nik": (Macam.NIK, 16, []),
    "nama": (Macam.TEKS, 120, []),
    "tempat_lahir": (Macam.TEKS, 80, []),
    "tanggal_lahir": (Macam.TANGGAL, 0, []),
    "jenis_kelamin": (Macam.PILIHAN, 0, _KELAMIN),
    "nama_ibu": (Macam.TEKS, 120, []),
    "pekerjaan": (Macam.TEKS, 80, []),
    "status_kawin": (Macam.PILIHAN, 0, _list(STATUS_KAWIN)),
    "shdk": (Macam.PILIHAN, 0, _list(SHDK)),
    "no_kk": (Macam.KK, 16, []),
    "alamat": (Macam.TEKS, 240, []),
    "dusun": (Macam.TEKS, 80, []),
    "rt": (Macam.ANGKA, 3, []),
    "rw": (Macam.ANGKA, 3, []),
    "anggota_di_kk": (Macam.ANGKA, 2, []),
    "lintang": (Macam.DERAJAT, 0, []),
    "bujur": (Macam.DERAJAT, 0, []),
    "tanggal": (Macam.TANGGAL, 0, []),
    "kepala_baru": (Macam.TEKS, 24, []),
    "tujuan": (Macam.TEKS, 13, []),
    "nomor_surat": (Macam.TEKS, 80, []),
    "dipertahankan": (Macam.TEKS, 24, []),
    "pengurus": (Macam.TEKS, 24, []),
    "kepala": (Macam.TEKS, 24, []),
}
_LABEL: dict[str, str] = {
    **{k: v.label for k, v in {**INDIVIDU, **KELUARGA}.items()},
    "tanggal": "Tanggal",
    "kepala_baru": "Kepala keluarga baru",
    "tujuan": "Wilayah tujuan",
    "nomor_surat": "Nomor surat pindah",
    "dipertahankan": "Catatan yang dipertahankan",
    "pengurus": "Pengurus baru",
    "kepala": "Kepala keluarga baru",
}
_ALAMAT = ("alamat", "dusun", "rt", "rw")
# The flat fields of a jenis, with those that its rules want; lists of persons use INDIVIDU.
_JENIS: dict[Jenis, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Jenis.MENINGGAL: (("tanggal", "kepala_baru"), ("tanggal",)),
    Jenis.PINDAH: (("tanggal", "tujuan", "nomor_surat", *_ALAMAT), ("tanggal", "tujuan")),
    Jenis.GANDA: (("dipertahankan",), ("dipertahankan",)),
    Jenis.PENGURUS: (("pengurus",), ("pengurus",)),
    Jenis.REAKTIVASI: (("tanggal",), ("tanggal",)),
    Jenis.PECAH_KK: (("no_kk", "kepala", *_ALAMAT), ("no_kk", "kepala")),
}


def _isian(nama: Iterable[str], wajib: Iterable[str]) -> list[dict[str, Any]]:
    perlu = set(wajib)
    return [_satu(n, n in perlu) for n in nama if n in _MACAM]


def _satu(nama: str, wajib: bool) -> dict[str, Any]:
    macam, maks, pilihan = _MACAM[nama]
    isi: dict[str, Any] = {"nama": nama, "label": _LABEL[nama], "macam": macam.value, "wajib": wajib}
    return isi | ({"maks": maks} if maks else {}) | ({"pilihan": pilihan} if pilihan else {})


@cache
def compose_daftar_kode() -> dict[str, Any]:
    """Every code list with its labels, and the forms; the same for every village."""
    program = {**{k: p.label for k, p in PROGRAM.items()}, REGISTRI: "Keluar dari data"}
    return {
        "jenis": _list({j: label for j, label in LABEL_JENIS.items() if j is not Jenis.TETAP}),
        "hasil_verval": _list(LABEL_HASIL),
        "alasan_tidak_layak": _alasan(ALASAN_TIDAK_LAYAK),
        "alasan_tidak_ditemukan": _alasan(ALASAN_TIDAK_DITEMUKAN),
        "program": _list(program),
        "unsur": _list(LABEL_UNSUR),
        "bukti": _list(LABEL_BUKTI),
        "bukti_wajib": {j.value: [[b.value for b in k] for k in isi] for j, isi in BUKTI_WAJIB.items()},
        "shdk": _list(SHDK),
        "status_kawin": _list(STATUS_KAWIN),
        "jenis_foto": _list(LABEL_FOTO),
        "status_usulan": _list(LABEL_STATUS),
        "akhir": compose_akhir(),
        "isian": {
            "INDIVIDU": _isian(INDIVIDU, WAJIB_INDIVIDU),
            "KELUARGA": _isian(KELUARGA, WAJIB_KELUARGA),
            **{j.value: _isian(*isi) for j, isi in _JENIS.items()},
        },
    }


@cache
def get_kode_daftar() -> str:
    """SHA-256 of the code lists: what a package names as the lists it was made with."""
    return sha256_hex(compose_daftar_kode())


@cache
def compose_aturan() -> dict[str, dict[str, str]]:
    """Sentence and next step of every predicate, by its code."""
    return {
        r.kode: {"kalimat": r.kalimat, "langkah": r.langkah} for r in load_rulebook() if isinstance(r, Rule)
    }
