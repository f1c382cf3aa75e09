import django.db.models.deletion
from django.db import migrations, models

import opensiks.infra.fields
from opensiks.infra.rls import EnableRls


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Kabar",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_wilayah", opensiks.infra.fields.KodeWilayahField(blank=True, max_length=13)),
                ("peran", models.CharField(max_length=32)),
                ("perihal", models.CharField(max_length=32)),
                ("data", models.JSONField(default=dict)),
                ("objek", models.CharField(blank=True, max_length=64)),
                ("sampai", models.DateTimeField(null=True)),
                ("at", models.DateTimeField()),
                ("oleh", models.CharField(max_length=120)),
                ("kunci", models.CharField(blank=True, max_length=120)),
                ("selesai_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["peran", "kode_wilayah", "-at"], name="kabar_kabar_peran_f5d3ec_idx"
                    ),
                    models.Index(
                        condition=models.Q(("selesai_at__isnull", True)),
                        fields=["objek"],
                        name="kabar_objek_terbuka",
                    ),
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
                        name="kabar_kabar_peran_sah",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "perihal__in",
                                [
                                    "TENGGAT",
                                    "TENGGAT_WILAYAH",
                                    "TENGGAT_KAB",
                                    "AKAN_BEKU",
                                    "AKAN_TIDUR",
                                    "BEKU",
                                    "DITIDURKAN",
                                    "USULAN_KEMBALI",
                                    "DESA_KEMBALI",
                                    "USULAN_DITOLAK",
                                    "USULAN_DITETAPKAN",
                                    "USULAN_BENTROK",
                                    "DISERAHKAN",
                                    "DITERIMA",
                                    "DISAHKAN",
                                    "BATCH_DIKIRIM",
                                    "BATCH_DIJAWAB",
                                    "PERIODE_DIBUKA",
                                    "DIPERPANJANG",
                                    "PERIODE_DITUTUP",
                                    "TUGAS_DUKCAPIL",
                                ],
                            )
                        ),
                        name="kabar_kabar_perihal_sah",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kunci", ""), _negated=True),
                        fields=("kunci",),
                        name="kabar_sekali",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Dibaca",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_wilayah", opensiks.infra.fields.KodeWilayahField(blank=True, max_length=13)),
                ("akun_id", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "kabar",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_dibaca",
                        to="kabar.kabar",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("akun_id", "kabar"), name="dibaca_sekali")],
            },
        ),
        migrations.CreateModel(
            name="Terkirim",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_wilayah", opensiks.infra.fields.KodeWilayahField(blank=True, max_length=13)),
                ("akun_id", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "kabar",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_terkirim",
                        to="kabar.kabar",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("akun_id", "kabar"), name="terkirim_sekali")],
            },
        ),
        # A notice about a kabupaten is for everybody in it; read marks stand at the reader's own place.
        EnableRls("kabar_kabar", "kode_wilayah", induk_terlihat=True),
        EnableRls("kabar_dibaca", "kode_wilayah"),
        EnableRls("kabar_terkirim", "kode_wilayah"),
    ]
