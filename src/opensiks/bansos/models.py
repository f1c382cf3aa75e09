"""Programmes, the draws they make from a penetapan, and what changed since the draw before."""

from django.db import models

from opensiks.infra.fields import KodeWilayahField
from opensiks.penetapan.models import Penetapan


class Penarikan(models.Model):
    """One programme drawing its recipients from one penetapan; `sha256` covers the rows and that penetapan's hash."""

    program = models.CharField(max_length=12)
    penetapan = models.ForeignKey(Penetapan, models.PROTECT, related_name="daftar_penarikan")
    kode_wilayah = KodeWilayahField(blank=True)
    sebelumnya = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    jumlah = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    oleh = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["program", "penetapan"], name="satu_penarikan")]

    def __str__(self) -> str:
        return f"{self.program} {self.penetapan_id}"


class Penerima(models.Model):
    """A recipient: a family, or a person where the programme counts persons; append-only."""

    penarikan = models.ForeignKey(Penarikan, models.PROTECT, related_name="daftar_penerima")
    kode_desa = KodeWilayahField()
    keluarga_id = models.BigIntegerField()
    individu_id = models.BigIntegerField(null=True)
    id_registri = models.CharField(max_length=24)
    nama = models.CharField(max_length=120)
    # SHA-256 over program, penetapan hash and id: the receipt a payer can check (proof of origin).
    bukti = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["penarikan", "id_registri"], name="satu_penerima")]
        indexes = [models.Index(fields=["penarikan", "kode_desa"]), models.Index(fields=["keluarga_id"])]

    def __str__(self) -> str:
        return self.id_registri


class SelisihPenerima(models.Model):
    """Why a recipient came or went since the last draw of the programme; append-only."""

    penarikan = models.ForeignKey(Penarikan, models.PROTECT, related_name="daftar_selisih")
    kode_desa = KodeWilayahField()
    keluarga_id = models.BigIntegerField()
    individu_id = models.BigIntegerField(null=True)
    id_registri = models.CharField(max_length=24)
    arah = models.CharField(max_length=6)
    sebab = models.CharField(max_length=24)
    aturan = models.CharField(max_length=8)

    def __str__(self) -> str:
        return f"{self.arah} {self.sebab}"
