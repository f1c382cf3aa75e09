"""Compares staged rows with the registry: which families and persons are known, what differs, what is guarded."""

from __future__ import annotations

from typing import Any

from opensiks.keluarga.masuk import DIJAGA_NONAKTIF, DIJAGA_PINDAH, DIJAGA_USULAN
from opensiks.keluarga.panggung import DIBAWA_INDIVIDU, DIBAWA_KELUARGA
from opensiks.keluarga.tulis import (
    KOLOM_INDIVIDU,
    KOLOM_KELUARGA,
    Asal,
    put_individu,
    put_keluarga,
    recount_keluarga,
)

# The village's own decision came after the last import: newer than any file.
_USULAN_BARU = (
    "EXISTS (SELECT FROM keluarga_{noun}versi v WHERE v.{noun}_id = t.id AND v.usulan_id IS NOT NULL AND v.nomor > "
    "coalesce((SELECT max(nomor) FROM keluarga_{noun}versi a WHERE a.{noun}_id = t.id AND a.sumber = 'impor'), 0))"
)


def match(cur: Any) -> None:
    """Give the id of the registered row, and `lama`, to every staged row that is known.

    A person is known by id_registri. A family is known by its own, else by the family its first known member is in
    (the head may have changed), unless another staged family is that one already. A rest of a family is the same
    family still when its card number is, or is missing; with a card of its own it is a new one.
    """
    for tahap, table in (("masuk_keluarga", "keluarga"), ("masuk_individu", "individu")):
        cur.execute(
            f"UPDATE {tahap} m SET id = t.id, lama = true FROM keluarga_{table} t WHERE t.id_registri = m.id_registri"
        )
        # Otherwise the planner goes on believing that nobody is known, and compares everybody with everybody.
        cur.execute(f"ANALYZE {tahap}")
    cur.execute(
        f"""
        UPDATE masuk_keluarga m SET id = c.keluarga_id, lama = true FROM (
            SELECT DISTINCT ON (keluarga_id) keluarga_id, nomor FROM ({_CALON}) calon
            WHERE NOT EXISTS (SELECT FROM masuk_keluarga s WHERE s.lama AND s.id = calon.keluarga_id)
            ORDER BY keluarga_id, nomor
        ) c WHERE c.nomor = m.nomor
        """
    )
    cur.execute(
        f"""
        UPDATE masuk_keluarga m SET id = c.keluarga_id, lama = true
        FROM ({_CALON}) c JOIN keluarga_keluarga k ON k.id = c.keluarga_id
        WHERE c.nomor = m.nomor AND m.no_kk IN ('', k.no_kk) AND m.kode_desa = k.kode_desa
        """
    )


# Staged families not known yet, with the family their first known member is in.
_CALON = """
    SELECT DISTINCT ON (m.nomor) m.nomor, i.keluarga_id
    FROM masuk_keluarga m JOIN masuk_individu o ON o.nomor_keluarga = m.nomor AND o.lama
    JOIN keluarga_individu i ON i.id = o.id
    WHERE m.lama IS NULL ORDER BY m.nomor, o.shdk NULLS LAST, o.id
"""


def revise_lama(cur: Any, asal: Asal) -> dict[int, str]:
    """New versions where known rows differ; returns the changed persons with their village.

    A person counts as changed too when the family's own data changed.
    """
    _lay_out_keluarga(cur)
    keluarga = put_keluarga(asal)
    _lay_out_individu(cur)
    berubah = {b.id: b.kode_desa for b in put_individu(asal)}
    cur.execute(
        "SELECT i.id, i.kode_desa FROM masuk_individu m JOIN keluarga_individu i ON i.id = m.id "
        "WHERE m.lama AND m.dijaga IS NULL AND i.keluarga_id = ANY(%s)",
        [[b.id for b in keluarga]],
    )
    berubah |= dict(cur.fetchall())
    cur.execute(
        "SELECT DISTINCT k.id FROM masuk_keluarga k JOIN masuk_individu i ON i.nomor_keluarga = k.nomor "
        "WHERE k.lama AND i.lama IS NULL AND i.dijaga IS NULL"
    )
    recount_keluarga([r[0] for r in cur.fetchall()])
    return berubah


