"""Areas by Kemendagri code, with BPS code, validity and predecessors. Public reference data: no row security."""

from django.db import models

from opensiks.infra.fields import KodeWilayahField


class Wilayah(models.Model):
    kode = KodeWilayahField(primary_key=True)
    nama = models.CharField(max_length=80)
    tingkat = models.PositiveSmallIntegerField()
    jenis = models.CharField(max_length=12)
    # What people there call the lowest tier: pekon, nagari, gampong …; the code says desa.
    sebutan = models.CharField(max_length=24)
    induk_kode = KodeWilayahField(blank=True)
    kode_bps = models.CharField(max_length=10, blank=True)
    kode_pos = models.CharField(max_length=5, blank=True)
    zona = models.CharField(max_length=32)
    berlaku_sejak = models.DateField(null=True)
    berlaku_sampai = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["induk_kode", "kode"]), models.Index(fields=["tingkat", "kode"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(tingkat__gte=1, tingkat__lte=4), name="wilayah_tingkat"
            ),
        ]

    def __str__(self) -> str:
        sebutan = self.sebutan.capitalize()
        # A kabupaten has the word in its name: "Kabupaten Lampung Barat".
        return self.nama if self.nama.startswith(f"{sebutan} ") else f"{sebutan} {self.nama}"


class Pendahulu(models.Model):
    """Where an area comes from (pemekaran, merger, new code), so that a split never looks like a move (R29)."""

    kode = KodeWilayahField()
    pendahulu_kode = KodeWilayahField()
    sebab = models.CharField(max_length=16)
    tanggal = models.DateField()
    dasar = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kode", "pendahulu_kode"], name="pendahulu_sekali")]

    def __str__(self) -> str:
        return f"{self.pendahulu_kode} → {self.kode}"


class Penduduk(models.Model):
    """Inhabitants of an area in a year, as published, with the source (R79). A reference, never a limit."""

    kode = KodeWilayahField(blank=True)
    tahun = models.PositiveSmallIntegerField()
    jumlah = models.PositiveIntegerField()
    sumber = models.CharField(max_length=120)
    oleh = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kode", "tahun"], name="penduduk_sekali")]

    def __str__(self) -> str:
        return f"{self.kode or 'Indonesia'} {self.tahun}"
