"""What must hold of the registry after any write, checked over everything in scope."""

from django.db import connection

from opensiks.keluarga.tulis import KOLOM_INDIVIDU, KOLOM_KELUARGA

_KELUARGA = ", ".join(f"{{0}}.{k}" for k in KOLOM_KELUARGA)
_INDIVIDU = ", ".join(f"{{0}}.{k}" for k in (*KOLOM_INDIVIDU, "keluarga_id"))

PELANGGARAN: dict[str, str] = {
    "a family's present row is its newest version": f"""
        SELECT k.id FROM keluarga_keluarga k LEFT JOIN keluarga_keluargaversi v
        ON v.keluarga_id = k.id AND v.nomor = k.versi
        WHERE ({_KELUARGA.format("k")}) IS DISTINCT FROM ({_KELUARGA.format("v")})""",
    "a person's present row is the newest version": f"""
        SELECT i.id FROM keluarga_individu i LEFT JOIN keluarga_individuversi v
        ON v.individu_id = i.id AND v.nomor = i.versi
        WHERE ({_INDIVIDU.format("i")}) IS DISTINCT FROM ({_INDIVIDU.format("v")})""",
    "family versions are numbered without a gap": """
        SELECT k.id FROM keluarga_keluarga k JOIN keluarga_keluargaversi v ON v.keluarga_id = k.id
        GROUP BY k.id HAVING count(*) <> k.versi OR max(v.nomor) <> k.versi OR min(v.nomor) <> 1""",
    "person versions are numbered without a gap": """
        SELECT i.id FROM keluarga_individu i JOIN keluarga_individuversi v ON v.individu_id = i.id
        GROUP BY i.id HAVING count(*) <> i.versi OR max(v.nomor) <> i.versi OR min(v.nomor) <> 1""",
    "R52: an AKTIF person has one open membership, in the family of the row; a closed one has none": """
        SELECT i.id FROM keluarga_individu i
        LEFT JOIN keluarga_keanggotaan a ON a.individu_id = i.id AND a.sampai IS NULL
        WHERE (i.status = 'AKTIF') <> (a.id IS NOT NULL)
        OR a.id IS NOT NULL
        AND (a.keluarga_id, a.shdk, a.kode_desa) IS DISTINCT FROM (i.keluarga_id, i.shdk, i.kode_desa)""",
    "jumlah_anggota counts the AKTIF members": """
        SELECT k.id FROM keluarga_keluarga k
        LEFT JOIN keluarga_individu i ON i.keluarga_id = k.id AND i.status = 'AKTIF'
        GROUP BY k.id HAVING count(i.id) <> k.jumlah_anggota""",
    "kepala_nama is the head's name": """
        SELECT k.id FROM keluarga_keluarga k JOIN keluarga_individu i ON i.keluarga_id = k.id
        WHERE i.status = 'AKTIF' AND i.shdk = 1 GROUP BY k.id HAVING count(*) = 1 AND min(i.nama) <> k.kepala_nama""",
    "a person lives where the family lives": """
        SELECT i.id FROM keluarga_individu i JOIN keluarga_keluarga k ON k.id = i.keluarga_id
        WHERE i.kode_desa <> k.kode_desa""",
    "what is open stands in the family's village": """
        SELECT p.id FROM keluarga_kepesertaan p JOIN keluarga_keluarga k ON k.id = p.keluarga_id
        WHERE p.sampai IS NULL AND p.kode_desa <> k.kode_desa
        UNION ALL SELECT t.id FROM keluarga_temuan t JOIN keluarga_keluarga k ON k.id = t.keluarga_id
        WHERE t.terbuka AND t.kode_desa <> k.kode_desa""",
}


def check_utuh() -> None:
    """AssertionError naming the invariant that is broken, and the rows."""
    with connection.cursor() as cur:
        for janji, query in PELANGGARAN.items():
            cur.execute(query)
            rows = cur.fetchall()
            assert not rows, f"{janji}: {rows[:5]}"
