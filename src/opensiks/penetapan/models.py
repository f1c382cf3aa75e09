"""The monthly list: immutable rows, their hash, and why anybody came in or went out since the last one."""

from django.db import models

from opensiks.infra.fields import KodeWilayahField, NikField, StrEnumField, enum_check
from opensiks.rules.penetapan import Periksa


class Penetapan(models.Model):
    """The list of one month over one area. `bulan` is its first day; `sha256` the content hash of its rows."""

    bulan = models.DateField()
    kode_wilayah = KodeWilayahField(blank=True)
    nomor_sk = models.CharField(max_length=80)
    sebelumnya = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    potong_at = models.DateTimeField()
    jumlah_individu = models.PositiveIntegerField()
    jumlah_keluarga = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    # Where the head of every chain of the trail stood, and one hash over those heads: a cut tail shows later.
    jejak_kepala = models.JSONField(default=dict)
    jejak_akar = models.CharField(max_length=64)
    # Kabupaten whose rows are those of the list before, each with why: [{"kode", "alasan", "oleh"}].
    ditahan = models.JSONField(default=list)
    disiapkan_oleh = models.CharField(max_length=120)
    ditetapkan_oleh = models.CharField(max_length=120)
    ditetapkan_at = models.DateTimeField()

    class Meta:
        ordering = ["bulan"]
        constraints = [
            models.UniqueConstraint(fields=["bulan", "kode_wilayah"], name="satu_penetapan_satu_bulan")
        ]

    def __str__(self) -> str:
        return f"Penetapan {self.bulan:%Y-%m}"


class BarisPenetapan(models.Model):
    """One person in one list, copied; append-only."""

    penetapan = models.ForeignKey(Penetapan, models.PROTECT, related_name="daftar_baris")
    kode_desa = KodeWilayahField()
    individu_id = models.BigIntegerField()
    keluarga_id = models.BigIntegerField()
    id_individu = models.CharField(max_length=24)
    id_keluarga = models.CharField(max_length=24)
    nik = NikField(blank=True)
    no_kk = NikField(blank=True)
    nama = models.CharField(max_length=120)
    tanggal_lahir = models.DateField(null=True)
    jenis_kelamin = models.CharField(max_length=1, blank=True)
    shdk = models.PositiveSmallIntegerField(null=True)
    verval_terakhir = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["penetapan", "individu_id"], name="satu_baris_satu_orang")
        ]
        indexes = [
            models.Index(fields=["penetapan", "kode_desa"]),
            models.Index(fields=["penetapan", "keluarga_id"]),
            models.Index(fields=["nik"]),
        ]

    def __str__(self) -> str:
        return self.id_individu


class Selisih(models.Model):
    """Why one person is in or out compared with the list before (arah MASUK or KELUAR); append-only."""

    penetapan = models.ForeignKey(Penetapan, models.PROTECT, related_name="daftar_selisih")
    kode_desa = KodeWilayahField()
    individu_id = models.BigIntegerField()
    keluarga_id = models.BigIntegerField()
    id_individu = models.CharField(max_length=24)
    nama = models.CharField(max_length=120)
    arah = models.CharField(max_length=6)
    sebab = models.CharField(max_length=24)
    aturan = models.CharField(max_length=8)
    rujukan = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["penetapan", "sebab"]),
            models.Index(fields=["penetapan", "keluarga_id"]),
            models.Index(fields=["individu_id"]),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(arah__in=["MASUK", "KELUAR"]), name="selisih_arah")
        ]

    def __str__(self) -> str:
        return f"{self.arah} {self.sebab}"


class Pemeriksaan(models.Model):
    """One word on one kabupaten before a month is set over an area; the newest holds, append-only.

    `keluar` is how many persons would have left at that moment: with more of them the word is old.
    """

    bulan = models.DateField()
    kode_wilayah = KodeWilayahField(blank=True)
    kode_kabupaten = KodeWilayahField()
    aksi = StrEnumField(Periksa)
    catatan = models.CharField(max_length=400)
    keluar = models.PositiveIntegerField()
    oleh = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["bulan", "kode_kabupaten"])]
        constraints = [enum_check("aksi", Periksa)]

    def __str__(self) -> str:
        return f"{self.bulan:%Y-%m} {self.kode_kabupaten} {self.aksi}"
