import django.db.models.deletion
from django.db import migrations, models

import opensiks.infra.fields
from opensiks.infra.rls import EnableRls


class Migration(migrations.Migration):
    dependencies = [("pemadanan", "0002_kaskade")]

    operations = [
        migrations.RemoveConstraint(model_name="tinjauan", name="tinjauan_sekali_seorang"),
        migrations.AddField(
            model_name="tinjauan", name="ke", field=models.PositiveSmallIntegerField(default=1)
        ),
        migrations.AddConstraint(
            model_name="tinjauan",
            constraint=models.UniqueConstraint(
                fields=("calon", "oleh_id", "ke"), name="tinjauan_sekali_seorang"
            ),
        ),
        migrations.AddField(
            model_name="putusantinjauan", name="ke", field=models.PositiveSmallIntegerField(default=1)
        ),
        migrations.AddField(
            model_name="putusantinjauan", name="semula", field=models.JSONField(default=dict)
        ),
        migrations.AddField(
            model_name="putusantinjauan",
            name="tugas",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pemadanan.tugas"
            ),
        ),
        migrations.AlterField(
            model_name="putusantinjauan",
            name="calon",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="daftar_putusan",
                to="pemadanan.calon",
            ),
        ),
        migrations.AddConstraint(
            model_name="putusantinjauan",
            constraint=models.UniqueConstraint(fields=("calon", "ke"), name="satu_putusan_satu_kali"),
        ),
        migrations.CreateModel(
            name="BatalTinjauan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_desa", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("oleh", models.CharField(max_length=120)),
                ("at", models.DateTimeField()),
                (
                    "putusan",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="batal",
                        to="pemadanan.putusantinjauan",
                    ),
                ),
                (
                    "tinjauan",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="batal",
                        to="pemadanan.tinjauan",
                    ),
                ),
            ],
        ),
        EnableRls("pemadanan_bataltinjauan", "kode_desa"),
    ]
