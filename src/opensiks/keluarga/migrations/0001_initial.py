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
            name="Impor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_wilayah", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("sha256", models.CharField(max_length=64)),
                ("nama_berkas", models.CharField(max_length=160)),
                ("baris", models.PositiveIntegerField()),
                ("masuk", models.PositiveIntegerField()),
                ("ditolak", models.PositiveIntegerField()),
                ("cacat", models.JSONField(default=dict)),
                ("at", models.DateTimeField()),
                ("oleh", models.CharField(max_length=120)),
            ],
            options={
                "indexes": [models.Index(fields=["sha256"], name="keluarga_im_sha256_2875d9_idx")],
            },
        ),
        migrations.CreateModel(
            name="Keluarga",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_desa", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("no_kk", opensiks.infra.fields.NikField(blank=True, max_length=20)),
                ("alamat", models.CharField(blank=True, max_length=240)),
                ("dusun", models.CharField(blank=True, max_length=80)),
                ("rt", models.CharField(blank=True, max_length=3)),
                ("rw", models.CharField(blank=True, max_length=3)),
                ("anggota_di_kk", models.PositiveSmallIntegerField(null=True)),
                ("codelist", models.CharField(max_length=20)),
                ("jawaban", models.JSONField(default=dict)),
                ("lintang", models.DecimalField(decimal_places=6, max_digits=9, null=True)),
                ("bujur", models.DecimalField(decimal_places=6, max_digits=9, null=True)),
                ("pengurus_id", models.BigIntegerField(null=True)),
                ("status", models.CharField(max_length=32)),
                ("alasan_status", models.CharField(blank=True, max_length=80)),
                ("id_registri", models.CharField(max_length=24)),
                ("versi", models.PositiveIntegerField(default=1)),
                ("kepala_nama", models.CharField(blank=True, max_length=120)),
                ("jumlah_anggota", models.PositiveSmallIntegerField(default=0)),
                ("verval_terakhir", models.DateField(null=True)),
                ("diubah_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["kode_desa", "kepala_nama"], name="keluarga_ke_kode_de_468158_idx"),
                    models.Index(
                        fields=["kode_desa", "status", "verval_terakhir"],
                        name="keluarga_ke_kode_de_668eda_idx",
                    ),
                    models.Index(fields=["no_kk"], name="keluarga_ke_no_kk_ceeab3_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["AKTIF", "BEKU", "DITIDURKAN", "NONAKTIF"])),
                        name="keluarga_keluarga_status_sah",
                    ),
                    models.UniqueConstraint(fields=("id_registri",), name="keluarga_id_registri"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Individu",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_desa", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("nik", opensiks.infra.fields.NikField(blank=True, max_length=20)),
                ("nama", models.CharField(blank=True, max_length=120)),
                ("tempat_lahir", models.CharField(blank=True, max_length=80)),
                ("tanggal_lahir", models.DateField(null=True)),
                ("jenis_kelamin", models.CharField(blank=True, max_length=1)),
                ("nama_ibu", models.CharField(blank=True, max_length=120)),
                ("pekerjaan", models.CharField(blank=True, max_length=80)),
                ("status_kawin", models.PositiveSmallIntegerField(null=True)),
                ("shdk", models.PositiveSmallIntegerField(null=True)),
                ("jawaban", models.JSONField(default=dict)),
                ("status", models.CharField(max_length=32)),
                ("alasan_status", models.CharField(blank=True, max_length=80)),
                ("id_registri", models.CharField(max_length=24)),
                ("versi", models.PositiveIntegerField(default=1)),
                ("diubah_at", models.DateTimeField()),
                (
                    "keluarga",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_anggota",
                        to="keluarga.keluarga",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="KeluargaVersi",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_desa", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("no_kk", opensiks.infra.fields.NikField(blank=True, max_length=20)),
                ("alamat", models.CharField(blank=True, max_length=240)),
                ("dusun", models.CharField(blank=True, max_length=80)),
                ("rt", models.CharField(blank=True, max_length=3)),
                ("rw", models.CharField(blank=True, max_length=3)),
                ("anggota_di_kk", models.PositiveSmallIntegerField(null=True)),
                ("codelist", models.CharField(max_length=20)),
                ("jawaban", models.JSONField(default=dict)),
                ("lintang", models.DecimalField(decimal_places=6, max_digits=9, null=True)),
                ("bujur", models.DecimalField(decimal_places=6, max_digits=9, null=True)),
                ("pengurus_id", models.BigIntegerField(null=True)),
                ("status", models.CharField(max_length=32)),
                ("alasan_status", models.CharField(blank=True, max_length=80)),
                ("nomor", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("oleh", models.CharField(max_length=120)),
                ("aktor_id", models.BigIntegerField(null=True)),
                ("sumber", models.CharField(max_length=40)),
                ("usulan_id", models.BigIntegerField(null=True)),
                ("periode_id", models.BigIntegerField(null=True)),
                (
                    "keluarga",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_versi",
                        to="keluarga.keluarga",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Kepesertaan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_desa", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("program", models.CharField(max_length=12)),
                ("status", models.CharField(max_length=32)),
                ("sejak", models.DateField()),
                ("sampai", models.DateField(null=True)),
                ("alasan", models.CharField(blank=True, max_length=80)),
                ("usulan_id", models.BigIntegerField(null=True)),
                (
                    "individu",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_kepesertaan",
                        to="keluarga.individu",
                    ),
                ),
                (
                    "keluarga",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_kepesertaan",
                        to="keluarga.keluarga",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Temuan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_desa", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("kode", models.CharField(max_length=8)),
                ("tingkat", models.CharField(max_length=1)),
                ("data", models.JSONField(default=dict)),
                ("terbuka", models.BooleanField(default=True)),
                ("dibuat_at", models.DateTimeField()),
                ("selesai_at", models.DateTimeField(null=True)),
                ("cara", models.CharField(blank=True, max_length=120)),
                ("oleh", models.CharField(blank=True, max_length=120)),
                (
                    "individu",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_temuan",
                        to="keluarga.individu",
                    ),
                ),
                (
                    "keluarga",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_temuan",
                        to="keluarga.keluarga",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="IndividuVersi",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_desa", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("nik", opensiks.infra.fields.NikField(blank=True, max_length=20)),
                ("nama", models.CharField(blank=True, max_length=120)),
                ("tempat_lahir", models.CharField(blank=True, max_length=80)),
                ("tanggal_lahir", models.DateField(null=True)),
                ("jenis_kelamin", models.CharField(blank=True, max_length=1)),
                ("nama_ibu", models.CharField(blank=True, max_length=120)),
                ("pekerjaan", models.CharField(blank=True, max_length=80)),
                ("status_kawin", models.PositiveSmallIntegerField(null=True)),
                ("shdk", models.PositiveSmallIntegerField(null=True)),
                ("jawaban", models.JSONField(default=dict)),
                ("status", models.CharField(max_length=32)),
                ("alasan_status", models.CharField(blank=True, max_length=80)),
                ("nomor", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("oleh", models.CharField(max_length=120)),
                ("aktor_id", models.BigIntegerField(null=True)),
                ("sumber", models.CharField(max_length=40)),
                ("usulan_id", models.BigIntegerField(null=True)),
                ("periode_id", models.BigIntegerField(null=True)),
                ("keluarga_id", models.BigIntegerField()),
                (
                    "individu",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_versi",
                        to="keluarga.individu",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["AKTIF", "NONAKTIF"])),
                        name="keluarga_individuversi_status_sah",
                    ),
                    models.UniqueConstraint(fields=("individu", "nomor"), name="individu_versi_nomor"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Keanggotaan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_desa", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("shdk", models.PositiveSmallIntegerField(null=True)),
                ("sejak", models.DateTimeField()),
                ("sampai", models.DateTimeField(null=True)),
                ("usulan_id", models.BigIntegerField(null=True)),
                (
                    "individu",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_keanggotaan",
                        to="keluarga.individu",
                    ),
                ),
                (
                    "keluarga",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_keanggotaan",
                        to="keluarga.keluarga",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("sampai__isnull", True)),
                        fields=("individu",),
                        name="r52_satu_keluarga",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="individu",
            index=models.Index(fields=["nik"], name="keluarga_in_nik_90537b_idx"),
        ),
        migrations.AddIndex(
            model_name="individu",
            index=models.Index(fields=["kode_desa", "nama"], name="keluarga_in_kode_de_a175d4_idx"),
        ),
        migrations.AddConstraint(
            model_name="individu",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["AKTIF", "NONAKTIF"])), name="keluarga_individu_status_sah"
            ),
        ),
        migrations.AddConstraint(
            model_name="individu",
            constraint=models.UniqueConstraint(fields=("id_registri",), name="individu_id_registri"),
        ),
        migrations.AddConstraint(
            model_name="keluargaversi",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["AKTIF", "BEKU", "DITIDURKAN", "NONAKTIF"])),
                name="keluarga_keluargaversi_status_sah",
            ),
        ),
        migrations.AddConstraint(
            model_name="keluargaversi",
            constraint=models.UniqueConstraint(fields=("keluarga", "nomor"), name="keluarga_versi_nomor"),
        ),
        migrations.AddIndex(
            model_name="kepesertaan",
            index=models.Index(
                fields=["kode_desa", "program", "status"], name="keluarga_ke_kode_de_736417_idx"
            ),
        ),
        migrations.AddConstraint(
            model_name="kepesertaan",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["USUL", "AKTIF", "HENTI", "TOLAK"])),
                name="keluarga_kepesertaan_status_sah",
            ),
        ),
        migrations.AddConstraint(
            model_name="kepesertaan",
            constraint=models.UniqueConstraint(
                models.F("keluarga"),
                models.F("program"),
                condition=models.Q(("individu__isnull", True), ("sampai__isnull", True)),
                name="peserta_keluarga",
            ),
        ),
        migrations.AddConstraint(
            model_name="kepesertaan",
            constraint=models.UniqueConstraint(
                models.F("individu"),
                models.F("program"),
                condition=models.Q(("individu__isnull", False), ("sampai__isnull", True)),
                name="peserta_individu",
            ),
        ),
        migrations.AddIndex(
            model_name="temuan",
            index=models.Index(
                condition=models.Q(("terbuka", True)),
                fields=["kode_desa", "kode"],
                name="temuan_desa_terbuka",
            ),
        ),
        EnableRls("keluarga_keluarga", "kode_desa"),
        EnableRls("keluarga_individu", "kode_desa"),
        EnableRls("keluarga_keluargaversi", "kode_desa"),
        EnableRls("keluarga_individuversi", "kode_desa"),
        EnableRls("keluarga_keanggotaan", "kode_desa"),
        EnableRls("keluarga_kepesertaan", "kode_desa"),
        EnableRls("keluarga_temuan", "kode_desa"),
        EnableRls("keluarga_impor", "kode_wilayah"),
    ]