def guard(cur: Any) -> None:
    """Mark in `dijaga` why a known row is not to be overwritten, nor a closed or moved family given new members."""
    cur.execute(
        f"""
        UPDATE masuk_keluarga m SET dijaga = CASE
            WHEN t.status = 'NONAKTIF' THEN '{DIJAGA_NONAKTIF}'
            WHEN t.kode_desa <> m.kode_desa THEN '{DIJAGA_PINDAH}'
            WHEN {_USULAN_BARU.format(noun="keluarga")} THEN '{DIJAGA_USULAN}' END
        FROM keluarga_keluarga t WHERE t.id = m.id AND m.lama
        """
    )
    cur.execute(
        f"""
        UPDATE masuk_individu m SET dijaga = CASE
            WHEN t.status = 'NONAKTIF' OR k.dijaga = '{DIJAGA_NONAKTIF}' THEN '{DIJAGA_NONAKTIF}'
            WHEN t.kode_desa <> k.kode_desa OR k.dijaga = '{DIJAGA_PINDAH}' THEN '{DIJAGA_PINDAH}'
            WHEN {_USULAN_BARU.format(noun="individu")} THEN '{DIJAGA_USULAN}' END
        FROM keluarga_individu t, masuk_keluarga k WHERE t.id = m.id AND k.nomor = m.nomor_keluarga AND m.lama
        """
    )
    cur.execute(
        "UPDATE masuk_individu m SET dijaga = k.dijaga FROM masuk_keluarga k "
        f"WHERE k.nomor = m.nomor_keluarga AND m.lama IS NULL AND k.dijaga <> '{DIJAGA_USULAN}'"
    )


def count_dijaga(cur: Any) -> dict[str, int]:
    """Persons that were not taken, by reason."""
    cur.execute("SELECT dijaga, count(*) FROM masuk_individu WHERE dijaga IS NOT NULL GROUP BY 1 ORDER BY 1")
    return dict(cur.fetchall())


def _lay_out_keluarga(cur: Any) -> None:
    kolom = ", ".join(f"{_baru(k, DIBAWA_KELUARGA)} AS {k}" for k in KOLOM_KELUARGA)
    cur.execute(
        f"CREATE TEMP TABLE mau_keluarga ON COMMIT DROP AS SELECT DISTINCT ON (t.id) t.id, {kolom},"
        " NULL::bigint AS usulan_id FROM masuk_keluarga m JOIN keluarga_keluarga t ON t.id = m.id "
        # One family may stand in the file in parts; the part under its own id speaks for it.
        "WHERE m.lama AND m.dijaga IS NULL ORDER BY t.id, m.id_registri <> t.id_registri, m.nomor"
    )


def _lay_out_individu(cur: Any) -> None:
    kolom = ", ".join(f"{_baru(k, DIBAWA_INDIVIDU)} AS {k}" for k in KOLOM_INDIVIDU)
    cur.execute(
        f"CREATE TEMP TABLE mau_individu ON COMMIT DROP AS SELECT t.id, {kolom}, k.id AS keluarga_id,"
        " NULL::bigint AS usulan_id FROM masuk_individu m JOIN masuk_keluarga k ON k.nomor = m.nomor_keluarga "
        "JOIN keluarga_individu t ON t.id = m.id WHERE m.lama AND m.dijaga IS NULL"
    )


_TEKS = frozenset(
    {"no_kk", "alamat", "dusun", "rt", "rw", "codelist", "nik", "nama", "tempat_lahir", "jenis_kelamin", "nama_ibu",
     "pekerjaan"}
)  # fmt: skip


def _baru(kolom: str, dibawa: tuple[str, ...]) -> str:
    """What a column should become: the source's word where it says one, else what stands."""
    if kolom not in dibawa or kolom == "kode_desa":
        return f"t.{kolom}"
    if kolom == "jawaban":
        return "t.jawaban || m.jawaban"
    return (
        f"coalesce(nullif(m.{kolom}, ''), t.{kolom})" if kolom in _TEKS else f"coalesce(m.{kolom}, t.{kolom})"
    )
