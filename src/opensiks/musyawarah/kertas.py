"""What the village's papers share: the foot with the list's code, the lines of the list, the rendering."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import segno

from opensiks.infra import pdf
from opensiks.infra.clock import local, singkatan
from opensiks.musyawarah.daftar import BarisDaftar, Daftar, Dasar, get_nik_kepala
from opensiks.rules.label import label_usulan
from opensiks.rules.musyawarah import Hasil
from opensiks.rules.nik import mask
from opensiks.rules.temuan import tanggal_panjang
from opensiks.rules.wilayah import name_dusun

R39 = "Nama yang diusulkan belum tentu menjadi penerima bantuan; penetapan dilakukan oleh Menteri Sosial."
_COCOKKAN = "Cocokkan kode ini dengan layar sebelum menandatangani."
PUTUSAN: dict[Hasil | None, str] = {
    Hasil.SETUJU: "Setuju",
    Hasil.TOLAK: "Tolak",
    Hasil.TUNDA: "Tunda",
    None: "Tanpa musyawarah",
}
# The page tree of the file; the papers have no outline, which would count too.
_HALAMAN = re.compile(rb"/Count (\d+)")


class Salinan(StrEnum):
    """For whom it is printed: the village's board, where a NIK is masked (R102), or the sealed archive."""

    PAPAN = "PAPAN"
    ARSIP = "ARSIP"


@dataclass(frozen=True)
class Cetakan:
    """A rendered paper: its bytes and how many pages they are."""

    isi: bytes
    halaman: int


def render(template: str, data: dict[str, Any], at: datetime) -> Cetakan:
    """The PDF of a document and its number of pages."""
    isi = pdf.render(template, data, at=at)
    halaman = max(int(n) for n in _HALAMAN.findall(isi))
    return Cetakan(isi, halaman)


def write_kaki(d: Daftar, at: datetime, kalimat: str, salinan: Salinan) -> dict[str, Any]:
    """The foot of every page: the list's code, its lines, when it was printed, for whom."""
    setempat = local(at, d.kode_desa)
    jam = f"{setempat:%H.%M} {singkatan(d.kode_desa)}"
    rahasia = (
        "Salinan papan: NIK disamarkan."
        if salinan is Salinan.PAPAN
        else "Salinan arsip tertutup: memuat NIK utuh."
    )
    return {
        "kalimat": [kalimat, f"{_COCOKKAN} {rahasia}", "Dicetak dari OpenSIKS."],
        "rincian": f"{d.jumlah_baris} baris · dicetak {tanggal_panjang(setempat.date())} pukul {jam}",
        "qr": _qr(d.kode),
    }  # fmt: skip


def _qr(teks: str) -> str:
    svg = io.BytesIO()
    segno.make(teks, error="m", micro=False).save(svg, kind="svg", border=0, scale=4, xmldecl=False, nl=False)
    return svg.getvalue().decode()


def write_usulan(b: BarisDaftar, salinan: Salinan) -> dict[str, Any]:
    """A line of the list as it is printed."""
    putusan = "SPTJM" if b.dasar is Dasar.SPTJM else PUTUSAN[b.hasil]
    return {
        "nomor": b.nomor,
        "nama": b.nama,
        "nik": _nik(b.nik, salinan),
        "tempat": _tempat(b.dusun, b.rt, b.rw),
        "jenis": label_usulan(b.jenis, b.program),
        "orang": f"{b.orang} orang",
        "putusan": putusan,
        "alasan": b.alasan,
        "keberatan": [_satu_keberatan(k.isi, k.nama, k.dirahasiakan, salinan) for k in b.keberatan],
    }


def _satu_keberatan(isi: str, nama: str, dirahasiakan: bool, salinan: Salinan) -> str:
    tampil = nama and not (dirahasiakan and salinan is Salinan.PAPAN)
    return f"{isi} ({nama})" if tampil else isi


def write_tetap(d: Daftar, salinan: Salinan) -> list[dict[str, Any]]:
    """The families that stay as they are, numbered on from the usulan."""
    nik = get_nik_kepala(v.keluarga_id for v in d.tetap)
    return [
        {
            "nomor": n, "nama": v.kepala_nama, "nik": _nik(nik.get(v.keluarga_id, ""), salinan),
            "tempat": _tempat(v.dusun, v.rt, v.rw), "orang": v.orang,
        }
        for n, v in enumerate(d.tetap, len(d.baris) + 1)
    ]  # fmt: skip


def _nik(nik: str, salinan: Salinan) -> str:
    if not nik:
        return "tanpa NIK"
    return nik if salinan is Salinan.ARSIP else mask(nik)


def _tempat(dusun: str, rt: str, rw: str) -> str:
    rukun = f"RT {rt}/RW {rw}" if rt and rw else f"RT {rt}" if rt else ""
    return ", ".join(x for x in (name_dusun(dusun), rukun) if x)
