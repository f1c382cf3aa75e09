"""Matching runs and their results. Results are rows about a person; they never change the person (R63)."""

from django.db import models

from opensiks.infra.fields import KodeWilayahField, StrEnumField, enum_check
from opensiks.keluarga.models import Individu
from opensiks.rules.pemadanan import Keluaran


class Putaran(models.Model):
    """One run over an area in one mode against one extract."""

    kode_wilayah = KodeWilayahField(blank=True)
    mode = models.CharField(max_length=12)
    ekstrak_nama = models.CharField(max_length=160)
    ekstrak_sha256 = models.CharField(max_length=64)
    ekstrak_tanggal = models.DateField()
    mulai_at = models.DateTimeField()
    selesai_at = models.DateTimeField(null=True)
    jumlah = models.JSONField(default=dict)
    oleh = models.CharField(max_length=120)

    def __str__(self) -> str:
        return f"{self.mode} {self.kode_wilayah}"


class HasilPadan(models.Model):
    """The answer for one person in one run; append-only. `skor` is 0-100, `cocok` the fields that agree."""

    putaran = models.ForeignKey(Putaran, models.PROTECT, related_name="daftar_hasil")
    individu = models.ForeignKey(Individu, models.PROTECT, related_name="daftar_hasil_padan")
    kode_desa = KodeWilayahField()
    keluaran = StrEnumField(Keluaran)
    skor = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    cocok = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            enum_check("keluaran", Keluaran),
            models.UniqueConstraint(fields=["putaran", "individu"], name="satu_hasil_satu_putaran"),
        ]

    def __str__(self) -> str:
        return f"{self.individu_id} {self.keluaran}"


class StatusPadan(models.Model):
    """The last answer that was not a technical failure (R64, R70)."""

    individu = models.OneToOneField(Individu, models.PROTECT, primary_key=True, related_name="status_padan")
    kode_desa = KodeWilayahField()
    keluaran = StrEnumField(Keluaran)
    skor = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    cocok = models.CharField(max_length=60, blank=True)
    putaran = models.ForeignKey(Putaran, models.PROTECT, related_name="+")
    sejak = models.DateField()
    gagal = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["kode_desa", "keluaran"])]
        constraints = [enum_check("keluaran", Keluaran)]

    def __str__(self) -> str:
        return f"{self.individu_id} {self.keluaran}"


class Tugas(models.Model):
    """Work for the village that an answer asks for (R67, R68): never a deletion by itself."""

    kode_desa = KodeWilayahField()
    individu = models.ForeignKey(Individu, models.PROTECT, related_name="daftar_tugas")
    jenis = models.CharField(max_length=24)
    kode = models.CharField(max_length=8)
    dibuat_at = models.DateTimeField()
    selesai_at = models.DateTimeField(null=True)
    jawaban = models.CharField(max_length=120, blank=True)
    oleh = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["individu", "jenis"],
                condition=models.Q(selesai_at__isnull=True),
                name="satu_tugas_terbuka",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.jenis} {self.individu_id}"
