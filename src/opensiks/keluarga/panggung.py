"""The stage that rows from outside cross into the registry: two temporary tables, then INSERT … SELECT.

`masuk_keluarga` holds a family a row, numbered in order; `masuk_individu` a person a row with the family's number.
Both get the id of the row they meet or make, `lama` when it was there before, and `dijaga` with the reason when it
is not to be entered or overwritten.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any

from django.db import connection

from opensiks.infra.copy import copy_more, copy_temp, next_ids
from opensiks.keluarga.masuk import DIJAGA_PINDAH, BarisIndividu, BarisKeluarga
from opensiks.keluarga.tulis import (
    KOLOM_INDIVIDU,
    KOLOM_KELUARGA,
    Asal,
    append_versi_individu,
    append_versi_keluarga,
    open_keanggotaan,
)

SEKALI = 2000

_KELUARGA = (
    "nomor int, id_registri text, kode_desa text, no_kk text, alamat text, dusun text, rt text, rw text,"
    " anggota_di_kk smallint, codelist text, jawaban jsonb, lintang numeric(9,6), bujur numeric(9,6),"
    " verval_terakhir date, program text, id bigint, lama boolean, dijaga text, usulan_id bigint"
)
_INDIVIDU = (
    "nomor_keluarga int, id_registri text, nik text, nama text, tempat_lahir text, tanggal_lahir date,"
    " jenis_kelamin text, nama_ibu text, pekerjaan text, status_kawin smallint, shdk smallint, jawaban jsonb,"
    " program text, id bigint, lama boolean, dijaga text, usulan_id bigint"
)
# Version columns that the stage carries; the rest begins empty.
DIBAWA_KELUARGA = (
    "kode_desa", "no_kk", "alamat", "dusun", "rt", "rw", "anggota_di_kk", "codelist", "jawaban", "lintang", "bujur",
)  # fmt: skip
DIBAWA_INDIVIDU = (
    "nik", "nama", "tempat_lahir", "tanggal_lahir", "jenis_kelamin", "nama_ibu", "pekerjaan", "status_kawin", "shdk",
    "jawaban",
)  # fmt: skip


def stage(daftar: Iterable[BarisKeluarga], maju: Callable[[int], object] = lambda n: None) -> tuple[int, int]:
    """Fill the two tables from a stream, a few thousand families at a time; returns (families, persons)."""
    copy_temp("masuk_keluarga", _KELUARGA, [])
    copy_temp("masuk_individu", _INDIVIDU, [])
    sumber, keluarga, individu = iter(daftar), 0, 0
    while bagian := list(islice(sumber, SEKALI)):
        orang = sum(len(k.anggota) for k in bagian)
        # Every row gets the id it would have; a known one gives it up in match(). Numbers are not scarce.
        ids_k, ids_i = next_ids("keluarga_keluarga", len(bagian)), next_ids("keluarga_individu", orang)
        nomor = range(keluarga, keluarga + len(bagian))
        copy_more("masuk_keluarga", map(_row_keluarga, nomor, bagian, ids_k))
        milik = ((n, i) for n, k in zip(nomor, bagian, strict=True) for i in k.anggota)
        copy_more(
            "masuk_individu", (_row_individu(n, i, id_) for (n, i), id_ in zip(milik, ids_i, strict=True))
        )
        keluarga, individu = keluarga + len(bagian), individu + orang
        maju(orang)
    with connection.cursor() as cur:
        cur.execute("ANALYZE masuk_keluarga")
        cur.execute("ANALYZE masuk_individu")
    return keluarga, individu


def _row_keluarga(nomor: int, k: BarisKeluarga, id_: int) -> tuple[Any, ...]:
    return (
        nomor, k.id_registri, k.kode_desa, k.no_kk, k.alamat, k.dusun, k.rt, k.rw, k.anggota_di_kk, k.codelist,
        _json(k.jawaban), k.lintang, k.bujur, k.verval_terakhir, ",".join(sorted(k.program)), id_, None, None,
        k.usulan_id,
    )  # fmt: skip


def _row_individu(nomor: int, i: BarisIndividu, id_: int) -> tuple[Any, ...]:
    return (
        nomor, i.id_registri, i.nik, i.nama, i.tempat_lahir, i.tanggal_lahir, i.jenis_kelamin, i.nama_ibu, i.pekerjaan,
        i.status_kawin, i.shdk, _json(i.jawaban), ",".join(sorted(i.program)), id_, None, None,
        i.usulan_id,
    )  # fmt: skip


def _json(jawaban: dict[str, int]) -> str:
    return json.dumps(jawaban) if jawaban else "{}"


def insert_baru(cur: Any, asal: Asal) -> list[int]:
    """Enter what is staged and neither known (`lama`) nor guarded; returns the ids of the new families, in order.

    An id_registri that another area has already, unseen from this scope, is not entered twice: its row is marked
    as guarded instead.
    """
    _insert_keluarga(cur, asal)
    _insert_individu(cur, asal)
    _insert_kepesertaan(cur, asal)
    cur.execute("SELECT id FROM masuk_keluarga WHERE lama IS NULL AND dijaga IS NULL ORDER BY nomor")
    return [r[0] for r in cur.fetchall()]


def insert_anggota(cur: Any, asal: Asal) -> list[int]:
    """Enter the staged persons into families that are registered already; returns their ids, in order."""
    cur.execute(
        "UPDATE masuk_keluarga m SET id = k.id, lama = true FROM keluarga_keluarga k "
        "WHERE k.id_registri = m.id_registri"
    )
    _insert_individu(cur, asal)
    _insert_kepesertaan(cur, asal)
    cur.execute("SELECT id FROM masuk_individu WHERE dijaga IS NULL ORDER BY nomor_keluarga, id")
    return [r[0] for r in cur.fetchall()]


def _insert_keluarga(cur: Any, asal: Asal) -> None:
    """New families, their head and size counted from the stage, and their first versions."""
    kolom = ", ".join(DIBAWA_KELUARGA)
    cur.execute(
        f"""
        INSERT INTO keluarga_keluarga (id, id_registri, versi, {kolom}, status, alasan_status, verval_terakhir,
            kepala_nama, jumlah_anggota, diubah_at)
        SELECT m.id, m.id_registri, 1, {kolom}, 'AKTIF', '', verval_terakhir,
            coalesce(h.nama, ''), coalesce(h.n, 0), %(at)s
        FROM masuk_keluarga m LEFT JOIN (
            SELECT nomor_keluarga, count(*) AS n, (array_agg(nama ORDER BY shdk NULLS LAST, id))[1] AS nama
            FROM masuk_individu WHERE lama IS NULL AND dijaga IS NULL GROUP BY 1
        ) h ON h.nomor_keluarga = m.nomor
        WHERE m.lama IS NULL AND m.dijaga IS NULL ORDER BY m.id ON CONFLICT (id_registri) DO NOTHING
        """,
        asal.params(),
    )
    _guard_unseen(cur, "masuk_keluarga", "keluarga_keluarga")
    cur.execute(
        f"UPDATE masuk_individu m SET dijaga = '{DIJAGA_PINDAH}' FROM masuk_keluarga k "
        f"WHERE k.nomor = m.nomor_keluarga AND k.dijaga = '{DIJAGA_PINDAH}' AND m.dijaga IS NULL"
    )
    append_versi_keluarga(cur, asal, "JOIN masuk_keluarga m ON m.id = k.id AND m.lama IS NULL", "m.usulan_id")


def _insert_individu(cur: Any, asal: Asal) -> None:
    kolom = ", ".join(DIBAWA_INDIVIDU)
    dibawa = ", ".join(f"m.{k}" for k in DIBAWA_INDIVIDU)
    cur.execute(
        f"""
        INSERT INTO keluarga_individu (id, id_registri, versi, keluarga_id, kode_desa, {kolom}, status, alasan_status,
            diubah_at)
        SELECT m.id, m.id_registri, 1, k.id, k.kode_desa, {dibawa}, 'AKTIF', '', %(at)s
        FROM masuk_individu m JOIN masuk_keluarga s ON s.nomor = m.nomor_keluarga
        JOIN keluarga_keluarga k ON k.id = s.id
        WHERE m.lama IS NULL AND m.dijaga IS NULL ORDER BY m.id ON CONFLICT (id_registri) DO NOTHING
        """,
        asal.params(),
    )
    _guard_unseen(cur, "masuk_individu", "keluarga_individu")
    gabung = "JOIN masuk_individu m ON m.id = i.id AND m.lama IS NULL"
    append_versi_individu(cur, asal, gabung, "m.usulan_id")
    open_keanggotaan(cur, asal, gabung, "m.usulan_id")


def _guard_unseen(cur: Any, tahap: str, table: str) -> None:
    cur.execute(
        f"UPDATE {tahap} m SET dijaga = '{DIJAGA_PINDAH}' WHERE lama IS NULL AND dijaga IS NULL "
        f"AND NOT EXISTS (SELECT FROM {table} t WHERE t.id = m.id)"
    )


def _insert_kepesertaan(cur: Any, asal: Asal) -> None:
    """Aid that the source tells of and the registry never had. What was stopped here is not begun again."""
    for siapa, dari in (
        ("individu_id IS NULL AND p.keluarga_id = s.keluarga_id", _PROGRAM_KELUARGA),
        ("individu_id = s.individu_id", _PROGRAM_INDIVIDU),
    ):
        cur.execute(
            f"""
            INSERT INTO keluarga_kepesertaan (kode_desa, keluarga_id, individu_id, program, status, sejak, alasan,
                usulan_id)
            SELECT s.kode_desa, s.keluarga_id, s.individu_id, s.program, 'AKTIF', %(tanggal)s, '',
                %(usulan_id)s
            FROM ({dari}) s WHERE NOT EXISTS (
                SELECT FROM keluarga_kepesertaan p WHERE {siapa} AND p.program = s.program)
            ORDER BY 2, 3, 4
            """,
            asal.params(),
        )


_PROGRAM_KELUARGA = (
    "SELECT DISTINCT k.kode_desa, k.id AS keluarga_id, NULL::bigint AS individu_id, "
    "unnest(string_to_array(m.program, ',')) AS program "
    "FROM masuk_keluarga m JOIN keluarga_keluarga k ON k.id = m.id WHERE m.dijaga IS NULL"
)
_PROGRAM_INDIVIDU = (
    "SELECT i.kode_desa, i.keluarga_id, i.id AS individu_id, unnest(string_to_array(m.program, ',')) AS program "
    "FROM masuk_individu m JOIN keluarga_individu i ON i.id = m.id WHERE m.dijaga IS NULL"
)

assert set(DIBAWA_KELUARGA) <= set(KOLOM_KELUARGA)
assert set(DIBAWA_INDIVIDU) <= set(KOLOM_INDIVIDU)
