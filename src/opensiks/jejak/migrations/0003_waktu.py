"""The time of a chain never goes back: where a clock did, the row keeps the time of the row before it beside its own.

jejak_kepala() tells that time with the head it locks.
"""

from django.db import migrations, models

BUAT = """
CREATE FUNCTION jejak_kepala(p_rantai text[])
RETURNS TABLE (rantai text, seq bigint, hash text, waktu timestamptz)
LANGUAGE plpgsql VOLATILE AS $$
#variable_conflict use_column
DECLARE
    satu text;
BEGIN
    FOREACH satu IN ARRAY p_rantai LOOP
        PERFORM pg_advisory_xact_lock(hashtextextended('jejak:' || satu, 0));
    END LOOP;
    RETURN QUERY
    SELECT r.nama, j.seq, j.hash::text, j.waktu
    FROM unnest(p_rantai) WITH ORDINALITY AS r (nama, ke)
    LEFT JOIN LATERAL (
        SELECT seq, hash, coalesce(maju_at, at) AS waktu FROM jejak_jejak
        WHERE rantai = r.nama ORDER BY seq DESC LIMIT 1
    ) j ON true
    ORDER BY r.ke;
END
$$
"""
BUANG = "DROP FUNCTION jejak_kepala(text[])"


class Migration(migrations.Migration):
    dependencies = [("jejak", "0002_kepala")]
    operations = [
        migrations.AddField("jejak", "maju_at", models.DateTimeField(null=True)),
        migrations.RunSQL([BUANG, BUAT], migrations.RunSQL.noop),
    ]
