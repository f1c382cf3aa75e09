"""The office of the deadline night: villages of Mukomuko with a few families, a laptop and a session each."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from benchmarks.dunia_paket import KAB as KAB
from benchmarks.dunia_paket import _create_akun, _dinas, _list_keluarga

KELUARGA = 3


@dataclass(frozen=True)
class Pengirim:
    """A village that hands files in: its session, and its package as it is before sealing."""

    sesi: str
    isi: bytes
    penerima: list[str]

    def seal(self) -> bytes:
        """The package sealed anew: other bytes, so another file, with the same lines in it."""
        from opensiks.paket.segel import seal

        return seal(self.isi, self.penerima)


def fill(desa: int, at: datetime) -> tuple[str, list[Pengirim]]:
    """Fill the empty database around `at`; the session of the Dinas, and the villages that send."""
    from opensiks.infra.scope import scope_nasional
    from opensiks.rules.wilayah import Cakupan
    from opensiks.wilayah.queries import list_desa
    from opensiks.wilayah.services import load_wilayah
    from tests.cast import SISTEM

    with scope_nasional():
        load_wilayah(by=SISTEM, at=at, pada=at.date())
        kode = [w.kode for w in list_desa(Cakupan((KAB,)))][:desa]
        _open(at)
        _register(kode, at)
    with scope_nasional():
        operator = _create_akun(kode)
        return _create_dinas(), [_write(k, operator[k], at) for k in kode]


def _open(at: datetime) -> None:
    from opensiks.verval.services import open_periode
    from tests.cast import RATNA

    mulai, tutup = at.date() - timedelta(days=5), at.date() + timedelta(days=10)
    open_periode("titip", "Malam tenggat", "bulanan_2023", KAB, mulai, tutup, tutup, by=RATNA, at=at)


def _register(kode: list[str], at: datetime) -> None:
    from opensiks.keluarga.services import import_keluarga
    from tests.cast import RATNA

    def rows() -> Iterator[Any]:
        for n, k in enumerate(kode):
            yield from itertools.islice(_list_keluarga(k, n * KELUARGA), KELUARGA)

    import_keluarga(rows(), kode_wilayah=KAB, by=RATNA, at=at, nama="tolok ukur")


def _create_dinas() -> str:
    from opensiks.akun.services import AkunBaru, create_akun_banyak
    from opensiks.rules.peran import Peran
    from tests.cast import SANDI, SISTEM

    baru = [AkunBaru("dinas", "Petugas Dinas", Peran.OPERATOR_KAB, KAB)]
    saat = datetime.fromisoformat("2023-07-01T09:00:00+07:00")
    [akun] = create_akun_banyak(baru, SANDI, by=SISTEM, at=saat, sejak=date(2023, 1, 1))
    return _sign_in(akun)


def _sign_in(akun: Any) -> str:
    """A session of somebody who has chosen a password of their own."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    akun.harus_ganti_sandi = False
    akun.save(update_fields=["harus_ganti_sandi"])
    isi = SessionStore()
    isi[SESSION_KEY], isi[BACKEND_SESSION_KEY] = str(akun.pk), settings.AUTHENTICATION_BACKENDS[0]
    isi[HASH_SESSION_KEY] = akun.get_session_auth_hash()
    isi.create()
    return str(isi.session_key)


def _write(kode: str, operator: Any, at: datetime) -> Pengirim:
    from opensiks.akun.models import Akun
    from opensiks.keluarga.models import Keluarga
    from opensiks.paket.kunci import get_kunci, list_identitas
    from opensiks.paket.segel import unseal
    from tests.factories.paket import daftarkan

    laptop = daftarkan(operator, kode, at=at, kab=_dinas())
    for id_, versi in (
        Keluarga.objects.filter(kode_desa=kode).order_by("id").values_list("id_registri", "versi")
    ):
        dasar = {"versi": versi, "status": "AKTIF", "verval": None}
        isi = {"hasil": "TETAP", "tanggal": at.date().isoformat(), "catatan": ""}
        laptop.catat("verval", id_, isi, at, dasar=dasar)
    periode = laptop.perangkat.periode
    assert periode is not None
    penerima = list(get_kunci(kode, periode).penerima)
    akun = Akun.objects.get(pk=operator.akun_id)
    return Pengirim(_sign_in(akun), unseal(laptop.paket(at), list_identitas(KAB)), penerima)
