"""Meetings that were held without a line: called, attended, objected, decided, closed, their papers; in that order."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import date, time
from typing import Any

from opensiks.infra import files
from opensiks.musyawarah.queries import find_berita_acara
from opensiks.musyawarah.services import (
    Putusan,
    close_musyawarah,
    convene_musyawarah,
    print_berita_acara,
    record_keberatan,
    record_kehadiran,
    record_keputusan_banyak,
    upload_berita_acara,
)
from opensiks.paket.acuan import get_rapat_acuan, list_usulan_acuan
from opensiks.paket.baris import Baris, Konteks
from opensiks.paket.lampiran import find_lampiran
from opensiks.rules.musyawarah import Hasil, Unsur
from opensiks.rules.paket import JenisUbahan

_J = JenisUbahan
_PAPAN = {"BERITA_ACARA": "scan", "DAFTAR_HADIR": "daftar_hadir", "FOTO": "foto"}


def _convene(daftar: Sequence[Baris], konteks: Konteks) -> None:
    for b in daftar:
        j, isi = konteks.find_jendela(b.at), b.u.isi
        m = convene_musyawarah(
            j.periode, konteks.kode_desa, date.fromisoformat(isi["tanggal"]), time.fromisoformat(isi["mulai"]),
            isi["tempat"], isi["pimpinan_nama"], isi["pimpinan_jabatan"], by=konteks.operator, at=j.saat,
            catatan=isi["catatan"],
        )  # fmt: skip
        b.hasil = f"musyawarah:{m.pk}"


def _hadir(daftar: Sequence[Baris], konteks: Konteks) -> None:
    for b in daftar:
        m = get_rapat_acuan(b.u.pokok, konteks)
        hadir = {Unsur(u): (n[0], n[1], n[2]) for u, n in b.u.isi["unsur"].items()}
        record_kehadiran(m, hadir, by=konteks.operator, at=konteks.find_jendela(b.at).saat)
        b.hasil = f"musyawarah:{m.pk}"


def _keberatan(daftar: Sequence[Baris], konteks: Konteks) -> None:
    for b, u in zip(daftar, list_usulan_acuan(daftar, konteks), strict=True):
        isi = b.u.isi
        k = record_keberatan(
            get_rapat_acuan(isi["musyawarah"], konteks), u, isi["isi"], by=konteks.operator,
            at=konteks.find_jendela(b.at).saat, nama=isi["nama"], dirahasiakan=isi["dirahasiakan"],
        )  # fmt: skip
        b.hasil = f"keberatan:{k.pk}"


def _putusan(daftar: Sequence[Baris], konteks: Konteks) -> None:
    m = get_rapat_acuan(daftar[0].u.isi["musyawarah"], konteks)
    putusan = [
        Putusan(u, Hasil(b.u.isi["hasil"]), b.u.isi["alasan"])
        for b, u in zip(daftar, list_usulan_acuan(daftar, konteks), strict=True)
    ]
    saat = konteks.find_jendela(daftar[0].at).saat
    rows = record_keputusan_banyak(m, putusan, by=konteks.operator, at=saat)
    for b, k in zip(daftar, rows, strict=True):
        b.hasil = f"keputusan:{k.pk}"


def _tutup(daftar: Sequence[Baris], konteks: Konteks) -> None:
    for b in daftar:
        m, isi = get_rapat_acuan(b.u.pokok, konteks), b.u.isi
        kode = f"Kode daftar lembar kerja {isi['kode_daftar']}." if isi["kode_daftar"] else ""
        close_musyawarah(
            m, time.fromisoformat(isi["selesai"]), by=konteks.operator, at=konteks.find_jendela(b.at).saat,
            catatan=" ".join(c for c in (m.catatan, isi["catatan"], kode) if c),
        )  # fmt: skip
        b.hasil = f"musyawarah:{m.pk}"


def _berkas(daftar: Sequence[Baris], konteks: Konteks) -> None:
    """A signed paper: bound to the list as this server prints it (R18)."""
    for b in daftar:
        m, by, saat = get_rapat_acuan(b.u.pokok, konteks), konteks.operator, konteks.find_jendela(b.at).saat
        ba = find_berita_acara(m) or print_berita_acara(m, by=by, at=saat)[0]
        simpan = find_lampiran(konteks.kode_desa, [b.u.isi["sha256"]])[b.u.isi["sha256"]]
        bagian: Any = {_PAPAN[b.u.isi["guna"]]: files.load(simpan.sha256)}
        upload_berita_acara(ba, by=by, at=saat, **bagian)
        b.hasil = f"beritaacara:{ba.pk}"


def _satu(b: Baris, konteks: Konteks) -> Hashable:
    return b.u.id


def _key_rapat(b: Baris, konteks: Konteks) -> Hashable:
    return b.u.isi["musyawarah"], b.at


TERAP_RAPAT: dict[str, tuple[Callable[[Baris, Konteks], Any], Callable[[Sequence[Baris], Konteks], None]]] = {
    _J.MUSYAWARAH: (_satu, _convene),
    _J.KEHADIRAN: (_satu, _hadir),
    _J.KEBERATAN: (_satu, _keberatan),
    _J.PUTUSAN: (_key_rapat, _putusan),
    _J.TUTUP: (_satu, _tutup),
    _J.BERKAS: (_satu, _berkas),
}
