"""Every route is closed to a stranger, but for those named in PUBLIC_ROUTES; times are those of the reader's place."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import URLPattern

from opensiks.infra import clock
from opensiks.infra.scope import scope_nasional
from opensiks.rules.aktor import Actor
from opensiks.rules.peran import Peran
from opensiks.rules.wilayah import Cakupan
from opensiks.verval.services import open_periode
from opensiks.web.request import API_ROUTES, PUBLIC_ROUTES
from opensiks.web.urls import urlpatterns
from tests import cast
from tests.factories.verval import DESA_WIT, buat_wilayah

ISI = {"int": "1", "str": "x", "slug": "x", "path": "x"}


def alamat(rute: URLPattern) -> str:
    """The route with every parameter filled in."""
    teks = str(rute.pattern)
    for nama, ubah in rute.pattern.converters.items():
        jenis = type(ubah).__name__.removesuffix("Converter").lower().replace("string", "str")
        teks = teks.replace(f"<{jenis}:{nama}>", ISI.get(jenis, "1")).replace(f"<{nama}>", "x")
    return f"/{teks}"


@pytest.mark.parametrize(
    "rute", [r for r in urlpatterns if r.name not in PUBLIC_ROUTES | API_ROUTES], ids=lambda r: r.name
)
def test_route_asks_a_stranger_to_sign_in(db: None, rute: URLPattern) -> None:
    for kirim in (Client().get, Client().post):
        r = kirim(alamat(rute))
        assert r.status_code == 302
        assert r.headers["Location"].startswith("/masuk/")


@pytest.mark.parametrize("rute", [r for r in urlpatterns if r.name in API_ROUTES], ids=lambda r: r.name)
def test_a_program_is_told_that_nobody_is_signed_in(db: None, rute: URLPattern) -> None:
    for kirim in (Client().get, Client().post):
        r = kirim(alamat(rute))
        assert r.status_code == 401
        assert r.json()["kode"] == "MASUK"


def test_R78_times_are_those_of_the_readers_place(db: None) -> None:
    hari, now = clock.today(DESA_WIT), clock.now()
    buat_wilayah(DESA_WIT)
    with scope_nasional():
        operator = cast.make_akun(Actor(1, "Yosef", Peran.OPERATOR_DESA, Cakupan((DESA_WIT,))))
        open_periode(
            "uji-wit", "Periode uji", "bulanan_2023", DESA_WIT[:5], hari - timedelta(days=2), hari + timedelta(days=9),
            hari + timedelta(days=9), by=cast.RATNA, at=now,
        )  # fmt: skip
    client = Client()
    client.force_login(operator.akun)
    assert "pukul 23.59 WIT" in client.get("/").content.decode()
