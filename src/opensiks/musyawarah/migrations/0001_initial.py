import django.db.models.deletion
from django.db import migrations, models

import opensiks.infra.fields
from opensiks.infra.rls import EnableRls


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("usulan", "0001_initial"),
        ("verval", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Musyawarah",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_desa", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("tanggal", models.DateField()),
                ("mulai", models.TimeField()),
                ("selesai", models.TimeField(null=True)),
                ("tempat", models.CharField(max_length=120)),
                ("pimpinan_nama", models.CharField(max_length=120)),
                ("pimpinan_jabatan", models.CharField(max_length=80)),
                ("catatan", models.CharField(blank=True, max_length=800)),
                ("dibuat_at", models.DateTimeField()),
                ("ditutup_at", models.DateTimeField(null=True)),
                (
                    "periode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_musyawarah",
                        to="verval.periode",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Keputusan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_desa", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("hasil", models.CharField(max_length=32)),
                ("alasan", models.CharField(blank=True, max_length=400)),
                ("oleh", models.CharField(max_length=120)),
                ("at", models.DateTimeField()),
                ("batal_at", models.DateTimeField(null=True)),
                (
                    "usulan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_keputusan",
                        to="usulan.usulan",
                    ),
                ),
                (
                    "musyawarah",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_keputusan",
                        to="musyawarah.musyawarah",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Kehadiran",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_desa", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("unsur", models.CharField(max_length=32)),
                ("diundang", models.PositiveSmallIntegerField(default=0)),
                ("hadir_l", models.PositiveSmallIntegerField(default=0)),
                ("hadir_p", models.PositiveSmallIntegerField(default=0)),
                (
                    "musyawarah",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_kehadiran",
                        to="musyawarah.musyawarah",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Keberatan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_desa", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("isi", models.CharField(max_length=800)),
                ("nama", models.CharField(blank=True, max_length=120)),
                ("dirahasiakan", models.BooleanField(default=False)),
                ("at", models.DateTimeField()),
                (
                    "usulan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_keberatan",
                        to="usulan.usulan",
                    ),
                ),
                (
                    "musyawarah",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_keberatan",
                        to="musyawarah.musyawarah",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BeritaAcara",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_desa", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("nomor", models.CharField(max_length=80)),
                ("daftar_sha256", models.CharField(max_length=64)),
                ("baris", models.PositiveIntegerField()),
                ("dicetak_at", models.DateTimeField()),
                ("pdf_sha256", models.CharField(max_length=64)),
                ("halaman", models.PositiveSmallIntegerField(null=True)),
                ("ttd_kades", models.BooleanField(default=False)),
                ("ttd_operator", models.BooleanField(default=False)),
                ("diunggah_at", models.DateTimeField(null=True)),
                ("diganti_at", models.DateTimeField(null=True)),
                (
                    "daftar_hadir",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="usulan.bukti",
                    ),
                ),
                (
                    "foto",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="usulan.bukti",
                    ),
                ),
                (
                    "scan",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="usulan.bukti",
                    ),
                ),
                (
                    "musyawarah",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_berita_acara",
                        to="musyawarah.musyawarah",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Sptjm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_desa", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("nomor", models.CharField(max_length=80)),
                ("tanggal", models.DateField()),
                ("daftar_sha256", models.CharField(max_length=64)),
                ("baris", models.PositiveIntegerField()),
                ("pdf_sha256", models.CharField(max_length=64)),
                ("oleh", models.CharField(max_length=120)),
                ("at", models.DateTimeField()),
                ("diganti_at", models.DateTimeField(null=True)),
                (
                    "periode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_sptjm",
                        to="verval.periode",
                    ),
                ),
                (
                    "scan",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="usulan.bukti",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="musyawarah",
            index=models.Index(fields=["periode", "kode_desa"], name="musyawarah__periode_89d45e_idx"),
        ),
        migrations.AddConstraint(
            model_name="musyawarah",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("selesai__isnull", True), ("selesai__gt", models.F("mulai")), _connector="OR"
                ),
                name="r13_mulai_sebelum_selesai",
            ),
        ),
        migrations.AddConstraint(
            model_name="keputusan",
            constraint=models.CheckConstraint(
                condition=models.Q(("hasil__in", ["SETUJU", "TOLAK", "TUNDA"])),
                name="musyawarah_keputusan_hasil_sah",
            ),
        ),
        migrations.AddConstraint(
            model_name="keputusan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("batal_at__isnull", True)),
                fields=("musyawarah", "usulan"),
                name="satu_keputusan_satu_baris",
            ),
        ),
        migrations.AddConstraint(
            model_name="kehadiran",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "unsur__in",
                        [
                            "KADES_LURAH",
                            "OPERATOR",
                            "RT_RW",
                            "BPD",
                            "PERANGKAT",
                            "TP_PKK",
                            "TOKOH",
                            "BABINSA",
                            "TKSK",
                            "PENDAMPING_PKH",
                            "WAKIL_KPM",
                            "LAINNYA",
                        ],
                    )
                ),
                name="musyawarah_kehadiran_unsur_sah",
            ),
        ),
        migrations.AddConstraint(
            model_name="kehadiran",
            constraint=models.UniqueConstraint(fields=("musyawarah", "unsur"), name="satu_baris_satu_unsur"),
        ),
        migrations.AddConstraint(
            model_name="beritaacara",
            constraint=models.UniqueConstraint(
                condition=models.Q(("diganti_at__isnull", True)),
                fields=("musyawarah",),
                name="satu_berita_acara_berlaku",
            ),
        ),
        EnableRls("musyawarah_musyawarah", "kode_desa"),
        EnableRls("musyawarah_kehadiran", "kode_desa"),
        EnableRls("musyawarah_keputusan", "kode_desa"),
        EnableRls("musyawarah_keberatan", "kode_desa"),
        EnableRls("musyawarah_beritaacara", "kode_desa"),
        EnableRls("musyawarah_sptjm", "kode_desa"),
    ]
