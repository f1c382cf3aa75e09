"""An evening's proposals written down: what the rules refuse is left out with its family, the rest is drafted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from opensiks.keluarga.models import Keluarga
from opensiks.rules.aktor import Actor
from opensiks.rules.rule import AksiDitolak
from opensiks.synth.usul import Usul
from opensiks.usulan.models import Usulan
from opensiks.usulan.services import draft_usulan_banyak
from opensiks.verval.models import Periode

UsulKeluarga = tuple[Keluarga, Usul]


def draft_usul(
    periode: Periode, kode_desa: str, daftar: Sequence[UsulKeluarga], *, by: Actor, at: datetime
) -> tuple[list[Usulan], list[UsulKeluarga]]:
    """Draft for all families at once, again without those that have a refused line; returns lines and families.

    A refusal that names no line is looked for in two halves.
    """
    jadi = list(daftar)
    while jadi:
        try:
            semua = [u for _, (_, usul) in jadi for u in usul]
            return draft_usulan_banyak(periode, kode_desa, semua, by=by, at=at), jadi
        except AksiDitolak as ditolak:
            tolak = _find_ditolak(ditolak, jadi)
        if not tolak:
            return _draft_bagian(periode, kode_desa, jadi, by=by, at=at)
        jadi = [x for n, x in enumerate(jadi) if n not in tolak]
    return [], []


def _find_ditolak(ditolak: AksiDitolak, daftar: Sequence[UsulKeluarga]) -> set[int]:
    """Places of the families whose lines are named; the only family is meant by every refusal."""
    if len(daftar) == 1:
        return {0}
    milik = [n for n, (_, (_, usul)) in enumerate(daftar) for _ in usul]
    return {milik[int(v.data["nomor"]) - 1] for v in ditolak.violations if "nomor" in v.data}


def _draft_bagian(
    periode: Periode, kode_desa: str, daftar: Sequence[UsulKeluarga], *, by: Actor, at: datetime
) -> tuple[list[Usulan], list[UsulKeluarga]]:
    tengah = len(daftar) // 2
    bagian = [draft_usul(periode, kode_desa, x, by=by, at=at) for x in (daftar[:tengah], daftar[tengah:])]
    return [u for dibuat, _ in bagian for u in dibuat], [k for _, jadi in bagian for k in jadi]
