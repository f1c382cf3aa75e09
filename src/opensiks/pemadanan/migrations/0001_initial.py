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
            name="Putaran",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_wilayah", opensiks.infra.fields.KodeWilayahField(blank=True, max_length=13)),
                ("mode", models.CharField(max_length=12)),
                ("ekstrak_nama", models.CharField(max_length=160)),
                ("ekstrak_sha256", models.CharField(max_length=64)),
                ("ekstrak_tanggal", models.DateField()),
                ("mulai_at", models.DateTimeField()),
                ("selesai_at", models.DateTimeField(null=True)),
                ("jumlah", models.JSONField(default=dict)),
                ("oleh", models.CharField(max_length=120)),
            ],
        ),
        migrations.CreateModel(
            name="HasilPadan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_desa", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("keluaran", models.CharField(max_length=32)),
                ("skor", models.DecimalField(decimal_places=1, max_digits=4, null=True)),
                ("cocok", models.CharField(blank=True, max_length=60)),
                (
                    "individu",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_hasil_padan",
                        to="keluarga.individu",
                    ),
                ),
                (
                    "putaran",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_hasil",
                        to="pemadanan.putaran",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "keluaran__in",
                                [
                                    "PADAN",
                                    "TIDAK_PADAN_NAMA",
                                    "TIDAK_PADAN_TTL",
                                    "TIDAK_PADAN_JK",
                                    "TIDAK_PADAN_KK",
                                    "TIDAK_PADAN_IBU",
                                    "MENINGGAL",
                                    "GANDA_DUKCAPIL",
                                    "NIK_TIDAK_DITEMUKAN",
                                    "NONAKTIF_DUKCAPIL",
                                    "FORMAT_SALAH",
                                    "BELUM",
                                ],
                            )
                        ),
                        name="pemadanan_hasilpadan_keluaran_sah",
                    ),
                    models.UniqueConstraint(fields=("putaran", "individu"), name="satu_hasil_satu_putaran"),
                ],
            },
        ),
        migrations.CreateModel(
            name="StatusPadan",
            fields=[
                (
                    "individu",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="status_padan",
                        serialize=False,
                        to="keluarga.individu",
                    ),
                ),
                ("kode_desa", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("keluaran", models.CharField(max_length=32)),
                ("skor", models.DecimalField(decimal_places=1, max_digits=4, null=True)),
                ("cocok", models.CharField(blank=True, max_length=60)),
                ("sejak", models.DateField()),
                ("gagal", models.PositiveSmallIntegerField(default=0)),
                (
                    "putaran",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pemadanan.putaran"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["kode_desa", "keluaran"], name="pemadanan_s_kode_de_d7d0fd_idx")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "keluaran__in",
                                [
                                    "PADAN",
                                    "TIDAK_PADAN_NAMA",
                                    "TIDAK_PADAN_TTL",
                                    "TIDAK_PADAN_JK",
                                    "TIDAK_PADAN_KK",
                                    "TIDAK_PADAN_IBU",
                                    "MENINGGAL",
                                    "GANDA_DUKCAPIL",
                                    "NIK_TIDAK_DITEMUKAN",
                                    "NONAKTIF_DUKCAPIL",
                                    "FORMAT_SALAH",
                                    "BELUM",
                                ],
                            )
                        ),
                        name="pemadanan_statuspadan_keluaran_sah",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Tugas",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_desa", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("jenis", models.CharField(max_length=24)),
                ("kode", models.CharField(max_length=8)),
                ("dibuat_at", models.DateTimeField()),
                ("selesai_at", models.DateTimeField(null=True)),
                ("jawaban", models.CharField(blank=True, max_length=120)),
                ("oleh", models.CharField(blank=True, max_length=120)),
                (
                    "individu",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_tugas",
                        to="keluarga.individu",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("selesai_at__isnull", True)),
                        fields=("individu", "jenis"),
                        name="satu_tugas_terbuka",
                    )
                ],
            },
        ),
        EnableRls("pemadanan_putaran", "kode_wilayah", induk_terlihat=True),
        EnableRls("pemadanan_hasilpadan", "kode_desa"),
        EnableRls("pemadanan_statuspadan", "kode_desa"),
        EnableRls("pemadanan_tugas", "kode_desa"),
    ]
