"""Usulan and all that hangs on it: fields changed, evidence, and one history row for each step."""

from django.db import models
from django.db.models import Q

from opensiks.infra.fields import KodeWilayahField, StrEnumField, enum_check
from opensiks.keluarga.models import Individu, Keluarga
from opensiks.rules.usulan import TERMINAL, Jenis, StatusUsulan
from opensiks.verval.models import Periode


class Usulan(models.Model):
    """A proposed change. `subjek` names whom it is about: "I12", "K7", or "NIK:<sha256>" for somebody new."""

    periode = models.ForeignKey(Periode, models.PROTECT, related_name="daftar_usulan")
    kode_desa = KodeWilayahField()
    jenis = StrEnumField(Jenis)
    status = StrEnumField(StatusUsulan, default=StatusUsulan.DRAF)
    revisi = models.PositiveSmallIntegerField(default=0)
    subjek = models.CharField(max_length=72)
    keluarga = models.ForeignKey(Keluarga, models.PROTECT, null=True, related_name="daftar_usulan")
    individu = models.ForeignKey(Individu, models.PROTECT, null=True, related_name="daftar_usulan")
    program = models.CharField(max_length=12, blank=True)
    kode_alasan = models.CharField(max_length=40, blank=True)
    alasan = models.CharField(max_length=400, blank=True)
    # The proposal itself, by jenis: field → value; see rules/muatan.py.
    muatan = models.JSONField(default=dict)
    orang = models.PositiveSmallIntegerField(default=1)
    versi_dasar = models.PositiveIntegerField(null=True)
    pembuat_id = models.BigIntegerField(null=True)
    pembuat = models.CharField(max_length=120)
    dibuat_at = models.DateTimeField()
    diubah_at = models.DateTimeField()
    # Why it may stand: "musyawarah:12" or "sptjm:3" (R2).
    dasar = models.CharField(max_length=40, blank=True)
    kode_tolak = models.CharField(max_length=8, blank=True)
    catatan_tolak = models.CharField(max_length=400, blank=True)
    # When the registry took it over. A DITETAPKAN line without it is in conflict: see RincianUsulan.bentrok.
    diterapkan_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["periode", "kode_desa", "status"]),
            models.Index(fields=["keluarga"]),
            models.Index(fields=["individu"]),
        ]
        constraints = [
            enum_check("jenis", Jenis),
            enum_check("status", StatusUsulan),
            models.UniqueConstraint(
                fields=["subjek", "jenis", "program"],
                condition=~Q(status__in=sorted(s.value for s in TERMINAL)),
                name="r26_satu_usulan_terbuka",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.jenis} {self.id}"


class RincianUsulan(models.Model):
    """One field that would change, as it stood at submission and as it would be; one set a revisi, append-only."""

    usulan = models.ForeignKey(Usulan, models.PROTECT, related_name="daftar_rincian")
    kode_desa = KodeWilayahField()
    revisi = models.PositiveSmallIntegerField(default=0)
    kolom = models.CharField(max_length=40)
    lama = models.CharField(max_length=240, blank=True)
    baru = models.CharField(max_length=240, blank=True)
    # Only on a row that a conflict added: what the registry held when the change should have been applied (R83).
    bentrok = models.CharField(max_length=240, blank=True)

    def __str__(self) -> str:
        return f"{self.kolom}: {self.lama} → {self.baru}"


class RiwayatUsulan(models.Model):
    """One row for each step; append-only."""

    usulan = models.ForeignKey(Usulan, models.PROTECT, related_name="daftar_riwayat")
    kode_desa = KodeWilayahField()
    revisi = models.PositiveSmallIntegerField(default=0)
    aksi = models.CharField(max_length=20)
    dari = models.CharField(max_length=20, blank=True)
    ke = models.CharField(max_length=20)
    oleh = models.CharField(max_length=120)
    aktor_id = models.BigIntegerField(null=True)
    peran = models.CharField(max_length=24)
    at = models.DateTimeField()
    kode_alasan = models.CharField(max_length=40, blank=True)
    catatan = models.CharField(max_length=400, blank=True)
    dasar = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return f"{self.dari} → {self.ke}"


class Bukti(models.Model):
    """An evidence file by its content hash; the bytes are in infra.files."""

    kode_desa = KodeWilayahField()
    jenis = models.CharField(max_length=32)
    sha256 = models.CharField(max_length=64)
    nama_berkas = models.CharField(max_length=160)
    ukuran = models.PositiveIntegerField()
    usulan = models.ForeignKey(Usulan, models.PROTECT, null=True, related_name="daftar_bukti")
    oleh = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["sha256"])]

    def __str__(self) -> str:
        return f"{self.jenis} {self.nama_berkas}"
