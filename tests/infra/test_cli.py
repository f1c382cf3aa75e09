"""The command line starts what it needs and says plainly what is wrong."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from opensiks.infra import postgres


@pytest.fixture
def env(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A home of its own on the embedded server, whatever server the tests use."""
    taken = ("DATABASE_URL", "DATABASE_APP_URL", "DJANGO_SETTINGS_MODULE")
    yield {k: v for k, v in os.environ.items() if k not in taken} | {"OPENSIKS_HOME": str(tmp_path)}
    postgres.embedded(tmp_path).stop()


def run(env: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "opensiks", *arguments]
    return subprocess.run(command, env=env, capture_output=True, text=True, timeout=120)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_prepare_and_serve_from_nothing(env: dict[str, str]) -> None:
    assert run(env, "pg", "status").stdout.strip() == "tidak berjalan"
    assert run(env, "prepare", "-v0").returncode == 0
    assert run(env, "pg", "status").stdout.strip() == "berjalan"
    assert run(env, "work", "--once").returncode == 0

    port = free_port()
    command = [sys.executable, "-m", "opensiks", "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=env, stderr=subprocess.PIPE, text=True, start_new_session=True)
    try:
        page = fetch(f"http://127.0.0.1:{port}/masuk/", server)
        style = fetch(f"http://127.0.0.1:{port}/static/django_htmx/htmx-2.min.js", server)
    finally:
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=20) == 0
    assert 'lang="id"' in page
    assert "htmx" in style


def fetch(url: str, server: subprocess.Popen[str]) -> str:
    for _ in range(150):
        if server.poll() is not None:
            pytest.fail(server.stderr.read() if server.stderr else "the server ended")
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                return str(answer.read().decode())
        except ConnectionError:
            time.sleep(0.1)
        except urllib.error.URLError as error:
            if not isinstance(error.reason, ConnectionError):
                raise
            time.sleep(0.1)
    pytest.fail(f"{url} did not answer")


def test_server_that_is_away_gets_a_clear_sentence(env: dict[str, str]) -> None:
    away = {"DATABASE_URL": f"postgresql://a@127.0.0.1:{free_port()}/b"}
    done = run(env | away, "prepare")
    assert done.returncode != 0
    assert "Server basis data tidak dapat dihubungi" in done.stderr
    assert "Traceback" not in done.stderr


def test_pg_leaves_a_named_server_alone(env: dict[str, str]) -> None:
    done = run(env | {"DATABASE_URL": "postgresql://a@b/c"}, "pg", "stop")
    assert done.returncode != 0
    assert "diurus oleh pemiliknya" in done.stderr
