"""run_putaran: hold an area's persons against an extract. It writes results and tasks, never the registry (R63)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
from django.db import connection

from opensiks.akun.access import require
from opensiks.infra.copy import copy_into
from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.pemadanan.bobot import choose_bobot
from opensiks.pemadanan.dukcapil import as_baris, hash_ekstrak, load_ekstrak
from opensiks.pemadanan.kaskade import KOLOM_HASIL, Lapor, run_kaskade
from opensiks.pemadanan.models import Putaran
from opensiks.pemadanan.sesudah import (
    close_basi,
    open_tugas,
    record_angka,
    refresh_status,
    stage_kaskade,
    stage_keluaran,
    tell_tugas,
)
from opensiks.rules.aktor import Actor
from opensiks.rules.ketentuan import PROFIL
from opensiks.rules.pemadanan import AMBANG_KETAT, BarisDtks, Keluaran, Mode, ketat, simil60
from opensiks.rules.peran import Izin
from opensiks.rules.rule import AksiDitolak, Violation

Hasil = tuple[int, int, str, str, float | None, str]  # putaran, individu, kode_desa, keluaran, skor, cocok
BERKAS = (Mode.KASKADE, Mode.KETAT, Mode.SIMIL60)
# Equal in everything the strict mode looks at, and nothing of it empty: no comparison of letters is needed.
SAMA = (
    "regexp_full_match(d.nik, '[0-9]{16}') AND '' NOT IN (d.nama, d.jenis_kelamin, d.nama_ibu)"
    " AND d.nama = p.nama AND d.tgl_lahir = p.tgl_lahir AND d.jenis_kelamin = p.jenis_kelamin"
    " AND d.nama_ibu = p.nama_ibu"
    " AND NOT (coalesce(p.meninggal, false) OR coalesce(p.ganda, false) OR coalesce(p.nonaktif, false))"
)


class Dihentikan(Exception):
    """Somebody asked the run to stop; nothing of it is kept."""


@mutation("putaran.finished")
def run_putaran(
    kode_wilayah: str, ekstrak: Path, mode: str, tanggal: date, *, by: Actor, at: datetime,
    hari_cek: int = 30, ambang: float | None = None, progress: Callable[[int, int], None] = lambda n, m: None,
    lapor: Lapor = lambda tahap, n, m: None, bobot: int | None = None,
) -> Putaran:  # fmt: skip
    """Match every AKTIF person of an area. EkstrakDitolak leaves everything as it was (R64).

    `tanggal` is the date of the extract: a copy may lag, so a NIK that is not found becomes a task only after
    `hari_cek` days (R68). `ambang` is the likeness of names from which they are the same person, 0 to 100; None is
    the one of the profile in force in the area. `progress(n, m)` is told persons done of persons in all by the plain
    ways; `lapor(stage, n, m)` hears the stages, and what it raises (Dihentikan) undoes the run. `bobot`: the cascade
    whose weights are used, or LEARN (pemadanan/bobot.py); AksiDitolak when they do not fit.
    """
    require(by, Izin.PEMADANAN_RUN)
    if mode not in BERKAS:
        raise AksiDitolak([Violation("R65", "Cara pemadanan {mode} tidak dikenal.", data={"mode": mode})])
    batas = find_ambang(kode_wilayah, at) if ambang is None else ambang
    lock_putaran()
    putaran = Putaran(
        kode_wilayah=kode_wilayah, mode=mode, ekstrak_nama=ekstrak.name, ekstrak_tanggal=tanggal, mulai_at=at,
        oleh=by.nama,
    )  # fmt: skip
    jumlah = _run_kaskade(putaran, ekstrak, lapor, bobot) if mode == Mode.KASKADE else _run_biasa(
        putaran, ekstrak, batas, progress, lapor
    )  # fmt: skip
    return finish_putaran(putaran, jumlah, hari_cek, by=by, at=at, ambang=str(batas))


def lock_putaran() -> None:
    """One run at a time: two over one person would write one standing answer over the other."""
    with connection.cursor() as cur:
        cur.execute("SELECT pg_advisory_xact_lock(hashtext('pemadanan'))")


def finish_putaran(
    putaran: Putaran, jumlah: dict[str, int], hari_cek: int, *, by: Actor, at: datetime, **isi: Any
) -> Putaran:
    """What every run ends with: standing answers, the rate, tasks, the event, notices. Needs table `tugas_baru`."""
    refresh_status(putaran)
    record_angka(putaran)
    close_basi(putaran, at)
    tugas = open_tugas(putaran, hari_cek, at)
    putaran.jumlah, putaran.selesai_at = dict(sorted(jumlah.items())), at
    putaran.ringkasan = {**putaran.ringkasan, "tugas": tugas}
    putaran.save(update_fields=["jumlah", "ringkasan", "bobot", "selesai_at"])
    jejak.record(
        "putaran.finished", putaran, by=by, at=at, mode=str(putaran.mode), ekstrak=putaran.ekstrak_sha256,
        jumlah=putaran.jumlah, tugas=tugas, **isi,
    )  # fmt: skip
    tell_tugas(by, at)
    return putaran


def _run_kaskade(putaran: Putaran, ekstrak: Path, lapor: Lapor, bobot: int | None) -> dict[str, int]:
    mulai = choose_bobot(putaran.kode_wilayah, bobot)
    _begin(putaran, ekstrak)
    hasil = run_kaskade(putaran, ekstrak, lapor, mulai)
    lapor("tugas", hasil.tahap - 1, hasil.tahap)
    stage_kaskade(putaran, hasil.calon)
    return hasil.jumlah


def _run_biasa(
    putaran: Putaran, ekstrak: Path, ambang: float, progress: Callable[[int, int], None], lapor: Lapor
) -> dict[str, int]:
    db = duckdb.connect()
    try:
        lapor("ambil", 0, 3)
        load_ekstrak(db, ekstrak)
        semua = _load_dtks(db, putaran.kode_wilayah)
        _begin(putaran, ekstrak)
        lapor("banding", 1, 3)
        jumlah: Counter[str] = Counter()
        copy_into(
            "pemadanan_hasilpadan", KOLOM_HASIL,
            _count(_match(db, putaran, putaran.mode, ambang), jumlah, semua, progress),
        )  # fmt: skip
    finally:
        db.close()
    lapor("tugas", 2, 3)
    stage_keluaran(putaran)
    return jumlah


def _begin(putaran: Putaran, ekstrak: Path) -> None:
    if not ekstrak.is_file():
        load_ekstrak(duckdb.connect(), ekstrak)
    putaran.ekstrak_sha256 = hash_ekstrak(ekstrak)
    putaran.save(force_insert=True)


def find_ambang(kode_wilayah: str, at: datetime) -> int:
    """The name threshold of the profile of the newest period over or in an area; of today's rules where there is none.

    Several areas with different rules take the highest: a doubtful name is looked at rather than believed.
    """
    with connection.cursor() as cur:
        cur.execute(
            "SELECT DISTINCT ON (kode_wilayah) profil FROM verval_periode WHERE mulai_at <= %s"
            " AND (kode_wilayah ^@ %s OR %s ^@ kode_wilayah) ORDER BY kode_wilayah, mulai_at DESC",
            [at, kode_wilayah, kode_wilayah],
        )
        dikenal = [PROFIL[p].ambang_nama for (p,) in cur.fetchall() if p in PROFIL]
    return max(dikenal, default=int(AMBANG_KETAT))


def _load_dtks(db: duckdb.DuckDBPyConnection, kode_wilayah: str) -> int:
    """Table `dtks` in DuckDB: the area's active persons. Returns how many."""
    with connection.cursor() as cur:
        cur.execute(
            "SELECT i.id, i.kode_desa, i.nik, i.nama, i.tanggal_lahir, i.jenis_kelamin, i.nama_ibu, k.no_kk "
            "FROM keluarga_individu i JOIN keluarga_keluarga k ON k.id = i.keluarga_id "
            "WHERE i.status = 'AKTIF' AND i.kode_desa LIKE %s ORDER BY i.id",
            [f"{kode_wilayah}%"],
        )
        kolom = list(zip(*cur.fetchall(), strict=True)) or [()] * 8
    nama = ("id", "kode_desa", "nik", "nama", "tgl_lahir", "jenis_kelamin", "nama_ibu", "no_kk")
    tipe = {"id": pa.int64(), "tgl_lahir": pa.date32()}
    tabel = pa.table({n: pa.array(k, tipe.get(n, pa.string())) for n, k in zip(nama, kolom, strict=True)})
    db.register("masuk", tabel)
    db.execute("CREATE TEMP TABLE dtks AS SELECT * FROM masuk").fetchall()
    db.unregister("masuk")
    return int(tabel.num_rows)


