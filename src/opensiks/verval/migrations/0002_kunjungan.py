from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("keluarga", "0004_foto"),
        ("verval", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="catatan",
            name="hasil",
            field=models.CharField(blank=True, default="", max_length=32),
        ),
        migrations.AddField(
            model_name="catatan",
            name="tanggal",
            field=models.DateField(null=True),
        ),
        migrations.AlterField(
            model_name="catatan",
            name="isi",
            field=models.CharField(blank=True, max_length=800),
        ),
        migrations.AddIndex(
            model_name="catatan",
            index=models.Index(fields=["aktor_id", "-at"], name="verval_cata_aktor_i_0af79a_idx"),
        ),
        migrations.AddIndex(
            model_name="catatan",
            index=models.Index(fields=["kode_desa", "-at"], name="verval_cata_kode_de_0d3015_idx"),
        ),
        migrations.AddConstraint(
            model_name="catatan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("hasil", ""),
                    models.Q(
                        (
                            "hasil__in",
                            [
                                "BERTEMU",
                                "TIDAK_BERTEMU",
                                "RUMAH_KOSONG",
                                "PINDAH",
                                "MENINGGAL",
                                "TIDAK_DIKENAL",
                                "MENOLAK",
                            ],
                        ),
                        ("tanggal__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="verval_catatan_hasil_sah",
            ),
        ),
    ]
