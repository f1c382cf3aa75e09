import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import opensiks.infra.fields
import opensiks.rules.peran


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Akun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("username", models.CharField(max_length=60, unique=True)),
                ("nama", models.CharField(max_length=120)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("nomor_hp", models.CharField(blank=True, max_length=20)),
                ("is_active", models.BooleanField(default=True)),
                ("harus_ganti_sandi", models.BooleanField(default=False)),
                ("dibuat_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Penugasan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("peran", models.CharField(max_length=32)),
                ("kode_wilayah", opensiks.infra.fields.KodeWilayahField(blank=True, max_length=13)),
                ("program", models.CharField(blank=True, max_length=12)),
                ("sejak", models.DateField()),
                ("sampai", models.DateField(null=True)),
                ("oleh", models.CharField(max_length=120)),
                ("at", models.DateTimeField()),
                (
                    "akun",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_penugasan",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
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
                        name="akun_penugasan_peran_sah",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sampai__isnull", True), ("sampai__gt", models.F("sejak")), _connector="OR"
                        ),
                        name="penugasan_masa",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("sampai__isnull", True)),
                        fields=("akun", "peran", "kode_wilayah"),
                        name="penugasan_sekali",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("peran", opensiks.rules.peran.Peran["OPERATOR_DESA"]), ("sampai__isnull", True)
                        ),
                        fields=("akun",),
                        name="r10_satu_desa_satu_operator",
                    ),
                ],
            },
        ),
    ]
