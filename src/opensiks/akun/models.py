"""Akun: one natural person. Penugasan: which role, where, from when until when."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from opensiks.infra.fields import KodeWilayahField, StrEnumField, enum_check
from opensiks.rules.kabar import CaraSurel
from opensiks.rules.peran import Peran


class AkunManager(BaseUserManager["Akun"]):
    def get_by_natural_key(self, username: str | None) -> "Akun":
        return self.get(username__iexact=username)


class Akun(AbstractBaseUser):
    username = models.CharField(max_length=60, unique=True)
    nama = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    nomor_hp = models.CharField(max_length=20, blank=True)
    # How notices come by e-mail; without an address they do not.
    surel = StrEnumField(CaraSurel, default=CaraSurel.HARIAN)
    is_active = models.BooleanField(default=True)
    harus_ganti_sandi = models.BooleanField(default=False)
    dibuat_at = models.DateTimeField()

    class Meta:
        constraints = [enum_check("surel", CaraSurel)]

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = []
    objects = AkunManager()

    def __str__(self) -> str:
        return self.nama


class Penugasan(models.Model):
    """A role over an area; `sampai` is exclusive and empty while it runs."""

    akun = models.ForeignKey(Akun, models.PROTECT, related_name="daftar_penugasan")
    peran = StrEnumField(Peran)
    kode_wilayah = KodeWilayahField(blank=True)
    program = models.CharField(max_length=12, blank=True)
    sejak = models.DateField()
    sampai = models.DateField(null=True)
    oleh = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            enum_check("peran", Peran),
            models.CheckConstraint(
                condition=Q(sampai__isnull=True) | Q(sampai__gt=F("sejak")), name="penugasan_masa"
            ),
            models.UniqueConstraint(
                fields=["akun", "peran", "kode_wilayah"],
                condition=Q(sampai__isnull=True),
                name="penugasan_sekali",
            ),
            # R10: nobody is the operator of two villages.
            models.UniqueConstraint(
                fields=["akun"],
                condition=Q(sampai__isnull=True, peran=Peran.OPERATOR_DESA),
                name="r10_satu_desa_satu_operator",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.peran} {self.kode_wilayah}"


class IsianTersimpan(models.Model):
    """What a person has typed into a form and not sent yet: a draft of the screen, not of the register.

    One row for each person, area and form; sending the form empties it.
    """

    akun = models.ForeignKey(Akun, models.PROTECT, related_name="daftar_isian")
    kode_wilayah = KodeWilayahField(blank=True)
    kunci = models.CharField(max_length=120)
    isi = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["akun", "kode_wilayah", "kunci"], name="satu_isian_satu_formulir"
            ),
        ]

    def __str__(self) -> str:
        return self.kunci
