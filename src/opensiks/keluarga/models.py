"""Families, persons and who belongs to whom. The rows here hold the present; versi.py holds every past."""

from django.db import models
from django.db.models import Q

from opensiks.infra.fields import KodeWilayahField, StrEnumField, enum_check
from opensiks.keluarga.versi import IndividuVersi, KeluargaVersi, KolomIndividu, KolomKeluarga
from opensiks.rules.foto import JenisFoto
from opensiks.rules.registri import StatusIndividu, StatusKeluarga, StatusProgram

__all__ = [
    "Foto",
    "Impor",
    "Individu",
    "IndividuVersi",
    "Keanggotaan",
    "Keluarga",
    "KeluargaVersi",
    "Kepesertaan",
    "Temuan",
]


class Keluarga(KolomKeluarga):
    """A family as it is now. `verval_terakhir` is the date of the last verval that counted (R72)."""

    # Unique by constraint: `unique=True` would add a second index for LIKE, which nobody asks.
    id_registri = models.CharField(max_length=24)
    versi = models.PositiveIntegerField(default=1)
    kepala_nama = models.CharField(max_length=120, blank=True)
    jumlah_anggota = models.PositiveSmallIntegerField(default=0)
    verval_terakhir = models.DateField(null=True)
    diubah_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["kode_desa", "kepala_nama"]),
            models.Index(fields=["kode_desa", "status", "verval_terakhir"]),
            models.Index(fields=["no_kk"]),
        ]
        constraints = [
            enum_check("status", StatusKeluarga),
            models.UniqueConstraint(fields=["id_registri"], name="keluarga_id_registri"),
        ]

    def __str__(self) -> str:
        return self.id_registri


class Individu(KolomIndividu):
    """A person as now known; `keluarga` mirrors the open Keanggotaan row."""

    id_registri = models.CharField(max_length=24)
    versi = models.PositiveIntegerField(default=1)
    keluarga = models.ForeignKey(Keluarga, models.PROTECT, related_name="daftar_anggota")
    diubah_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["nik"]),
            models.Index(fields=["kode_desa", "nama"]),
        ]
        constraints = [
            enum_check("status", StatusIndividu),
            models.UniqueConstraint(fields=["id_registri"], name="individu_id_registri"),
        ]

    def __str__(self) -> str:
        return self.id_registri


class Keanggotaan(models.Model):
    """Who belonged to which family, in which relation, from when until when (R52: one open row a person)."""

    kode_desa = KodeWilayahField()
    individu = models.ForeignKey(Individu, models.PROTECT, related_name="daftar_keanggotaan")
    keluarga = models.ForeignKey(Keluarga, models.PROTECT, related_name="daftar_keanggotaan")
    shdk = models.PositiveSmallIntegerField(null=True)
    sejak = models.DateTimeField()
    sampai = models.DateTimeField(null=True)
    usulan_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["individu"], condition=Q(sampai__isnull=True), name="r52_satu_keluarga"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.individu_id} di {self.keluarga_id}"


class Kepesertaan(models.Model):
    """Standing in a programme: of a family, or of one person where the programme counts persons."""

    kode_desa = KodeWilayahField()
    keluarga = models.ForeignKey(Keluarga, models.PROTECT, related_name="daftar_kepesertaan")
    individu = models.ForeignKey(Individu, models.PROTECT, null=True, related_name="daftar_kepesertaan")
    program = models.CharField(max_length=12)
    status = StrEnumField(StatusProgram)
    sejak = models.DateField()
    sampai = models.DateField(null=True)
    alasan = models.CharField(max_length=80, blank=True)
    usulan_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["kode_desa", "program", "status"])]
        constraints = [
            enum_check("status", StatusProgram),
            models.UniqueConstraint(
                "keluarga",
                "program",
                condition=Q(sampai__isnull=True, individu__isnull=True),
                name="peserta_keluarga",
            ),
            models.UniqueConstraint(
                "individu",
                "program",
                condition=Q(sampai__isnull=True, individu__isnull=False),
                name="peserta_individu",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.program} {self.status}"


class Temuan(models.Model):
    """A finding by R42-R62 on the data as they stand. Closed rows stay, with how they were settled.

    Derived from the rows it names, in the transaction that reads them, and nothing is ever deleted: the foreign
    keys are Django's only, which spares a third of a million checks when a kabupaten is read in.
    """

    kode_desa = KodeWilayahField()
    keluarga = models.ForeignKey(Keluarga, models.PROTECT, related_name="daftar_temuan", db_constraint=False)
    individu = models.ForeignKey(
        Individu, models.PROTECT, null=True, related_name="daftar_temuan", db_index=False, db_constraint=False
    )
    kode = models.CharField(max_length=8)
    tingkat = models.CharField(max_length=1)
    data = models.JSONField(default=dict)
    terbuka = models.BooleanField(default=True)
    dibuat_at = models.DateTimeField()
    selesai_at = models.DateTimeField(null=True)
    cara = models.CharField(max_length=120, blank=True)
    oleh = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["kode_desa", "kode"], condition=Q(terbuka=True), name="temuan_desa_terbuka"),
        ]

    def __str__(self) -> str:
        return f"{self.kode} {self.tingkat}"


class Impor(models.Model):
    """One file read into the registry: its hash, how many lines, what was found."""

    kode_wilayah = KodeWilayahField()
    sha256 = models.CharField(max_length=64)
    nama_berkas = models.CharField(max_length=160)
    baris = models.PositiveIntegerField()
    masuk = models.PositiveIntegerField()
    ditolak = models.PositiveIntegerField()
    cacat = models.JSONField(default=dict)
    at = models.DateTimeField()
    oleh = models.CharField(max_length=120)

    class Meta:
        indexes = [models.Index(fields=["sha256"])]

    def __str__(self) -> str:
        return self.nama_berkas


class Foto(models.Model):
    """A photo of a family, its house or its papers, by its content hash; a newer one of the kind takes its place.

    The bytes are in infra.files, shrunk and without EXIF; where the picture was taken is kept here.
    """

    kode_desa = KodeWilayahField()
    keluarga = models.ForeignKey(Keluarga, models.PROTECT, related_name="daftar_foto")
    jenis = StrEnumField(JenisFoto)
    sha256 = models.CharField(max_length=64)
    sha256_kecil = models.CharField(max_length=64)
    ukuran = models.PositiveIntegerField()
    lebar = models.PositiveSmallIntegerField()
    tinggi = models.PositiveSmallIntegerField()
    lintang = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    bujur = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    oleh = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        constraints = [enum_check("jenis", JenisFoto)]

    def __str__(self) -> str:
        return f"{self.jenis} {self.keluarga_id}"
