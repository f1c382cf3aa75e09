import django.db.models.deletion
from django.db import migrations, models

import opensiks.infra.fields
from opensiks.infra.rls import EnableRls


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("penetapan", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Penarikan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("program", models.CharField(max_length=12)),
                ("kode_wilayah", opensiks.infra.fields.KodeWilayahField(blank=True, max_length=13)),
                ("jumlah", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("oleh", models.CharField(max_length=120)),
                ("at", models.DateTimeField()),
                (
                    "penetapan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_penarikan",
                        to="penetapan.penetapan",
                    ),
                ),
                (
                    "sebelumnya",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="bansos.penarikan",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Penerima",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_desa", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("keluarga_id", models.BigIntegerField()),
                ("individu_id", models.BigIntegerField(null=True)),
                ("id_registri", models.CharField(max_length=24)),
                ("nama", models.CharField(max_length=120)),
                ("bukti", models.CharField(max_length=64)),
                (
                    "penarikan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_penerima",
                        to="bansos.penarikan",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SelisihPenerima",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_desa", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("keluarga_id", models.BigIntegerField()),
                ("individu_id", models.BigIntegerField(null=True)),
                ("id_registri", models.CharField(max_length=24)),
                ("arah", models.CharField(max_length=6)),
                ("sebab", models.CharField(max_length=24)),
                ("aturan", models.CharField(max_length=8)),
                (
                    "penarikan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_selisih",
                        to="bansos.penarikan",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="penarikan",
            constraint=models.UniqueConstraint(fields=("program", "penetapan"), name="satu_penarikan"),
        ),
        migrations.AddIndex(
            model_name="penerima",
            index=models.Index(fields=["penarikan", "kode_desa"], name="bansos_pene_penarik_d682cd_idx"),
        ),
        migrations.AddIndex(
            model_name="penerima",
            index=models.Index(fields=["keluarga_id"], name="bansos_pene_keluarg_42bc4e_idx"),
        ),
        migrations.AddConstraint(
            model_name="penerima",
            constraint=models.UniqueConstraint(fields=("penarikan", "id_registri"), name="satu_penerima"),
        ),
        EnableRls("bansos_penarikan", "kode_wilayah", induk_terlihat=True),
        EnableRls("bansos_penerima", "kode_desa"),
        EnableRls("bansos_selisihpenerima", "kode_desa"),
    ]
