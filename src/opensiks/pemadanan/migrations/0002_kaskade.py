import django.db.models.deletion
from django.db import migrations, models

import opensiks.infra.fields
from opensiks.infra.rls import EnableRls


class Migration(migrations.Migration):
    dependencies = [
        ("keluarga", "0004_foto"),
        ("pemadanan", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="AngkaPadan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_desa", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("bulan", models.DateField()),
                ("orang", models.PositiveIntegerField()),
                ("padan", models.PositiveIntegerField()),
                ("jumlah", models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name="Calon",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_desa", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("hasil", models.CharField(max_length=32)),
                ("peluang", models.DecimalField(decimal_places=6, max_digits=7)),
                ("nik_usul", opensiks.infra.fields.NikField(blank=True, max_length=20)),
                ("usul", models.JSONField(default=dict)),
                ("alasan", models.JSONField(default=list)),
                ("grup", models.PositiveIntegerField(null=True)),
                ("pertahankan", models.BooleanField(default=False)),
                ("lintas", models.CharField(blank=True, default="", max_length=32)),
                ("meninggal", models.BooleanField(default=False)),
                ("ganda_dukcapil", models.BooleanField(default=False)),
                ("nonaktif", models.BooleanField(default=False)),
                ("ragu", models.BooleanField(default=False)),
                ("ditinjau", models.BooleanField(default=False)),
                ("dua_orang", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="Konfirmasi",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_desa", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("nik", opensiks.infra.fields.NikField(blank=True, max_length=20)),
                ("jawaban", models.CharField(max_length=32)),
                ("nik_lain", opensiks.infra.fields.NikField(blank=True, max_length=20)),
                ("nomor_surat", models.CharField(max_length=80)),
                ("tanggal", models.DateField()),
                ("oleh_id", models.BigIntegerField(null=True)),
                ("oleh", models.CharField(max_length=120)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="PutusanTinjauan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_desa", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("jawaban", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Tinjauan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_desa", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("jawaban", models.CharField(max_length=32)),
                ("catatan", models.CharField(blank=True, max_length=400)),
                ("oleh_id", models.BigIntegerField()),
                ("oleh", models.CharField(max_length=120)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="hasilpadan",
            name="pemadanan_hasilpadan_keluaran_sah",
        ),
        migrations.RemoveConstraint(
            model_name="statuspadan",
            name="pemadanan_statuspadan_keluaran_sah",
        ),
        migrations.AddField(
            model_name="putaran",
            name="bobot",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="putaran",
            name="ringkasan",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="tugas",
            name="menunggu",
            field=models.CharField(blank=True, default="", max_length=32),
        ),
        migrations.AddField(
            model_name="tugas",
            name="usulan_id",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddConstraint(
            model_name="hasilpadan",
            constraint=models.CheckConstraint(
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
                            "NIK_SALAH",
                            "NIK_ORANG_LAIN",
                            "RAGU",
                            "BELUM",
                        ],
                    )
                ),
                name="pemadanan_hasilpadan_keluaran_sah",
            ),
        ),
        migrations.AddConstraint(
            model_name="statuspadan",
            constraint=models.CheckConstraint(
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
                            "NIK_SALAH",
                            "NIK_ORANG_LAIN",
                            "RAGU",
                            "BELUM",
                        ],
                    )
                ),
                name="pemadanan_statuspadan_keluaran_sah",
            ),
        ),
        migrations.AddField(
            model_name="angkapadan",
            name="putaran",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="daftar_angka",
                to="pemadanan.putaran",
            ),
        ),
        migrations.AddField(
            model_name="calon",
            name="individu",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="daftar_calon",
                to="keluarga.individu",
            ),
        ),
        migrations.AddField(
            model_name="calon",
            name="putaran",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="daftar_calon",
                to="pemadanan.putaran",
            ),
        ),
        migrations.AddField(
            model_name="tugas",
            name="calon",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="daftar_tugas",
                to="pemadanan.calon",
            ),
        ),
        migrations.AddField(
            model_name="konfirmasi",
            name="individu",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="daftar_konfirmasi",
                to="keluarga.individu",
            ),
        ),
        migrations.AddField(
            model_name="tugas",
            name="konfirmasi",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="daftar_tugas",
                to="pemadanan.konfirmasi",
            ),
        ),
        migrations.AddIndex(
            model_name="tugas",
            index=models.Index(
                condition=models.Q(("selesai_at__isnull", True)),
                fields=["kode_desa", "jenis"],
                name="tugas_desa_terbuka",
            ),
        ),
        migrations.AddIndex(
            model_name="tugas",
            index=models.Index(
                condition=models.Q(("selesai_at__isnull", True), models.Q(("menunggu", ""), _negated=True)),
                fields=["menunggu", "calon"],
                name="tugas_menunggu",
            ),
        ),
        migrations.AddConstraint(
            model_name="tugas",
            constraint=models.CheckConstraint(
                condition=models.Q(("menunggu__in", ["", "TINJAUAN", "PUSDATIN", "DISDUKCAPIL"])),
                name="pemadanan_tugas_menunggu_sah",
            ),
        ),
        migrations.AddField(
            model_name="putusantinjauan",
            name="calon",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="putusan", to="pemadanan.calon"
            ),
        ),
        migrations.AddField(
            model_name="tinjauan",
            name="calon",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="daftar_tinjauan",
                to="pemadanan.calon",
            ),
        ),
        migrations.AddIndex(
            model_name="angkapadan",
            index=models.Index(fields=["kode_desa", "bulan"], name="pemadanan_a_kode_de_4d3f8e_idx"),
        ),
        migrations.AddConstraint(
            model_name="angkapadan",
            constraint=models.UniqueConstraint(fields=("putaran", "kode_desa"), name="satu_angka_satu_desa"),
        ),
        migrations.AddIndex(
            model_name="calon",
            index=models.Index(fields=["putaran", "grup"], name="pemadanan_c_putaran_4b8b90_idx"),
        ),
        migrations.AddIndex(
            model_name="calon",
            index=models.Index(
                condition=models.Q(("ditinjau", True)), fields=["putaran", "id"], name="calon_ditinjau"
            ),
        ),
        migrations.AddConstraint(
            model_name="calon",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("hasil__in", ["PADAN", "NIK_SALAH", "NIK_ORANG_LAIN", "TIDAK_DITEMUKAN"])
                ),
                name="pemadanan_calon_hasil_sah",
            ),
        ),
        migrations.AddConstraint(
            model_name="calon",
            constraint=models.CheckConstraint(
                condition=models.Q(("lintas__in", ["", "DESA", "KABUPATEN", "LAIN"])),
                name="pemadanan_calon_lintas_sah",
            ),
        ),
        migrations.AddConstraint(
            model_name="calon",
            constraint=models.UniqueConstraint(
                fields=("putaran", "individu"), name="satu_calon_satu_putaran"
            ),
        ),
        migrations.AddIndex(
            model_name="konfirmasi",
            index=models.Index(fields=["kode_desa", "-at"], name="pemadanan_k_kode_de_11eaf1_idx"),
        ),
        migrations.AddConstraint(
            model_name="konfirmasi",
            constraint=models.CheckConstraint(
                condition=models.Q(("jawaban__in", ["NIK_BENAR", "NIK_LAIN", "MENINGGAL", "TIDAK_ADA"])),
                name="pemadanan_konfirmasi_jawaban_sah",
            ),
        ),
        migrations.AddConstraint(
            model_name="putusantinjauan",
            constraint=models.CheckConstraint(
                condition=models.Q(("jawaban__in", ["SAMA", "BEDA", "TIDAK_TAHU"])),
                name="pemadanan_putusantinjauan_jawaban_sah",
            ),
        ),
        migrations.AddConstraint(
            model_name="tinjauan",
            constraint=models.CheckConstraint(
                condition=models.Q(("jawaban__in", ["SAMA", "BEDA", "TIDAK_TAHU"])),
                name="pemadanan_tinjauan_jawaban_sah",
            ),
        ),
        migrations.AddConstraint(
            model_name="tinjauan",
            constraint=models.UniqueConstraint(fields=("calon", "oleh_id"), name="tinjauan_sekali_seorang"),
        ),
        EnableRls("pemadanan_calon", "kode_desa"),
        EnableRls("pemadanan_tinjauan", "kode_desa"),
        EnableRls("pemadanan_putusantinjauan", "kode_desa"),
        EnableRls("pemadanan_konfirmasi", "kode_desa"),
        EnableRls("pemadanan_angkapadan", "kode_desa"),
    ]
