"""Planner statistics after a bulk entry, within its own transaction.

A table that was just filled looks empty to the planner, and reading 34,000 families by id turns into as many scans.
Only the owner may ANALYZE, so the application calls this. It reads nothing out.
"""

from django.db import migrations

TABEL = ("keluarga", "individu", "keluargaversi", "individuversi", "keanggotaan", "kepesertaan", "temuan")
BUAT = f"""
CREATE FUNCTION keluarga_refresh_statistik() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    ANALYZE {", ".join(f"keluarga_{t}" for t in TABEL)};
END
$$
"""
TUTUP = "REVOKE ALL ON FUNCTION keluarga_refresh_statistik() FROM PUBLIC"
HAPUS = "DROP FUNCTION keluarga_refresh_statistik()"


class Migration(migrations.Migration):
    dependencies = [("keluarga", "0002_nik_terdaftar")]
    operations = [migrations.RunSQL([BUAT, TUTUP], [HAPUS])]
