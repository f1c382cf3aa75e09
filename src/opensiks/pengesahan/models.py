"""Hand-overs with their receipts, the bupati's letter, and batches to and from Pusdatin."""

from django.db import models
from django.db.models import Q

from opensiks.infra.fields import KodeWilayahField
from opensiks.usulan.models import Bukti, Usulan
from opensiks.verval.models import Periode, PeriodeDesa


class Serahan(models.Model):
    """A village's finished work handed to the kabupaten; the newest `urut` of a period holds (R84)."""

    periode_desa = models.ForeignKey(PeriodeDesa, models.PROTECT, related_name="daftar_serahan")
    kode_desa = KodeWilayahField()
    urut = models.PositiveSmallIntegerField()
    daftar_sha256 = models.CharField(max_length=64)
    jumlah_keluarga = models.PositiveIntegerField()
    jumlah_orang = models.PositiveIntegerField()
    jumlah_usulan = models.PositiveIntegerField()
    tepat_waktu = models.BooleanField()
    oleh = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["periode_desa", "urut"], name="serahan_urut")]

    def __str__(self) -> str:
        return f"{self.kode_desa} #{self.urut}"


class TandaTerima(models.Model):
    """What the village takes home: hash, counts, time (R86)."""

    serahan = models.OneToOneField(Serahan, models.PROTECT, related_name="tanda_terima")
    kode_desa = KodeWilayahField()
    kode = models.CharField(max_length=14)
    isi = models.JSONField()
    oleh = models.CharField(max_length=120)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.kode


class Pengesahan(models.Model):
    """The bupati's letter over the lines the supervisor passed (R8): drafted and printed first, in force once signed.

    Under R9 a verifikator checks the draft before the head of the office signs. `daftar_sha256` binds the letter to its
    lines; a draft whose lines changed since cannot be signed.
    """

    periode = models.ForeignKey(Periode, models.PROTECT, related_name="daftar_pengesahan")
    kode_kabupaten = KodeWilayahField()
    nomor = models.CharField(max_length=80)
    tanggal = models.DateField()
    penandatangan = models.CharField(max_length=120)
    jabatan = models.CharField(max_length=80)
    daftar_sha256 = models.CharField(max_length=64)
    # The villages the letter was printed for: one that arrives later waits for the next letter.
    cakupan_desa = models.JSONField(default=list)
    jumlah_desa = models.PositiveIntegerField()
    jumlah_usulan = models.PositiveIntegerField()
    pdf_sha256 = models.CharField(max_length=64)
    disusun_oleh = models.CharField(max_length=120)
    disusun_at = models.DateTimeField()
    verifikator_id = models.BigIntegerField(null=True)
    verifikator = models.CharField(max_length=120, blank=True)
    diperiksa_at = models.DateTimeField(null=True)
    # Under R9 the account named here is the head of the office; else the supervisor who uploaded the letter.
    pengesah_id = models.BigIntegerField(null=True)
    pengesah = models.CharField(max_length=120, blank=True)
    scan = models.ForeignKey(Bukti, models.PROTECT, null=True, related_name="+")
    disahkan_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kode_kabupaten", "nomor"], name="pengesahan_nomor"),
            models.CheckConstraint(
                condition=Q(disahkan_at__isnull=True) | Q(scan__isnull=False), name="r8_sah_dengan_pindaian"
            ),
        ]

    def __str__(self) -> str:
        return self.nomor


class PengesahanDesa(models.Model):
    """A village in a signed letter, with or without lines: "nihil" is confirmed too. Append-only."""

    pengesahan = models.ForeignKey(Pengesahan, models.PROTECT, related_name="daftar_desa")
    periode_desa = models.ForeignKey(PeriodeDesa, models.PROTECT, related_name="daftar_pengesahan")
    kode_desa = KodeWilayahField()
    jumlah_usulan = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pengesahan", "periode_desa"], name="satu_desa_satu_surat")
        ]

    def __str__(self) -> str:
        return self.kode_desa


class PengesahanBaris(models.Model):
    """A line in a signed letter; a line of a given revision is confirmed once. Append-only."""

    pengesahan = models.ForeignKey(Pengesahan, models.PROTECT, related_name="daftar_baris")
    usulan = models.ForeignKey(Usulan, models.PROTECT, related_name="daftar_pengesahan")
    kode_desa = KodeWilayahField()
    revisi = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["usulan", "revisi"], name="r8_satu_baris_satu_surat")]

    def __str__(self) -> str:
        return f"{self.pengesahan_id}/{self.usulan_id}"


class Batch(models.Model):
    """Lines sent to Pusdatin in one file, and what came back; `sha256` and `hasil_sha256` are the files' own (R100)."""

    nomor = models.CharField(max_length=24, unique=True)
    periode = models.ForeignKey(Periode, models.PROTECT, related_name="daftar_batch")
    pengesahan = models.ForeignKey(Pengesahan, models.PROTECT, related_name="daftar_batch")
    kode_kabupaten = KodeWilayahField()
    jumlah = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    oleh = models.CharField(max_length=120)
    dikirim_at = models.DateTimeField()
    hasil_sha256 = models.CharField(max_length=64, blank=True)
    hasil_at = models.DateTimeField(null=True)
    ditetapkan = models.PositiveIntegerField(default=0)
    ditolak = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.nomor


class BatchBaris(models.Model):
    """One line of a batch; a line of a given revision is in exactly one batch (R90)."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="daftar_baris")
    usulan = models.ForeignKey(Usulan, models.PROTECT, related_name="daftar_batch")
    kode_desa = KodeWilayahField()
    revisi = models.PositiveSmallIntegerField()
    hasil = models.CharField(max_length=12, blank=True)
    kode_alasan = models.CharField(max_length=8, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["usulan", "revisi"], name="r90_satu_baris_satu_batch"),
            models.CheckConstraint(condition=Q(hasil__in=["", "DITETAPKAN", "DITOLAK"]), name="batch_hasil"),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}/{self.usulan_id}"
