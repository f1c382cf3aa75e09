import django.db.models.deletion
from django.db import migrations, models

import opensiks.infra.fields
from opensiks.infra.rls import EnableRls


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("usulan", "0001_initial"),
        ("verval", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Pengesahan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_kabupaten", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("nomor", models.CharField(max_length=80)),
                ("tanggal", models.DateField()),
                ("penandatangan", models.CharField(max_length=120)),
                ("jabatan", models.CharField(max_length=80)),
                ("daftar_sha256", models.CharField(max_length=64)),
                ("cakupan_desa", models.JSONField(default=list)),
                ("jumlah_desa", models.PositiveIntegerField()),
                ("jumlah_usulan", models.PositiveIntegerField()),
                ("pdf_sha256", models.CharField(max_length=64)),
                ("disusun_oleh", models.CharField(max_length=120)),
                ("disusun_at", models.DateTimeField()),
                ("verifikator_id", models.BigIntegerField(null=True)),
                ("verifikator", models.CharField(blank=True, max_length=120)),
                ("diperiksa_at", models.DateTimeField(null=True)),
                ("pengesah_id", models.BigIntegerField(null=True)),
                ("pengesah", models.CharField(blank=True, max_length=120)),
                ("disahkan_at", models.DateTimeField(null=True)),
                (
                    "periode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_pengesahan",
                        to="verval.periode",
                    ),
                ),
                (
                    "scan",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="usulan.bukti",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Batch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("nomor", models.CharField(max_length=24, unique=True)),
                ("kode_kabupaten", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("jumlah", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("oleh", models.CharField(max_length=120)),
                ("dikirim_at", models.DateTimeField()),
                ("hasil_sha256", models.CharField(blank=True, max_length=64)),
                ("hasil_at", models.DateTimeField(null=True)),
                ("ditetapkan", models.PositiveIntegerField(default=0)),
                ("ditolak", models.PositiveIntegerField(default=0)),
                (
                    "periode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_batch",
                        to="verval.periode",
                    ),
                ),
                (
                    "pengesahan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_batch",
                        to="pengesahan.pengesahan",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PengesahanBaris",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_desa", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("revisi", models.PositiveSmallIntegerField()),
                (
                    "pengesahan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_baris",
                        to="pengesahan.pengesahan",
                    ),
                ),
                (
                    "usulan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_pengesahan",
                        to="usulan.usulan",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PengesahanDesa",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_desa", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("jumlah_usulan", models.PositiveIntegerField()),
                (
                    "pengesahan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_desa",
                        to="pengesahan.pengesahan",
                    ),
                ),
                (
                    "periode_desa",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_pengesahan",
                        to="verval.periodedesa",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Serahan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_desa", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("urut", models.PositiveSmallIntegerField()),
                ("daftar_sha256", models.CharField(max_length=64)),
                ("jumlah_keluarga", models.PositiveIntegerField()),
                ("jumlah_orang", models.PositiveIntegerField()),
                ("jumlah_usulan", models.PositiveIntegerField()),
                ("tepat_waktu", models.BooleanField()),
                ("oleh", models.CharField(max_length=120)),
                ("at", models.DateTimeField()),
                (
                    "periode_desa",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_serahan",
                        to="verval.periodedesa",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TandaTerima",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_desa", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("kode", models.CharField(max_length=14)),
                ("isi", models.JSONField()),
                ("oleh", models.CharField(max_length=120)),
                ("at", models.DateTimeField()),
                (
                    "serahan",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tanda_terima",
                        to="pengesahan.serahan",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BatchBaris",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_desa", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("revisi", models.PositiveSmallIntegerField()),
                ("hasil", models.CharField(blank=True, max_length=12)),
                ("kode_alasan", models.CharField(blank=True, max_length=8)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_baris",
                        to="pengesahan.batch",
                    ),
                ),
                (
                    "usulan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_batch",
                        to="usulan.usulan",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("usulan", "revisi"), name="r90_satu_baris_satu_batch"),
                    models.CheckConstraint(
                        condition=models.Q(("hasil__in", ["", "DITETAPKAN", "DITOLAK"])), name="batch_hasil"
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="pengesahan",
            constraint=models.UniqueConstraint(fields=("kode_kabupaten", "nomor"), name="pengesahan_nomor"),
        ),
        migrations.AddConstraint(
            model_name="pengesahan",
            constraint=models.CheckConstraint(
                condition=models.Q(("disahkan_at__isnull", True), ("scan__isnull", False), _connector="OR"),
                name="r8_sah_dengan_pindaian",
            ),
        ),
        migrations.AddConstraint(
            model_name="pengesahanbaris",
            constraint=models.UniqueConstraint(fields=("usulan", "revisi"), name="r8_satu_baris_satu_surat"),
        ),
        migrations.AddConstraint(
            model_name="pengesahandesa",
            constraint=models.UniqueConstraint(
                fields=("pengesahan", "periode_desa"), name="satu_desa_satu_surat"
            ),
        ),
        migrations.AddConstraint(
            model_name="serahan",
            constraint=models.UniqueConstraint(fields=("periode_desa", "urut"), name="serahan_urut"),
        ),
        EnableRls("pengesahan_serahan", "kode_desa"),
        EnableRls("pengesahan_tandaterima", "kode_desa"),
        EnableRls("pengesahan_pengesahan", "kode_kabupaten", induk_terlihat=True),
        EnableRls("pengesahan_pengesahandesa", "kode_desa"),
        EnableRls("pengesahan_pengesahanbaris", "kode_desa"),
        EnableRls("pengesahan_batch", "kode_kabupaten", induk_terlihat=True),
        EnableRls("pengesahan_batchbaris", "kode_desa"),
    ]
