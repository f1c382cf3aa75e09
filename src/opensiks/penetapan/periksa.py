"""record_pemeriksaan: somebody opens one kabupaten of the preview and says what shall become of it (R126)."""

from __future__ import annotations

from datetime import date, datetime

from opensiks.akun.access import require
from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.penetapan.banding import find_sebelumnya
from opensiks.penetapan.draf import name_draf
from opensiks.penetapan.models import Pemeriksaan, Penetapan
from opensiks.penetapan.tahan import find_terakhir
from opensiks.rules.aktor import Actor
from opensiks.rules.penetapan import FaktaPeriksa, Periksa, check_periksa
from opensiks.rules.peran import Izin
from opensiks.rules.rule import AksiDitolak
from opensiks.rules.syarat import is_dalam_cakupan
from opensiks.rules.wilayah import Cakupan, tingkat

PERISTIWA_PERIKSA = {
    Periksa.DIPERIKSA: "penetapan.reviewed",
    Periksa.DITAHAN: "penetapan.held",
    Periksa.DILEPAS: "penetapan.released",
    Periksa.DIKEMBALIKAN: "penetapan.returned",
}


@mutation(*PERISTIWA_PERIKSA.values())
def record_pemeriksaan(
    bulan: date, kode_wilayah: str, kode_kabupaten: str, aksi: Periksa, catatan: str, keluar: int, *, by: Actor,
    at: datetime,
) -> Pemeriksaan:  # fmt: skip
    """Say that a kabupaten was looked at, is held at its last list, is let go again, or goes back to be explained.

    The kabupaten sees it, on its own chain of the trail. Refused once the month is set.
    """
    require(by, Izin.PENETAPAN_FINALISE)
    if not by.cakupan.covers(kode_kabupaten) or not _is_kabupaten(kode_wilayah, kode_kabupaten):
        raise AksiDitolak([is_dalam_cakupan.violation()])
    terakhir = find_terakhir(bulan, kode_wilayah).get(kode_kabupaten)
    fakta = FaktaPeriksa(
        aksi=aksi, catatan=catatan, ada_lama=find_sebelumnya(bulan, kode_wilayah) is not None,
        sudah_ada=Penetapan.objects.filter(bulan=bulan, kode_wilayah=kode_wilayah).exists(),
        ditahan=terakhir is not None and terakhir.aksi is Periksa.DITAHAN,
    )  # fmt: skip
    if salah := check_periksa(fakta):
        raise AksiDitolak(salah)
    baris = Pemeriksaan.objects.create(
        bulan=bulan, kode_wilayah=kode_wilayah, kode_kabupaten=kode_kabupaten, aksi=aksi,
        catatan=catatan.strip()[:400], keluar=keluar, oleh=by.nama, at=at,
    )  # fmt: skip
    isi = {
        "bulan": bulan.isoformat(),
        "kabupaten": kode_kabupaten,
        "keluar": keluar,
        "catatan": baris.catatan,
    }
    objek = name_draf(bulan, kode_wilayah)
    jejak.record_many([jejak.Catatan(PERISTIWA_PERIKSA[aksi], objek, kode_kabupaten, isi)], by=by, at=at)
    return baris


def _is_kabupaten(kode_wilayah: str, kode: str) -> bool:
    return tingkat(kode) == 2 and Cakupan((kode_wilayah,)).covers(kode)
