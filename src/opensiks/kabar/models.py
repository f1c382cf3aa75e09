"""A notice to whoever holds a role at a place, who has read it, and to whom it was mailed."""

from django.db import models
from django.db.models import Q

from opensiks.infra.fields import KodeWilayahField, StrEnumField, enum_check
from opensiks.rules.kabar import Perihal
from opensiks.rules.peran import Peran


class Kabar(models.Model):
    """One notice about one place to one role; never one for each person.

    It reaches everybody of `peran` whose area lies under or over `kode_wilayah`: about a village its operator, its TKSK
    and its kabupaten; about a kabupaten every operator in it.
    """

    kode_wilayah = KodeWilayahField(blank=True)
    peran = StrEnumField(Peran)
    perihal = StrEnumField(Perihal)
    # Counts, codes and labels, by rules/tulisan_kabar.py: no name, no NIK.
    data = models.JSONField(default=dict)
    objek = models.CharField(max_length=64, blank=True)
    # The end of the time in which something can be done; exclusive.
    sampai = models.DateTimeField(null=True)
    at = models.DateTimeField()
    oleh = models.CharField(max_length=120)
    # What is to be told only once, however often the timetable runs.
    kunci = models.CharField(max_length=120, blank=True)
    # When the matter was settled by somebody: then it asks nobody any more.
    selesai_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["peran", "kode_wilayah", "-at"]),
            models.Index(fields=["objek"], condition=Q(selesai_at__isnull=True), name="kabar_objek_terbuka"),
        ]
        constraints = [
            enum_check("peran", Peran),
            enum_check("perihal", Perihal),
            models.UniqueConstraint(fields=["kunci"], condition=~Q(kunci=""), name="kabar_sekali"),
        ]

    def __str__(self) -> str:
        return f"{self.perihal} {self.kode_wilayah}"


class Dibaca(models.Model):
    """Somebody has read a notice. The place is the reader's own."""

    kabar = models.ForeignKey(Kabar, models.PROTECT, related_name="daftar_dibaca")
    kode_wilayah = KodeWilayahField(blank=True)
    akun_id = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["akun_id", "kabar"], name="dibaca_sekali")]

    def __str__(self) -> str:
        return f"{self.kabar_id} {self.akun_id}"


class Terkirim(models.Model):
    """A notice went to a person by e-mail: each once."""

    kabar = models.ForeignKey(Kabar, models.PROTECT, related_name="daftar_terkirim")
    kode_wilayah = KodeWilayahField(blank=True)
    akun_id = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["akun_id", "kabar"], name="terkirim_sekali")]

    def __str__(self) -> str:
        return f"{self.kabar_id} {self.akun_id}"
