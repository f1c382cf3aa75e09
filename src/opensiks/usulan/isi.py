"""The form of a proposal, jenis by jenis: which fields its `muatan` may and must hold, read into storable values.

Shapes (all JSON, numbers whole, dates ISO, coordinates text):
BARU {keluarga: {...}, anggota: [{...}], kriteria: {...}} · TAMBAH_ART {anggota: [{...}]} ·
PERBAIKAN_* {field: value} of the person or the family · PECAH_KK {no_kk, anggota: [id_registri], kepala, alamat…} ·
MENINGGAL {tanggal, kepala_baru} · PINDAH {tanggal, tujuan, nomor_surat, alamat…} ·
GANDA {dipertahankan: id_registri, or "NIK" for the other one with this NIK, or with `nik`} · PENGURUS {pengurus} ·
REAKTIVASI {tanggal} · the others hold nothing: programme and reason are columns of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from opensiks.rules.isian import (
    INDIVIDU,
    KELUARGA,
    WAJIB_INDIVIDU,
    WAJIB_KELUARGA,
    Isian,
    is_isian_ada,
    is_isian_dikenal,
    read_isian,
    read_tanggal,
    read_teks,
)
from opensiks.rules.jenis import Jenis
from opensiks.rules.kodelist import SHDK_KEPALA
from opensiks.rules.rule import Violation

MAKS_ANGGOTA = 30
_ALAMAT = {k: KELUARGA[k] for k in ("alamat", "dusun", "rt", "rw")}
_ID = read_teks(24)

# Jenis whose muatan is one flat set of fields.
_DATAR: dict[Jenis, dict[str, Isian]] = {
    Jenis.TIDAK_LAYAK: {},
    Jenis.MENINGGAL: {
        "tanggal": Isian("Tanggal meninggal", read_tanggal),
        "kepala_baru": Isian("Kepala keluarga baru", _ID),
    },
    Jenis.PINDAH: {
        "tanggal": Isian("Tanggal pindah", read_tanggal),
        "tujuan": Isian("Wilayah tujuan", read_teks(13)),
        "nomor_surat": Isian("Nomor surat pindah", read_teks(80)),
        **_ALAMAT,
    },
    Jenis.GANDA: {
        "dipertahankan": Isian("Catatan yang dipertahankan", _ID),
        "nik": Isian("NIK catatan yang dipertahankan", read_teks(16)),
    },
    Jenis.TIDAK_DITEMUKAN: {},
    Jenis.PENGURUS: {"pengurus": Isian("Pengurus baru", _ID)},
    Jenis.BANSOS_MASUK: {},
    Jenis.BANSOS_HENTI: {},
    Jenis.REAKTIVASI: {"tanggal": Isian("Tanggal dinonaktifkan", read_tanggal)},
}
# A date left out is the rules' to name (R27, R29b, R34).
_PECAH = {"no_kk": KELUARGA["no_kk"], "kepala": Isian("Kepala keluarga baru", _ID), **_ALAMAT}


def read_muatan(
    jenis: Jenis, mentah: Mapping[str, Any], hari_ini: date, *, perorangan: bool
) -> tuple[dict[str, Any], list[Violation]]:
    """The muatan as it will be stored, and everything wrong with its form; `perorangan`: the subject is a person."""
    match jenis:
        case Jenis.BARU:
            return _baru(mentah, hari_ini)
        case Jenis.TAMBAH_ART:
            return _tambah(mentah, hari_ini)
        case Jenis.PECAH_KK:
            return _pecah(mentah, hari_ini)
        case Jenis.PERBAIKAN_ID | Jenis.PERBAIKAN_DATA:
            return read_isian(INDIVIDU if perorangan else KELUARGA, mentah, hari_ini)
        case Jenis.TETAP:
            return {}, [is_isian_dikenal.violation(isian="TETAP")]
        case _:
            return read_isian(_DATAR[jenis], mentah, hari_ini)


def count_orang(jenis: Jenis, muatan: Mapping[str, Any], anggota: int) -> int:
    """How many persons the line is about; `anggota`: those of the family it names."""
    if jenis in (Jenis.BARU, Jenis.TAMBAH_ART, Jenis.PECAH_KK):
        return len(muatan.get("anggota", ()))
    return anggota


def flatten(muatan: Mapping[str, Any], awalan: str = "") -> dict[str, str]:
    """Every value under its path, as text: {"anggota.1.nama": "UJI SATU"}; persons are counted from 1."""
    datar: dict[str, str] = {}
    for kunci, nilai in muatan.items():
        jalur = f"{awalan}{kunci}"
        if isinstance(nilai, Mapping):
            datar |= flatten(nilai, f"{jalur}.")
        elif isinstance(nilai, Sequence) and not isinstance(nilai, str):
            for i, isi in enumerate(nilai, 1):
                datar |= (
                    flatten(isi, f"{jalur}.{i}.") if isinstance(isi, Mapping) else {f"{jalur}.{i}": str(isi)}
                )
        else:
            datar[jalur] = "" if nilai is None else str(nilai)
    return datar


def _baru(mentah: Mapping[str, Any], hari_ini: date) -> tuple[dict[str, Any], list[Violation]]:
    keluarga, salah = read_isian(KELUARGA, _map(mentah.get("keluarga")), hari_ini, WAJIB_KELUARGA)
    anggota, salah_anggota = _anggota(mentah.get("anggota"), hari_ini)
    salah += salah_anggota
    kepala = sum(a.get("shdk") == SHDK_KEPALA for a in anggota)
    if anggota and kepala != 1:
        salah.append(
            Violation("R53", f"Keluarga harus punya satu kepala keluarga; di isian ada {kepala}.",
                      langkah="Pilih kepala keluarga menurut KK.")
        )  # fmt: skip
    hasil: dict[str, Any] = {"keluarga": keluarga, "anggota": anggota}
    if mentah.get("kriteria"):
        hasil["kriteria"] = {str(k)[:40]: str(v)[:80] for k, v in _map(mentah["kriteria"]).items()}
    return hasil, salah + _asing(mentah, {"keluarga", "anggota", "kriteria"})


def _tambah(mentah: Mapping[str, Any], hari_ini: date) -> tuple[dict[str, Any], list[Violation]]:
    anggota, salah = _anggota(mentah.get("anggota"), hari_ini)
    if any(a.get("shdk") == SHDK_KEPALA for a in anggota):
        salah.append(
            Violation("R53", "Anggota tambahan tidak bisa menjadi kepala keluarga kedua.",
                      langkah="Pilih hubungan keluarga menurut KK.")
        )  # fmt: skip
    return {"anggota": anggota}, salah + _asing(mentah, {"anggota"})


def _pecah(mentah: Mapping[str, Any], hari_ini: date) -> tuple[dict[str, Any], list[Violation]]:
    datar = {k: v for k, v in mentah.items() if k != "anggota"}
    hasil, salah = read_isian(_PECAH, datar, hari_ini)
    ids = mentah.get("anggota")
    hasil["anggota"] = (
        sorted({str(i) for i in ids}) if isinstance(ids, Sequence) and not isinstance(ids, str) else []
    )
    if hasil["anggota"] and hasil.get("kepala") not in hasil["anggota"]:
        salah.append(is_isian_ada.violation(isian="Kepala keluarga baru dari anggota yang ikut"))
    return hasil, salah


def _anggota(mentah: Any, hari_ini: date) -> tuple[list[dict[str, Any]], list[Violation]]:
    if not isinstance(mentah, Sequence) or isinstance(mentah, str) or not mentah:
        return [], [is_isian_ada.violation(isian="Anggota keluarga")]
    if len(mentah) > MAKS_ANGGOTA:
        return [], [Violation("R61", f"Satu usulan memuat paling banyak {MAKS_ANGGOTA} orang.")]
    hasil: list[dict[str, Any]] = []
    salah: list[Violation] = []
    for isi in mentah:
        orang, keliru = read_isian(INDIVIDU, _map(isi), hari_ini, WAJIB_INDIVIDU)
        hasil.append({"nik": ""} | orang)
        salah += keliru
    nomor = [a["nik"] for a in hasil if a["nik"]]
    if len(nomor) != len(set(nomor)):
        salah.append(
            Violation("R50", "NIK yang sama ditulis untuk dua orang.", langkah="Periksa tiap NIK dengan KK.")
        )
    return hasil, salah


def _map(isi: Any) -> Mapping[str, Any]:
    return isi if isinstance(isi, Mapping) else {}


def _asing(mentah: Mapping[str, Any], dikenal: set[str]) -> list[Violation]:
    return [is_isian_dikenal.violation(isian=str(k)[:40]) for k in mentah if k not in dikenal]
