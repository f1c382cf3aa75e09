"""forward_batch: confirmed lines leave for the centre as one numbered file (R90)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import connection

from opensiks.akun.access import require
from opensiks.infra import files
from opensiks.infra.clock import local
from opensiks.infra.copy import copy_into
from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.keluarga.models import Individu
from opensiks.pengesahan.berkas import MAKS_BYTE, BarisKirim, write_batch, write_batch_xlsx
from opensiks.pengesahan.kabar import tell_dikirim
from opensiks.pengesahan.models import Batch, BatchBaris, Pengesahan, PengesahanBaris
from opensiks.rules.aktor import Actor
from opensiks.rules.canonical import canonical_bytes
from opensiks.rules.kodelist import SHDK_KEPALA
from opensiks.rules.pengesahan import FaktaBatch, check_batch
from opensiks.rules.peran import Izin
from opensiks.rules.rule import AksiDitolak
from opensiks.rules.status import Aksi, StatusUsulan
from opensiks.rules.syarat import FaktaKab, is_dalam_cakupan
from opensiks.usulan.fakta import facts_usulan
from opensiks.usulan.models import Usulan
from opensiks.usulan.services import move_usulan

TUJUAN = "Penetapan usulan oleh Pusdatin"
PENERIMA = "Pusdatin Kemensos"


@mutation("batch.created")
def forward_batch(pengesahan: Pengesahan, *, by: Actor, at: datetime) -> Batch:
    """Put every confirmed line of a letter that was not sent yet into one file, and send it.

    The number is kabupaten, year and a running number. The CSV is kept under its own hash; get_berkas() returns it.
    """
    require(by, Izin.KAB_FORWARD)
    if not by.cakupan.covers(pengesahan.kode_kabupaten):
        raise AksiDitolak([is_dalam_cakupan.violation()])
    nomor = _next_nomor(pengesahan.kode_kabupaten, at)
    daftar = _list_siap(pengesahan)
    _check(daftar)
    berkas = files.save(write_batch(compose_kirim(nomor, daftar)), jenis=(), max_ukuran=MAKS_BYTE)
    batch = Batch.objects.create(
        nomor=nomor, periode_id=pengesahan.periode_id, pengesahan=pengesahan, jumlah=len(daftar), sha256=berkas.sha256,
        kode_kabupaten=pengesahan.kode_kabupaten, oleh=by.nama, dikirim_at=at,
    )  # fmt: skip
    copy_into(
        "pengesahan_batchbaris", ("batch_id", "usulan_id", "kode_desa", "revisi", "hasil", "kode_alasan"),
        ((batch.pk, u.pk, u.kode_desa, u.revisi, "", "") for u in daftar),
    )  # fmt: skip
    fakta = facts_usulan(daftar, by=by, at=at, kab=FaktaKab(nomor_batch=nomor))
    move_usulan(daftar, Aksi.FORWARD, by=by, at=at, fakta=fakta, catatan=f"Batch {nomor}")
    jejak.record(
        "batch.created", batch, by=by, at=at, nomor=nomor, jumlah=len(daftar), sha256=berkas.sha256,
        pengesahan=pengesahan.nomor, tujuan=TUJUAN, penerima=PENERIMA,
    )  # fmt: skip
    tell_dikirim(batch, by=by, at=at)
    return batch


@mutation("batch.exported")
def export_batch(batch: Batch, tujuan: str, *, by: Actor, at: datetime) -> bytes:
    """The batch as XLSX for somebody to read; the log says for what and for whom (R96)."""
    require(by, Izin.KAB_FORWARD)
    daftar = _list_isi(batch)
    jejak.record(
        "batch.exported",
        batch,
        by=by,
        at=at,
        nomor=batch.nomor,
        tujuan=tujuan,
        penerima=by.nama,
        jumlah=len(daftar),
    )
    return write_batch_xlsx(compose_kirim(batch.nomor, daftar))


@mutation("batch.exported")
def export_berkas(batch: Batch, tujuan: str, *, by: Actor, at: datetime) -> bytes:
    """The file that was sent, for the desk that answers it; the log says for what and for whom (R96)."""
    require(by, Izin.BATCH_APPLY)
    jejak.record(
        "batch.exported",
        batch,
        by=by,
        at=at,
        nomor=batch.nomor,
        tujuan=tujuan,
        penerima=by.nama,
        jumlah=batch.jumlah,
    )
    return get_berkas(batch)


def get_berkas(batch: Batch) -> bytes:
    """The file that was sent, byte for byte; its hash is checked on the way (R100)."""
    return files.load(batch.sha256)


def compose_kirim(nomor: str, daftar: Sequence[Usulan]) -> list[BarisKirim]:
    """The lines of a file from usulan with their family and person; a new family goes under its head."""
    kepala = _find_kepala(daftar)
    return [_compose_baris(nomor, u, kepala) for u in daftar]


def _compose_baris(nomor: str, u: Usulan, kepala: dict[int, tuple[str, str]]) -> BarisKirim:
    nik, nama = _orang(u, kepala)
    asal = u.individu or u.keluarga
    no_kk = u.keluarga.no_kk if u.keluarga else u.muatan.get("keluarga", {}).get("no_kk", "")
    return BarisKirim(
        batch=nomor, usulan_id=u.pk, revisi=u.revisi, jenis=u.jenis.value, kode_desa=u.kode_desa,
        id_registri=asal.id_registri if asal else "", nik=nik, no_kk=no_kk, nama=nama, program=u.program,
        kode_alasan=u.kode_alasan, isi=canonical_bytes(u.muatan).decode(),
    )  # fmt: skip


def _orang(u: Usulan, kepala: dict[int, tuple[str, str]]) -> tuple[str, str]:
    """NIK and name under which the line is known."""
    if u.individu:
        return u.individu.nik, u.individu.nama
    if u.keluarga_id:
        return kepala.get(u.keluarga_id, ("", u.keluarga.kepala_nama if u.keluarga else ""))
    anggota = u.muatan.get("anggota", [{}])
    orang = next((a for a in anggota if a.get("shdk") == SHDK_KEPALA), anggota[0])
    return orang.get("nik", ""), orang.get("nama", "")


def _find_kepala(daftar: Sequence[Usulan]) -> dict[int, tuple[str, str]]:
    ids = {u.keluarga_id for u in daftar if u.keluarga_id and not u.individu_id}
    rows = Individu.objects.filter(keluarga_id__in=ids, shdk=SHDK_KEPALA, status="AKTIF").order_by("-id")
    return {kid: (nik, nama) for kid, nik, nama in rows.values_list("keluarga_id", "nik", "nama")}


def _list_siap(pengesahan: Pengesahan) -> list[Usulan]:
    """The letter's lines that are confirmed and in no batch, by village."""
    baris = PengesahanBaris.objects.filter(pengesahan=pengesahan).values("usulan_id")
    rows = Usulan.objects.select_for_update(of=("self",)).filter(pk__in=baris, status=StatusUsulan.DISAHKAN)
    return list(rows.select_related("periode", "keluarga", "individu").order_by("kode_desa", "id"))


