from django.db import migrations, models

import opensiks.infra.fields
from opensiks.infra.rls import CreateCakupan, EnableRls


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        CreateCakupan(),
        migrations.CreateModel(
            name="Jejak",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rantai", opensiks.infra.fields.KodeWilayahField(blank=True, max_length=13)),
                ("seq", models.BigIntegerField()),
                ("peristiwa", models.CharField(max_length=48)),
                ("at", models.DateTimeField()),
                ("aktor_id", models.BigIntegerField(null=True)),
                ("aktor", models.CharField(max_length=120)),
                ("peran", models.CharField(max_length=24)),
                ("asal", models.CharField(blank=True, max_length=64)),
                ("objek", models.CharField(max_length=64)),
                ("ringkasan", models.JSONField(default=dict)),
                ("prev_hash", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["objek", "seq"], name="jejak_jejak_objek_b67717_idx"),
                    models.Index(fields=["at"], name="jejak_jejak_at_485d6e_idx"),
                ],
                "constraints": [models.UniqueConstraint(fields=("rantai", "seq"), name="jejak_rantai_seq")],
            },
        ),
        EnableRls("jejak_jejak", "rantai"),
    ]
