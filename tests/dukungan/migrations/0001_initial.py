"""Written by hand: the way every app declares its wall."""

from django.db import migrations, models

from opensiks.infra.fields import KodeWilayahField, NikField
from opensiks.infra.rls import CreateCakupan, EnableRls


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        CreateCakupan(),
        migrations.CreateModel(
            "Uji",
            [
                (
                    "id",
                    models.BigAutoField(
                        primary_key=True, auto_created=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_desa", KodeWilayahField(db_index=True, max_length=13)),
                ("nik", NikField(blank=True, max_length=20)),
                ("warna", models.CharField(default="MERAH", max_length=32)),
                ("isi", models.JSONField(default=dict)),
            ],
        ),
        migrations.AddConstraint(
            "Uji",
            models.CheckConstraint(
                condition=models.Q(warna__in=["MERAH", "PUTIH"]), name="dukungan_uji_warna_sah"
            ),
        ),
        EnableRls("dukungan_uji", "kode_desa"),
        migrations.CreateModel(
            "UjiInduk",
            [
                (
                    "id",
                    models.BigAutoField(
                        primary_key=True, auto_created=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode", KodeWilayahField(blank=True, max_length=13)),
            ],
        ),
        EnableRls("dukungan_ujiinduk", "kode", induk_terlihat=True),
    ]
