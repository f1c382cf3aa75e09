"""Signing in by the form: one person's mistakes are that person's alone."""

import pytest
from django.core.cache import cache
from django.test import Client

from opensiks.akun.services import create_akun
from opensiks.infra.scope import scope_nasional
from tests import cast

KANTOR = "10.20.30.40"
LUAR = "10.99.0.1"


@pytest.fixture(autouse=True)
def _hitungan_baru() -> None:
    cache.clear()


def make_akun(nama: str) -> str:
    with scope_nasional():
        create_akun(
            nama, "Petugas Uji", cast.SANDI, by=cast.SISTEM, at=cast.DIBUAT_AT, harus_ganti_sandi=False
        )
    return nama


def sign_in(nama: str, sandi: str, alamat: str = KANTOR) -> int:
    client = Client(REMOTE_ADDR=alamat)
    return client.post("/masuk/", {"login": nama, "password": sandi}).status_code


def test_one_mistyping_colleague_locks_nobody_else(db: None) -> None:
    """Kegagalan 72: thirty operators behind one address, one of them wrong ten times."""
    nama = [make_akun(f"operator-{n}") for n in range(30)]
    assert [sign_in(nama[0], "salah-sekali") for _ in range(10)] == [200] * 10
    assert sign_in(nama[0], cast.SANDI) == 200, "the one who erred has to wait"
    assert [sign_in(n, cast.SANDI) for n in nama[1:]] == [302] * 29


def test_a_stranger_elsewhere_cannot_lock_an_operator(db: None) -> None:
    """Kegagalan 72: wrong passwords from another address do not close the operator's own door."""
    make_akun("operator-desa")
    assert {sign_in("operator-desa", "salah-sekali", LUAR) for _ in range(10)} == {200}
    assert sign_in("operator-desa", cast.SANDI) == 302
