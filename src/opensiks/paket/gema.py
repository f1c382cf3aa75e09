"""The trail as a village was shown it, against the trail as it stands: what comes back with a package (R94a)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from opensiks.jejak import services as jejak
from opensiks.jejak.queries import find_sidik
from opensiks.paket.models import Titipan
from opensiks.rules.aktor import Actor
from opensiks.rules.gema import FaktaGema, is_gema_cocok


def check_gema(t: Titipan, manifes: Mapping[str, Any], *, by: Actor, at: datetime) -> None:
    """Say on the file and in the trail that the village holds an event that is not there; it is judged all the same."""
    gema = manifes.get("gema")
    if gema is None:
        return
    _, tercatat = find_sidik(t.kode_wilayah, gema["seq"]) or (0, "")
    if is_gema_cocok(FaktaGema(sidik=gema["sidik"], tercatat=tercatat)):
        return
    salah = is_gema_cocok.violation()
    t.kalimat, t.langkah = str(salah)[:240], salah.langkah[:240]
    jejak.record("jejak.disputed", t, by=by, at=at, manifes=t.manifes_sha256, tercatat=tercatat, **gema)
