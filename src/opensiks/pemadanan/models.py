"""Matching runs and their results. Results are rows about a person; they never change the person (R63)."""

from django.db import models

from opensiks.infra.fields import KodeWilayahField, NikField, StrEnumField, enum_check
from opensiks.keluarga.models import Individu
from opensiks.rules.alasan_padan import Hasil
from opensiks.rules.padan_kerja import Lintas, Menunggu
from opensiks.rules.padan_tinjau import Jawaban, JawabanDukcapil
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
    # Of the cascade: seconds per stage, peak memory, rows, estimated error rates; then its weights and calibration.
    ringkasan = models.JSONField(default=dict)
    bobot = models.JSONField(default=dict)
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


class Calon(models.Model):
    """What the cascade found for one person, where that is more than a plain certain match; append-only (R63).

    `usul` holds the civil register's values of the fields that differ, dates in ISO form, "" where it has none;
    `alasan` one entry per field: isian, kata, and its bits against a stranger and a relative. Rows of one
    `grup` are one person; a row knows how far the others lie, never which they are.
    """

    putaran = models.ForeignKey(Putaran, models.PROTECT, related_name="daftar_calon")
    individu = models.ForeignKey(Individu, models.PROTECT, related_name="daftar_calon")
    kode_desa = KodeWilayahField()
    hasil = StrEnumField(Hasil)
    peluang = models.DecimalField(max_digits=7, decimal_places=6)
    nik_usul = NikField(blank=True)
    usul = models.JSONField(default=dict)
    alasan = models.JSONField(default=list)
    grup = models.PositiveIntegerField(null=True)
    pertahankan = models.BooleanField(default=False)
    lintas = StrEnumField(Lintas, default=Lintas.TIDAK, blank=True)
    meninggal = models.BooleanField(default=False)
    ganda_dukcapil = models.BooleanField(default=False)
    nonaktif = models.BooleanField(default=False)
    # Also where nobody can be named (nik_usul is empty): that is no question for a reviewer.
    ragu = models.BooleanField(default=False)
    # Only people of the centre can say whether it is so; for a merge across villages two of them.
    ditinjau = models.BooleanField(default=False)
    dua_orang = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["putaran", "grup"]),
            models.Index(fields=["putaran", "id"], condition=models.Q(ditinjau=True), name="calon_ditinjau"),
        ]
        constraints = [
            enum_check("hasil", Hasil),
            enum_check("lintas", Lintas),
            models.UniqueConstraint(fields=["putaran", "individu"], name="satu_calon_satu_putaran"),
        ]

    def __str__(self) -> str:
        return f"{self.individu_id} {self.hasil}"


class Tinjauan(models.Model):
    """One person's answer to a doubt; append-only. `ke`: the next one of the same person, once the last was undone."""

    calon = models.ForeignKey(Calon, models.PROTECT, related_name="daftar_tinjauan")
    kode_desa = KodeWilayahField()
    jawaban = StrEnumField(Jawaban)
    catatan = models.CharField(max_length=400, blank=True)
    oleh_id = models.BigIntegerField()
    oleh = models.CharField(max_length=120)
    at = models.DateTimeField()
    ke = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            enum_check("jawaban", Jawaban),
            models.UniqueConstraint(fields=["calon", "oleh_id", "ke"], name="tinjauan_sekali_seorang"),
        ]

    def __str__(self) -> str:
        return f"{self.calon_id} {self.jawaban}"


class PutusanTinjauan(models.Model):
    """What the answers about one doubt came to; append-only. `ke`: the next one, once the last was undone.

    `semula` is the person's standing answer before, {"keluaran", "sejak"}; empty where it was not touched.
    """

    calon = models.ForeignKey(Calon, models.PROTECT, related_name="daftar_putusan")
    kode_desa = KodeWilayahField()
    jawaban = StrEnumField(Jawaban)
    at = models.DateTimeField()
    ke = models.PositiveSmallIntegerField(default=1)
    semula = models.JSONField(default=dict)
    # What the village was asked then.
    tugas = models.ForeignKey("Tugas", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            enum_check("jawaban", Jawaban),
            models.UniqueConstraint(fields=["calon", "ke"], name="satu_putusan_satu_kali"),
        ]

    def __str__(self) -> str:
        return f"{self.calon_id} {self.jawaban}"


class BatalTinjauan(models.Model):
    """An answer that its giver took back, with what it had settled; append-only."""

    tinjauan = models.OneToOneField(Tinjauan, models.PROTECT, related_name="batal")
    putusan = models.OneToOneField(PutusanTinjauan, models.PROTECT, null=True, related_name="batal")
    kode_desa = KodeWilayahField()
    oleh = models.CharField(max_length=120)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.tinjauan_id}"


class Konfirmasi(models.Model):
    """What the civil registry office answered about one person's number; append-only."""

    individu = models.ForeignKey(Individu, models.PROTECT, related_name="daftar_konfirmasi")
    kode_desa = KodeWilayahField()
    nik = NikField(blank=True)
    jawaban = StrEnumField(JawabanDukcapil)
    nik_lain = NikField(blank=True)
    nomor_surat = models.CharField(max_length=80)
    tanggal = models.DateField()
    oleh_id = models.BigIntegerField(null=True)
    oleh = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["kode_desa", "-at"])]
        constraints = [enum_check("jawaban", JawabanDukcapil)]

    def __str__(self) -> str:
        return f"{self.individu_id} {self.jawaban}"


class AngkaPadan(models.Model):
    """How the persons of one village stood after one run: the match rate by village and month; append-only."""

    putaran = models.ForeignKey(Putaran, models.PROTECT, related_name="daftar_angka")
    kode_desa = KodeWilayahField()
    bulan = models.DateField()
    orang = models.PositiveIntegerField()
    padan = models.PositiveIntegerField()
    jumlah = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["kode_desa", "bulan"])]
        constraints = [models.UniqueConstraint(fields=["putaran", "kode_desa"], name="satu_angka_satu_desa")]

    def __str__(self) -> str:
        return f"{self.kode_desa} {self.padan}/{self.orang}"


class Tugas(models.Model):
    """Work that an answer asks for (R30, R67-R69): never a deletion by itself. `menunggu`: who has to act next."""

    kode_desa = KodeWilayahField()
    individu = models.ForeignKey(Individu, models.PROTECT, related_name="daftar_tugas")
    jenis = models.CharField(max_length=24)
    kode = models.CharField(max_length=8)
    dibuat_at = models.DateTimeField()
    selesai_at = models.DateTimeField(null=True)
    jawaban = models.CharField(max_length=120, blank=True)
    oleh = models.CharField(max_length=120, blank=True)
    menunggu = StrEnumField(Menunggu, default=Menunggu.DESA, blank=True)
    calon = models.ForeignKey(Calon, models.PROTECT, null=True, related_name="daftar_tugas")
    konfirmasi = models.ForeignKey(Konfirmasi, models.PROTECT, null=True, related_name="daftar_tugas")
    # The usulan that it became.
    usulan_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["kode_desa", "jenis"],
                condition=models.Q(selesai_at__isnull=True),
                name="tugas_desa_terbuka",
            ),
            models.Index(
                fields=["menunggu", "calon"],
                condition=models.Q(selesai_at__isnull=True) & ~models.Q(menunggu=""),
                name="tugas_menunggu",
            ),
        ]
        constraints = [
            enum_check("menunggu", Menunggu),
            models.UniqueConstraint(
                fields=["individu", "jenis"],
                condition=models.Q(selesai_at__isnull=True),
                name="satu_tugas_terbuka",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.jenis} {self.individu_id}"
