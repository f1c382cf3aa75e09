"""SPTJM: the head answers for the village's list where the profile allows it and no meeting was held (R22, R23)."""

from __future__ import annotations

from datetime import date, datetime

from opensiks.akun.access import require
from opensiks.infra import files
from opensiks.infra.clock import local
from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.musyawarah.berkas import MAKS_PDF, keep_bukti
from opensiks.musyawarah.daftar import Daftar, compose_daftar_sptjm
from opensiks.musyawarah.forum import facts_forum, get_forum
from opensiks.musyawarah.kertas import Salinan
from opensiks.musyawarah.models import Sptjm
from opensiks.musyawarah.rapat import carry_over, check_desa_terbuka
from opensiks.musyawarah.surat_sptjm import SptjmCetak
from opensiks.musyawarah.tempat import name_petugas
from opensiks.rules.aktor import Actor
from opensiks.rules.peran import Izin, Peran
from opensiks.rules.rapat import has_nomor_surat
from opensiks.rules.rule import AksiDitolak
from opensiks.rules.status import Aksi, StatusUsulan
from opensiks.rules.syarat import is_dalam_cakupan
from opensiks.rules.syarat_usulan import is_sptjm_boleh
from opensiks.rules.tautan import Bagian, has_halaman
from opensiks.tautan.services import confirm_halaman
from opensiks.usulan.models import Usulan
from opensiks.usulan.queries import ASAL, facts_usulan
from opensiks.usulan.services import move_usulan
from opensiks.verval.models import Periode


@mutation("data.exported")
def print_sptjm(
    periode: Periode, kode_desa: str, nomor: str, tanggal: date, *, by: Actor, at: datetime,
    salinan: Salinan = Salinan.PAPAN,
) -> tuple[Daftar, bytes]:  # fmt: skip
    """The paper to sign, with the list as it will stand; the operator or the head prints it. Changes nothing."""
    if not by.cakupan.covers(kode_desa):
        raise AksiDitolak([is_dalam_cakupan.violation()])
    if not by.can(Izin.SPTJM_SIGN):
        require(by, Izin.MUSYAWARAH_RECORD)
    _check_surat(nomor, tanggal, kode_desa, at)
    daftar = compose_daftar_sptjm(periode, kode_desa)
    nama = name_petugas(Peran.KADES_LURAH, kode_desa, tanggal)
    isi = SptjmCetak(periode, daftar, nomor.strip(), tanggal, at, nama, salinan).render().isi
    ringkasan = {
        "untuk": "SPTJM",
        "baris": daftar.jumlah_baris,
        "daftar": daftar.sha256,
        "salinan": salinan.value,
    }
    jejak.record_many(
        [jejak.Catatan("data.exported", f"periode:{periode.pk}", kode_desa, ringkasan)], by=by, at=at
    )
    return daftar, isi


@mutation("sptjm.signed")
def sign_sptjm(
    periode: Periode,
    kode_desa: str,
    nomor: str,
    tanggal: date,
    scan: bytes | None = None,
    *,
    by: Actor,
    at: datetime,
) -> Sptjm:
    """The head signs for every line that waits: they become DISETUJUI_SPTJM. A newer SPTJM replaces the older.

    Refused where the profile does not allow it, where a meeting within its limit was held (R22), and for lines that
    only a meeting may decide (R31, R40). Without `scan` the signed paper is uploaded later (upload_sptjm).
    """
    require(by, Izin.SPTJM_SIGN)
    salah = [] if by.cakupan.covers(kode_desa) else [is_dalam_cakupan.violation()]
    salah += check_desa_terbuka(periode, kode_desa)
    if not salah and not get_forum(periode, kode_desa, at).sptjm_boleh:
        salah.append(is_sptjm_boleh.violation())
    if salah:
        raise AksiDitolak(salah)
    _check_surat(nomor, tanggal, kode_desa, at)
    carry_over(periode, kode_desa)
    daftar = compose_daftar_sptjm(periode, kode_desa)
    sptjm = _save(periode, daftar, nomor.strip()[:80], tanggal, scan, by, at)
    _endorse(sptjm, by, at)
    jejak.record(
        "sptjm.signed", sptjm, by=by, at=at, nomor=sptjm.nomor, daftar=sptjm.daftar_sha256, baris=sptjm.baris
    )
    return sptjm


@mutation("sptjm.uploaded")
def upload_sptjm(sptjm: Sptjm, scan: bytes, *, by: Actor, at: datetime) -> Sptjm:
    """Keep the signed paper; the operator uploads it (P718)."""
    require(by, Izin.MUSYAWARAH_RECORD)
    if not by.cakupan.covers(sptjm.kode_desa):
        raise AksiDitolak([is_dalam_cakupan.violation()])
    sptjm.scan = keep_bukti("sptjm", scan, sptjm.kode_desa, by, at)
    sptjm.save(update_fields=["scan"])
    jejak.record("sptjm.uploaded", sptjm, by=by, at=at, sha256=sptjm.scan.sha256)
    return sptjm


def upload_halaman_sptjm(sptjm: Sptjm, *, by: Actor, at: datetime) -> Sptjm:
    """The pages that a phone brought become the signed SPTJM."""
    pdf = confirm_halaman(sptjm.kode_desa, jejak.objek_of(sptjm), by=by, at=at)
    if not pdf:
        raise AksiDitolak([has_halaman.violation()])
    return upload_sptjm(sptjm, pdf[Bagian.SPTJM], by=by, at=at)


def _check_surat(nomor: str, tanggal: date, kode_desa: str, at: datetime) -> None:
    if not nomor.strip() or tanggal > local(at, kode_desa).date():
        raise AksiDitolak([has_nomor_surat.violation()])


def _save(
    periode: Periode, daftar: Daftar, nomor: str, tanggal: date, scan: bytes | None, by: Actor, at: datetime
) -> Sptjm:
    kode_desa = daftar.kode_desa
    cetak = SptjmCetak(periode, daftar, nomor, tanggal, at, by.nama).render()
    berkas = files.save(cetak.isi, jenis=("pdf",), max_ukuran=MAKS_PDF)
    Sptjm.objects.filter(periode=periode, kode_desa=kode_desa, diganti_at__isnull=True).update(diganti_at=at)
    return Sptjm.objects.create(
        periode=periode, kode_desa=kode_desa, nomor=nomor, tanggal=tanggal, daftar_sha256=daftar.sha256,
        baris=daftar.jumlah_baris, pdf_sha256=berkas.sha256, oleh=by.nama, at=at,
        scan=keep_bukti("sptjm", scan, kode_desa, by, at) if scan is not None else None,
    )  # fmt: skip


def _endorse(sptjm: Sptjm, by: Actor, at: datetime) -> None:
    periode, kode_desa = sptjm.periode, sptjm.kode_desa
    forum = get_forum(periode, kode_desa, at)
    rows = Usulan.objects.filter(periode=periode, kode_desa=kode_desa, status=StatusUsulan.SIAP_MUSDES)
    menunggu = list(
        rows.exclude(jenis__in=forum.profil.bebas_musyawarah).select_related(*ASAL).order_by("id")
    )
    fakta = facts_usulan(menunggu, by=by, at=at, forum=facts_forum(forum, menunggu))
    move_usulan(menunggu, Aksi.ENDORSE, by=by, at=at, fakta=fakta, dasar=f"sptjm:{sptjm.pk}")
