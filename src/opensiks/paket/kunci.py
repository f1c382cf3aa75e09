"""Keys of this server: the registrar that signs, an office's sealing key of each period and its escrow, a village's
recovery key. Private halves are files of OPENSIKS_HOME readable by their owner alone; a recovery key has none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from opensiks.akun.access import require
from opensiks.infra import home
from opensiks.jejak import services as jejak
from opensiks.jejak.mutation import mutation
from opensiks.paket.models import KunciKantor, KunciPemulihan, Perangkat
from opensiks.paket.segel import make_kunci
from opensiks.paket.tanda import KunciTanda
from opensiks.rules.aktor import Actor
from opensiks.rules.peran import Izin
from opensiks.rules.perangkat import StatusPerangkat
from opensiks.rules.rule import AksiDitolak
from opensiks.rules.syarat import is_dalam_cakupan
from opensiks.verval.models import Periode

REGISTRAR = "registrar.pem"


@dataclass(frozen=True)
class KunciPaket:
    """Whom a village seals its packages to: `kantor` newest first, `pemulihan` "" while the village has none."""

    kantor: tuple[str, ...]
    cadangan: str
    pemulihan: str

    @property
    def penerima(self) -> list[str]:
        return [k for k in (*self.kantor, self.cadangan, self.pemulihan) if k]

    def to_json(self) -> dict[str, Any]:
        return {"kantor": list(self.kantor), "cadangan": self.cadangan, "pemulihan": self.pemulihan}


def get_registrar() -> KunciTanda:
    """The one key with which this server signs certificates, worksheets and receipts; made at first use."""
    return _parse(home.read_or_create(REGISTRAR, lambda: KunciTanda.generate("ES256").to_pem()))


@lru_cache(4)
def _parse(pem: str) -> KunciTanda:
    return KunciTanda.from_pem(pem)


@mutation("kunci.created")
def create_kunci(kode_kabupaten: str, periode: Periode, *, by: Actor, at: datetime) -> list[KunciKantor]:
    """The office's key and its escrow for a period, unless they are there; returns those that are new."""
    ada = set(
        KunciKantor.objects.filter(kode_kabupaten=kode_kabupaten, periode=periode).values_list(
            "cadangan", flat=True
        )
    )
    baru = [
        KunciKantor(
            kode_kabupaten=kode_kabupaten, periode=periode, cadangan=cadangan, umum=_keep_baru(), dibuat_at=at,
            oleh=by.nama,
        )
        for cadangan in (False, True)
        if cadangan not in ada
    ]  # fmt: skip
    if not baru:
        return []
    KunciKantor.objects.bulk_create(baru)
    isi = {"periode": periode.kode, "umum": [k.umum for k in baru]}
    objek = f"kunci:{kode_kabupaten}"
    jejak.record_many([jejak.Catatan("kunci.created", objek, kode_kabupaten, isi)], by=by, at=at)
    return baru


def _keep_baru() -> str:
    """A new pair; the private half is on the disk before the public one is used anywhere."""
    rahasia, umum = make_kunci()
    home.read_or_create(f"segel_{umum}", lambda: rahasia)
    return umum


def list_identitas(kantor: str) -> list[str]:
    """The private halves of an office that this server still has, the newest first. A destroyed key opens nothing."""
    umum = KunciKantor.objects.filter(kode_kabupaten=kantor).order_by("cadangan", "-id")
    ada = (home.read_secret(f"segel_{k}") for k in umum.values_list("umum", flat=True))
    return [rahasia for rahasia in ada if rahasia]


def get_kunci(kode_desa: str, periode: Periode) -> KunciPaket:
    """The recipients of a village in a period; two queries."""
    rows = KunciKantor.objects.filter(kode_kabupaten=kode_desa[:5], periode=periode).order_by("id")
    umum = {k.cadangan: k.umum for k in rows}
    pulih = KunciPemulihan.objects.filter(
        kode_desa=kode_desa, periode=periode, diganti_at__isnull=True
    ).first()
    kantor = (umum[False],) if False in umum else ()
    return KunciPaket(kantor, umum.get(True, ""), pulih.umum if pulih else "")


@mutation("kunci.created")
def make_pemulihan(kode_desa: str, periode: Periode, *, by: Actor, at: datetime) -> str:
    """A recovery key for the village's head to keep on paper; the secret half is returned once and kept nowhere.

    An earlier one of the period is superseded: what was sealed to it stays readable with its own paper.
    """
    require(by, Izin.PERANGKAT_MANAGE)
    if not by.cakupan.covers(kode_desa):
        raise AksiDitolak([is_dalam_cakupan.violation()])
    rahasia, umum = make_kunci()
    lama = KunciPemulihan.objects.filter(kode_desa=kode_desa, periode=periode, diganti_at__isnull=True)
    diganti = lama.update(diganti_at=at)
    baru = KunciPemulihan.objects.create(
        kode_desa=kode_desa, periode=periode, umum=umum, dibuat_at=at, oleh=by.nama
    )
    jejak.record(
        "kunci.created", baru, by=by, at=at, periode=periode.kode, umum=umum, mengganti=bool(diganti)
    )
    return rahasia


def get_pencabutan(kode_kabupaten: str) -> dict[str, Any]:
    """The revocation list that every worksheet and receipt carries; its version is the number of devices on it."""
    rows = Perangkat.objects.filter(
        kode_desa__startswith=f"{kode_kabupaten}.", status=StatusPerangkat.DICABUT
    )
    kid = sorted(rows.values_list("kid", flat=True))
    return {"versi": len(kid), "kid": kid}
