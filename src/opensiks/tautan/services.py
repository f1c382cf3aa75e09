"""Opening and ending links, taking pages in, putting them together. What they are for decides what they then count."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from opensiks.akun.access import require
from opensiks.infra import files, gambar, lembar
from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.rules.aktor import Actor
from opensiks.rules.foto import BYTE_FOTO, BYTE_KECIL, LEBAR_KECIL
from opensiks.rules.peran import Izin, Peran
from opensiks.rules.rule import AksiDitolak, Violation
from opensiks.rules.syarat import is_dalam_cakupan
from opensiks.rules.tautan import MAKS_UKURAN, MASA_TAUTAN, SISI, Bagian, check_tautan
from opensiks.rules.wilayah import Cakupan
from opensiks.tautan.models import HalamanUnggah, TautanUnggah
from opensiks.tautan.queries import facts_tautan, list_halaman


@mutation("tautan.created")
def create_tautan(
    kode_desa: str, objek: str, judul: str, bagian: Sequence[Bagian], *, by: Actor, at: datetime,
    izin: Izin = Izin.MUSYAWARAH_RECORD,
) -> TautanUnggah:  # fmt: skip
    """Open a link for pages to one thing; an earlier one for the same thing ends with it."""
    require(by, izin)
    if not by.cakupan.covers(kode_desa):
        raise AksiDitolak([is_dalam_cakupan.violation()])
    hidup = TautanUnggah.objects.filter(kode_desa=kode_desa, objek=objek, dicabut_at__isnull=True)
    hidup.update(dicabut_at=at)
    tautan = TautanUnggah.objects.create(
        kode_desa=kode_desa, objek=objek, judul=judul[:160], bagian=[b.value for b in bagian], akun_id=by.akun_id,
        oleh=by.nama, peran=by.peran, dibuat_at=at, berakhir_at=at + MASA_TAUTAN,
    )  # fmt: skip
    jejak.record("tautan.created", tautan, by=by, at=at, untuk=objek, bagian=tautan.bagian)
    return tautan


@mutation("tautan.revoked")
def revoke_tautan(tautan: TautanUnggah, *, by: Actor, at: datetime) -> None:
    """End a link before its time. What came by it stays."""
    if not by.cakupan.covers(tautan.kode_desa):
        raise AksiDitolak([is_dalam_cakupan.violation()])
    tautan.dicabut_at = tautan.dicabut_at or at
    tautan.save(update_fields=["dicabut_at"])
    jejak.record("tautan.revoked", tautan, by=by, at=at, untuk=tautan.objek)


def get_pengirim(tautan: TautanUnggah, asal: str) -> Actor:
    """In whose name a page comes: the one who opened the link, from a phone at `asal`."""
    return Actor(
        tautan.akun_id, tautan.oleh, Peran(tautan.peran), Cakupan((tautan.kode_desa,)), f"HP {asal}".strip()
    )


@mutation("halaman.uploaded")
def upload_halaman(
    tautan: TautanUnggah, bagian: str, isi: bytes, *, by: Actor, at: datetime
) -> HalamanUnggah:
    """Take one photographed page: shrunk, upright, without EXIF. It waits until somebody at the laptop confirms it."""
    # Two photos at once must not both be the sixtieth.
    kini = TautanUnggah.objects.select_for_update().get(pk=tautan.pk)
    if salah := check_tautan(facts_tautan(kini, bagian, at)):
        raise AksiDitolak(salah)
    ke = Bagian(bagian)
    try:
        if len(isi) > MAKS_UKURAN:
            raise files.BerkasDitolak("Foto ini terlalu besar. Paling besar 15 MB.")
        asli = gambar.open_foto(isi)
    except files.BerkasDitolak as e:
        raise AksiDitolak([Violation("R17", str(e))]) from e
    foto, kecil = gambar.shrink(asli, SISI[ke], BYTE_FOTO), gambar.shrink(asli, LEBAR_KECIL, BYTE_KECIL)
    berkas = files.save(foto.isi)
    halaman = HalamanUnggah.objects.create(
        tautan=kini, kode_desa=kini.kode_desa, objek=kini.objek, bagian=ke, sha256=berkas.sha256,
        kecil_sha256=files.save(kecil.isi).sha256, ukuran=berkas.ukuran, at=at,
    )  # fmt: skip
    jejak.record(
        "halaman.uploaded", halaman, by=by, at=at, untuk=kini.objek, bagian=ke.value, sha256=berkas.sha256
    )
    return halaman


@mutation("halaman.cancelled")
def cancel_halaman(halaman: HalamanUnggah, *, by: Actor, at: datetime) -> None:
    """Throw away a page that is blurred or not ours; the row stays, marked."""
    if not by.cakupan.covers(halaman.kode_desa):
        raise AksiDitolak([is_dalam_cakupan.violation()])
    halaman.dibuang_at = halaman.dibuang_at or at
    halaman.save(update_fields=["dibuang_at"])
    jejak.record("halaman.cancelled", halaman, by=by, at=at, sha256=halaman.sha256)


@mutation("halaman.confirmed")
def confirm_halaman(kode_desa: str, objek: str, *, by: Actor, at: datetime) -> dict[Bagian, bytes]:
    """One PDF for each part that got new pages; they count from now on. Empty when none waits.

    A page that comes late joins those that came before it: the PDF is always all of the part's pages.
    """
    if not by.cakupan.covers(kode_desa):
        raise AksiDitolak([is_dalam_cakupan.violation()])
    semua = list_halaman(kode_desa, objek)
    baru = {Bagian(h.bagian) for h in semua if h.dipakai_at is None}
    daftar = [h for h in semua if h.bagian in baru]
    per_bagian: dict[Bagian, list[HalamanUnggah]] = {}
    for h in daftar:
        per_bagian.setdefault(Bagian(h.bagian), []).append(h)
    hasil = {b: lembar.to_pdf([files.load(h.sha256) for h in isi]) for b, isi in per_bagian.items()}
    HalamanUnggah.objects.filter(pk__in=[h.pk for h in daftar]).update(dipakai_at=at)
    jumlah = {b.value: len(isi) for b, isi in per_bagian.items()}
    if daftar:
        catatan = jejak.Catatan("halaman.confirmed", objek, kode_desa, {"halaman": jumlah})
        jejak.record_many([catatan], by=by, at=at)
    return hasil
