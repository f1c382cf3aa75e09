import django.db.models.deletion
from django.db import migrations, models

import opensiks.infra.fields
from opensiks.infra.rls import EnableRls


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("keluarga", "0001_initial"),
        ("verval", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Usulan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_desa", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("jenis", models.CharField(max_length=32)),
                ("status", models.CharField(default="DRAF", max_length=32)),
                ("revisi", models.PositiveSmallIntegerField(default=0)),
                ("subjek", models.CharField(max_length=72)),
                ("program", models.CharField(blank=True, max_length=12)),
                ("kode_alasan", models.CharField(blank=True, max_length=40)),
                ("alasan", models.CharField(blank=True, max_length=400)),
                ("muatan", models.JSONField(default=dict)),
                ("orang", models.PositiveSmallIntegerField(default=1)),
                ("versi_dasar", models.PositiveIntegerField(null=True)),
                ("pembuat_id", models.BigIntegerField(null=True)),
                ("pembuat", models.CharField(max_length=120)),
                ("dibuat_at", models.DateTimeField()),
                ("diubah_at", models.DateTimeField()),
                ("dasar", models.CharField(blank=True, max_length=40)),
                ("kode_tolak", models.CharField(blank=True, max_length=8)),
                ("catatan_tolak", models.CharField(blank=True, max_length=400)),
                ("diterapkan_at", models.DateTimeField(null=True)),
                (
                    "individu",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_usulan",
                        to="keluarga.individu",
                    ),
                ),
                (
                    "keluarga",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_usulan",
                        to="keluarga.keluarga",
                    ),
                ),
                (
                    "periode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_usulan",
                        to="verval.periode",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RiwayatUsulan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_desa", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("revisi", models.PositiveSmallIntegerField(default=0)),
                ("aksi", models.CharField(max_length=20)),
                ("dari", models.CharField(blank=True, max_length=20)),
                ("ke", models.CharField(max_length=20)),
                ("oleh", models.CharField(max_length=120)),
                ("aktor_id", models.BigIntegerField(null=True)),
                ("peran", models.CharField(max_length=24)),
                ("at", models.DateTimeField()),
                ("kode_alasan", models.CharField(blank=True, max_length=40)),
                ("catatan", models.CharField(blank=True, max_length=400)),
                ("dasar", models.CharField(blank=True, max_length=40)),
                (
                    "usulan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_riwayat",
                        to="usulan.usulan",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RincianUsulan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_desa", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("revisi", models.PositiveSmallIntegerField(default=0)),
                ("kolom", models.CharField(max_length=40)),
                ("lama", models.CharField(blank=True, max_length=240)),
                ("baru", models.CharField(blank=True, max_length=240)),
                ("bentrok", models.CharField(blank=True, max_length=240)),
                (
                    "usulan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_rincian",
                        to="usulan.usulan",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Bukti",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_desa", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("jenis", models.CharField(max_length=32)),
                ("sha256", models.CharField(max_length=64)),
                ("nama_berkas", models.CharField(max_length=160)),
                ("ukuran", models.PositiveIntegerField()),
                ("oleh", models.CharField(max_length=120)),
                ("at", models.DateTimeField()),
                (
                    "usulan",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_bukti",
                        to="usulan.usulan",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="usulan",
            index=models.Index(
                fields=["periode", "kode_desa", "status"], name="usulan_usul_periode_d6140c_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="usulan",
            index=models.Index(fields=["keluarga"], name="usulan_usul_keluarg_7a2ef1_idx"),
        ),
        migrations.AddIndex(
            model_name="usulan",
            index=models.Index(fields=["individu"], name="usulan_usul_individ_c4e63f_idx"),
        ),
        migrations.AddConstraint(
            model_name="usulan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "jenis__in",
                        [
                            "BARU",
                            "PERBAIKAN_ID",
                            "PERBAIKAN_DATA",
                            "TAMBAH_ART",
                            "PECAH_KK",
                            "TIDAK_LAYAK",
                            "MENINGGAL",
                            "PINDAH",
                            "GANDA",
                            "TIDAK_DITEMUKAN",
                            "PENGURUS",
                            "BANSOS_MASUK",
                            "BANSOS_HENTI",
                            "REAKTIVASI",
                            "TETAP",
                        ],
                    )
                ),
                name="usulan_usulan_jenis_sah",
            ),
        ),
        migrations.AddConstraint(
            model_name="usulan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "status__in",
                        [
                            "DRAF",
                            "SIAP_MUSDES",
                            "BATAL",
                            "DISETUJUI_MUSDES",
                            "DITOLAK_MUSDES",
                            "DISETUJUI_SPTJM",
                            "TERVERIFIKASI",
                            "FINAL_DESA",
                            "DITERIMA_KAB",
                            "DIKEMBALIKAN_KAB",
                            "LOLOS_KAB",
                            "DISAHKAN",
                            "TERKIRIM",
                            "DITETAPKAN",
                            "DITOLAK_PUSDATIN",
                        ],
                    )
                ),
                name="usulan_usulan_status_sah",
            ),
        ),
        migrations.AddConstraint(
            model_name="usulan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ["BATAL", "DITETAPKAN", "DITOLAK_MUSDES"]), _negated=True),
                fields=("subjek", "jenis", "program"),
                name="r26_satu_usulan_terbuka",
            ),
        ),
        migrations.AddIndex(
            model_name="bukti",
            index=models.Index(fields=["sha256"], name="usulan_bukt_sha256_60d93c_idx"),
        ),
        EnableRls("usulan_usulan", "kode_desa"),
        EnableRls("usulan_rincianusulan", "kode_desa"),
        EnableRls("usulan_riwayatusulan", "kode_desa"),
        EnableRls("usulan_bukti", "kode_desa"),
    ]
