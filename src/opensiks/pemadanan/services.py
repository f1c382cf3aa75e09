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
from django.db.models import Count

from opensiks.akun.access import require
from opensiks.infra.copy import copy_into
from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.kabar.services import post_desa
from opensiks.pemadanan.dukcapil import as_baris, hash_ekstrak, load_ekstrak
from opensiks.pemadanan.models import Putaran, Tugas
from opensiks.rules.aktor import Actor
from opensiks.rules.kabar import Perihal
from opensiks.rules.ketentuan import PROFIL
from opensiks.rules.pemadanan import AMBANG_KETAT, BarisDtks, Keluaran, ketat, simil60
from opensiks.rules.peran import Izin, Peran
from opensiks.rules.rule import AksiDitolak, Violation

Hasil = tuple[int, int, str, str, float | None, str]  # putaran, individu, kode_desa, keluaran, skor, cocok
KOLOM_HASIL = ("putaran_id", "individu_id", "kode_desa", "keluaran", "skor", "cocok")
MODE = ("ketat", "simil60")
# Equal in everything the strict mode looks at, and nothing of it empty: no comparison of letters is needed.
SAMA = (
    "regexp_full_match(d.nik, '[0-9]{16}') AND '' NOT IN (d.nama, d.jenis_kelamin, d.nama_ibu)"
    " AND d.nama = p.nama AND d.tgl_lahir = p.tgl_lahir AND d.jenis_kelamin = p.jenis_kelamin"
    " AND d.nama_ibu = p.nama_ibu"
    " AND NOT (coalesce(p.meninggal, false) OR coalesce(p.ganda, false) OR coalesce(p.nonaktif, false))"
)
# Which answers ask the village for something, and by which rule (R67, R68).
# The flag says that a lagging copy may be the cause, so the answer must have stood for a while.
TUGAS = {
    Keluaran.MENINGGAL: ("R67", False),
    Keluaran.GANDA_DUKCAPIL: ("R67a", False),
    Keluaran.NIK_TIDAK_DITEMUKAN: ("R68", True),
}


@mutation("putaran.finished")
def run_putaran(
    kode_wilayah: str, ekstrak: Path, mode: str, tanggal: date, *, by: Actor, at: datetime,
    hari_cek: int = 30, ambang: float | None = None, progress: Callable[[int, int], None] = lambda n, m: None,
) -> Putaran:  # fmt: skip
    """Match every AKTIF person of an area. EkstrakDitolak leaves everything as it was (R64).

    `tanggal` is the date of the extract: a copy may lag, so a NIK that is not found becomes a task only after
    `hari_cek` days (R68). `ambang` is the likeness of names from which they are the same person, 0 to 100; None is
    the one of the profile in force in the area. `progress(n, m)` is told persons done of persons in all.
    """
    require(by, Izin.PEMADANAN_RUN)
    if mode not in MODE:
        raise AksiDitolak([Violation("R65", "Cara pemadanan {mode} tidak dikenal.", data={"mode": mode})])
    batas = find_ambang(kode_wilayah, at) if ambang is None else ambang
    db = duckdb.connect()
    try:
        load_ekstrak(db, ekstrak)
        semua = _load_dtks(db, kode_wilayah)
        putaran = Putaran.objects.create(
            kode_wilayah=kode_wilayah, mode=mode, ekstrak_nama=ekstrak.name, ekstrak_sha256=hash_ekstrak(ekstrak),
            ekstrak_tanggal=tanggal, mulai_at=at, oleh=by.nama,
        )  # fmt: skip
        jumlah: Counter[str] = Counter()
        copy_into(
            "pemadanan_hasilpadan",
            KOLOM_HASIL,
            _count(_match(db, putaran, mode, batas), jumlah, semua, progress),
        )
    finally:
        db.close()
    _refresh_status(putaran)
    _close_basi(putaran, at)
    tugas = _open_tugas(putaran, hari_cek, at)
    putaran.jumlah, putaran.selesai_at = dict(sorted(jumlah.items())), at
    putaran.save(update_fields=["jumlah", "selesai_at"])
    jejak.record(
        "putaran.finished", putaran, by=by, at=at, mode=mode, ekstrak=putaran.ekstrak_sha256,
        jumlah=putaran.jumlah, tugas=tugas, ambang=str(batas),
    )  # fmt: skip
    _tell_tugas(by, at)
    return putaran


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


