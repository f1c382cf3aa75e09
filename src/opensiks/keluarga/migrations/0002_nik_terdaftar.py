"""Who else carries a NIK, counted over the nation without opening the nation.

One NIK is one person in the whole register (R50), but the scope of a village hides every other village, so its own
query would say "nobody else". This function looks past the wall and lets through only what the finding needs: how
many others there are, whether one has the same name, and a hint of the first. The hint is the full name inside the
asker's own village, where the officer sees the record anyway, and initials with the village's code elsewhere; never
a NIK, a family or a date.

It runs as the tables' owner (SECURITY DEFINER) with the scope of the nation for the length of the call: row-level
security is forced on the owner too. The scope is set inside and given back, not by a SET clause, which PostgreSQL
allows only to a superuser; an error gives it back with the savepoint. Who asks must already know the NIK.
"""

from django.db import migrations

BUAT = """
CREATE FUNCTION keluarga_nik_terdaftar(p_id bigint[], p_nik text[], p_nama text[], p_desa text[])
RETURNS TABLE (individu_id bigint, jumlah integer, nama_sama boolean, petunjuk text, petunjuk_desa text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    semula text := coalesce(current_setting('opensiks.cakupan', true), '');
BEGIN
    PERFORM set_config('opensiks.cakupan', '*', true);
    RETURN QUERY
    WITH tanya AS MATERIALIZED (
        SELECT * FROM unnest(p_id, p_nik, p_nama, p_desa) AS t (id, nik, nama, desa)
    ), lain AS (
        SELECT t.id, t.desa, i.kode_desa, i.nama, i.id AS lain_id,
            regexp_replace(upper(i.nama), '[^[:alpha:]]', '', 'g') = regexp_replace(upper(t.nama), '[^[:alpha:]]', '', 'g')
                AS sama
        FROM tanya t
        JOIN keluarga_individu i ON i.nik = t.nik AND i.id IS DISTINCT FROM t.id AND i.status = 'AKTIF'
        JOIN keluarga_keluarga k ON k.id = i.keluarga_id AND k.status <> 'NONAKTIF'
    ), pertama AS (
        SELECT DISTINCT ON (id) * FROM lain ORDER BY id, kode_desa <> desa, lain_id
    ), hitung AS (
        SELECT id, count(*)::integer AS jumlah, bool_or(sama) AS sama FROM lain GROUP BY id
    )
    SELECT h.id, h.jumlah, h.sama,
        CASE WHEN p.kode_desa = p.desa THEN p.nama
             ELSE regexp_replace(p.nama, '([[:alpha:]])[^[:space:]]*', '\\1•••', 'g') END::text,
        p.kode_desa::text
    FROM hitung h JOIN pertama p USING (id);
    PERFORM set_config('opensiks.cakupan', semula, true);
END
$$
"""
TUTUP = "REVOKE ALL ON FUNCTION keluarga_nik_terdaftar(bigint[], text[], text[], text[]) FROM PUBLIC"
HAPUS = "DROP FUNCTION keluarga_nik_terdaftar(bigint[], text[], text[], text[])"


class Migration(migrations.Migration):
    dependencies = [("keluarga", "0001_initial")]
    operations = [migrations.RunSQL([BUAT, TUTUP], [HAPUS])]
