"""Devices and keys; the files handed over, their lines and verdicts, their photos, conflicts and receipts."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from opensiks.infra.fields import KodeWilayahField, StrEnumField, enum_check
from opensiks.rules.paket import JenisUbahan, StatusTitipan
from opensiks.rules.perangkat import StatusPerangkat
from opensiks.rules.titipan import Jalur
from opensiks.rules.ubahan import PilihanBentrok, Vonis
from opensiks.verval.models import Periode


class Perangkat(models.Model):
    """A laptop of one operator in one village. `kid` names its signing key; what goes down is sealed to `umum`."""

    kode_desa = KodeWilayahField()
    akun_id = models.BigIntegerField()
    pengguna = models.CharField(max_length=60)
    operator = models.CharField(max_length=120)
    nama = models.CharField(max_length=80)
    kid = models.CharField(max_length=43)
    alg = models.CharField(max_length=8)
    jwk = models.JSONField()
    umum = models.CharField(max_length=80)
    # Six words from the key's hash: the operator reads them aloud, the office sees the same.
    kata = models.CharField(max_length=80)
    status = StrEnumField(StatusPerangkat, default=StatusPerangkat.DIMINTA)
    diminta_at = models.DateTimeField()
    diputus_at = models.DateTimeField(null=True)
    diputus_oleh = models.CharField(max_length=120, blank=True)
    periode = models.ForeignKey(Periode, models.PROTECT, null=True, related_name="daftar_perangkat")
    sertifikat = models.TextField(blank=True)
    berlaku_sampai = models.DateTimeField(null=True)
    dicabut_at = models.DateTimeField(null=True)
    alasan = models.CharField(max_length=240, blank=True)
    # Two packages of one number came from it: its later ones wait for a person.
    cabang_at = models.DateTimeField(null=True)
    # The worksheets it was given: how many, and when the last one.
    lembar_ke = models.PositiveIntegerField(default=0)
    lembar_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["kode_desa", "status"])]
        constraints = [
            enum_check("status", StatusPerangkat),
            models.UniqueConstraint(fields=["kid"], name="satu_kunci_satu_perangkat"),
        ]

    def __str__(self) -> str:
        return self.nama


class KunciKantor(models.Model):
    """The public half of an office's sealing key for one period, and of its escrow (`cadangan`)."""

    kode_kabupaten = KodeWilayahField()
    periode = models.ForeignKey(Periode, models.PROTECT, related_name="daftar_kunci")
    cadangan = models.BooleanField(default=False)
    umum = models.CharField(max_length=80, unique=True)
    dibuat_at = models.DateTimeField()
    oleh = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kode_kabupaten", "periode", "cadangan"], name="satu_kunci_satu_periode"
            )
        ]

    def __str__(self) -> str:
        return self.umum


class KunciPemulihan(models.Model):
    """The public half of a village's recovery key; the secret half was on paper once and is kept nowhere."""

    kode_desa = KodeWilayahField()
    periode = models.ForeignKey(Periode, models.PROTECT, related_name="daftar_pemulihan")
    umum = models.CharField(max_length=80)
    dibuat_at = models.DateTimeField()
    oleh = models.CharField(max_length=120)
    diganti_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kode_desa", "periode"],
                condition=Q(diganti_at__isnull=True),
                name="satu_pemulihan_satu_periode",
            )
        ]

    def __str__(self) -> str:
        return self.umum


class Titipan(models.Model):
    """One file handed over to an office (`kantor`), whatever it is; the bytes are in the store under `sha256`.

    `kode_wilayah` is the office's until it is known from which village the package comes. `at` is the deposit: it
    decides whether anything in it is late.
    """

    kode_wilayah = KodeWilayahField()
    kantor = models.CharField(max_length=5)
    sha256 = models.CharField(max_length=64)
    nama = models.CharField(max_length=160)
    ukuran = models.PositiveIntegerField()
    jalur = StrEnumField(Jalur)
    at = models.DateTimeField()
    oleh = models.CharField(max_length=120)
    aktor_id = models.BigIntegerField(null=True)
    # The deposit receipt: a compact JWS of this server.
    tanda = models.TextField()
    status = StrEnumField(StatusTitipan, default=StatusTitipan.DITITIP)
    kode = models.CharField(max_length=16, blank=True)
    kalimat = models.CharField(max_length=240, blank=True)
    langkah = models.CharField(max_length=240, blank=True)
    letak = models.CharField(max_length=120, blank=True)
    # From here on: what the opened package says of itself.
    periode = models.ForeignKey(Periode, models.PROTECT, null=True, related_name="daftar_titipan")
    perangkat = models.ForeignKey(Perangkat, models.PROTECT, null=True, related_name="daftar_titipan")
    kid = models.CharField(max_length=43, blank=True)
    paket = models.CharField(max_length=36, blank=True)
    urutan = models.PositiveIntegerField(null=True)
    manifes_sha256 = models.CharField(max_length=64, blank=True)
    # The first file that carried this number of the device; others with the same content repeat it.
    utama = models.BooleanField(default=False)
    jumlah = models.JSONField(default=dict)
    # Its lines by the device's own count, and those that stand for something else under the same count or id.
    daftar_n = ArrayField(models.PositiveIntegerField(), default=list)
    sampai_n = models.PositiveIntegerField(default=0)
    daftar_cabang = models.JSONField(default=list)
    lembar = models.CharField(max_length=36, blank=True)
    # Verdicts by word, and the hashes of photos that are still to come.
    hitungan = models.JSONField(default=dict)
    lampiran_kurang = ArrayField(models.CharField(max_length=64), default=list)
    dinilai_at = models.DateTimeField(null=True)
    dinilai_oleh = models.CharField(max_length=120, blank=True)
    # A named person lets a held package be judged.
    dilepas_at = models.DateTimeField(null=True)
    dilepas_oleh = models.CharField(max_length=120, blank=True)
    alasan_lepas = models.CharField(max_length=240, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["kode_wilayah", "-at"]),
            models.Index(fields=["kantor", "-at"]),
            models.Index(fields=["kid", "urutan"]),
        ]
        constraints = [
            enum_check("jalur", Jalur),
            enum_check("status", StatusTitipan),
            models.UniqueConstraint(fields=["kantor", "sha256"], name="satu_berkas_satu_titipan"),
            models.UniqueConstraint(
                fields=["kid", "urutan"], condition=Q(utama=True), name="satu_urutan_satu_isi"
            ),
        ]

    def __str__(self) -> str:
        return self.nomor

    @property
    def nomor(self) -> str:
        """What people quote: "T-1804-000123"."""
        return f"T-{self.kantor.replace('.', '')}-{self.pk:06d}"


