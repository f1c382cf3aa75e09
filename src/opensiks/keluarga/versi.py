"""The columns that make a version, and the immutable version rows: one for each applied change."""

from django.db import models

from opensiks.infra.fields import KodeWilayahField, NikField, StrEnumField, enum_check
from opensiks.rules.registri import StatusIndividu, StatusKeluarga


class KolomKeluarga(models.Model):
    """What a family's version holds."""

    kode_desa = KodeWilayahField()
    no_kk = NikField(blank=True)
    alamat = models.CharField(max_length=240, blank=True)
    dusun = models.CharField(max_length=80, blank=True)
    rt = models.CharField(max_length=3, blank=True)
    rw = models.CharField(max_length=3, blank=True)
    # Members on the family card, where the office has seen it (R62).
    anggota_di_kk = models.PositiveSmallIntegerField(null=True)
    codelist = models.CharField(max_length=20)
    jawaban = models.JSONField(default=dict)
    lintang = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    bujur = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    pengurus_id = models.BigIntegerField(null=True)
    status = StrEnumField(StatusKeluarga)
    alasan_status = models.CharField(max_length=80, blank=True)

    class Meta:
        abstract = True


class KolomIndividu(models.Model):
    """What a person's version holds. `jenis_kelamin` is L or P, or empty when the source says nothing."""

    kode_desa = KodeWilayahField()
    nik = NikField(blank=True)
    nama = models.CharField(max_length=120, blank=True)
    tempat_lahir = models.CharField(max_length=80, blank=True)
    tanggal_lahir = models.DateField(null=True)
    jenis_kelamin = models.CharField(max_length=1, blank=True)
    nama_ibu = models.CharField(max_length=120, blank=True)
    pekerjaan = models.CharField(max_length=80, blank=True)
    status_kawin = models.PositiveSmallIntegerField(null=True)
    shdk = models.PositiveSmallIntegerField(null=True)
    jawaban = models.JSONField(default=dict)
    status = StrEnumField(StatusIndividu)
    alasan_status = models.CharField(max_length=80, blank=True)

    class Meta:
        abstract = True


class AsalVersi(models.Model):
    """Why a version exists: who, when, from what."""

    nomor = models.PositiveIntegerField()
    at = models.DateTimeField()
    oleh = models.CharField(max_length=120)
    aktor_id = models.BigIntegerField(null=True)
    sumber = models.CharField(max_length=40)
    usulan_id = models.BigIntegerField(null=True)
    periode_id = models.BigIntegerField(null=True)

    class Meta:
        abstract = True


class KeluargaVersi(KolomKeluarga, AsalVersi):
    keluarga = models.ForeignKey(
        "keluarga.Keluarga", models.PROTECT, related_name="daftar_versi", db_index=False
    )

    class Meta:
        constraints = [
            enum_check("status", StatusKeluarga),
            models.UniqueConstraint(fields=["keluarga", "nomor"], name="keluarga_versi_nomor"),
        ]

    def __str__(self) -> str:
        return f"{self.keluarga_id} v{self.nomor}"


class IndividuVersi(KolomIndividu, AsalVersi):
    individu = models.ForeignKey(
        "keluarga.Individu", models.PROTECT, related_name="daftar_versi", db_index=False
    )
    keluarga_id = models.BigIntegerField()

    class Meta:
        constraints = [
            enum_check("status", StatusIndividu),
            models.UniqueConstraint(fields=["individu", "nomor"], name="individu_versi_nomor"),
        ]

    def __str__(self) -> str:
        return f"{self.individu_id} v{self.nomor}"
