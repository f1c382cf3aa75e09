from django.db import migrations, models

import opensiks.infra.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Pendahulu",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("pendahulu_kode", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("sebab", models.CharField(max_length=16)),
                ("tanggal", models.DateField()),
                ("dasar", models.CharField(max_length=120)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("kode", "pendahulu_kode"), name="pendahulu_sekali")
                ],
            },
        ),
        migrations.CreateModel(
            name="Wilayah",
            fields=[
                (
                    "kode",
                    opensiks.infra.fields.KodeWilayahField(max_length=13, primary_key=True, serialize=False),
                ),
                ("nama", models.CharField(max_length=80)),
                ("tingkat", models.PositiveSmallIntegerField()),
                ("jenis", models.CharField(max_length=12)),
                ("sebutan", models.CharField(max_length=24)),
                ("induk_kode", opensiks.infra.fields.KodeWilayahField(blank=True, max_length=13)),
                ("kode_bps", models.CharField(blank=True, max_length=10)),
                ("kode_pos", models.CharField(blank=True, max_length=5)),
                ("zona", models.CharField(max_length=32)),
                ("penduduk", models.PositiveIntegerField(null=True)),
                ("berlaku_sejak", models.DateField(null=True)),
                ("berlaku_sampai", models.DateField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["induk_kode", "kode"], name="wilayah_wil_induk_k_7274ed_idx"),
                    models.Index(fields=["tingkat", "kode"], name="wilayah_wil_tingkat_a8d657_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("tingkat__gte", 1), ("tingkat__lte", 4)), name="wilayah_tingkat"
                    )
                ],
            },
        ),
    ]
