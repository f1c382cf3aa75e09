"""A request for a device that came as a file on a stick, from a village without a line."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from opensiks.akun.access import require
from opensiks.akun.queries import find_akun, list_penugasan
from opensiks.infra.clock import local
from opensiks.jejak.mutation import mutation
from opensiks.paket.models import Perangkat
from opensiks.paket.perangkat import register_perangkat
from opensiks.rules.aktor import Actor
from opensiks.rules.peran import Izin, Peran
from opensiks.rules.permintaan import FaktaPermintaan, check_permintaan
from opensiks.rules.rule import AksiDitolak

BENTUK = "opensiks-permintaan/1"
MAKS = 16 * 1024


@dataclass(frozen=True)
class Permintaan:
    """What the file says; nothing of it is believed before the six words were compared."""

    akun: str
    desa: str
    jwk: dict[str, str]
    umum: str
    alg: str
    nama: str


def read_permintaan(isi: bytes) -> Permintaan | None:
    """The request in these bytes, None for any other file."""
    try:
        data = json.loads(isi[: MAKS + 1].decode("utf-8-sig"))
    except ValueError:
        return None
    if not isinstance(data, dict) or data.get("bentuk") != BENTUK or len(isi) > MAKS:
        return None
    teks = [data.get(k) for k in ("akun", "desa", "umum", "alg", "nama")]
    return (
        _make(data["jwk"], *teks)
        if isinstance(data.get("jwk"), dict) and all(isinstance(t, str) for t in teks)
        else None
    )


def _make(jwk: dict[str, Any], akun: Any, desa: Any, umum: Any, alg: Any, nama: Any) -> Permintaan:
    return Permintaan(akun, desa, {str(k): str(v) for k, v in jwk.items()}, umum, alg, nama)


@mutation("perangkat.requested")
def load_permintaan(isi: bytes, *, by: Actor, at: datetime) -> Perangkat:
    """Enter a request that an officer was handed: it then waits for its six words like any other."""
    require(by, Izin.PERANGKAT_MANAGE)
    minta = read_permintaan(isi)
    akun = find_akun(minta.akun) if minta else None
    tugas = list_penugasan(akun.pk, local(at, minta.desa).date()) if akun and minta else ()
    fakta = FaktaPermintaan(
        terbaca=minta is not None, dalam_cakupan=minta is not None and by.cakupan.covers(minta.desa),
        operator_desa=any(
            t.peran == Peran.OPERATOR_DESA and minta is not None and t.kode_wilayah == minta.desa for t in tugas
        ),
    )  # fmt: skip
    if salah := check_permintaan(fakta):
        raise AksiDitolak(salah)
    assert minta is not None
    assert akun is not None
    return register_perangkat(
        minta.desa, minta.jwk, minta.umum, minta.nama, minta.alg, pemohon=akun, by=by, at=at
    )
