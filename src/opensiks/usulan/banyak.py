"""Many drafts of one village at once: what an offline worksheet or a long evening brings in.

Every line is judged exactly as a single draft is; the difference is the number of queries, not of questions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from opensiks.infra import files
from opensiks.infra.clock import local
from opensiks.infra.copy import copy_into, next_ids
from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.keluarga.models import Individu, Keluarga
from opensiks.rules.aktor import Actor
from opensiks.rules.bukti import JenisBukti
from opensiks.rules.jenis import Jenis
from opensiks.rules.rule import AksiDitolak, Tingkat, Violation
from opensiks.rules.status import Aksi
from opensiks.rules.syarat_usulan import is_tunggal
from opensiks.rules.usulan import step
from opensiks.usulan.fakta import facts_usulan
from opensiks.usulan.isi import count_orang, read_muatan
from opensiks.usulan.langkah import KOLOM_RIWAYAT
from opensiks.usulan.models import Bukti, Usulan
from opensiks.usulan.muatan import BacaKeluaran, check_isi, no_keluaran
from opensiks.usulan.subjek import find_subjek, require_subjek
from opensiks.verval.models import Periode


@dataclass(frozen=True)
class UsulanBaru:
    """One proposal as it is written down; `bukti` is (kind, file name, sha256 and size of a stored file)."""

    jenis: Jenis
    keluarga: Keluarga | None = None
    individu: Individu | None = None
    program: str = ""
    kode_alasan: str = ""
    alasan: str = ""
    muatan: Mapping[str, Any] = field(default_factory=dict)
    bukti: Sequence[tuple[JenisBukti, str, files.Berkas]] = ()


@mutation("usulan.drafted")
def draft_usulan_banyak(
    periode: Periode,
    kode_desa: str,
    daftar: Sequence[UsulanBaru],
    *,
    by: Actor,
    at: datetime,
    keluaran: BacaKeluaran = no_keluaran,
) -> list[Usulan]:
    """Draft all of them or none; AksiDitolak names every line that is wrong by its place in the list, from 1."""
    rows = [_row(b, periode, kode_desa, by, at) for b in daftar]
    _refuse(_fill(u, b, at) for u, b in zip(rows, daftar, strict=True))
    _refuse(
        [v for v in pelanggaran if v.tingkat is Tingkat.B]
        for pelanggaran in check_isi(rows, at=at, keluaran=keluaran)
    )
    _save(rows, by, at)
    _keep_bukti(rows, daftar, by, at)
    return rows


def _refuse(per_baris: Iterable[list[Violation]]) -> None:
    """Raise with everything found; in a list every sentence says which line it is about, and so does its data."""
    semua = list(per_baris)
    salah = [
        v
        if len(semua) == 1
        else replace(v, kalimat=f"Baris {n}: {v.kalimat}", data={**v.data, "nomor": str(n)})
        for n, pelanggaran in enumerate(semua, start=1)
        for v in pelanggaran
    ]
    if salah:
        raise AksiDitolak(salah)


def _row(b: UsulanBaru, periode: Periode, kode_desa: str, by: Actor, at: datetime) -> Usulan:
    require_subjek(b.jenis, kode_desa, b.keluarga, b.individu)
    return Usulan(
        periode=periode, kode_desa=kode_desa, jenis=b.jenis, individu=b.individu,
        keluarga=b.individu.keluarga if b.individu else b.keluarga, pembuat_id=by.akun_id, pembuat=by.nama,
        dibuat_at=at, diubah_at=at, program=b.program[:12], kode_alasan=b.kode_alasan[:40],
        alasan=b.alasan.strip()[:400],
    )  # fmt: skip


def _fill(u: Usulan, b: UsulanBaru, at: datetime) -> list[Violation]:
    u.muatan, salah = read_muatan(
        u.jenis, b.muatan, local(at, u.kode_desa).date(), perorangan=u.individu is not None
    )
    if salah:
        return salah
    asal = u.individu or u.keluarga
    u.versi_dasar = asal.versi if asal else None
    u.orang = count_orang(
        u.jenis, u.muatan, 1 if u.individu else u.keluarga.jumlah_anggota if u.keluarga else 0
    )
    u.subjek = find_subjek(u)
    return []


def _save(rows: list[Usulan], by: Actor, at: datetime) -> None:
    for u, pk in zip(rows, next_ids("usulan_usulan", len(rows)), strict=True):
        u.pk, u.status = pk, None
    fakta = facts_usulan(rows, by=by, at=at)
    for u in rows:
        u.status = step(fakta(u), Aksi.DRAFT, by.peran).ke
    try:
        with transaction.atomic():
            Usulan.objects.bulk_create(rows)
    except IntegrityError as e:
        if "r26_" not in str(e):
            raise
        # The first one stands in another village, out of sight, or in this very list.
        raise AksiDitolak([is_tunggal.violation(usulan="di desa lain, atau dalam daftar ini")]) from e
    oleh = (by.nama, by.akun_id, by.peran.value, at)
    copy_into(
        "usulan_riwayatusulan",
        KOLOM_RIWAYAT,
        ((u.pk, u.kode_desa, 0, Aksi.DRAFT.value, "", u.status.value, *oleh, "", "", "") for u in rows),
    )
    jejak.record_many((_dibuat(u) for u in rows), by=by, at=at)


def _dibuat(u: Usulan) -> jejak.Catatan:
    ringkasan = {"jenis": u.jenis.value, "periode": u.periode.kode}
    return jejak.Catatan("usulan.drafted", f"usulan:{u.pk}", u.kode_desa, ringkasan)


def _keep_bukti(rows: list[Usulan], daftar: Sequence[UsulanBaru], by: Actor, at: datetime) -> None:
    bukti = [
        Bukti(
            kode_desa=u.kode_desa, jenis=jenis, sha256=berkas.sha256, nama_berkas=nama[-160:], ukuran=berkas.ukuran,
            usulan=u, oleh=by.nama, at=at,
        )
        for u, b in zip(rows, daftar, strict=True)
        for jenis, nama, berkas in b.bukti
    ]  # fmt: skip
    if not bukti:
        return
    Bukti.objects.bulk_create(bukti)
    jejak.record_many((_ditambah(b) for b in bukti), by=by, at=at)


def _ditambah(b: Bukti) -> jejak.Catatan:
    ringkasan = {"usulan": b.usulan_id, "jenis": str(b.jenis), "sha256": b.sha256}
    return jejak.Catatan("bukti.added", f"bukti:{b.pk}", b.kode_desa, ringkasan)
