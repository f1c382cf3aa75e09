"""A worksheet goes down: sealed to one device, signed by this server, on the trail as every list that leaves."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from opensiks.akun.access import TidakBerhak
from opensiks.infra.nomor import make_uuid7
from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.paket.berkas import make_berkas
from opensiks.paket.kunci import KunciPaket, get_kunci, get_registrar
from opensiks.paket.lembar import compose_lembar, write_saat
from opensiks.paket.models import Perangkat
from opensiks.rules.aktor import Actor
from opensiks.rules.canonical import canonical_bytes
from opensiks.rules.lembar import get_kode_daftar
from opensiks.rules.paket import BENTUK, Arah
from opensiks.rules.peran import Izin
from opensiks.rules.perangkat import FaktaPerangkat, is_terdaftar
from opensiks.rules.rule import AksiDitolak
from opensiks.rules.syarat import is_dalam_cakupan
from opensiks.verval.models import Periode

APLIKASI = "opensiks"


@mutation("data.exported")
def make_turun(perangkat: Perangkat, *, by: Actor, at: datetime) -> bytes:
    """The sealed worksheet of an enrolled device: only that laptop, and the village's recovery key, can read it.

    Numbers are whole, since the operator may see those of the village (R95); taking them along is an event (R96).
    """
    if not (by.can(Izin.VERVAL_RECORD) or by.can(Izin.PERANGKAT_MANAGE)):
        raise TidakBerhak(by.peran, Izin.VERVAL_RECORD)
    p = Perangkat.objects.select_for_update(of=("self",)).select_related("periode").get(pk=perangkat.pk)
    fakta = FaktaPerangkat(status=p.status, dalam_cakupan=by.cakupan.covers(p.kode_desa))
    if salah := [r.violation() for r in (is_dalam_cakupan, is_terdaftar) if not r(fakta)]:
        raise AksiDitolak(salah)
    assert p.periode is not None
    id_ = make_uuid7(at)
    lembar = compose_lembar(p, p.periode, id_, at)
    jumlah = {"keluarga": len(lembar["keluarga"]), "usulan": len(lembar["usulan"])}
    jumlah["orang"] = sum(len(k["anggota"]) for k in lembar["keluarga"])
    badan = write_badan(lembar)
    kunci = get_kunci(p.kode_desa, p.periode)
    manifes = make_manifes(
        Arah.TURUN, p, p.periode, id_, p.lembar_ke + 1, jumlah, len(lembar["keluarga"]), at
    )
    berkas = make_berkas(manifes, badan, {}, get_registrar(), list_penerima(p, kunci))
    p.lembar_ke, p.lembar_at = p.lembar_ke + 1, at
    p.save(update_fields=["lembar_ke", "lembar_at"])
    isi = {
        "daftar": "lembar", "jumlah": jumlah["keluarga"], "orang": jumlah["orang"], "tujuan": "LEMBAR_KERJA",
        "penerima": p.operator, "perangkat": p.kid, "nomor": "utuh", "sha256": hashlib.sha256(berkas).hexdigest(),
    }  # fmt: skip
    jejak.record("data.exported", p, by=by, at=at, **isi)
    return berkas


def write_badan(isi: dict[str, Any]) -> bytes:
    """Canonical JSON in NFC, as every reader of a package wants it; names in the registry may be written otherwise."""
    return unicodedata.normalize("NFC", canonical_bytes(isi).decode()).encode()


def list_penerima(p: Perangkat, kunci: KunciPaket) -> list[str]:
    """Who may read what goes down: the device, and whoever holds the village's recovery paper."""
    return [p.umum, *([kunci.pemulihan] if kunci.pemulihan else [])]


def make_manifes(
    arah: Arah, p: Perangkat, periode: Periode, lembar: str, urutan: int, jumlah: dict[str, int], baris: int,
    at: datetime, terima: Sequence[str] = (),
) -> dict[str, Any]:  # fmt: skip
    """The manifest of what this server sends to a device."""
    saat = write_saat(at, p.kode_desa)
    return {
        "bentuk": BENTUK, "arah": arah.value, "paket": make_uuid7(at), "periode": periode.kode, "desa": p.kode_desa,
        "kepada": {"kantor": p.kode_desa[:5], "kunci": []}, "perangkat": {"kid": get_registrar().kid},
        "urutan": urutan, "sebelum": None, "tanda_terima": list(terima),
        "lembar": {"id": lembar, "bentuk": "lembar/1", "kode": get_kode_daftar(), "aplikasi": APLIKASI},
        "isi": {"jumlah": baris}, "lampiran": [], "jumlah": jumlah,
        "waktu": {"perangkat": saat, "server_terakhir": saat, "mono_ms": 0},
    }  # fmt: skip
