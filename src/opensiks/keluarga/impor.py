"""Bulk entry: a DTKS export, or families from any other source, into the registry in a few sweeps of SQL.

What is there already is compared: a difference becomes a new version ("impor"), no difference changes nothing, so
the same file twice is the same as once. A cell that says nothing never wipes a value. Three things a file may not
do: overwrite what the village changed by usulan since the last import, move a family or person to another village
(that is an usulan PINDAH, R29), or bring back a closed record (REAKTIVASI). Such rows are counted, not taken.

The trail gets one event for each village with its counts, and one for the area: 119,120 persons entering by one
act of one officer are one decision. Who came in with it is in the versions, which name source and time.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from opensiks.infra.progress import bar
from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.keluarga import banding, temuan
from opensiks.keluarga.berkas import sha256_of
from opensiks.keluarga.dtks import PembacaDtks
from opensiks.keluarga.masuk import BarisKeluarga, BarisTolak, ImporDitolak, JumlahDesa, LaporanImpor
from opensiks.keluarga.models import Impor
from opensiks.keluarga.panggung import insert_baru, stage
from opensiks.keluarga.tulis import Asal, drop_temp
from opensiks.rules.aktor import Actor
from opensiks.rules.nik import mask
from opensiks.rules.wilayah import Cakupan

SUMBER = "impor"
CONTOH_MAKS = 3


class _Uji(Exception):
    """Ends a trial: everything it wrote is rolled back."""


def import_dtks(
    path: Path, *, kode_wilayah: str, by: Actor, at: datetime, uji: bool = False, lewati_cacat: bool = True,
    verval_terakhir: date | None = None,
) -> LaporanImpor:  # fmt: skip
    """Read a DTKS export (pipe text or workbook; 23 or 17 columns) of the area `kode_wilayah` into the registry.

    With `uji` everything is done and undone, so that the report is what would happen. With `lewati_cacat` lines
    that cannot be read stay out and the rest goes in; without it one such line keeps all out (ImporDitolak).
    `verval_terakhir` is written to families that are new. Raises BerkasDitolak when it is no DTKS export.
    """
    daftar, laporan = _read(path, kode_wilayah)
    if laporan.ditolak and not lewati_cacat and not uji:
        raise ImporDitolak(laporan)
    for keluarga in daftar:
        keluarga.verval_terakhir = verval_terakhir
    if not uji:
        return _import(daftar, laporan, path.name, kode_wilayah, by=by, at=at)
    hasil: list[LaporanImpor] = []
    try:
        with transaction.atomic():
            hasil.append(_enter(daftar, laporan, Asal(by, at, SUMBER), kode_wilayah))
            raise _Uji
    except _Uji:
        return replace(hasil[0], uji=True)


def import_keluarga(
    daftar: Iterable[BarisKeluarga], *, kode_wilayah: str, by: Actor, at: datetime, nama: str
) -> LaporanImpor:
    """The same for rows from any other source, which may know more than the export does (answers, last verval).

    The stream is read once and never held whole. `nama` says what it was; there is no file, so no hash.
    ValueError for a family outside the area.
    """
    return _import(daftar, _blank(""), nama, kode_wilayah, by=by, at=at)


@mutation("keluarga.imported")
def _import(
    daftar: Iterable[BarisKeluarga],
    laporan: LaporanImpor,
    nama: str,
    kode_wilayah: str,
    *,
    by: Actor,
    at: datetime,
) -> LaporanImpor:
    laporan = _enter(daftar, laporan, Asal(by, at, SUMBER), kode_wilayah)
    impor = Impor.objects.create(
        kode_wilayah=kode_wilayah, sha256=laporan.sha256, nama_berkas=nama[:160], baris=laporan.baris,
        masuk=laporan.masuk + laporan.berubah, ditolak=len(laporan.ditolak), cacat=laporan.cacat, at=at, oleh=by.nama,
    )  # fmt: skip
    objek, sidik = f"impor:{impor.pk}", {"sha256": laporan.sha256} if laporan.sha256 else {}
    catatan = [
        jejak.Catatan(
            "keluarga.imported", objek, kode,
            {"keluarga": n.keluarga, "individu": n.individu, "berubah": n.berubah, **sidik},
        )
        for kode, n in sorted(laporan.desa.items())
    ]  # fmt: skip
    seluruh = {
        "baris": laporan.baris, "masuk": laporan.masuk, "berubah": laporan.berubah, "sudah_ada": laporan.sudah_ada,
        "keluarga": laporan.keluarga_baru, "ditolak": len(laporan.ditolak), **sidik,
    }  # fmt: skip
    catatan.append(jejak.Catatan("keluarga.imported", objek, kode_wilayah, seluruh))
    jejak.record_many(catatan, by=by, at=at)
    return laporan


@contextmanager
def _no_gc() -> Iterator[None]:
    """Without the cycle collector: it would walk half a million new, acyclic objects again and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _read(path: Path, kode_wilayah: str) -> tuple[list[BarisKeluarga], LaporanImpor]:
    pembaca = PembacaDtks(path, kode_wilayah)
    with _no_gc(), bar("Membaca berkas", path.stat().st_size // 200) as maju:
        daftar = pembaca.read(maju.update)
    laporan = replace(
        _blank(sha256_of(path)),
        baris=pembaca.jumlah,
        ditolak=tuple(pembaca.ditolak),
        padan=dict(pembaca.padan),
    )
    return daftar, laporan


def _enter(
    daftar: Iterable[BarisKeluarga], laporan: LaporanImpor, asal: Asal, kode_wilayah: str
) -> LaporanImpor:
    """Stage, compare, write, judge; the report completed."""
    with bar("Menyalin", laporan.baris) as maju:
        keluarga, individu = stage(daftar, maju.update)
    with connection.cursor() as cur:
        _check_wilayah(cur, kode_wilayah)
        banding.match(cur)
        banding.guard(cur)
        keluarga_baru = len(insert_baru(cur, asal))
        berubah = banding.revise_lama(cur, asal)
        dijaga = banding.count_dijaga(cur)
        masuk, desa = _count(cur, berubah)
        ids = _list_keluarga(cur)
        # What follows reads by index; the planner still takes a table that was just filled for an empty one.
        cur.execute("SELECT keluarga_refresh_statistik()")
    with _no_gc():
        temuan.refresh(ids, at=asal.at, oleh=asal.by.nama, label="Memeriksa")
    cacat, contoh = _count_cacat()
    drop_temp("masuk_keluarga", "masuk_individu")
    return replace(
        laporan,
        baris=laporan.baris or individu,
        masuk=masuk,
        berubah=len(berubah),
        sudah_ada=individu - masuk - len(berubah) - sum(dijaga.values()),
        keluarga=keluarga,
        keluarga_baru=keluarga_baru,
        dijaga=dijaga,
        cacat=cacat,
        contoh=contoh,
        desa=desa,
    )


def _check_wilayah(cur: Any, kode_wilayah: str) -> None:
    cur.execute("SELECT DISTINCT kode_desa FROM masuk_keluarga")
    cakupan = Cakupan((kode_wilayah,))
    if luar := [r[0] for r in cur.fetchall() if not cakupan.covers(r[0])]:
        raise ValueError(f"families outside {kode_wilayah}: {luar[:3]}")


def _count(cur: Any, berubah: dict[int, str]) -> tuple[int, dict[str, JumlahDesa]]:
    """New persons in all, and what came for each village where anything did."""
    cur.execute(
        "SELECT k.kode_desa, count(DISTINCT k.nomor) FILTER (WHERE k.lama IS NULL), "
        "count(*) FILTER (WHERE i.lama IS NULL) "
        "FROM masuk_keluarga k JOIN masuk_individu i ON i.nomor_keluarga = k.nomor WHERE i.dijaga IS NULL GROUP BY 1"
    )
    per_desa = Counter(berubah.values())
    desa = {kode: JumlahDesa(keluarga, orang, per_desa[kode]) for kode, keluarga, orang in cur.fetchall()}
    masuk = sum(n.individu for n in desa.values())
    return masuk, {kode: n for kode, n in desa.items() if n.keluarga or n.individu or n.berubah}


def _list_keluarga(cur: Any) -> list[int]:
    """The families of the file, and those in scope that share a NIK with one of its persons (R50)."""
    cur.execute(
        "SELECT id FROM masuk_keluarga UNION SELECT i.keluarga_id FROM masuk_individu m "
        "JOIN keluarga_individu i ON i.nik = m.nik WHERE m.nik <> '' ORDER BY 1"
    )
    return [r[0] for r in cur.fetchall()]


def _count_cacat() -> tuple[dict[str, int], dict[str, tuple[str, ...]]]:
    with connection.cursor() as cur:
        cur.execute(
            "SELECT t.kode, t.jumlah, k.kode_desa, k.id_registri, coalesce(i.nik, k.no_kk) FROM ("
            " SELECT t.kode, t.keluarga_id, t.individu_id, count(*) OVER (PARTITION BY t.kode) AS jumlah,"
            " row_number() OVER (PARTITION BY t.kode ORDER BY t.id) AS ke"
            " FROM keluarga_temuan t WHERE t.terbuka AND t.keluarga_id IN (SELECT id FROM masuk_keluarga)) t "
            "JOIN keluarga_keluarga k ON k.id = t.keluarga_id LEFT JOIN keluarga_individu i ON i.id = t.individu_id "
            "WHERE ke <= %s ORDER BY t.kode, ke",
            [CONTOH_MAKS],
        )
        jumlah: dict[str, int] = {}
        contoh: dict[str, tuple[str, ...]] = {}
        for kode, n, kode_desa, id_registri, nomor in cur.fetchall():
            jumlah[kode] = n
            contoh[kode] = (*contoh.get(kode, ()), f"{kode_desa} {id_registri} {mask(nomor)}".rstrip())
    return jumlah, contoh


def _blank(sha256: str) -> LaporanImpor:
    ditolak: tuple[BarisTolak, ...] = ()
    return LaporanImpor(
        baris=0, masuk=0, berubah=0, sudah_ada=0, keluarga=0, keluarga_baru=0, ditolak=ditolak, dijaga={}, cacat={},
        contoh={}, padan={}, desa={}, sha256=sha256, uji=False,
    )  # fmt: skip