def _match(db: duckdb.DuckDBPyConnection, putaran: Putaran, mode: str, ambang: float) -> Iterator[Hasil]:
    """One result per person: the equal ones straight from the join, the rest by the rule of the mode."""
    semua = "tgl_lahir,jenis_kelamin,nama_ibu" if mode == "ketat" else ""
    sama = db.execute(f"SELECT d.id, d.kode_desa FROM dtks d JOIN dukcapil p USING (nik) WHERE {SAMA}")
    while rows := sama.fetchmany(10_000):
        for id_, kode in rows:
            yield putaran.pk, id_, kode, Keluaran.PADAN.value, 100.0, semua
    sisa = db.execute(
        "SELECT d.id, d.kode_desa, d.nik, d.nama, d.tgl_lahir, d.jenis_kelamin, d.nama_ibu, d.no_kk, p.nik, p.nama,"
        " p.tgl_lahir, p.jenis_kelamin, p.nama_ibu, p.no_kk, coalesce(p.meninggal, false), coalesce(p.ganda, false),"
        f" coalesce(p.nonaktif, false) FROM dtks d LEFT JOIN dukcapil p USING (nik) WHERE ({SAMA}) IS NOT TRUE"
        " ORDER BY d.id"
    )
    while rows := sisa.fetchmany(10_000):
        for r in rows:
            yield putaran.pk, r[0], r[1], *_judge(mode, r, ambang)


def _judge(mode: str, r: tuple[Any, ...], ambang: float) -> tuple[str, float | None, str]:
    d = BarisDtks(r[2], r[3], r[4], r[5], r[6], r[7])
    p = None if r[8] is None else as_baris(r[8:])
    if mode == "simil60":
        keluaran, skor = simil60(d, p)
        return keluaran.value, round(skor, 1), ""
    keluaran, skor, cocok = ketat(d, p, ambang)
    return keluaran.value, round(skor, 1), ",".join(sorted(cocok))


def _count(
    hasil: Iterator[Hasil], jumlah: Counter[str], semua: int, progress: Callable[[int, int], None]
) -> Iterator[Hasil]:
    for n, h in enumerate(hasil, start=1):
        jumlah[h[3]] += 1
        if n % 5000 == 0 or n == semua:
            progress(n, semua)
        yield h
