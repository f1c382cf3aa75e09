"""The meeting, who came, what it decided, what was objected, and the papers that prove it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from opensiks.infra.fields import KodeWilayahField, StrEnumField, enum_check
from opensiks.rules.musyawarah import Hasil, Unsur
from opensiks.usulan.models import Bukti, Usulan
from opensiks.verval.models import Periode


class Musyawarah(models.Model):
    """A village meeting. It decides while `ditutup_at` is empty; `mulai`/`selesai` are local clock times."""

    periode = models.ForeignKey(Periode, models.PROTECT, related_name="daftar_musyawarah")
    kode_desa = KodeWilayahField()
    tanggal = models.DateField()
    mulai = models.TimeField()
    selesai = models.TimeField(null=True)
    tempat = models.CharField(max_length=120)
    pimpinan_nama = models.CharField(max_length=120)
    pimpinan_jabatan = models.CharField(max_length=80)
    catatan = models.CharField(max_length=800, blank=True)
    dibuat_at = models.DateTimeField()
    ditutup_at = models.DateTimeField(null=True)
    # The agenda as the village ordered it: ids of usulan. Lines that are not in it come last, by jenis.
    urutan = ArrayField(models.BigIntegerField(), default=list)
    # The line that is on the screen: a laptop that dies in the meeting comes back to it.
    baris_kini = models.BigIntegerField(null=True)
    # Of a meeting held without a line: the code on the paper that its worksheet printed (rules/daftar_lembar.py).
    kode_lembar = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes = [models.Index(fields=["periode", "kode_desa"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(selesai__isnull=True) | Q(selesai__gt=F("mulai")),
                name="r13_mulai_sebelum_selesai",
            ),
        ]

    def __str__(self) -> str:
        return f"Musyawarah {self.tanggal}"


class Kehadiran(models.Model):
    """How many of one unsur were invited and came (L and P)."""

    musyawarah = models.ForeignKey(Musyawarah, models.PROTECT, related_name="daftar_kehadiran")
    kode_desa = KodeWilayahField()
    unsur = StrEnumField(Unsur)
    diundang = models.PositiveSmallIntegerField(default=0)
    hadir_l = models.PositiveSmallIntegerField(default=0)
    hadir_p = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            enum_check("unsur", Unsur),
            models.UniqueConstraint(fields=["musyawarah", "unsur"], name="satu_baris_satu_unsur"),
        ]

    def __str__(self) -> str:
        return f"{self.unsur} {self.hadir_l + self.hadir_p}/{self.diundang}"


class Keputusan(models.Model):
    """The decision on one usulan. Undone lines stay, with `batal_at`."""

    musyawarah = models.ForeignKey(Musyawarah, models.PROTECT, related_name="daftar_keputusan")
    usulan = models.ForeignKey(Usulan, models.PROTECT, related_name="daftar_keputusan")
    kode_desa = KodeWilayahField()
    hasil = StrEnumField(Hasil)
    alasan = models.CharField(max_length=400, blank=True)
    oleh = models.CharField(max_length=120)
    at = models.DateTimeField()
    batal_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            enum_check("hasil", Hasil),
            models.UniqueConstraint(
                fields=["musyawarah", "usulan"],
                condition=Q(batal_at__isnull=True),
                name="satu_keputusan_satu_baris",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.usulan_id} {self.hasil}"


class Keberatan(models.Model):
    """An objection raised in the meeting against one line (R24)."""

    musyawarah = models.ForeignKey(Musyawarah, models.PROTECT, related_name="daftar_keberatan")
    usulan = models.ForeignKey(Usulan, models.PROTECT, related_name="daftar_keberatan")
    kode_desa = KodeWilayahField()
    isi = models.CharField(max_length=800)
    nama = models.CharField(max_length=120, blank=True)
    dirahasiakan = models.BooleanField(default=False)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.isi[:40]


class BeritaAcara(models.Model):
    """The printed minutes, bound to the list by its SHA-256 (R18); newer prints supersede older ones."""

    musyawarah = models.ForeignKey(Musyawarah, models.PROTECT, related_name="daftar_berita_acara")
    kode_desa = KodeWilayahField()
    nomor = models.CharField(max_length=80)
    daftar_sha256 = models.CharField(max_length=64)
    baris = models.PositiveIntegerField()
    dicetak_at = models.DateTimeField()
    pdf_sha256 = models.CharField(max_length=64)
    halaman = models.PositiveSmallIntegerField(null=True)
    scan = models.ForeignKey(Bukti, models.PROTECT, null=True, related_name="+")
    daftar_hadir = models.ForeignKey(Bukti, models.PROTECT, null=True, related_name="+")
    foto = models.ForeignKey(Bukti, models.PROTECT, null=True, related_name="+")
    ttd_kades = models.BooleanField(default=False)
    ttd_operator = models.BooleanField(default=False)
    diunggah_at = models.DateTimeField(null=True)
    diganti_at = models.DateTimeField(null=True)
    # The worksheet's paper with this code says the same as this list: its signatures count here (R18).
    kode_lembar = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["musyawarah"], condition=Q(diganti_at__isnull=True), name="satu_berita_acara_berlaku"
            ),
        ]

    def __str__(self) -> str:
        return self.nomor


class Sptjm(models.Model):
    """The head's statement of responsibility in place of a meeting, where the profile allows it (R22, R23)."""

    periode = models.ForeignKey(Periode, models.PROTECT, related_name="daftar_sptjm")
    kode_desa = KodeWilayahField()
    nomor = models.CharField(max_length=80)
    tanggal = models.DateField()
    daftar_sha256 = models.CharField(max_length=64)
    baris = models.PositiveIntegerField()
    pdf_sha256 = models.CharField(max_length=64)
    scan = models.ForeignKey(Bukti, models.PROTECT, null=True, related_name="+")
    oleh = models.CharField(max_length=120)
    at = models.DateTimeField()
    diganti_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.nomor