class Ubahan(models.Model):
    """One line of a device, with its verdict. An id means nothing without its device: (kid, ubahan) is the name."""

    kode_desa = KodeWilayahField()
    kid = models.CharField(max_length=43)
    ubahan = models.CharField(max_length=36)
    n = models.PositiveIntegerField()
    # The file that brought it first; its deposit is the line's time.
    titipan = models.ForeignKey(Titipan, models.PROTECT, related_name="daftar_ubahan", db_index=False)
    periode = models.ForeignKey(
        Periode, models.PROTECT, null=True, related_name="daftar_ubahan", db_index=False
    )
    jenis = StrEnumField(JenisUbahan)
    pokok = models.CharField(max_length=64, blank=True)
    baris = models.JSONField()
    sha256 = models.CharField(max_length=64)
    vonis = StrEnumField(Vonis)
    kode = models.CharField(max_length=16, blank=True)
    kalimat = models.CharField(max_length=400, blank=True)
    # What it became: "usulan:12", "verval:40", "musyawarah:3"; "" while it is nothing.
    hasil = models.CharField(max_length=32, blank=True)
    versi = models.PositiveIntegerField(null=True)
    lawan = models.JSONField(default=dict)
    at = models.DateTimeField()
    diputus_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                fields=["kode_desa", "vonis"],
                condition=Q(vonis__in=["DITAHAN", "MENUNGGU", "BELUM_DIDUKUNG"]),
                name="paket_ubahan_menunggu",
            ),
            models.Index(fields=["hasil"], condition=~Q(hasil=""), name="paket_ubahan_hasil"),
        ]
        constraints = [
            enum_check("jenis", JenisUbahan),
            enum_check("vonis", Vonis),
            models.UniqueConstraint(fields=["kid", "ubahan"], name="satu_id_satu_perangkat"),
            models.UniqueConstraint(fields=["kid", "n"], name="satu_nomor_satu_perangkat"),
        ]

    def __str__(self) -> str:
        return f"{self.n} {self.jenis} {self.vonis}"


class Lampiran(models.Model):
    """A photo or paper that a village's lines name by its hash; the bytes may come later."""

    kode_desa = KodeWilayahField()
    sha256 = models.CharField(max_length=64)
    ukuran = models.PositiveIntegerField()
    jenis = models.CharField(max_length=40)
    guna = models.CharField(max_length=32, blank=True)
    # What is kept of it: the same picture without what a camera adds.
    simpan_sha256 = models.CharField(max_length=64, blank=True)
    diminta_at = models.DateTimeField()
    diterima_at = models.DateTimeField(null=True)
    titipan = models.ForeignKey(Titipan, models.PROTECT, null=True, related_name="daftar_lampiran")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kode_desa", "sha256"], name="satu_lampiran_satu_desa")
        ]

    def __str__(self) -> str:
        return self.sha256[:12]


class Bentrok(models.Model):
    """A line that met something else: both values stay here, and a named person says which one stands."""

    kode_desa = KodeWilayahField()
    ubahan = models.ForeignKey(Ubahan, models.PROTECT, related_name="daftar_bentrok")
    sebab = models.CharField(max_length=16)
    # {"isian", "dasar", "paket": {nilai, oleh, pada, bukti}, "server": {nilai, oleh, pada}} for each side.
    isi = models.JSONField(default=dict)
    dibuat_at = models.DateTimeField()
    pilihan = StrEnumField(PilihanBentrok, blank=True, default="")
    alasan = models.CharField(max_length=400, blank=True)
    oleh = models.CharField(max_length=120, blank=True)
    aktor_id = models.BigIntegerField(null=True)
    selesai_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["kode_desa"], condition=Q(selesai_at__isnull=True), name="paket_bentrok_terbuka"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["ubahan"], condition=Q(selesai_at__isnull=True), name="satu_bentrok_terbuka"
            ),
            models.CheckConstraint(
                condition=Q(selesai_at__isnull=True, pilihan="")
                | Q(selesai_at__isnull=False, pilihan__in=["PAKET", "SERVER"]),
                name="bentrok_selesai_dipilih",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sebab} {self.ubahan_id}"


class TandaTerima(models.Model):
    """A verdict receipt as it was given: the body by its hash, the sealed file in the store; append-only."""

    kode_desa = KodeWilayahField()
    titipan = models.ForeignKey(Titipan, models.PROTECT, related_name="daftar_tanda_terima")
    nomor = models.PositiveSmallIntegerField()
    isi_sha256 = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)
    ukuran = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["titipan", "nomor"], name="satu_nomor_tanda_terima")]

    def __str__(self) -> str:
        return f"{self.titipan_id}/{self.nomor}"
