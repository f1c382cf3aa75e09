"""A link and the pages that came by it. `objek` names what they are for ("beritaacara:12"); nothing here knows it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from opensiks.infra.fields import KodeWilayahField, StrEnumField, enum_check
from opensiks.rules.peran import Peran
from opensiks.rules.tautan import Bagian


class TautanUnggah(models.Model):
    """What a phone may send by one link, who opened it, and until when. What comes by it is done in their name."""

    kode_desa = KodeWilayahField()
    objek = models.CharField(max_length=40)
    judul = models.CharField(max_length=160)
    bagian = ArrayField(models.CharField(max_length=32))
    akun_id = models.BigIntegerField(null=True)
    oleh = models.CharField(max_length=120)
    peran = StrEnumField(Peran)
    dibuat_at = models.DateTimeField()
    berakhir_at = models.DateTimeField()
    dicabut_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["kode_desa", "objek"])]
        constraints = [
            enum_check("peran", Peran),
            models.UniqueConstraint(
                fields=["kode_desa", "objek"], condition=Q(dicabut_at__isnull=True), name="satu_tautan_hidup"
            ),
        ]

    def __str__(self) -> str:
        return self.judul


class HalamanUnggah(models.Model):
    """One page as it is kept: shrunk, upright, without EXIF. It counts once `dipakai_at` is set."""

    tautan = models.ForeignKey(TautanUnggah, models.PROTECT, related_name="daftar_halaman")
    kode_desa = KodeWilayahField()
    objek = models.CharField(max_length=40)
    bagian = StrEnumField(Bagian)
    sha256 = models.CharField(max_length=64)
    kecil_sha256 = models.CharField(max_length=64)
    ukuran = models.PositiveIntegerField()
    at = models.DateTimeField()
    dibuang_at = models.DateTimeField(null=True)
    dipakai_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["kode_desa", "objek"])]
        constraints = [enum_check("bagian", Bagian)]

    def __str__(self) -> str:
        return f"{self.bagian} {self.pk}"
