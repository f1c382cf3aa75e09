"""The bupati's letter: drafted and printed over what is ready, checked where two must sign, then in force (R8, R9)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from opensiks.akun.access import require
from opensiks.infra import files
from opensiks.infra.clock import local
from opensiks.infra.copy import copy_into
from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.pengesahan.kabar import tell_disahkan
from opensiks.pengesahan.kertas import RingkasJenis, print_surat
from opensiks.pengesahan.models import Pengesahan
from opensiks.pengesahan.serah import confirm_if_due
from opensiks.rules.aktor import Actor
from opensiks.rules.canonical import list_code, sha256_hex
from opensiks.rules.jenis import Jenis
from opensiks.rules.pengesahan import (
    FaktaDaftarSurat,
    FaktaGandaPengesahan,
    FaktaSurat,
    check_daftar_surat,
    check_pengesahan_ganda,
    check_surat,
    has_scan,
)
from opensiks.rules.peran import Izin
from opensiks.rules.rule import AksiDitolak, Violation
from opensiks.rules.status import Aksi, StatusUsulan
from opensiks.rules.syarat import FaktaKab, is_dalam_cakupan
from opensiks.rules.verval import AksiDesa, StatusDesa
from opensiks.usulan.fakta import facts_usulan
from opensiks.usulan.models import Bukti, Usulan
from opensiks.usulan.queries import ASAL
from opensiks.usulan.services import move_usulan
from opensiks.verval.models import Periode, PeriodeDesa
from opensiks.verval.queries import list_fakta_desa, profil_of
from opensiks.verval.services import move_desa

JENIS_BUKTI = "SURAT_PENGESAHAN"


@dataclass(frozen=True)
class Surat:
    """What a letter confirms now: villages that are received and wholly judged, with the lines let pass."""

    periode: Periode
    kode_kabupaten: str
    desa: tuple[PeriodeDesa, ...]
    usulan: tuple[Usulan, ...]
    # Villages that were asked for and are not ready.
    belum_siap: tuple[str, ...] = ()

    @cached_property
    def sha256(self) -> str:
        return sha256_hex(
            {
                "bentuk": 1,
                "periode": self.periode.kode,
                "kabupaten": self.kode_kabupaten,
                "desa": [d.kode_desa for d in self.desa],
                "usulan": [[u.pk, u.revisi, u.jenis.value, u.kode_desa] for u in self.usulan],
            }
        )

    @property
    def kode(self) -> str:
        return list_code(self.sha256)

    @property
    def ringkas(self) -> list[RingkasJenis]:
        """Lines and persons for each jenis, in the order of the form; without the empty ones."""
        per: dict[Jenis, list[Usulan]] = {j: [] for j in Jenis}
        for u in self.usulan:
            per[u.jenis].append(u)
        return [RingkasJenis(j, len(d), sum(u.orang for u in d)) for j, d in per.items() if d]

    @property
    def per_desa(self) -> dict[str, int]:
        hasil = {d.kode_desa: 0 for d in self.desa}
        for u in self.usulan:
            hasil[u.kode_desa] += 1
        return hasil

    @property
    def final_terakhir(self) -> date | None:
        """The last local day on which a village in it became final (R8)."""
        return max((local(d.final_at, d.kode_desa).date() for d in self.desa if d.final_at), default=None)


def compose_surat(periode: Periode, kode_kabupaten: str, daftar_desa: Collection[str] | None = None) -> Surat:
    """The letter over these villages, or over every one that is ready."""
    semua = PeriodeDesa.objects.filter(periode=periode, kode_desa__startswith=kode_kabupaten).select_related(
        "periode"
    )
    diminta = semua if daftar_desa is None else semua.filter(kode_desa__in=daftar_desa)
    rows = Usulan.objects.filter(periode=periode, kode_desa__startswith=kode_kabupaten)
    sisa = set(rows.filter(status=StatusUsulan.DITERIMA_KAB).values_list("kode_desa", flat=True))
    siap = tuple(
        d
        for d in diminta.order_by("kode_desa")
        if d.status is StatusDesa.DITERIMA_KAB and d.kode_desa not in sisa
    )
    kode_siap = [d.kode_desa for d in siap]
    lolos = rows.filter(status=StatusUsulan.LOLOS_KAB, kode_desa__in=kode_siap)
    belum = sorted(set(daftar_desa or ()) - set(kode_siap))
    return Surat(
        periode,
        kode_kabupaten,
        siap,
        tuple(lolos.select_related(*ASAL).order_by("kode_desa", "id")),
        tuple(belum),
    )


@mutation("pengesahan.drafted")
def draft_pengesahan(
    periode: Periode, kode_kabupaten: str, nomor: str, tanggal: date, penandatangan: str, jabatan: str, *, by: Actor,
    at: datetime, daftar_desa: Collection[str] | None = None,
) -> Pengesahan:  # fmt: skip
    """Bind a letter to the lines that are ready and print it; drafted again under its number, it binds anew.

    get_pdf() returns the paper. Under R9 a verifikator's check of an earlier draft falls away with the new one.
    """
    _require_boleh(by, kode_kabupaten, (Izin.KAB_SIGN, Izin.KAB_VERIFY))
    surat = compose_surat(periode, kode_kabupaten, daftar_desa)
    ada = Pengesahan.objects.filter(kode_kabupaten=kode_kabupaten, nomor=nomor.strip()).first()
    # It may be printed for a coming day: the date is judged when the letter is signed.
    isi = FaktaSurat(
        hari_ini=tanggal, nomor=nomor, tanggal=tanggal, penandatangan=penandatangan, jabatan=jabatan, scan=True,
        final_terakhir=surat.final_terakhir,
    )  # fmt: skip
    _refuse([*_check_daftar(surat, ada, berubah=False), *check_surat(isi)])
    return _save_draf(ada, surat, isi, by, at)


@mutation("pengesahan.verified")
def verify_pengesahan(pengesahan: Pengesahan, *, by: Actor, at: datetime) -> Pengesahan:
    """The verifikator has looked through the lines of a draft: the first of the two officers (R9)."""
    _require_boleh(by, pengesahan.kode_kabupaten, (Izin.KAB_VERIFY,))
    surat = compose_surat(pengesahan.periode, pengesahan.kode_kabupaten, pengesahan.cakupan_desa)
    _refuse(_check_daftar(surat, pengesahan, berubah=surat.sha256 != pengesahan.daftar_sha256))
    pengesahan.verifikator_id, pengesahan.verifikator, pengesahan.diperiksa_at = by.akun_id, by.nama, at
    pengesahan.save(update_fields=["verifikator_id", "verifikator", "diperiksa_at"])
    jejak.record("pengesahan.verified", pengesahan, by=by, at=at, nomor=pengesahan.nomor, sha256=surat.sha256)
    return pengesahan


@mutation("pengesahan.signed")
def sign_pengesahan(
    periode: Periode, kode_kabupaten: str, nomor: str, tanggal: date, penandatangan: str, jabatan: str, scan: bytes, *,
    by: Actor, at: datetime, nama_berkas: str = "surat-pengesahan.pdf", daftar_desa: Collection[str] | None = None,
) -> Pengesahan:  # fmt: skip
    """Put the signed letter in force: its lines and villages become DISAHKAN, all of them or none (R8).

    The draft of this number is the letter; without one the letter is over every village that is ready. Under R9 the
    head of the office signs what a verifikator, somebody else, has checked.
    """
    _require_boleh(by, kode_kabupaten, (Izin.KAB_SIGN,))
    draf = (
        Pengesahan.objects.select_for_update()
        .filter(kode_kabupaten=kode_kabupaten, nomor=nomor.strip())
        .first()
    )
    surat = compose_surat(periode, kode_kabupaten, draf.cakupan_desa if draf else daftar_desa)
    isi = FaktaSurat(
        hari_ini=local(at, kode_kabupaten).date(), nomor=nomor, tanggal=tanggal, penandatangan=penandatangan,
        jabatan=jabatan, scan=bool(scan), final_terakhir=surat.final_terakhir,
    )  # fmt: skip
    berubah = draf is not None and draf.daftar_sha256 != surat.sha256
    _refuse(
        [*_check_daftar(surat, draf, berubah=berubah), *check_surat(isi), *_check_ganda(periode, draf, by)]
    )
    pengesahan = draf or _save_draf(None, surat, isi, by, at)
    _sign(pengesahan, surat, isi, _save_scan(kode_kabupaten, nama_berkas, scan, by, at), by, at)
    _move(pengesahan, surat, by, at)
    jejak.record(
        "pengesahan.signed", pengesahan, by=by, at=at, nomor=pengesahan.nomor, tanggal=tanggal.isoformat(),
        penandatangan=penandatangan, usulan=len(surat.usulan), desa=len(surat.desa), sha256=surat.sha256,
        pindaian=pengesahan.scan.sha256 if pengesahan.scan else "",
    )  # fmt: skip
    return pengesahan


def get_pdf(pengesahan: Pengesahan) -> bytes:
    """The letter as it was printed."""
    return files.load(pengesahan.pdf_sha256)


def _require_boleh(by: Actor, kode_kabupaten: str, salah_satu: Sequence[Izin]) -> None:
    if not any(by.can(i) for i in salah_satu):
        require(by, salah_satu[0])
    if not by.cakupan.covers(kode_kabupaten):
        raise AksiDitolak([is_dalam_cakupan.violation()])


def _refuse(salah: list[Violation]) -> None:
    if salah:
        raise AksiDitolak(salah)


def _check_daftar(surat: Surat, ada: Pengesahan | None, *, berubah: bool) -> list[Violation]:
    sudah = ada is not None and ada.disahkan_at is not None
    return check_daftar_surat(
        FaktaDaftarSurat(
            desa=len(surat.desa),
            belum_siap=() if sudah else surat.belum_siap,
            sudah_disahkan=sudah,
            berubah=berubah,
        )
    )


def _check_ganda(periode: Periode, draf: Pengesahan | None, by: Actor) -> list[Violation]:
    if not profil_of(periode).pengesahan_ganda:
        return []
    verifikator = draf.verifikator_id if draf else None
    return check_pengesahan_ganda(FaktaGandaPengesahan(verifikator=verifikator, kepala_opd=by.akun_id))


def _save_draf(ada: Pengesahan | None, surat: Surat, isi: FaktaSurat, by: Actor, at: datetime) -> Pengesahan:
    pdf = print_surat(
        surat.periode, surat.kode_kabupaten, isi, surat.ringkas, surat.per_desa, surat.sha256, at=at
    )
    draf = ada or Pengesahan(
        periode=surat.periode, kode_kabupaten=surat.kode_kabupaten, nomor=isi.nomor.strip()
    )
    _fill(draf, isi)
    draf.daftar_sha256, draf.cakupan_desa = surat.sha256, [d.kode_desa for d in surat.desa]
    draf.jumlah_desa, draf.jumlah_usulan = len(surat.desa), len(surat.usulan)
    draf.pdf_sha256 = files.save(pdf, jenis=("pdf",)).sha256
    draf.disusun_oleh, draf.disusun_at = by.nama, at
    draf.verifikator_id, draf.verifikator, draf.diperiksa_at = None, "", None
    draf.periode = surat.periode
    draf.save()
    jejak.record(
        "pengesahan.drafted", draf, by=by, at=at, nomor=draf.nomor, desa=draf.jumlah_desa, usulan=draf.jumlah_usulan,
        sha256=surat.sha256, pdf=draf.pdf_sha256,
    )  # fmt: skip
    return draf


def _fill(p: Pengesahan, isi: FaktaSurat) -> None:
    assert isi.tanggal is not None  # R8b
    p.tanggal, p.penandatangan, p.jabatan = isi.tanggal, isi.penandatangan.strip(), isi.jabatan.strip()


def _save_scan(kode_kabupaten: str, nama_berkas: str, scan: bytes, by: Actor, at: datetime) -> Bukti:
    try:
        berkas = files.save(scan)
    except files.BerkasDitolak as galat:
        raise AksiDitolak([Violation(has_scan.kode, str(galat), langkah=has_scan.langkah)]) from galat
    bukti = Bukti.objects.create(
        kode_desa=kode_kabupaten, jenis=JENIS_BUKTI, sha256=berkas.sha256, nama_berkas=nama_berkas[-160:],
        ukuran=berkas.ukuran, oleh=by.nama, at=at,
    )  # fmt: skip
    jejak.record("bukti.added", bukti, by=by, at=at, jenis=JENIS_BUKTI, sha256=berkas.sha256)
    return bukti


def _sign(p: Pengesahan, surat: Surat, isi: FaktaSurat, scan: Bukti, by: Actor, at: datetime) -> None:
    _fill(p, isi)
    p.scan, p.pengesah_id, p.pengesah, p.disahkan_at = scan, by.akun_id, by.nama, at
    p.save()
    copy_into(
        "pengesahan_pengesahandesa", ("pengesahan_id", "periode_desa_id", "kode_desa", "jumlah_usulan"),
        ((p.pk, d.pk, d.kode_desa, surat.per_desa[d.kode_desa]) for d in surat.desa),
    )  # fmt: skip
    copy_into(
        "pengesahan_pengesahanbaris", ("pengesahan_id", "usulan_id", "kode_desa", "revisi"),
        ((p.pk, u.pk, u.kode_desa, u.revisi) for u in surat.usulan),
    )  # fmt: skip


def _move(p: Pengesahan, surat: Surat, by: Actor, at: datetime) -> None:
    kab = FaktaKab(
        surat_lengkap=True,
        pengesahan_ganda=profil_of(p.periode).pengesahan_ganda,
        diperiksa=p.verifikator_id is not None,
    )
    catatan = f"Surat {p.nomor}"
    desa = list(surat.desa)
    dasar = list_fakta_desa(desa, by, at)
    move_desa(desa, AksiDesa.SIGN, lambda d: replace(dasar[d.pk], kab=kab), by=by, at=at, catatan=catatan)
    daftar = list(surat.usulan)
    move_usulan(
        daftar, Aksi.SIGN, by=by, at=at, fakta=facts_usulan(daftar, by=by, at=at, kab=kab), catatan=catatan
    )
    for d in desa:
        confirm_if_due(d, by=by, at=at)
    tell_disahkan(p, surat.per_desa, by=by, at=at)