@mutation("tugas.closed")
def close_tugas(tugas: Tugas, jawaban: str, *, by: Actor, at: datetime) -> Tugas:
    """Answer a task ("Masih hidup", "Benar meninggal", …). The change itself, if any, is a usulan."""
    if tugas.selesai_at is not None:
        raise AksiDitolak([Violation("R67", "Tugas ini sudah dijawab.", langkah="Muat ulang daftar tugas.")])
    if not jawaban.strip():
        raise AksiDitolak([Violation("R67", "Jawaban masih kosong.", langkah="Pilih salah satu jawaban.")])
    tugas.selesai_at, tugas.jawaban, tugas.oleh = at, jawaban, by.nama
    tugas.save(update_fields=["selesai_at", "jawaban", "oleh"])
    jejak.record("tugas.closed", tugas, by=by, at=at, jenis=tugas.jenis, jawaban=jawaban)
    return tugas


def _tell_tugas(by: Actor, at: datetime) -> None:
    """Each village hears how many persons are to be looked at; who they are stands in its tasks."""
    rows = Tugas.objects.filter(dibuat_at=at, selesai_at__isnull=True).values_list("kode_desa")
    per_desa = {kode: {"jumlah": n} for kode, n in rows.annotate(n=Count("pk")).order_by("kode_desa")}
    post_desa(Perihal.TUGAS_DUKCAPIL, per_desa, by=by, at=at, peran=(Peran.OPERATOR_DESA,))


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


def _refresh_status(putaran: Putaran) -> None:
    """The last answer stands until a newer one; BELUM is no answer and only counts a try (R64)."""
    with connection.cursor() as cur:
        cur.execute(
            "INSERT INTO pemadanan_statuspadan (individu_id, kode_desa, keluaran, skor, cocok, putaran_id, sejak,"
            " gagal) SELECT individu_id, kode_desa, keluaran, skor, cocok, putaran_id, %s,"
            " CASE keluaran WHEN 'BELUM' THEN 1 ELSE 0 END FROM pemadanan_hasilpadan WHERE putaran_id = %s "
            "ON CONFLICT (individu_id) DO UPDATE SET "
            " keluaran = CASE excluded.keluaran WHEN 'BELUM' THEN pemadanan_statuspadan.keluaran"
            "  ELSE excluded.keluaran END,"
            " skor = CASE excluded.keluaran WHEN 'BELUM' THEN pemadanan_statuspadan.skor ELSE excluded.skor END,"
            " cocok = CASE excluded.keluaran WHEN 'BELUM' THEN pemadanan_statuspadan.cocok ELSE excluded.cocok END,"
            " putaran_id = excluded.putaran_id, kode_desa = excluded.kode_desa,"
            " sejak = CASE WHEN excluded.keluaran IN ('BELUM', pemadanan_statuspadan.keluaran)"
            "  THEN pemadanan_statuspadan.sejak ELSE excluded.sejak END,"
            " gagal = CASE excluded.keluaran WHEN 'BELUM' THEN pemadanan_statuspadan.gagal + 1 ELSE 0 END",
            [putaran.ekstrak_tanggal, putaran.pk],
        )


def _close_basi(putaran: Putaran, at: datetime) -> None:
    """Open tasks whose question this run has answered otherwise; a try without an answer settles nothing (R64)."""
    with connection.cursor() as cur:
        cur.execute(
            "UPDATE pemadanan_tugas t SET selesai_at = %s, jawaban = 'Hasil pemadanan berubah', oleh = %s"
            " FROM pemadanan_hasilpadan h WHERE h.putaran_id = %s AND h.individu_id = t.individu_id"
            " AND t.selesai_at IS NULL AND h.keluaran NOT IN (t.jenis, 'BELUM')",
            [at, putaran.oleh, putaran.pk],
        )


def _open_tugas(putaran: Putaran, hari_cek: int, at: datetime) -> int:
    """A task per person whose answer asks something of the village; one open task of a kind is enough.

    What the village has answered since the outcome began is not asked again.
    """
    dibuka = 0
    with connection.cursor() as cur:
        for keluaran, (kode, tunggu) in TUGAS.items():
            cur.execute(
                "INSERT INTO pemadanan_tugas (kode_desa, individu_id, jenis, kode, dibuat_at, jawaban, oleh) "
                "SELECT h.kode_desa, h.individu_id, h.keluaran, %s, %s, '', '' FROM pemadanan_hasilpadan h "
                "JOIN pemadanan_statuspadan s USING (individu_id) WHERE h.putaran_id = %s AND h.keluaran = %s "
                "AND %s::date - s.sejak >= %s AND NOT EXISTS (SELECT FROM pemadanan_tugas t WHERE"
                " t.individu_id = h.individu_id AND t.jenis = h.keluaran AND t.selesai_at::date >= s.sejak)"
                " ORDER BY h.individu_id ON CONFLICT DO NOTHING",
                [kode, at, putaran.pk, keluaran.value, putaran.ekstrak_tanggal, hari_cek if tunggu else 0],
            )
            dibuka += cur.rowcount
    return dibuka
