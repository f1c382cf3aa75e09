"""Two doors: the signed address for a phone without an account, and a page for an actor of its village."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.signing import BadSignature, Signer

from opensiks.akun.access import TidakAda, open_door
from opensiks.infra.scope import scope
from opensiks.rules.aktor import Actor
from opensiks.rules.peran import Izin
from opensiks.rules.wilayah import Cakupan, is_kode
from opensiks.tautan.models import HalamanUnggah, TautanUnggah

_TANDA = Signer(salt="opensiks.tautan", sep="~")


def access_tanda(tautan: TautanUnggah) -> str:
    """What the address carries: the row's number and village under our signature, nothing else."""
    return _TANDA.sign(f"{tautan.pk}-{tautan.kode_desa}")


@contextmanager
def access_tautan(tanda: str) -> Iterator[TautanUnggah]:
    """The link of a signed address, inside its village's scope; TidakAda for an address that is not ours.

    Whether it is still open is the rules' to say (check_tautan): an old link is known, and says so.
    """
    try:
        nomor, _, kode = _TANDA.unsign(tanda).partition("-")
    except BadSignature:
        raise TidakAda from None
    if not nomor.isdigit() or not is_kode(kode):
        raise TidakAda
    with scope(Cakupan((kode,))):
        tautan = TautanUnggah.objects.filter(pk=int(nomor), kode_desa=kode).first()
        if tautan is None:
            raise TidakAda
        yield tautan


def access_halaman(actor: Actor, id: int, izin: Izin = Izin.MUSYAWARAH_RECORD) -> HalamanUnggah:
    return open_door(HalamanUnggah.objects.select_related("tautan"), actor, id, izin)
