"""The embedded server: starts once, twice, from a folder with a very long name, and after every kind of end."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from opensiks.infra import dburl, home, postgres, postmaster
from tests.dukungan.rumah import rumah_sendiri


@pytest.fixture
def server() -> Iterator[postgres.Server]:
    with rumah_sendiri() as folder:
        server = postgres.embedded(folder / ("panjang" * 12))
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


def pid_of(server: postgres.Server) -> int:
    pid = postmaster.read_pid(server.data)
    assert pid is not None
    return pid


def is_alive(pid: int) -> bool:
    return postmaster.find_postgres(pid) is not None


def answer(server: postgres.Server) -> int:
    with psycopg.connect(server.url("postgres")) as connection:
        row = connection.execute("SELECT 1").fetchone()
    assert row is not None
    return int(row[0])


@pytest.fixture
def short() -> Iterator[postgres.Server]:
    """A server that listens inside its data folder, as most do."""
    with rumah_sendiri() as folder:
        server = postgres.embedded(folder)
        assert server.socket_dir == server.data
        yield server


@pytest.fixture(params=["long", "short"])
def either(request: pytest.FixtureRequest) -> postgres.Server:
    server: postgres.Server = request.getfixturevalue("server" if request.param == "long" else "short")
    server.start()
    return server


def test_folder_deleted_below_a_living_server(either: postgres.Server) -> None:
    orphan = pid_of(either)
    shutil.rmtree(either.data)
    assert not either.is_running()
    assert f"PID {orphan}" in either.describe_leftover()
    either.start()
    assert pid_of(either) != orphan
    assert not is_alive(orphan)
    assert answer(either) == 1
    assert either.describe_leftover() == ""


def test_stop_ends_a_server_whose_folder_is_gone(short: postgres.Server) -> None:
    short.start()
    orphan = pid_of(short)
    shutil.rmtree(short.data.parent)
    assert short.stop()
    assert not is_alive(orphan)
    assert not short.stop()
    short.data.parent.mkdir()


def test_socket_deleted_below_a_living_server(either: postgres.Server) -> None:
    mute = pid_of(either)
    for left in either.socket_dir.glob(".s.PGSQL*"):
        left.unlink()
    assert not either.is_running()
    assert f"PID {mute}" in either.describe_leftover()
    either.start()
    assert not is_alive(mute)
    assert answer(either) == 1


def test_lost_pid_file_does_not_hide_the_server(either: postgres.Server) -> None:
    unnamed = pid_of(either)
    (either.data / "postmaster.pid").unlink()
    assert not either.is_running()
    either.start()
    assert not is_alive(unnamed)
    assert answer(either) == 1


def test_killed_server_starts_again(either: postgres.Server) -> None:
    os.kill(pid_of(either), signal.SIGKILL)
    wait_for(lambda: not either.is_running())
    either.start()
    assert answer(either) == 1


def test_number_of_another_program_is_no_server(short: postgres.Server) -> None:
    short.start()
    short.stop()
    other = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        for name in ("postmaster.pid", ".s.PGSQL.5432.lock"):
            (short.data / name).write_text(f"{other.pid}\n{short.data}\n1\n5432\n{short.data}\n\n")
        assert not short.is_running()
        assert not short.stop()
        short.start()
        assert answer(short) == 1
        assert other.poll() is None
    finally:
        other.kill()
        other.communicate()


def test_copy_of_a_served_folder_leaves_the_first_alone(short: postgres.Server, tmp_path: Path) -> None:
    short.start()
    first = pid_of(short)
    copy = postgres.embedded(tmp_path / "salinan")
    subprocess.run(["cp", "-a", str(short.data.parent), str(copy.data.parent)], check=True)
    try:
        assert not copy.is_running()
        assert not copy.stop()
        copy.start()
        assert pid_of(copy) != first
        assert answer(copy) == answer(short) == 1
    finally:
        copy.stop()
    assert short.is_running()
    assert pid_of(short) == first


def test_moved_folder_is_named_in_the_sentence(server: postgres.Server) -> None:
    server.start()
    moved = postgres.embedded(server.data.parent.with_name("pindah"))
    server.data.parent.rename(moved.data.parent)
    try:
        with pytest.raises(
            postgres.PostgresError, match=f"OPENSIKS_HOME={moved.data.parent} opensiks pg stop"
        ):
            server.start()
        assert moved.stop()
    finally:
        moved.stop()
    server.start()
    assert answer(server) == 1


def test_folder_with_other_things_is_left_alone(short: postgres.Server) -> None:
    short.data.mkdir()
    (short.data / "catatan.txt").write_text("penting")
    with pytest.raises(postgres.PostgresError, match="bukan basis data yang utuh"):
        short.start()
    assert (short.data / "catatan.txt").read_text() == "penting"


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


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
