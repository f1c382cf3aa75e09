import django.db.models.deletion
from django.db import migrations, models

import opensiks.infra.fields
from opensiks.infra.rls import EnableRls


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("keluarga", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Catatan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_desa", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("kunjungan", models.BooleanField(default=False)),
                ("isi", models.CharField(max_length=800)),
                ("oleh", models.CharField(max_length=120)),
                ("aktor_id", models.BigIntegerField(null=True)),
                ("peran", models.CharField(max_length=24)),
                ("at", models.DateTimeField()),
                (
                    "keluarga",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_catatan",
                        to="keluarga.keluarga",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Periode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode", models.CharField(max_length=24)),
                ("label", models.CharField(max_length=60)),
                ("profil", models.CharField(max_length=24)),
                ("kode_wilayah", opensiks.infra.fields.KodeWilayahField(blank=True, max_length=13)),
                ("mulai_at", models.DateTimeField()),
                ("tenggat_desa_at", models.DateTimeField()),
                ("tenggat_kab_at", models.DateTimeField()),
                ("ditutup_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["mulai_at", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("kode", "kode_wilayah"), name="periode_kode"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("mulai_at__lt", models.F("tenggat_desa_at")),
                            ("tenggat_desa_at__lte", models.F("tenggat_kab_at")),
                        ),
                        name="periode_urut",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PeriodeDesa",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_desa", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("status", models.CharField(default="BELUM_MULAI", max_length=32)),
                ("terlambat", models.BooleanField(default=False)),
                ("mulai_at", models.DateTimeField(null=True)),
                ("musyawarah_at", models.DateTimeField(null=True)),
                ("final_at", models.DateTimeField(null=True)),
                ("diserahkan_at", models.DateTimeField(null=True)),
                ("diterima_at", models.DateTimeField(null=True)),
                ("tanda_at", models.DateTimeField(null=True)),
                (
                    "periode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_desa",
                        to="verval.periode",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Perpanjangan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_wilayah", opensiks.infra.fields.KodeWilayahField(blank=True, max_length=13)),
                ("tier", models.CharField(max_length=32)),
                ("tenggat_lama_at", models.DateTimeField()),
                ("tenggat_baru_at", models.DateTimeField()),
                ("nomor_surat", models.CharField(max_length=80)),
                ("alasan", models.CharField(max_length=240)),
                ("oleh", models.CharField(max_length=120)),
                ("at", models.DateTimeField()),
                (
                    "periode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_perpanjangan",
                        to="verval.periode",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RiwayatDesa",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_desa", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("aksi", models.CharField(max_length=20)),
                ("dari", models.CharField(max_length=20)),
                ("ke", models.CharField(max_length=20)),
                ("oleh", models.CharField(max_length=120)),
                ("aktor_id", models.BigIntegerField(null=True)),
                ("peran", models.CharField(max_length=24)),
                ("at", models.DateTimeField()),
                ("catatan", models.CharField(blank=True, max_length=400)),
                (
                    "periode_desa",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_riwayat",
                        to="verval.periodedesa",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Verval",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_desa", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("hasil", models.CharField(max_length=32)),
                ("orang", models.PositiveSmallIntegerField()),
                ("tanggal", models.DateField()),
                ("massal", models.BooleanField(default=False)),
                ("catatan", models.CharField(blank=True, max_length=400)),
                ("oleh", models.CharField(max_length=120)),
                ("aktor_id", models.BigIntegerField(null=True)),
                ("at", models.DateTimeField()),
                ("dihitung_at", models.DateTimeField(null=True)),
                ("batal_at", models.DateTimeField(null=True)),
                (
                    "keluarga",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_verval",
                        to="keluarga.keluarga",
                    ),
                ),
                (
                    "periode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_verval",
                        to="verval.periode",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Peringatan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_desa", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("jenis", models.CharField(max_length=8)),
                ("hari", models.PositiveSmallIntegerField()),
                ("berlaku", models.DateField()),
                ("at", models.DateTimeField()),
                (
                    "keluarga",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_peringatan",
                        to="keluarga.keluarga",
                    ),
                ),
                (
                    "periode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_peringatan",
                        to="verval.periode",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["kode_desa", "berlaku"], name="verval_peri_kode_de_510e56_idx")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("keluarga", "jenis", "berlaku", "hari"), name="peringatan_sekali"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("jenis__in", ["BEKU", "TIDUR"])), name="peringatan_jenis"
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="periodedesa",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "status__in",
                        [
                            "BELUM_MULAI",
                            "BERJALAN",
                            "MUSDES_SELESAI",
                            "FINAL_DESA",
                            "DIEKSPOR",
                            "DITERIMA_KAB",
                            "DIKEMBALIKAN",
                            "DISAHKAN",
                            "SELESAI",
                        ],
                    )
                ),
                name="verval_periodedesa_status_sah",
            ),
        ),
        migrations.AddConstraint(
            model_name="periodedesa",
            constraint=models.UniqueConstraint(
                fields=("periode", "kode_desa"), name="satu_desa_satu_periode"
            ),
        ),
        migrations.AddConstraint(
            model_name="perpanjangan",
            constraint=models.CheckConstraint(
                condition=models.Q(("tier__in", ["DESA", "KAB"])), name="verval_perpanjangan_tier_sah"
            ),
        ),
        migrations.AddIndex(
            model_name="verval",
            index=models.Index(fields=["periode", "kode_desa"], name="verval_verv_periode_690b7c_idx"),
        ),
        migrations.AddIndex(
            model_name="verval",
            index=models.Index(fields=["aktor_id", "at"], name="verval_aktor_at"),
        ),
        migrations.AddConstraint(
            model_name="verval",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "hasil__in",
                        ["TETAP", "PERBAIKAN", "PINDAH", "MENINGGAL", "MAMPU", "TIDAK_DITEMUKAN", "GANDA"],
                    )
                ),
                name="verval_verval_hasil_sah",
            ),
        ),
        migrations.AddConstraint(
            model_name="verval",
            constraint=models.UniqueConstraint(
                condition=models.Q(("batal_at__isnull", True)),
                fields=("periode", "keluarga", "kode_desa"),
                name="satu_verval_satu_periode",
            ),
        ),
        EnableRls("verval_periode", "kode_wilayah", induk_terlihat=True),
        EnableRls("verval_perpanjangan", "kode_wilayah", induk_terlihat=True),
        EnableRls("verval_periodedesa", "kode_desa"),
        EnableRls("verval_riwayatdesa", "kode_desa"),
        EnableRls("verval_verval", "kode_desa"),
        EnableRls("verval_catatan", "kode_desa"),
        EnableRls("verval_peringatan", "kode_desa"),
    ]
