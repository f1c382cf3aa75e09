"""Jejak: one row for each event. Text columns, no foreign keys, append-only (the database refuses the rest)."""

from datetime import datetime

from django.db import models

from opensiks.infra.fields import KodeWilayahField


class Jejak(models.Model):
    """A link of the chain of one area; `rantai` is its code, empty for the ministry's own chain."""

    rantai = KodeWilayahField(blank=True)
    seq = models.BigIntegerField()
    peristiwa = models.CharField(max_length=48)
    # What the writer's clock said; `maju_at` only where a row before it on the chain is later: the time of that row.
    at = models.DateTimeField()
    maju_at = models.DateTimeField(null=True)
    aktor_id = models.BigIntegerField(null=True)
    aktor = models.CharField(max_length=120)
    peran = models.CharField(max_length=24)
    asal = models.CharField(max_length=64, blank=True)
    objek = models.CharField(max_length=64)
    ringkasan = models.JSONField(default=dict)
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rantai", "seq"], name="jejak_rantai_seq")]
        indexes = [models.Index(fields=["objek", "seq"]), models.Index(fields=["at"])]

    def __str__(self) -> str:
        return f"{self.rantai or 'pusat'} #{self.seq} {self.peristiwa}"

    @property
    def waktu(self) -> datetime:
        """The chain's time, which never goes back."""
        return self.maju_at or self.at