def _list_isi(batch: Batch) -> list[Usulan]:
    rows = Usulan.objects.filter(pk__in=BatchBaris.objects.filter(batch=batch).values("usulan_id"))
    return list(rows.select_related("keluarga", "individu").order_by("kode_desa", "id"))


def _check(daftar: Sequence[Usulan]) -> None:
    lain = BatchBaris.objects.filter(usulan__in=[u.pk for u in daftar]).values_list("usulan_id", "revisi")
    fakta = FaktaBatch(daftar={(u.pk, u.revisi): u.status for u in daftar}, di_batch_lain=set(lain))
    if salah := check_batch(fakta):
        raise AksiDitolak(salah)


def _next_nomor(kode_kabupaten: str, at: datetime) -> str:
    """ "1804-2021-0001": counted by kabupaten and local year, one sender at a time."""
    awalan = f"{kode_kabupaten.replace('.', '')}-{local(at, kode_kabupaten).year}-"
    with connection.cursor() as cur:
        cur.execute("SELECT pg_advisory_xact_lock(hashtextextended('batch:' || %s, 0))", [awalan])
    akhir = (
        Batch.objects.filter(nomor__startswith=awalan)
        .order_by("-nomor")
        .values_list("nomor", flat=True)
        .first()
    )
    return f"{awalan}{int(akhir.rsplit('-', 1)[1]) + 1 if akhir else 1:04d}"
