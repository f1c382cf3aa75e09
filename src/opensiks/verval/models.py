"""Periods and their extensions, each village's stand in a period, and the verval of each family."""

from django.db import models
from django.db.models import F, Q

from opensiks.infra.fields import KodeWilayahField, StrEnumField, enum_check
from opensiks.keluarga.models import Keluarga
from opensiks.rules.kunjungan import HasilKunjungan
from opensiks.rules.verval import HasilVerval, StatusDesa, TierTenggat


class Periode(models.Model):
    """A verval window over an area, by a dated profile of rules/ketentuan.py.

    Deadlines are instants, exclusive: "until 31 July" in WIB is stored as 1 August 00:00 WIB.
    """

    kode = models.CharField(max_length=24)
    label = models.CharField(max_length=60)
    profil = models.CharField(max_length=24)
    kode_wilayah = KodeWilayahField(blank=True)
    mulai_at = models.DateTimeField()
    tenggat_desa_at = models.DateTimeField()
    tenggat_kab_at = models.DateTimeField()
    ditutup_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["mulai_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["kode", "kode_wilayah"], name="periode_kode"),
            models.CheckConstraint(
                condition=Q(mulai_at__lt=F("tenggat_desa_at")) & Q(tenggat_desa_at__lte=F("tenggat_kab_at")),
                name="periode_urut",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Perpanjangan(models.Model):
    """A deadline moved, with its letter (R77). The earlier window stays here."""

    periode = models.ForeignKey(Periode, models.PROTECT, related_name="daftar_perpanjangan")
    kode_wilayah = KodeWilayahField(blank=True)
    tier = StrEnumField(TierTenggat)
    tenggat_lama_at = models.DateTimeField()
    tenggat_baru_at = models.DateTimeField()
    nomor_surat = models.CharField(max_length=80)
    alasan = models.CharField(max_length=240)
    oleh = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        constraints = [enum_check("tier", TierTenggat)]

    def __str__(self) -> str:
        return f"{self.periode_id} {self.tier}"


class PeriodeDesa(models.Model):
    """One village in one period (domain states BELUM_MULAI … SELESAI)."""

    periode = models.ForeignKey(Periode, models.PROTECT, related_name="daftar_desa")
    kode_desa = KodeWilayahField()
    status = StrEnumField(StatusDesa, default=StatusDesa.BELUM_MULAI)
    terlambat = models.BooleanField(default=False)
    mulai_at = models.DateTimeField(null=True)
    musyawarah_at = models.DateTimeField(null=True)
    final_at = models.DateTimeField(null=True)
    diserahkan_at = models.DateTimeField(null=True)
    diterima_at = models.DateTimeField(null=True)
    # Last sign of life: any step of the village (shown as "diam n hari").
    tanda_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            enum_check("status", StatusDesa),
            models.UniqueConstraint(fields=["periode", "kode_desa"], name="satu_desa_satu_periode"),
        ]

    def __str__(self) -> str:
        return f"{self.kode_desa} {self.status}"


class RiwayatDesa(models.Model):
    """One row for each step of a village; append-only."""

    periode_desa = models.ForeignKey(PeriodeDesa, models.PROTECT, related_name="daftar_riwayat")
    kode_desa = KodeWilayahField()
    aksi = models.CharField(max_length=20)
    dari = models.CharField(max_length=20)
    ke = models.CharField(max_length=20)
    oleh = models.CharField(max_length=120)
    aktor_id = models.BigIntegerField(null=True)
    peran = models.CharField(max_length=24)
    at = models.DateTimeField()
    catatan = models.CharField(max_length=400, blank=True)

    def __str__(self) -> str:
        return f"{self.dari} → {self.ke}"


class Verval(models.Model):
    """The verdict on one family in one period. It counts (R72) from `dihitung_at` on.

    A family that moves within the period may get a second verdict, from the village it came to.
    """

    periode = models.ForeignKey(Periode, models.PROTECT, related_name="daftar_verval")
    keluarga = models.ForeignKey(Keluarga, models.PROTECT, related_name="daftar_verval")
    kode_desa = KodeWilayahField()
    hasil = StrEnumField(HasilVerval)
    orang = models.PositiveSmallIntegerField()
    tanggal = models.DateField()
    massal = models.BooleanField(default=False)
    catatan = models.CharField(max_length=400, blank=True)
    oleh = models.CharField(max_length=120)
    aktor_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    dihitung_at = models.DateTimeField(null=True)
    batal_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["periode", "kode_desa"]),
            # The cap on hurried TETAP counts the last minutes of one operator.
            models.Index(fields=["aktor_id", "at"], name="verval_aktor_at"),
        ]
        constraints = [
            enum_check("hasil", HasilVerval),
            models.UniqueConstraint(
                fields=["periode", "keluarga", "kode_desa"],
                condition=Q(batal_at__isnull=True),
                name="satu_verval_satu_periode",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.keluarga_id} {self.hasil}"


class Catatan(models.Model):
    """A note or a visit result (R12): information beside a family, never a change of state."""

    kode_desa = KodeWilayahField()
    keluarga = models.ForeignKey(Keluarga, models.PROTECT, related_name="daftar_catatan")
    kunjungan = models.BooleanField(default=False)
    # Of a visit: when it was and what came of it.
    tanggal = models.DateField(null=True)
    hasil = StrEnumField(HasilKunjungan, blank=True, default="")
    isi = models.CharField(max_length=800, blank=True)
    oleh = models.CharField(max_length=120)
    aktor_id = models.BigIntegerField(null=True)
    peran = models.CharField(max_length=24)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["aktor_id", "-at"]), models.Index(fields=["kode_desa", "-at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(hasil="") | Q(hasil__in=[h.value for h in HasilKunjungan], tanggal__isnull=False),
                name="verval_catatan_hasil_sah",
            )
        ]

    def __str__(self) -> str:
        return self.isi[:40]


class Peringatan(models.Model):
    """A warning that names a family, given so many days before it freezes or is put to sleep (R75)."""

    periode = models.ForeignKey(Periode, models.PROTECT, related_name="daftar_peringatan")
    kode_desa = KodeWilayahField()
    keluarga = models.ForeignKey(Keluarga, models.PROTECT, related_name="daftar_peringatan")
    jenis = models.CharField(max_length=8)
    hari = models.PositiveSmallIntegerField()
    berlaku = models.DateField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["kode_desa", "berlaku"])]
        constraints = [
            models.UniqueConstraint(
                fields=["keluarga", "jenis", "berlaku", "hari"], name="peringatan_sekali"
            ),
            models.CheckConstraint(condition=Q(jenis__in=["BEKU", "TIDUR"]), name="peringatan_jenis"),
        ]

    def __str__(self) -> str:
        return f"{self.jenis} {self.hari} hari"
