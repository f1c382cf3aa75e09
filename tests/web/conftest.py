"""A village in a period that is open now, its families, and everybody of the cast signed in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.test import Client

from opensiks.infra import clock
from opensiks.infra.scope import scope_nasional
from opensiks.keluarga.models import Keluarga
from opensiks.keluarga.services import refresh_temuan
from opensiks.verval.models import Periode
from opensiks.verval.services import open_periode
from tests import cast
from tests.factories import keluarga as pabrik


@dataclass(frozen=True)
class Pekon:
    """Way Mengaku, operated by Sari: three families without a fault and one whose mother's name is missing."""

    periode: Periode
    keluarga: list[Keluarga]
    hari: date

    @property
    def kurang(self) -> Keluarga:
        """The family with the finding."""
        return self.keluarga[3]


def client_for(pemeran: cast.Pemeran) -> Client:
    client = Client()
    client.force_login(pemeran.akun)
    return client


@pytest.fixture
def pemeran(db: None) -> dict[str, cast.Pemeran]:
    pabrik.buat_wilayah()
    with scope_nasional():
        return cast.make_cast()


@pytest.fixture
def masuk(pemeran: dict[str, cast.Pemeran]) -> Callable[[str], Client]:
    """A browser in which one of the cast is signed in: masuk("sari")."""
    return lambda nama: client_for(pemeran[nama])


@pytest.fixture
def sari(masuk: Callable[[str], Client]) -> Client:
    return masuk("sari")


@pytest.fixture
def pekon(pemeran: dict[str, cast.Pemeran]) -> Pekon:
    """The village in the third week of a month's verval; twelve days are left."""
    hari, now = clock.today(cast.DESA), clock.now()
    lalu = (hari.replace(day=1) - timedelta(days=1)).replace(day=5)
    kurang = pabrik.baris(anggota=[pabrik.orang("HASAN ALI"), pabrik.anak(nama_ibu="")], verval_terakhir=lalu)
    sehat = [pabrik.baris(verval_terakhir=lalu, program=["PKH"]) for _ in range(3)]
    keluarga = pabrik.daftarkan(*sehat, kurang, at=now - timedelta(days=60))
    with scope_nasional():
        periode = open_periode(
            "uji-kini", "Periode uji", "bulanan_2023", cast.KAB, hari - timedelta(days=9), hari + timedelta(days=12),
            hari + timedelta(days=18), by=cast.RATNA, at=now,
        )  # fmt: skip
        refresh_temuan(cast.DESA, by=cast.SISTEM, at=now, hari_ini=hari)
    return Pekon(periode, keluarga, hari)
