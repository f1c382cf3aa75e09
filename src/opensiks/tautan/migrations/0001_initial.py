import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import opensiks.infra.fields
from opensiks.infra.rls import EnableRls


class Migration(migrations.Migration):
    initial = True

    dependencies = [("jejak", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="TautanUnggah",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_desa", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("objek", models.CharField(max_length=40)),
                ("judul", models.CharField(max_length=160)),
                (
                    "bagian",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=32), size=None
                    ),
                ),
                ("akun_id", models.BigIntegerField(null=True)),
                ("oleh", models.CharField(max_length=120)),
                ("peran", models.CharField(max_length=32)),
                ("dibuat_at", models.DateTimeField()),
                ("berakhir_at", models.DateTimeField()),
                ("dicabut_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["kode_desa", "objek"], name="tautan_taut_kode_de_2fc241_idx")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "peran__in",
                                [
                                    "OPERATOR_DESA",
                                    "KADES_LURAH",
                                    "TKSK",
                                    "PENDAMPING_PKH",
                                    "TKPK",
                                    "OPERATOR_KAB",
                                    "SUPERVISOR_KAB",
                                    "VERIFIKATOR",
                                    "KEPALA_OPD",
                                    "PROVINSI",
                                    "PUSDATIN",
                                    "PENGELOLA_PROGRAM",
                                    "AUDITOR",
                                    "SISTEM",
                                ],
                            )
                        ),
                        name="tautan_tautanunggah_peran_sah",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("dicabut_at__isnull", True)),
                        fields=("kode_desa", "objek"),
                        name="satu_tautan_hidup",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HalamanUnggah",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_desa", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("objek", models.CharField(max_length=40)),
                ("bagian", models.CharField(max_length=32)),
                ("sha256", models.CharField(max_length=64)),
                ("kecil_sha256", models.CharField(max_length=64)),
                ("ukuran", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("dibuang_at", models.DateTimeField(null=True)),
                ("dipakai_at", models.DateTimeField(null=True)),
                (
                    "tautan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_halaman",
                        to="tautan.tautanunggah",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["kode_desa", "objek"], name="tautan_hala_kode_de_9c611c_idx")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("bagian__in", ["BERITA_ACARA", "DAFTAR_HADIR", "FOTO_MUSYAWARAH", "SPTJM"])
                        ),
                        name="tautan_halamanunggah_bagian_sah",
                    )
                ],
            },
        ),
        EnableRls("tautan_tautanunggah", "kode_desa"),
        EnableRls("tautan_halamanunggah", "kode_desa"),
    ]
