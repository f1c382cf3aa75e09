"""The content of each kind of ubahan: which keys it must hold, and what each may be. Form only, no meaning."""

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any

from opensiks.rules.bukti import JenisBukti
from opensiks.rules.foto import JenisFoto
from opensiks.rules.jenis import Jenis
from opensiks.rules.manifes import SHA256, UUID7, is_saat
from opensiks.rules.musyawarah import Hasil, Unsur
from opensiks.rules.paket import JenisUbahan
from opensiks.rules.verval import HasilVerval

Periksa = Callable[[Any], bool]
GUNA_BERKAS = ("BERITA_ACARA", "DAFTAR_HADIR", "FOTO")
MAKS_HALAMAN = 99
# With the village's paper key, or with a key of the Dinas.
CARA_PEMULIHAN = ("KERTAS", "DINAS")
ACUAN = re.compile(rf"ubahan:{UUID7.pattern}")
ACUAN_USULAN = re.compile(rf"{ACUAN.pattern}|usulan:[0-9]{{1,18}}")
_JAM = re.compile(r"[0-2][0-9]:[0-5][0-9]")
_MAKS_HADIR = 10_000


def _teks(maks: int, minimal: int = 0) -> Periksa:
    return lambda v: isinstance(v, str) and minimal <= len(v.strip()) and len(v) <= maks


def _satu(daftar: Any) -> Periksa:
    ada = {str(d.value) for d in daftar}
    return lambda v: isinstance(v, str) and v in ada


def _pola(pola: re.Pattern[str]) -> Periksa:
    return lambda v: isinstance(v, str) and pola.fullmatch(v) is not None


def is_tanggal(v: Any) -> bool:
    """A day that exists, as ISO text."""
    try:
        return isinstance(v, str) and len(v) == 10 and date.fromisoformat(v) is not None
    except ValueError:
        return False


def is_jam(v: Any) -> bool:
    """An hour and minute that exist: "09:30"."""
    try:
        return isinstance(v, str) and _JAM.fullmatch(v) is not None and time.fromisoformat(v) is not None
    except ValueError:
        return False


def _is_bukti(v: Any) -> bool:
    if not isinstance(v, list) or len(v) > 20:
        return False
    jenis, sidik, nama = _satu(JenisBukti), _pola(SHA256), _teks(160)
    return all(
        isinstance(b, dict) and b.keys() == {"jenis", "sha256", "nama"} and jenis(b["jenis"]) and sidik(b["sha256"])
        and nama(b["nama"])
        for b in v
    )  # fmt: skip


def _is_hadir(v: Any) -> bool:
    return isinstance(v, list) and len(v) == 3 and all(type(n) is int and 0 <= n <= _MAKS_HADIR for n in v)


def _is_kehadiran(v: Any) -> bool:
    unsur = _satu(Unsur)
    return isinstance(v, dict) and bool(v) and all(unsur(k) and _is_hadir(n) for k, n in v.items())


_SIDIK, _RAPAT = _pola(SHA256), _pola(ACUAN)
_ALASAN = {"alasan": _teks(400)}
_J = JenisUbahan

BENTUK: Mapping[JenisUbahan, Mapping[str, Periksa]] = {
    _J.VERVAL: {"hasil": _satu(HasilVerval), "tanggal": is_tanggal, "catatan": _teks(400)},
    _J.BATAL_VERVAL: _ALASAN,
    _J.USULAN: {
        "jenis": _satu([j for j in Jenis if j is not Jenis.TETAP]),
        "program": _teks(12),
        "kode_alasan": _teks(40),
        "alasan": _teks(400),
        "muatan": lambda v: isinstance(v, dict),
        "bukti": _is_bukti,
    },
    _J.TARIK: _ALASAN,
    _J.FOTO: {"jenis": _satu(JenisFoto), "sha256": _SIDIK},
    _J.CATATAN: {"isi": _teks(800, 1)},
    _J.MUSYAWARAH: {
        "tanggal": is_tanggal,
        "mulai": is_jam,
        "tempat": _teks(120),
        "pimpinan_nama": _teks(120),
        "pimpinan_jabatan": _teks(80),
        "catatan": _teks(800),
    },
    _J.KEHADIRAN: {"unsur": _is_kehadiran},
    _J.KEBERATAN: {
        "musyawarah": _RAPAT,
        "isi": _teks(800, 1),
        "nama": _teks(120),
        "dirahasiakan": lambda v: isinstance(v, bool),
    },
    _J.PUTUSAN: {"musyawarah": _RAPAT, "hasil": _satu(Hasil), "alasan": _teks(400)},
    _J.TUTUP: {"selesai": is_jam, "catatan": _teks(800), "kode_daftar": _teks(20)},
    _J.BERKAS: {"guna": lambda v: v in GUNA_BERKAS, "sha256": _SIDIK},
    _J.CABUT: _ALASAN,
    _J.PEMULIHAN: {"cara": lambda v: v in CARA_PEMULIHAN, "pada": is_saat},
}
# What a newer worksheet says besides, and an older one leaves out.
BOLEH_ADA: Mapping[JenisUbahan, Mapping[str, Periksa]] = {
    _J.BERKAS: {
        "kode_daftar": _teks(20),
        "halaman": lambda v: type(v) is int and 1 <= v <= MAKS_HALAMAN,
        **dict.fromkeys(("ttd_kades", "ttd_operator"), lambda v: isinstance(v, bool)),
    }
}
# What `pokok` must look like; kinds that are not here name a record of the registry.
_POKOK: Mapping[JenisUbahan, Periksa] = {
    _J.USULAN: lambda v: True,
    **dict.fromkeys((_J.MUSYAWARAH, _J.PEMULIHAN), lambda v: v == ""),
    **dict.fromkeys((_J.TARIK, _J.KEBERATAN, _J.PUTUSAN), _pola(ACUAN_USULAN)),
    **dict.fromkeys((_J.KEHADIRAN, _J.TUTUP, _J.BERKAS, _J.CABUT), _pola(ACUAN)),
}


def list_cacat_isi(jenis: JenisUbahan, pokok: str, isi: Mapping[str, Any]) -> list[str]:
    """The keys that are wrong, missing or unknown; empty for a line of good form."""
    bentuk, boleh = BENTUK[jenis], BOLEH_ADA.get(jenis, {})
    cacat = [k for k, periksa in bentuk.items() if k not in isi or not periksa(isi[k])]
    cacat += [k for k, periksa in boleh.items() if k in isi and not periksa(isi[k])]
    # A name that we do not know is not repeated: it could be anything.
    if isi.keys() - bentuk.keys() - boleh.keys():
        cacat.append("isian tak dikenal")
    if not _POKOK.get(jenis, bool)(pokok) or len(pokok) > 64:
        cacat.append("pokok")
    return cacat


def list_acuan(jenis: str, pokok: str, isi: Mapping[str, Any], perlu: list[str]) -> list[str]:
    """Ids of other lines that must stand before this one."""
    acuan = [pokok, str(isi.get("musyawarah", "")) if jenis in (_J.KEBERATAN, _J.PUTUSAN) else ""]
    return [*perlu, *(a.removeprefix("ubahan:") for a in acuan if a.startswith("ubahan:"))]
