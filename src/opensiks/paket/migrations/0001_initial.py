import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import opensiks.infra.fields
from opensiks.infra.rls import EnableRls


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("verval", "0002_kunjungan"),
    ]

    operations = [
        migrations.CreateModel(
            name="Perangkat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_desa", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("akun_id", models.BigIntegerField()),
                ("pengguna", models.CharField(max_length=60)),
                ("operator", models.CharField(max_length=120)),
                ("nama", models.CharField(max_length=80)),
                ("kid", models.CharField(max_length=43)),
                ("alg", models.CharField(max_length=8)),
                ("jwk", models.JSONField()),
                ("umum", models.CharField(max_length=80)),
                ("kata", models.CharField(max_length=80)),
                ("status", models.CharField(default="DIMINTA", max_length=32)),
                ("diminta_at", models.DateTimeField()),
                ("diputus_at", models.DateTimeField(null=True)),
                ("diputus_oleh", models.CharField(blank=True, max_length=120)),
                ("sertifikat", models.TextField(blank=True)),
                ("berlaku_sampai", models.DateTimeField(null=True)),
                ("dicabut_at", models.DateTimeField(null=True)),
                ("alasan", models.CharField(blank=True, max_length=240)),
                ("cabang_at", models.DateTimeField(null=True)),
                ("lembar_ke", models.PositiveIntegerField(default=0)),
                ("lembar_at", models.DateTimeField(null=True)),
                (
                    "periode",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_perangkat",
                        to="verval.periode",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Titipan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_wilayah", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("kantor", models.CharField(max_length=5)),
                ("sha256", models.CharField(max_length=64)),
                ("nama", models.CharField(max_length=160)),
                ("ukuran", models.PositiveIntegerField()),
                ("jalur", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
                ("oleh", models.CharField(max_length=120)),
                ("aktor_id", models.BigIntegerField(null=True)),
                ("tanda", models.TextField()),
                ("status", models.CharField(default="DITITIP", max_length=32)),
                ("kode", models.CharField(blank=True, max_length=16)),
                ("kalimat", models.CharField(blank=True, max_length=240)),
                ("langkah", models.CharField(blank=True, max_length=240)),
                ("letak", models.CharField(blank=True, max_length=120)),
                ("kid", models.CharField(blank=True, max_length=43)),
                ("paket", models.CharField(blank=True, max_length=36)),
                ("urutan", models.PositiveIntegerField(null=True)),
                ("manifes_sha256", models.CharField(blank=True, max_length=64)),
                ("utama", models.BooleanField(default=False)),
                ("jumlah", models.JSONField(default=dict)),
                (
                    "daftar_n",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField(), default=list, size=None
                    ),
                ),
                ("sampai_n", models.PositiveIntegerField(default=0)),
                ("daftar_cabang", models.JSONField(default=list)),
                ("lembar", models.CharField(blank=True, max_length=36)),
                ("hitungan", models.JSONField(default=dict)),
                (
                    "lampiran_kurang",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=64), default=list, size=None
                    ),
                ),
                ("dinilai_at", models.DateTimeField(null=True)),
                ("dinilai_oleh", models.CharField(blank=True, max_length=120)),
                ("dilepas_at", models.DateTimeField(null=True)),
                ("dilepas_oleh", models.CharField(blank=True, max_length=120)),
                ("alasan_lepas", models.CharField(blank=True, max_length=240)),
                (
                    "perangkat",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_titipan",
                        to="paket.perangkat",
                    ),
                ),
                (
                    "periode",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_titipan",
                        to="verval.periode",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TandaTerima",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_desa", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("nomor", models.PositiveSmallIntegerField()),
                ("isi_sha256", models.CharField(max_length=64)),
                ("sha256", models.CharField(max_length=64)),
                ("ukuran", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "titipan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_tanda_terima",
                        to="paket.titipan",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Lampiran",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_desa", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("sha256", models.CharField(max_length=64)),
                ("ukuran", models.PositiveIntegerField()),
                ("jenis", models.CharField(max_length=40)),
                ("guna", models.CharField(blank=True, max_length=32)),
                ("simpan_sha256", models.CharField(blank=True, max_length=64)),
                ("diminta_at", models.DateTimeField()),
                ("diterima_at", models.DateTimeField(null=True)),
                (
                    "titipan",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_lampiran",
                        to="paket.titipan",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Ubahan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_desa", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("kid", models.CharField(max_length=43)),
                ("ubahan", models.CharField(max_length=36)),
                ("n", models.PositiveIntegerField()),
                ("jenis", models.CharField(max_length=32)),
                ("pokok", models.CharField(blank=True, max_length=64)),
                ("baris", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                ("vonis", models.CharField(max_length=32)),
                ("kode", models.CharField(blank=True, max_length=16)),
                ("kalimat", models.CharField(blank=True, max_length=400)),
                ("hasil", models.CharField(blank=True, max_length=32)),
                ("versi", models.PositiveIntegerField(null=True)),
                ("lawan", models.JSONField(default=dict)),
                ("at", models.DateTimeField()),
                ("diputus_at", models.DateTimeField()),
                (
                    "periode",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_ubahan",
                        to="verval.periode",
                    ),
                ),
                (
                    "titipan",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_ubahan",
                        to="paket.titipan",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Bentrok",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_desa", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("sebab", models.CharField(max_length=16)),
                ("isi", models.JSONField(default=dict)),
                ("dibuat_at", models.DateTimeField()),
                ("pilihan", models.CharField(blank=True, default="", max_length=32)),
                ("alasan", models.CharField(blank=True, max_length=400)),
                ("oleh", models.CharField(blank=True, max_length=120)),
                ("aktor_id", models.BigIntegerField(null=True)),
                ("selesai_at", models.DateTimeField(null=True)),
                (
                    "ubahan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_bentrok",
                        to="paket.ubahan",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="KunciKantor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_kabupaten", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("cadangan", models.BooleanField(default=False)),
                ("umum", models.CharField(max_length=80, unique=True)),
                ("dibuat_at", models.DateTimeField()),
                ("oleh", models.CharField(max_length=120)),
                (
                    "periode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_kunci",
                        to="verval.periode",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kode_kabupaten", "periode", "cadangan"), name="satu_kunci_satu_periode"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="KunciPemulihan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode_desa", opensiks.infra.fields.KodeWilayahField(max_length=13)),
                ("umum", models.CharField(max_length=80)),
                ("dibuat_at", models.DateTimeField()),
                ("oleh", models.CharField(max_length=120)),
                ("diganti_at", models.DateTimeField(null=True)),
                (
                    "periode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_pemulihan",
                        to="verval.periode",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("diganti_at__isnull", True)),
                        fields=("kode_desa", "periode"),
                        name="satu_pemulihan_satu_periode",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="perangkat",
            index=models.Index(fields=["kode_desa", "status"], name="paket_peran_kode_de_aed090_idx"),
        ),
        migrations.AddConstraint(
            model_name="perangkat",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["DIMINTA", "DISETUJUI", "DITOLAK", "DICABUT"])),
                name="paket_perangkat_status_sah",
            ),
        ),
        migrations.AddConstraint(
            model_name="perangkat",
            constraint=models.UniqueConstraint(fields=("kid",), name="satu_kunci_satu_perangkat"),
        ),
        migrations.AddIndex(
            model_name="titipan",
            index=models.Index(fields=["kode_wilayah", "-at"], name="paket_titip_kode_wi_8a1036_idx"),
        ),
        migrations.AddIndex(
            model_name="titipan",
            index=models.Index(fields=["kantor", "-at"], name="paket_titip_kantor_7f899c_idx"),
        ),
        migrations.AddIndex(
            model_name="titipan",
            index=models.Index(fields=["kid", "urutan"], name="paket_titip_kid_41959d_idx"),
        ),
        migrations.AddConstraint(
            model_name="titipan",
            constraint=models.CheckConstraint(
                condition=models.Q(("jalur__in", ["MEJA", "DARING", "SUSULAN"])),
                name="paket_titipan_jalur_sah",
            ),
        ),
        migrations.AddConstraint(
            model_name="titipan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["DITITIP", "DINILAI", "DITAHAN", "RUSAK", "ASING", "DITOLAK"])
                ),
                name="paket_titipan_status_sah",
            ),
        ),
        migrations.AddConstraint(
            model_name="titipan",
            constraint=models.UniqueConstraint(fields=("kantor", "sha256"), name="satu_berkas_satu_titipan"),
        ),
        migrations.AddConstraint(
            model_name="titipan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("utama", True)), fields=("kid", "urutan"), name="satu_urutan_satu_isi"
            ),
        ),
        migrations.AddConstraint(
            model_name="tandaterima",
            constraint=models.UniqueConstraint(fields=("titipan", "nomor"), name="satu_nomor_tanda_terima"),
        ),
        migrations.AddConstraint(
            model_name="lampiran",
            constraint=models.UniqueConstraint(
                fields=("kode_desa", "sha256"), name="satu_lampiran_satu_desa"
            ),
        ),
        migrations.AddIndex(
            model_name="ubahan",
            index=models.Index(
                condition=models.Q(("vonis__in", ["DITAHAN", "MENUNGGU", "BELUM_DIDUKUNG"])),
                fields=["kode_desa", "vonis"],
                name="paket_ubahan_menunggu",
            ),
        ),
        migrations.AddIndex(
            model_name="ubahan",
            index=models.Index(
                condition=models.Q(("hasil", ""), _negated=True), fields=["hasil"], name="paket_ubahan_hasil"
            ),
        ),
        migrations.AddConstraint(
            model_name="ubahan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "jenis__in",
                        [
                            "verval",
                            "batal_verval",
                            "usulan",
                            "tarik",
                            "foto",
                            "catatan",
                            "musyawarah",
                            "kehadiran",
                            "keberatan",
                            "putusan",
                            "tutup",
                            "berkas",
                            "cabut",
                        ],
                    )
                ),
                name="paket_ubahan_jenis_sah",
            ),
        ),
        migrations.AddConstraint(
            model_name="ubahan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("vonis__in", ["DITERIMA", "SAMA", "DITOLAK", "DITAHAN", "MENUNGGU", "BELUM_DIDUKUNG"])
                ),
                name="paket_ubahan_vonis_sah",
            ),
        ),
        migrations.AddConstraint(
            model_name="ubahan",
            constraint=models.UniqueConstraint(fields=("kid", "ubahan"), name="satu_id_satu_perangkat"),
        ),
        migrations.AddConstraint(
            model_name="ubahan",
            constraint=models.UniqueConstraint(fields=("kid", "n"), name="satu_nomor_satu_perangkat"),
        ),
        migrations.AddIndex(
            model_name="bentrok",
            index=models.Index(
                condition=models.Q(("selesai_at__isnull", True)),
                fields=["kode_desa"],
                name="paket_bentrok_terbuka",
            ),
        ),
        migrations.AddConstraint(
            model_name="bentrok",
            constraint=models.UniqueConstraint(
                condition=models.Q(("selesai_at__isnull", True)),
                fields=("ubahan",),
                name="satu_bentrok_terbuka",
            ),
        ),
        migrations.AddConstraint(
            model_name="bentrok",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("pilihan", ""), ("selesai_at__isnull", True)),
                    models.Q(("pilihan__in", ["PAKET", "SERVER"]), ("selesai_at__isnull", False)),
                    _connector="OR",
                ),
                name="bentrok_selesai_dipilih",
            ),
        ),
        EnableRls("paket_perangkat", "kode_desa"),
        EnableRls("paket_kuncikantor", "kode_kabupaten", induk_terlihat=True),
        EnableRls("paket_kuncipemulihan", "kode_desa"),
        EnableRls("paket_titipan", "kode_wilayah"),
        EnableRls("paket_ubahan", "kode_desa"),
        EnableRls("paket_lampiran", "kode_desa"),
        EnableRls("paket_bentrok", "kode_desa"),
        EnableRls("paket_tandaterima", "kode_desa"),
    ]
