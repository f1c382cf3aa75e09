import django.db.models.deletion
from django.db import migrations, models

import opensiks.infra.fields
from opensiks.infra.rls import EnableRls


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("jejak", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Penetapan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("bulan", models.DateField()),
                ("kode_wilayah", opensiks.infra.fields.KodeWilayahField(blank=True, max_length=13)),
                ("nomor_sk", models.CharField(max_length=80)),
                ("potong_at", models.DateTimeField()),
                ("jumlah_individu", models.PositiveIntegerField()),
                ("jumlah_keluarga", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("jejak_kepala", models.JSONField(default=dict)),
                ("jejak_akar", models.CharField(max_length=64)),
                ("disiapkan_oleh", models.CharField(max_length=120)),
                ("ditetapkan_oleh", models.CharField(max_length=120)),
                ("ditetapkan_at", models.DateTimeField()),
                (
                    "sebelumnya",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="penetapan.penetapan",
                    ),
                ),
            ],
            options={
                "ordering": ["bulan"],
            },
        ),
        migrations.CreateModel(
            name="BarisPenetapan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_desa", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("individu_id", models.BigIntegerField()),
                ("keluarga_id", models.BigIntegerField()),
                ("id_individu", models.CharField(max_length=24)),
                ("id_keluarga", models.CharField(max_length=24)),
                ("nik", opensiks.infra.fields.NikField(blank=True, max_length=20)),
                ("no_kk", opensiks.infra.fields.NikField(blank=True, max_length=20)),
                ("nama", models.CharField(max_length=120)),
                ("tanggal_lahir", models.DateField(null=True)),
                ("jenis_kelamin", models.CharField(blank=True, max_length=1)),
                ("shdk", models.PositiveSmallIntegerField(null=True)),
                ("verval_terakhir", models.DateField(null=True)),
                (
                    "penetapan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_baris",
                        to="penetapan.penetapan",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Selisih",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_desa", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("individu_id", models.BigIntegerField()),
                ("keluarga_id", models.BigIntegerField()),
                ("id_individu", models.CharField(max_length=24)),
                ("nama", models.CharField(max_length=120)),
                ("arah", models.CharField(max_length=6)),
                ("sebab", models.CharField(max_length=24)),
                ("aturan", models.CharField(max_length=8)),
                ("rujukan", models.CharField(blank=True, max_length=40)),
                (
                    "penetapan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_selisih",
                        to="penetapan.penetapan",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="penetapan",
            constraint=models.UniqueConstraint(
                fields=("bulan", "kode_wilayah"), name="satu_penetapan_satu_bulan"
            ),
        ),
        migrations.AddIndex(
            model_name="barispenetapan",
            index=models.Index(fields=["penetapan", "kode_desa"], name="penetapan_b_penetap_a91356_idx"),
        ),
        migrations.AddIndex(
            model_name="barispenetapan",
            index=models.Index(fields=["nik"], name="penetapan_b_nik_885727_idx"),
        ),
        migrations.AddConstraint(
            model_name="barispenetapan",
            constraint=models.UniqueConstraint(
                fields=("penetapan", "individu_id"), name="satu_baris_satu_orang"
            ),
        ),
        migrations.AddIndex(
            model_name="selisih",
            index=models.Index(fields=["penetapan", "sebab"], name="penetapan_s_penetap_9bf463_idx"),
        ),
        migrations.AddIndex(
            model_name="selisih",
            index=models.Index(fields=["individu_id"], name="penetapan_s_individ_6988f9_idx"),
        ),
        migrations.AddConstraint(
            model_name="selisih",
            constraint=models.CheckConstraint(
                condition=models.Q(("arah__in", ["MASUK", "KELUAR"])), name="selisih_arah"
            ),
        ),
        migrations.AddIndex(
            model_name="barispenetapan",
            index=models.Index(fields=["penetapan", "keluarga_id"], name="penetapan_b_penetap_e293b2_idx"),
        ),
        migrations.AddIndex(
            model_name="selisih",
            index=models.Index(fields=["penetapan", "keluarga_id"], name="penetapan_s_penetap_70546f_idx"),
        ),
        EnableRls("penetapan_penetapan", "kode_wilayah", induk_terlihat=True),
        EnableRls("penetapan_barispenetapan", "kode_desa"),
        EnableRls("penetapan_selisih", "kode_desa"),
    ]
