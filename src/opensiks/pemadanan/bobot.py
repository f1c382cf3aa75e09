"""The weights that runs leave behind: which of them a later run may use, and what a run begins with."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import numpy as np
from django.db.models import QuerySet

from opensiks.pemadanan.antrian import list_label
from opensiks.pemadanan.mesin import bobot
from opensiks.pemadanan.mesin.baca import BerkasDitolak
from opensiks.pemadanan.mesin.banding import TINGKAT
from opensiks.pemadanan.mesin.kalibrasi import fit_kalibrasi
from opensiks.pemadanan.mesin.keadaan import read_model
from opensiks.pemadanan.models import Putaran
from opensiks.rules.alasan_padan import KATA
from opensiks.rules.pemadanan import Mode, is_bobot_sesuai
from opensiks.rules.rule import AksiDitolak

# Weights are chances of levels: they are of another version once a field has other levels, or a level another meaning.
VERSI = hashlib.sha256(repr((sorted(TINGKAT.items()), sorted(KATA.items()))).encode()).hexdigest()[:12]
# Asked for instead of a run: learn anew, whatever there is.
LEARN = 0


@dataclass(frozen=True)
class PilihanBobot:
    """A run whose weights may be asked for; `sesuai`: this version can use them."""

    putaran_id: int
    kode_wilayah: str
    mulai_at: datetime
    sesuai: bool


@dataclass(frozen=True)
class Mulai:
    """What a run begins with: weights, or None where it learns its own; `dari` is the run that left them."""

    model: bobot.Model | None
    dari: int | None = None


def list_bobot(banyak: int = 8) -> list[PilihanBobot]:
    """The newest runs that left weights, the newest first."""
    kolom = ("pk", "kode_wilayah", "mulai_at", "ringkasan__versi_bobot")
    rows = _list_kaskade().order_by("-mulai_at", "-id").values_list(*kolom)[:banyak]
    # A run that did not write down its version is asked when it is chosen.
    return [PilihanBobot(pk, kode, mulai, versi in (None, VERSI)) for pk, kode, mulai, versi in rows]


def find_bobot(putaran_id: int) -> dict[str, Any] | None:
    """The weights that a cascade left for the next; None when there are none."""
    return _list_kaskade().filter(pk=putaran_id).values_list("bobot", flat=True).first() or None


def get_bobot(putaran_id: int) -> bobot.Model:
    """The weights of this run; AksiDitolak (R65a) where there are none, or they are of another version."""
    versi = _list_kaskade().filter(pk=putaran_id).values_list("ringkasan__versi_bobot", flat=True).first()
    model = read_bobot(find_bobot(putaran_id) or {}) if versi in (None, VERSI) else None
    if model is None:
        raise AksiDitolak([is_bobot_sesuai.violation(putaran=str(putaran_id))])
    return model


def choose_bobot(kode_wilayah: str, asal: int | None) -> Mulai:
    """`asal`: the run whose weights are asked for, LEARN, or None for what serves this area.

    Where reviewers answered and no weights are asked for, those of the area's newest cascade serve: answers correct
    chances, and chances belong to weights. Weights of another version do not fit; then the run learns too.
    """
    label = list_label()
    if asal == LEARN or (asal is None and not label):
        return Mulai(None)
    dari = asal or _list_kaskade().filter(kode_wilayah=kode_wilayah).order_by("-mulai_at", "-id").values_list(
        "pk", flat=True
    ).first()  # fmt: skip
    if dari is None:
        return Mulai(None)
    model = get_bobot(dari) if asal else read_bobot(find_bobot(dari) or {})
    if model is None:
        return Mulai(None)
    if label:
        peluang, benar = (np.array(x) for x in zip(*label, strict=True))
        model = replace(model, kalibrasi=fit_kalibrasi(peluang, benar))
    return Mulai(model, dari)


def read_bobot(isi: Mapping[str, Any]) -> bobot.Model | None:
    """Kept weights as the engine takes them; None where they are not of its version."""
    try:
        return read_model(dict(isi), "Bobot")
    except (BerkasDitolak, TypeError, ValueError, KeyError):
        return None


def _list_kaskade() -> QuerySet[Putaran]:
    rows = Putaran.objects.filter(mode=Mode.KASKADE, selesai_at__isnull=False)
    return rows.exclude(bobot={})
