"""The door of the forum: a meeting or a paper for an actor, or the same refusal for all else."""

from __future__ import annotations

from opensiks.akun.access import open_door
from opensiks.musyawarah.models import BeritaAcara, Musyawarah, Sptjm
from opensiks.rules.aktor import Actor
from opensiks.rules.peran import Izin


def access_musyawarah(actor: Actor, id: int, izin: Izin = Izin.USULAN_VIEW) -> Musyawarah:
    """TidakBerhak when the role may not; TidakAda when it is not there or not theirs."""
    return open_door(Musyawarah.objects.select_related("periode"), actor, id, izin)


def access_berita_acara(actor: Actor, id: int, izin: Izin = Izin.USULAN_VIEW) -> BeritaAcara:
    return open_door(BeritaAcara.objects.select_related("musyawarah__periode"), actor, id, izin)


def access_sptjm(actor: Actor, id: int, izin: Izin = Izin.USULAN_VIEW) -> Sptjm:
    return open_door(Sptjm.objects.select_related("periode"), actor, id, izin)
