"""Meetings that were held without a line: called, attended, objected, decided, closed, their papers; in that order."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import time
from typing import Any

from opensiks.musyawarah.models import Musyawarah
from opensiks.musyawarah.queries import find_berita_acara
from opensiks.musyawarah.services import Putusan as Keputusan
from opensiks.musyawarah.services import (
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
from opensiks.paket.fakta import read_hari
from opensiks.paket.halaman import compose_kertas
from opensiks.paket.kertas_lembar import check_kertas
from opensiks.rules.musyawarah import Hasil, Unsur
from opensiks.rules.paket import JenisUbahan
from opensiks.rules.rapat import is_rapat_ditutup
from opensiks.rules.ubahan import Putusan, Vonis, say

_J = JenisUbahan
_PAPAN = {"BERITA_ACARA": "scan", "DAFTAR_HADIR": "daftar_hadir", "FOTO": "foto"}


def _convene(daftar: Sequence[Baris], konteks: Konteks) -> None:
    for b in daftar:
        j, isi = konteks.find_jendela(b.at), b.u.isi
        tanggal, titip = read_hari(b, konteks)
        # A person let it stand although the laptop's clock was ahead: on the day of its deposit.
        hari = tanggal if j.pindah else min(tanggal, titip)
        m = convene_musyawarah(
            j.periode, konteks.kode_desa, hari, time.fromisoformat(isi["mulai"]),
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
        Keputusan(u, Hasil(b.u.isi["hasil"]), b.u.isi["alasan"])
        for b, u in zip(daftar, list_usulan_acuan(daftar, konteks), strict=True)
    ]
    saat = konteks.find_jendela(daftar[0].at).saat
    rows = record_keputusan_banyak(m, putusan, by=konteks.operator, at=saat)
    for b, k in zip(daftar, rows, strict=True):
        b.hasil = f"keputusan:{k.pk}"


def _tutup(daftar: Sequence[Baris], konteks: Konteks) -> None:
    for b in daftar:
        m, isi = get_rapat_acuan(b.u.pokok, konteks), b.u.isi
        by, saat = konteks.operator, konteks.find_jendela(b.at).saat
        close_musyawarah(
            m, time.fromisoformat(isi["selesai"]), by=by, at=saat, kode_lembar=isi["kode_daftar"],
            catatan=" ".join(c for c in (m.catatan, isi["catatan"]) if c),
        )  # fmt: skip
        b.hasil = f"musyawarah:{m.pk}"
        if isi["kode_daftar"]:
            _check_tutup(m, isi["kode_daftar"], b, konteks)


def _check_tutup(m: Musyawarah, kode: str, b: Baris, konteks: Konteks) -> None:
    """The worksheet's paper counts from now on, or the answer to the closing says why it does not."""
    kertas = check_kertas(m, kode, b, konteks)
    if kertas.salah is None:
        saat = konteks.find_jendela(b.at).saat
        print_berita_acara(m, by=konteks.operator, at=saat, kode_lembar=kode)
    else:
        b.putusan = Putusan(Vonis.DITERIMA, "", say(kertas.salah))


def _berkas(daftar: Sequence[Baris], konteks: Konteks) -> None:
    """A signed paper: it counts while its code stands for the list that the registry holds (R18)."""
    for b in daftar:
        m, isi = get_rapat_acuan(b.u.pokok, konteks), b.u.isi
        if m.ditutup_at is None:
            b.putusan = Putusan(Vonis.MENUNGGU, "ACUAN", say(is_rapat_ditutup.violation()))
            continue
        kode = ""
        if isi["guna"] == "BERITA_ACARA":
            kertas = check_kertas(m, isi.get("kode_daftar") or m.kode_lembar, b, konteks)
            if kertas.salah is not None:
                b.putusan = kertas.putusan
                continue
            kode = kertas.kode
        by, saat = konteks.operator, konteks.find_jendela(b.at).saat
        ba = None if kode else find_berita_acara(m)
        ba = ba or print_berita_acara(m, by=by, at=saat, kode_lembar=kode)[0]
        bagian: Any = {_PAPAN[isi["guna"]]: compose_kertas(b, konteks)}
        ttd = {k: isi[k] for k in ("ttd_kades", "ttd_operator") if kode and k in isi}
        upload_berita_acara(ba, by=by, at=saat, **bagian, **ttd)
        b.hasil = f"beritaacara:{ba.pk}"


def key_satu(b: Baris, konteks: Konteks) -> Hashable:
    """Each line is applied by itself."""
    return b.u.id


def _key_rapat(b: Baris, konteks: Konteks) -> Hashable:
    return b.u.isi["musyawarah"], b.at


TERAP_RAPAT: dict[str, tuple[Callable[[Baris, Konteks], Any], Callable[[Sequence[Baris], Konteks], None]]] = {
    _J.MUSYAWARAH: (key_satu, _convene),
    _J.KEHADIRAN: (key_satu, _hadir),
    _J.KEBERATAN: (key_satu, _keberatan),
    _J.PUTUSAN: (_key_rapat, _putusan),
    _J.TUTUP: (key_satu, _tutup),
    _J.BERKAS: (key_satu, _berkas),
}
