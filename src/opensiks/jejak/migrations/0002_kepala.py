"""jejak_kepala(): lock chains in the order given and read where each ends, in one round trip.

VOLATILE, so the reading sees what was committed while the lock was waited for: within one plain statement it would
see the state from before the wait. It runs as whoever calls it, behind row-level security.
"""

from django.db import migrations

BUAT = """
CREATE FUNCTION jejak_kepala(p_rantai text[]) RETURNS TABLE (rantai text, seq bigint, hash text)
LANGUAGE plpgsql VOLATILE AS $$
#variable_conflict use_column
DECLARE
    satu text;
BEGIN
    FOREACH satu IN ARRAY p_rantai LOOP
        PERFORM pg_advisory_xact_lock(hashtextextended('jejak:' || satu, 0));
    END LOOP;
    RETURN QUERY
    SELECT r.nama, j.seq, j.hash::text
    FROM unnest(p_rantai) WITH ORDINALITY AS r (nama, ke)
    LEFT JOIN LATERAL (
        SELECT seq, hash FROM jejak_jejak WHERE rantai = r.nama ORDER BY seq DESC LIMIT 1
    ) j ON true
    ORDER BY r.ke;
END
$$
"""


class Migration(migrations.Migration):
    dependencies = [("jejak", "0001_initial")]
    operations = [migrations.RunSQL([BUAT], ["DROP FUNCTION jejak_kepala(text[])"])]
