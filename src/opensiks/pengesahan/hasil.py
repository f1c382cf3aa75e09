"""import_hasil: the centre's answers come back as a file, all of them or none (R91)."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import connection

from opensiks.akun.access import require
from opensiks.infra import files
from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.pengesahan.berkas import DITETAPKAN, MAKS_BYTE, BarisHasil, BarisRusak, read_hasil
from opensiks.pengesahan.kabar import tell_hasil
from opensiks.pengesahan.models import Batch, BatchBaris
from opensiks.pengesahan.queries import count_belum_dijawab
from opensiks.pengesahan.serah import confirm_if_due
from opensiks.rules.aktor import Actor
from opensiks.rules.pengesahan import FaktaHasil, check_hasil, is_semua_dikenal
from opensiks.rules.peran import Izin
from opensiks.rules.rule import AksiDitolak, Violation
from opensiks.rules.status import Aksi, StatusUsulan
from opensiks.rules.syarat import FaktaKab
from opensiks.rules.verval import AksiDesa, StatusDesa
from opensiks.usulan.apply import apply_usulan
from opensiks.usulan.fakta import facts_usulan
from opensiks.usulan.models import Usulan
from opensiks.usulan.services import move_usulan
from opensiks.verval.models import PeriodeDesa
from opensiks.verval.queries import list_fakta_desa
from opensiks.verval.services import move_desa

# A file with more faults than this is wrong as a whole; the rest are only counted.
MAKS_SEBUT = 50
_JAWABAN = {True: StatusUsulan.DITETAPKAN, False: StatusUsulan.DITOLAK_PUSDATIN}


@dataclass(frozen=True)
class HasilImpor:
    """What a result file did. `bentrok`: set lines that the registry could not take over as they are (R83)."""

    ditetapkan: int
    ditolak: int
    bentrok: int = 0
    desa_selesai: int = 0
    # The same file had been imported before: nothing changed now (R81).
    ulang: bool = False


@mutation("batch.imported")
def import_hasil(batch: Batch, nama_berkas: str, isi: bytes, *, by: Actor, at: datetime) -> HasilImpor:
    """Read the centre's answers to a batch: DITETAPKAN changes the registry, DITOLAK goes back to the village (R40).

    AksiDitolak names every bad line by its number; then nothing was changed. Villages with all lines answered are done.
    """
    require(by, Izin.BATCH_APPLY)
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    sidik = hashlib.sha256(isi).hexdigest()
    if batch.hasil_sha256 == sidik:
        jejak.record("batch.imported", batch, by=by, at=at, nomor=batch.nomor, sha256=sidik, ulang=True)
        return HasilImpor(batch.ditetapkan, batch.ditolak, ulang=True)
    baik = _read(batch, nama_berkas, isi)
    files.save(isi, jenis=(), max_ukuran=MAKS_BYTE)
    bentrok = _settle(baik, by, at)
    _write(batch, baik, sidik, at)
    selesai = _close_desa(batch, by, at)
    hasil = HasilImpor(batch.ditetapkan, batch.ditolak, bentrok, len(selesai))
    jejak.record(
        "batch.imported", batch, by=by, at=at, nomor=batch.nomor, sha256=sidik, ditetapkan=hasil.ditetapkan,
        ditolak=hasil.ditolak, bentrok=bentrok, desa_selesai=hasil.desa_selesai,
    )  # fmt: skip
    tell_hasil(batch, by=by, at=at)
    return hasil


def check_berkas(batch: Batch, nama_berkas: str, isi: bytes) -> tuple[list[BarisHasil], list[Violation]]:
    """What the file says and everything that stands in the way of its import; nothing is written."""
    baik, rusak = read_hasil(nama_berkas, isi, batch.nomor)
    if rusak:
        return baik, _name(rusak)
    dikirim = set(BatchBaris.objects.filter(batch=batch).values_list("usulan_id", "revisi"))
    fakta = FaktaHasil(
        dikirim=dikirim,
        jawaban={(b.usulan_id, b.revisi): (_JAWABAN[b.hasil == DITETAPKAN], b.kode_alasan) for b in baik},
        sudah_dijawab=batch.hasil_at is not None,
    )
    asing = [b for b in baik if (b.usulan_id, b.revisi) not in dikirim]
    sebut = [
        BarisRusak(b.nomor, f"Usulan {b.usulan_id} revisi {b.revisi} tidak ada di batch ini.") for b in asing
    ]
    return baik, [*check_hasil(fakta), *_name(sebut)]


def _read(batch: Batch, nama_berkas: str, isi: bytes) -> list[BarisHasil]:
    baik, salah = check_berkas(batch, nama_berkas, isi)
    if salah:
        raise AksiDitolak(salah)
    return baik


def _name(rusak: Sequence[BarisRusak]) -> list[Violation]:
    """One violation for each bad line, with its number; the last one counts those no longer named."""
    langkah = is_semua_dikenal.langkah
    sebut = [
        Violation("R91", f"Baris {r.nomor}: {r.sebab}" if r.nomor else r.sebab, langkah=langkah,
                  data={"nomor": str(r.nomor)})
        for r in rusak[:MAKS_SEBUT]
    ]  # fmt: skip
    lebih = len(rusak) - MAKS_SEBUT
    return (
        sebut if lebih <= 0 else [*sebut, Violation("R91", f"Dan {lebih} baris salah lagi.", langkah=langkah)]
    )


def _settle(baik: Sequence[BarisHasil], by: Actor, at: datetime) -> int:
    """Move every line by its answer and apply what was set; returns how many could not be applied as they are."""
    rows = Usulan.objects.filter(pk__in=[b.usulan_id for b in baik]).select_for_update(of=("self",))
    usulan = {
        u.pk: u for u in rows.select_related("periode", "keluarga", "individu__keluarga").order_by("id")
    }
    per_alasan: dict[str, list[Usulan]] = defaultdict(list)
    for b in baik:
        per_alasan[b.kode_alasan].append(usulan[b.usulan_id])
    ditetapkan = per_alasan.pop("", [])
    dari_hasil = FaktaKab(dari_hasil=True)
    for kode, daftar in sorted(per_alasan.items()):
        fakta = facts_usulan(daftar, by=by, at=at, kode_alasan=kode, kab=dari_hasil)
        move_usulan(daftar, Aksi.REJECT, by=by, at=at, fakta=fakta, kode_alasan=kode)
    fakta = facts_usulan(ditetapkan, by=by, at=at, kab=dari_hasil)
    move_usulan(ditetapkan, Aksi.APPLY, by=by, at=at, fakta=fakta)
    apply_usulan(ditetapkan, by=by, at=at)
    return Usulan.objects.filter(pk__in=[u.pk for u in ditetapkan], diterapkan_at__isnull=True).count()


def _write(batch: Batch, baik: Sequence[BarisHasil], sidik: str, at: datetime) -> None:
    ditetapkan = sum(b.hasil == DITETAPKAN for b in baik)
    batch.ditetapkan, batch.ditolak = ditetapkan, len(baik) - ditetapkan
    batch.hasil_sha256, batch.hasil_at = sidik, at
    batch.save(update_fields=["ditetapkan", "ditolak", "hasil_sha256", "hasil_at"])
    kolom = zip(*((b.usulan_id, b.hasil, b.kode_alasan) for b in baik), strict=True)
    with connection.cursor() as cur:
        cur.execute(
            "UPDATE pengesahan_batchbaris b SET hasil = h.hasil, kode_alasan = h.kode "
            "FROM unnest(%s::bigint[], %s::text[], %s::text[]) AS h (usulan, hasil, kode) "
            "WHERE b.batch_id = %s AND b.usulan_id = h.usulan",
            [*map(list, kolom), batch.pk],
        )


def _close_desa(batch: Batch, by: Actor, at: datetime) -> list[PeriodeDesa]:
    """DISAHKAN → SELESAI for the kabupaten's villages that wait for nothing more, "nihil" ones included."""
    desa = PeriodeDesa.objects.filter(
        periode_id=batch.periode_id, kode_desa__startswith=batch.kode_kabupaten, status=StatusDesa.DISAHKAN
    )
    belum = count_belum_dijawab(batch.periode_id, batch.kode_kabupaten)
    siap = [d for d in desa.select_related("periode").order_by("kode_desa") if not belum.get(d.kode_desa)]
    if not siap:
        return []
    fakta = list_fakta_desa(siap, by, at)
    move_desa(siap, AksiDesa.CLOSE, lambda d: replace(fakta[d.pk], belum_dijawab=0), by=by, at=at)
    for d in siap:
        confirm_if_due(d, by=by, at=at)
    return siap
