from django.db import migrations, models

import opensiks.infra.fields
from opensiks.infra.rls import EnableRls


class Migration(migrations.Migration):
    dependencies = [
        ("penetapan", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="penetapan",
            name="ditahan",
            field=models.JSONField(default=list),
        ),
        migrations.CreateModel(
            name="Pemeriksaan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("bulan", models.DateField()),
                ("kode_wilayah", opensiks.infra.fields.KodeWilayahField(blank=True, max_length=13)),
                ("kode_kabupaten", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("aksi", models.CharField(max_length=32)),
                ("catatan", models.CharField(max_length=400)),
                ("keluar", models.PositiveIntegerField()),
                ("oleh", models.CharField(max_length=120)),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["bulan", "kode_kabupaten"], name="penetapan_p_bulan_a8c000_idx")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("aksi__in", ["DIPERIKSA", "DITAHAN", "DILEPAS", "DIKEMBALIKAN"])),
                        name="penetapan_pemeriksaan_aksi_sah",
                    )
                ],
            },
        ),
        EnableRls("penetapan_pemeriksaan", "kode_kabupaten"),
    ]
