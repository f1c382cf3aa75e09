"""Tables that exist in test databases only: one row per place, under each kind of row-level security."""

from enum import StrEnum

from django.db import models

from opensiks.infra.fields import KodeWilayahField, NikField, StrEnumField, enum_check


class Warna(StrEnum):
    MERAH = "MERAH"
    PUTIH = "PUTIH"


class Uji(models.Model):
    kode_desa = KodeWilayahField(db_index=True)
    nik = NikField(blank=True)
    warna = StrEnumField(Warna, default=Warna.MERAH)
    isi = models.JSONField(default=dict)

    class Meta:
        constraints = [enum_check("warna", Warna)]


class UjiInduk(models.Model):
    kode = KodeWilayahField(blank=True)
