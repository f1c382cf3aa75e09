"""The embedded server: starts once, twice, and from a folder with a very long name."""

import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from opensiks.infra import dburl, home, postgres


@pytest.fixture
def server(tmp_path: Path) -> Iterator[postgres.Server]:
    server = postgres.embedded(tmp_path / ("panjang" * 12))
    yield server
    server.stop()


def test_starts_from_a_long_path_twice_and_at_once(server: postgres.Server) -> None:
    assert not server.is_running()
    assert server.socket_dir != server.data
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda _: server.start(), range(3)))
    assert server.is_running()
    with psycopg.connect(server.url("postgres")) as connection:
        row = connection.execute(
            "SELECT current_setting('synchronous_commit'), current_setting('listen_addresses')"
        )
        assert row.fetchone() == ("on", "")
    assert stat.S_IMODE(server.socket_dir.stat().st_mode) == 0o700
    assert stat.S_IMODE(server.data.stat().st_mode) == 0o700
    assert server.stop()
    assert not server.is_running()
    assert not server.stop()
    server.start()
    assert server.is_running()


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "postgresql://a:b%40@h:5433/d",
            {"user": "a", "password": "b@", "host": "h", "port": "5433", "dbname": "d"},
        ),
        ("postgres://a@/d?host=/run/pg&port=1", {"user": "a", "host": "/run/pg", "port": "1", "dbname": "d"}),
        (
            "postgresql://a@h/d?sslmode=require",
            {"user": "a", "host": "h", "dbname": "d", "sslmode": "require"},
        ),
    ],
)
def test_address_is_read_from_its_url(url: str, expected: dict[str, str]) -> None:
    assert dburl.parse(url).for_psycopg() == expected


@pytest.mark.parametrize("url", ["mysql://a@h/d", "postgresql://h/d", "postgresql://a@h/"])
def test_wrong_address_gets_a_clear_sentence(url: str) -> None:
    with pytest.raises(ValueError, match="DATABASE_URL"):
        dburl.parse(url)


def test_two_roles_by_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("OPENSIKS_HOME", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", "postgresql://pemilik:x@h/siks")
    app = dburl.app_address()
    assert (app.user, app.name) == ("siks_app", "siks")
    assert app.password == (tmp_path / "kunci" / "db_app").read_text()
    assert stat.S_IMODE((tmp_path / "kunci" / "db_app").stat().st_mode) == 0o600
    monkeypatch.setenv("DATABASE_APP_URL", "postgresql://lain:y@h/siks")
    assert (dburl.app_address().user, dburl.app_address().password) == ("lain", "y")


def test_secret_is_made_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("OPENSIKS_HOME", str(tmp_path))
    with ThreadPoolExecutor(4) as pool:
        secrets = set(pool.map(lambda _: home.read_or_create_secret("uji"), range(8)))
    assert len(secrets) == 1
    assert [path.name for path in (tmp_path / "kunci").iterdir()] == ["uji"]
