"""How versions are written: the rows wanted are laid out in a temporary table, and one sweep makes them so.

A caller fills `mau_keluarga` or `mau_individu` (the row as it should become), then put_keluarga() or
put_individu() drops what would not change, updates the present rows, appends the versions and, for persons, moves
the membership. So the present row is always the newest version, whoever calls. Needs an open scope.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from opensiks.infra.clock import local
from opensiks.keluarga.versi import KolomIndividu, KolomKeluarga
from opensiks.rules.aktor import Actor

KOLOM_KELUARGA: tuple[str, ...] = tuple(str(f.column) for f in KolomKeluarga._meta.local_fields)
KOLOM_INDIVIDU: tuple[str, ...] = tuple(str(f.column) for f in KolomIndividu._meta.local_fields)
ASAL = "nomor, at, oleh, aktor_id, sumber, usulan_id, periode_id"


@dataclass(frozen=True)
class Asal:
    """Where a version comes from. `usulan_id` here is the default; a row may name its own."""

    by: Actor
    at: datetime
    sumber: str
    usulan_id: int | None = None
    periode_id: int | None = None

    def params(self) -> dict[str, Any]:
        return {
            "at": self.at, "oleh": self.by.nama, "aktor_id": self.by.akun_id, "sumber": self.sumber,
            "usulan_id": self.usulan_id, "periode_id": self.periode_id,
            # Dates on a form are the office's; between Indonesia's zones a day's edge is not worth a second column.
            "tanggal": local(self.at, "").date(),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Berubah:
    """One row that got a new version. `lama` and `baru` are the identifying values before and after."""

    id: int
    kode_desa: str
    versi: int
    kolom: tuple[str, ...]
    usulan_id: int | None
    keluarga_id: int
    keluarga_lama_id: int
    status: str
    status_lama: str
    nik: str = ""
    nik_lama: str = ""


class TidakTerjangkau(LookupError):
    """Some of the rows asked for are not in the scope in force."""


def lock_rows(table: str, ids: Sequence[int]) -> None:
    """Lock rows in one order, so that two sweeps never wait for each other; TidakTerjangkau if one is not there."""
    unik = set(ids)
    with connection.cursor() as cur:
        cur.execute(f"SELECT id FROM {table} WHERE id = ANY(%s) ORDER BY id FOR UPDATE", [list(unik)])
        if len(cur.fetchall()) != len(unik):
            raise TidakTerjangkau(f"not every row of {table} asked for is in scope")


def drop_temp(*nama: str) -> None:
    with connection.cursor() as cur:
        cur.execute("DROP TABLE IF EXISTS " + ", ".join(f"pg_temp.{n}" for n in nama))


# --- families -----------------------------------------------------------------------------------------------


def put_keluarga(asal: Asal) -> list[Berubah]:
    """Make the families of `mau_keluarga` (id, every version column, usulan_id) so; the table ends here."""
    kolom = ", ".join(KOLOM_KELUARGA)
    with connection.cursor() as cur:
        _keep_changed(cur, "keluarga_keluarga", "mau_keluarga", KOLOM_KELUARGA, "status")
        cur.execute(
            f"UPDATE keluarga_keluarga k SET ({kolom}) = ({_of('m', KOLOM_KELUARGA)}), versi = k.versi + 1, "
            "diubah_at = %(at)s FROM mau_keluarga m WHERE k.id = m.id",
            asal.params(),
        )
        append_versi_keluarga(cur, asal, "JOIN mau_keluarga m ON m.id = k.id", "m.usulan_id")
        cur.execute(
            "SELECT k.id, k.kode_desa, k.versi, m.kolom, coalesce(m.usulan_id, %s), k.id, k.id, k.status,"
            " m.status_lama "
            "FROM mau_keluarga m JOIN keluarga_keluarga k ON k.id = m.id ORDER BY k.kode_desa, k.id",
            [asal.usulan_id],
        )
        hasil = [Berubah(r[0], r[1], r[2], tuple(r[3]), *r[4:]) for r in cur.fetchall()]
    drop_temp("mau_keluarga")
    return hasil


def append_versi_keluarga(cur: Any, asal: Asal, gabung: str, usulan: str = "NULL::bigint") -> None:
    """Append the present state of the joined families (alias k) as their newest version."""
    kolom = ", ".join(KOLOM_KELUARGA)
    cur.execute(
        f"INSERT INTO keluarga_keluargaversi (keluarga_id, {kolom}, {ASAL}) "
        f"SELECT k.id, {_of('k', KOLOM_KELUARGA)}, k.versi, %(at)s, %(oleh)s, %(aktor_id)s, %(sumber)s, "
        f"coalesce({usulan}, %(usulan_id)s), %(periode_id)s FROM keluarga_keluarga k {gabung} ORDER BY k.id",
        asal.params(),
    )


# --- persons ------------------------------------------------------------------------------------------------


def put_individu(asal: Asal) -> list[Berubah]:
    """Make the persons of `mau_individu` (id, every version column, keluarga_id, usulan_id) so; it ends here."""
    kolom = (*KOLOM_INDIVIDU, "keluarga_id")
    with connection.cursor() as cur:
        _keep_changed(cur, "keluarga_individu", "mau_individu", kolom, "status", "keluarga_id", "nik")
        _close_keanggotaan(cur, asal)
        cur.execute(
            f"UPDATE keluarga_individu i SET ({', '.join(kolom)}) = ({_of('m', kolom)}), versi = i.versi + 1, "
            "diubah_at = %(at)s FROM mau_individu m WHERE i.id = m.id",
            asal.params(),
        )
        append_versi_individu(cur, asal, "JOIN mau_individu m ON m.id = i.id", "m.usulan_id")
        open_keanggotaan(cur, asal, "JOIN mau_individu m ON m.id = i.id", "m.usulan_id")
        cur.execute(
            "SELECT i.id, i.kode_desa, i.versi, m.kolom, coalesce(m.usulan_id, %s), i.keluarga_id, m.keluarga_id_lama,"
            " i.status, m.status_lama, i.nik, m.nik_lama "
            "FROM mau_individu m JOIN keluarga_individu i ON i.id = m.id ORDER BY i.kode_desa, i.id",
            [asal.usulan_id],
        )
        hasil = [Berubah(r[0], r[1], r[2], tuple(r[3]), *r[4:]) for r in cur.fetchall()]
    drop_temp("mau_individu")
    recount_keluarga({b.keluarga_id for b in hasil} | {b.keluarga_lama_id for b in hasil})
    return hasil


def append_versi_individu(cur: Any, asal: Asal, gabung: str, usulan: str = "NULL::bigint") -> None:
    """Append the present state of the joined persons (alias i) as their newest version."""
    kolom = ", ".join(KOLOM_INDIVIDU)
    cur.execute(
        f"INSERT INTO keluarga_individuversi (individu_id, keluarga_id, {kolom}, {ASAL}) "
        f"SELECT i.id, i.keluarga_id, {_of('i', KOLOM_INDIVIDU)}, i.versi, %(at)s, %(oleh)s, %(aktor_id)s, %(sumber)s,"
        f" coalesce({usulan}, %(usulan_id)s), %(periode_id)s FROM keluarga_individu i {gabung} ORDER BY i.id",
        asal.params(),
    )


def _close_keanggotaan(cur: Any, asal: Asal) -> None:
    """End the membership of those who leave the family, change their relation in it, or leave the registry."""
    cur.execute(
        "UPDATE keluarga_keanggotaan a SET sampai = %(at)s FROM mau_individu m "
        "WHERE a.individu_id = m.id AND a.sampai IS NULL AND (m.status <> 'AKTIF' "
        "OR (a.keluarga_id, a.shdk, a.kode_desa) IS DISTINCT FROM (m.keluarga_id, m.shdk, m.kode_desa))",
        asal.params(),
    )


def open_keanggotaan(cur: Any, asal: Asal, gabung: str, usulan: str = "NULL::bigint") -> None:
    """Begin a membership for the joined AKTIF persons (alias i) that have none open: one a person (R52)."""
    cur.execute(
        "INSERT INTO keluarga_keanggotaan (kode_desa, individu_id, keluarga_id, shdk, sejak, usulan_id) "
        f"SELECT i.kode_desa, i.id, i.keluarga_id, i.shdk, %(at)s, coalesce({usulan}, %(usulan_id)s) "
        f"FROM keluarga_individu i {gabung} WHERE i.status = 'AKTIF' AND NOT EXISTS "
        "(SELECT FROM keluarga_keanggotaan a WHERE a.individu_id = i.id AND a.sampai IS NULL) ORDER BY i.id",
        asal.params(),
    )


def recount_keluarga(ids: Iterable[int]) -> None:
    """Bring kepala_nama and jumlah_anggota in line with the AKTIF members.

    Without a head (R53) the family is listed under its first member by relation; a family whose last member left
    keeps the name it had.
    """
    with connection.cursor() as cur:
        cur.execute(
            """
            UPDATE keluarga_keluarga k SET kepala_nama = h.nama, jumlah_anggota = h.n FROM (
                SELECT k.id, count(i.id) AS n, coalesce(
                    (array_agg(i.nama ORDER BY i.shdk NULLS LAST, i.id) FILTER (WHERE i.id IS NOT NULL))[1],
                    k.kepala_nama
                ) AS nama
                FROM keluarga_keluarga k LEFT JOIN keluarga_individu i ON i.keluarga_id = k.id AND i.status = 'AKTIF'
                WHERE k.id = ANY(%s) GROUP BY k.id
            ) h WHERE h.id = k.id AND (k.kepala_nama, k.jumlah_anggota) IS DISTINCT FROM (h.nama, h.n)
            """,
            [list(ids)],
        )


# --- shared -------------------------------------------------------------------------------------------------


def _keep_changed(cur: Any, table: str, mau: str, kolom: Sequence[str], *ingat: str) -> None:
    """Name in `mau` what would change (kolom), keep old values (<name>_lama), and drop the rows without a change."""
    beda = ", ".join(f"CASE WHEN t.{k} IS DISTINCT FROM m.{k} THEN '{k}' END" for k in kolom)
    cur.execute(f"ALTER TABLE {mau} ADD kolom text[]" + "".join(f", ADD {k}_lama {_JENIS[k]}" for k in ingat))
    cur.execute(
        f"UPDATE {mau} m SET kolom = array_remove(ARRAY[{beda}], NULL)"
        + "".join(f", {k}_lama = t.{k}" for k in ingat)
        + f" FROM {table} t WHERE t.id = m.id"
    )
    cur.execute(f"DELETE FROM {mau} WHERE cardinality(kolom) = 0")
    cur.execute(f"ANALYZE {mau}")


_JENIS = {"status": "text", "keluarga_id": "bigint", "nik": "text"}


def _of(alias: str, kolom: Sequence[str]) -> str:
    return ", ".join(f"{alias}.{k}" for k in kolom)
